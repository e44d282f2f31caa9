"""A Word document put together: styles, settings, properties, running heads, and the same bytes for the same text."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any  # python-docx has no types

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from drafts.exports.front import Front
from drafts.exports.word.body import MARGIN, PAPERS, W, element, paragraph, run
from drafts.exports.word.pages import Page

STYLES = Path(__file__).with_name("styles.xml")
_MADE = (1980, 1, 1, 0, 0, 0)
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
}


def pack(page: Page, body: etree._Element) -> bytes:
    """Put a document together around a body."""
    document = docx.Document()
    _bare(document)
    own = document.element.body
    section = own.sectPr
    own.clear()
    own.extend(parse_xml(etree.tostring(body)))
    own.append(section)
    _lay_out(document, page.front)
    _set(document, page)
    _tell(document, page.front)
    if page.properties:
        _add_properties(document, page.properties)
    made = io.BytesIO()
    document.save(made)
    return _same(made.getvalue())


def _bare(document: Any) -> None:  # noqa: ANN401  see the import
    """Leave out of python-docx's template all that a typist would stumble over, and put our styles in."""
    part = document.part
    for name, relation in list(part.rels.items()):
        if relation.reltype not in _KEPT:
            del part.rels[name]
    package = part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    styles = part.part_related_by(RELATIONSHIP_TYPE.STYLES)
    styles._element = parse_xml(STYLES.read_bytes())  # noqa: SLF001  python-docx has no way to give a part other XML


def _lay_out(document: Any, front: Front) -> None:  # noqa: ANN401  see the import
    """Set the paper, the head of each page but the first, and the foot of each."""
    section = document.sections[0]
    section.page_width, section.page_height = (side * 635 for side in PAPERS[front.paper])
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", MARGIN * 635)
    section.different_first_page_header_footer = True
    symbol = front.masthead.symbol if front.masthead else ""
    _fill(section.header, paragraph("Header", run(f"{symbol}\t{front.running_head}")))
    _fill(section.first_page_header)
    for footer in (section.footer, section.first_page_footer):
        pages = (*_field("PAGE"), run("/"), *_field("NUMPAGES"))
        _fill(footer, paragraph("Footer", run(f"{front.stamp}\t"), *pages, run(f"\t{front.short_seal}")))
    if front.direction == "rtl":
        section._sectPr.append(parse_xml(f'<w:bidi xmlns:w="{W}"/>'))  # noqa: SLF001  python-docx knows no direction


def _fill(margin: Any, *inside: etree._Element) -> None:  # noqa: ANN401  see the import
    own = margin._element  # noqa: SLF001  python-docx builds margins run by run only
    own.clear()
    for each in inside or (element("p"),):
        own.append(parse_xml(etree.tostring(each)))


def _field(name: str) -> list[etree._Element]:
    """Write a number that Word counts."""
    code = element("instrText")
    code.text = f" {name} "
    marks = [element("r", element("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [marks[0], element("r", code), marks[1], run("1"), marks[2]]


def _set(document: Any, page: Page) -> None:  # noqa: ANN401  see the import
    """Write the settings anew: whether changes are recorded, and that this is a document of today's Word."""
    own = document.settings.element
    own.clear()
    made = [element("zoom", percent="100")]
    if page.is_tracking or page.is_locked:
        made.append(element("trackRevisions"))
    if page.is_locked:
        made.append(element("documentProtection", edit="trackedChanges", enforcement="1"))
    made.append(element("defaultTabStop", val="640"))
    uri = "http://schemas.microsoft.com/office/word"
    made.append(element("compat", element("compatSetting", name="compatibilityMode", uri=uri, val="15")))
    for each in made:
        own.append(parse_xml(etree.tostring(each)))


def _tell(document: Any, front: Front) -> None:  # noqa: ANN401  see the import
    """Say in the document's own properties what it is; its hours are those of its issue."""
    told = document.core_properties
    at = front.issued_at.astimezone(UTC).replace(tzinfo=None)
    told.title, told.subject = front.heading, front.name
    told.author = told.last_modified_by = front.masthead.organ if front.masthead else ""
    told.created = told.modified = at
    told.language, told.revision = front.language, 1
    told.comments = told.keywords = ""


def _add_properties(document: Any, properties: Mapping[str, str]) -> None:  # noqa: ANN401  see the import
    """Add properties of our own, docProps/custom.xml.

    Source: ISO/IEC 29500-1:2016, 22.3.
    """
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"vt": _TYPES})
    for number, (name, told) in enumerate(properties.items(), start=2):
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_OWN, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = told
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    package.relate_to(
        Part(PackURI("/docProps/custom.xml"), _CUSTOM_CONTENT, written, package), _CUSTOM_RELATION
    )


def _same(made: bytes) -> bytes:
    """Pack the parts again in one order and under one date, so that the same text is the same file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as archive, zipfile.ZipFile(packed, "w") as again:
        names = sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, archive.read(name), zipfile.ZIP_DEFLATED, 6)
    return packed.getvalue()
