"""What an Akoma Ntoso document says of itself: which text and draft it is, its way so far, who changed what."""

from collections.abc import Iterator

from lxml import etree

from drafts.exports.akn.names import Names, element, expression, language, said, slug, work
from drafts.exports.front import Front
from drafts.exports.sheet import Alternative, Sheet, SheetParagraph
from drafts.text.parsing import Kind

SOURCE = "#secretariat"
_MODIFICATIONS = {
    "revise": "substitution",
    "alternative": "substitution",
    "insert": "insertion",
    "delete": "repeal",
    "merge": "join",
    "move": "renumbering",
}


def metadata(sheet: Sheet, names: Names) -> etree._Element:
    """Write the block of metadata, its parts in the order that the schema wants."""
    meta = element("meta")
    _identification(meta, sheet.front)
    _lifecycle(meta, sheet.front)
    _analysis(meta, sheet, names)
    _references(meta, sheet, names)
    return meta


def _identification(meta: etree._Element, front: Front) -> None:
    """Write the three levels: the text through all its drafts, this draft of it, this file of the draft."""
    identification = element("identification", meta, source=SOURCE)
    text, draft = work(front), expression(front, front.name)
    first = front.earlier[0].day if front.earlier else front.day
    level = element("FRBRWork", identification)
    _address(level, f"{text}/!main", text)
    _made(level, first.isoformat(), "firstDraft")
    element("FRBRcountry", level, value="un")
    element("FRBRsubtype", level, value="deliberation")
    if front.masthead and front.masthead.symbol:
        element("FRBRnumber", level, value=front.masthead.symbol)
    element("FRBRname", level, value=front.heading)
    element("FRBRprescriptive", level, value="false")
    element("FRBRauthoritative", level, value="false")
    level = element("FRBRExpression", identification)
    _address(level, f"{draft}/!main", draft)
    if front.seal:
        element("FRBRalias", level, name="seal-sha-256", value=front.seal)
    _made(level, front.day.isoformat(), "circulation")
    element("FRBRversionNumber", level, value=front.name)
    element("FRBRlanguage", level, language=language(front))
    level = element("FRBRManifestation", identification)
    _address(level, f"{draft}/!main.xml", f"{draft}.xml")
    _made(level, front.day.isoformat(), "circulation")
    element("FRBRformat", level, value="application/akn+xml")


def _address(level: etree._Element, this: str, whole: str) -> None:
    element("FRBRthis", level, value=this)
    element("FRBRuri", level, value=whole)


def _made(level: etree._Element, date: str, called: str) -> None:
    element("FRBRdate", level, date=date, name=called)
    element("FRBRauthor", level, href="#organ", **{"as": "#author"})


def _lifecycle(meta: etree._Element, front: Front) -> None:
    """Write the drafts circulated so far, this one last."""
    drafts = [*((each.name, each.day) for each in front.earlier), (front.name, front.day)]
    lifecycle = element("lifecycle", meta, source=SOURCE)
    for number, (name, day) in enumerate(drafts, start=1):
        kind = "generation" if number == 1 else "amendment"
        source = f"#draft_{number}"
        element(
            "eventRef",
            lifecycle,
            eId=f"evt_{number}",
            date=day.isoformat(),
            source=source,
            type=kind,
            refersTo=f"#circulation_{slug(name)}",
        )


def _analysis(meta: etree._Element, sheet: Sheet, names: Names) -> None:
    """Write which amendment changed which paragraph, or would change it."""
    made = [*_changes(sheet, names), *_proposals(sheet, names)]
    if made:
        inner = element("passiveModifications", element("analysis", meta, source=SOURCE))
        for number, change in enumerate(made, start=1):
            change.set("eId", f"pmod_{number}")
            inner.append(change)


def _changes(sheet: Sheet, names: Names) -> Iterator[etree._Element]:
    """Write what a tracked draft changed, an element an amendment; the facilitators' own changes name the draft."""
    this = f"draft_{len(sheet.front.earlier) + 1}"
    for paragraph in sheet.paragraphs if sheet.form == "tracked" else ():
        notes = [(note.amendment, note.who) for note in paragraph.sources if note.amendment]
        for amendment, who in (notes or [(this, "")]) if paragraph.is_changed else ():
            change = element("textualMod", type=_kind(paragraph), refersTo=_who(who, names))
            element("source", change, href=f"#{amendment}")
            element("destination", change, href=f"#{names.of(paragraph)}")
            if paragraph.former_label:
                element("old", change).text = said(paragraph.former_label)
            yield change


def _kind(paragraph: SheetParagraph) -> str:
    if paragraph.is_added:
        return "insertion"
    if paragraph.is_removed or (paragraph.marker == "Delete" and not paragraph.former_marker):
        return "repeal"
    if paragraph.marker and paragraph.marker != paragraph.former_marker:
        return "join"
    has_words = any(segment.op != "equal" for segment in paragraph.segments)
    return (
        "renumbering"
        if (paragraph.former_label or paragraph.former_place) and not has_words
        else "substitution"
    )


def _proposals(sheet: Sheet, names: Names) -> Iterator[etree._Element]:
    """Write what is proposed; it is "incomplete", for nobody knows yet what becomes of it.

    What is proposed for a heading is written here in words, for a second section would take its paragraphs along.
    """
    headings = {block.label for block in sheet.blocks if block.kind == Kind.HEADING}
    for each in sheet.alternatives:
        change = element(
            "textualMod", type=_MODIFICATIONS[each.kind], status="incomplete", refersTo=_who(each.by, names)
        )
        element("source", change, href=f"#{each.name}")
        element("destination", change, href=f"#{names.paragraphs[each.on]}")
        if each.kind in {"merge", "move"} and each.target in names.paragraphs:
            element("destination", change, href=f"#{names.paragraphs[each.target]}")
        if each.on in headings:
            element("new", change).text = said(each.wording)
        yield change


def _who(delegation: str, names: Names) -> str:
    return f"#{names.delegations[delegation]}" if delegation else ""


def _references(meta: etree._Element, sheet: Sheet, names: Names) -> None:
    """Write what the other parts refer to: drafts, amendments, the organ, the delegations."""
    front = sheet.front
    references = element("references", meta, source=SOURCE)
    drafts = [*(each.name for each in front.earlier), front.name]
    for number, name in enumerate(drafts, start=1):
        tag = "original" if number == 1 else "passiveRef"
        element(tag, references, eId=f"draft_{number}", href=expression(front, name), showAs=name)
    amendments = {
        note.amendment: f"{note.amendment}, {note.who}"
        for each in sheet.paragraphs
        for note in each.sources
        if note.amendment
    }
    amendments |= {each.name: _called(each) for each in sheet.alternatives}
    for name, told in amendments.items():
        element("passiveRef", references, eId=name, href=f"{work(front)}/{slug(name)}", showAs=told)
    organ = front.masthead.organ if front.masthead else front.heading
    element(
        "TLCOrganization",
        references,
        eId="organ",
        href=f"/akn/ontology/organization/un/{slug(organ)}",
        showAs=organ,
    )
    element(
        "TLCOrganization",
        references,
        eId="secretariat",
        href="/akn/ontology/organization/un/secretariat",
        showAs="Secretariat",
    )
    for name, told in names.delegations.items():
        element(
            "TLCOrganization",
            references,
            eId=told,
            href=f"/akn/ontology/organization/un/{slug(name)}",
            showAs=name,
        )
    for name in dict.fromkeys(slug(name) for name in drafts):
        element(
            "TLCEvent",
            references,
            eId=f"circulation_{name}",
            href="/akn/ontology/event/un/circulation",
            showAs="Circulation",
        )
    element("TLCRole", references, eId="author", href="/akn/ontology/role/author", showAs="Author")


def _called(proposal: Alternative) -> str:
    return f"{proposal.name}, {proposal.by}" if proposal.by else proposal.name
