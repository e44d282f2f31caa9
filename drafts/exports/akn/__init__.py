"""A sheet as Akoma Ntoso 3 in the profile of the United Nations (AKN4UN): a statement, its class a deliberation."""

from lxml import etree

from drafts.exports.akn.body import mend_references, preamble_and_body
from drafts.exports.akn.metadata import metadata
from drafts.exports.akn.names import element, names_of
from drafts.exports.front import Front
from drafts.exports.sheet import Sheet
from drafts.text.parsing import Kind

__all__ = ["render"]


def render(sheet: Sheet) -> bytes:
    """Write a sheet as XML, valid against the official schema, the same bytes for the same sheet.

    A clean one is the text. A tracked one has `ins` and `del` in it, and names in its analysis which amendment changed
    which paragraph. A compilation has the text, and each proposal as a whole alternative of its paragraph
    (`alternativeTo`) that refers to the delegation; so no bracket has to be taken apart to find who wants what.

    Source: OASIS LegalDocML Akoma Ntoso 1.0, part 2; https://unsceb-hlcm.github.io/part2/index-31.html.
    """
    names = names_of(sheet)
    root = element("akomaNtoso")
    is_resolution = any(block.kind == Kind.PREAMBULAR for block in sheet.blocks)
    statement = element(
        "statement", root, name="resolutionDraft" if is_resolution else "draft", contains=_contains(sheet)
    )
    statement.append(metadata(sheet, names))
    statement.append(_preface(sheet.front))
    for part in preamble_and_body(sheet, names):
        statement.append(part)
    mend_references(statement)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _contains(sheet: Sheet) -> str:
    return "originalVersion" if sheet.form == "clean" else "multipleVersions"


def _preface(front: Front) -> etree._Element:
    """Write what stands before the text: symbol, session, title, date."""
    preface = element("preface")
    head = front.masthead
    told = {"docNumber": head.symbol if head else "", "session": head.session if head else ""}
    for name, words in told.items():
        if words:
            element(name, element("p", preface)).text = words
    for line in front.title:
        element("docTitle", element("p", preface)).text = line
    element("docStatus", element("p", preface)).text = front.name
    element("docDate", element("p", preface), date=front.day.isoformat()).text = front.date
    return preface
