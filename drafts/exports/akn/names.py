"""The names by which elements of a document are referred to, and the addresses of the document itself."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from drafts.exports.front import Front
from drafts.exports.sheet import Sheet, SheetParagraph
from drafts.text.parsing import Kind

SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ALPHA_3 = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
BODIES = {"General Assembly": "unga", "Security Council": "unsc", "Economic and Social Council": "ecosoc"}
# What no XML may hold: control characters, surrogates, and the two that are no characters.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, parent: "etree._Element | None" = None, **attributes: str) -> "etree._Element":
    """Make an element, at the end of another one where that is given."""
    attributes = {name: said(value) for name, value in attributes.items() if value}
    if parent is None:
        return etree.Element(f"{{{SPACE}}}{tag}", attributes, nsmap={None: SPACE})  # type: ignore[dict-item]  # the namespace without a prefix; its stubs forget it
    return etree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)


def said(text: str) -> str:
    """Put U+FFFD for what XML cannot hold."""
    return _UNSAYABLE.sub("\ufffd", text)


@dataclass(frozen=True)
class Names:
    """The eIds of paragraphs by their labels, of those that are gone by theirs, and of delegations by their names."""

    paragraphs: Mapping[str, str]
    gone: Mapping[str, str]
    delegations: Mapping[str, str]

    def of(self, paragraph: SheetParagraph) -> str:
        """Give a paragraph's own."""
        return (self.gone if paragraph.is_removed else self.paragraphs)[paragraph.label]


def names_of(sheet: Sheet) -> Names:
    """Name each paragraph of a sheet after its label ("para_49-bis"), each heading, and each delegation in it.

    Source: Akoma Ntoso Naming Convention 1.0, 5 (eId).
    """
    standing = [(_prefix(block.kind), block.label) for block in sheet.blocks]
    gone = [(f"old-{_prefix(each.kind)}", each.label) for each in sheet.paragraphs if each.is_removed]
    who = sorted({note.who for each in sheet.paragraphs for note in each.sources if note.who})
    who += sorted({each.by for each in sheet.alternatives if each.by} - set(who))
    return Names(_apart(standing), _apart(gone), _apart([("delegation", each) for each in who]))


def _prefix(kind: Kind) -> str:
    return "sec" if kind == Kind.HEADING else "para"


def _apart(words: list[tuple[str, str]]) -> dict[str, str]:
    """Give each of the words a name that no other has, with its prefix."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for prefix, word in words:
        name = plain = f"{prefix}_{slug(word)}"
        turn = 1
        while name in taken:
            turn += 1
            name = f"{plain}_{turn}"
        taken.add(name)
        found[word] = name
    return found


def slug(words: str) -> str:
    """Write words as a part of an address: "49 bis" as "49-bis", "Côte d’Ivoire" as "cote-d-ivoire"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "nn"


def work(front: Front) -> str:
    """Give the address of the text through all its drafts: /akn/un/statement/deliberation/unga/2010-05-17/gpa-plan.

    Source: Akoma Ntoso Naming Convention 1.0, 4; AKN4UN guidelines, part 1, 2.3.
    """
    organ = front.masthead.organ if front.masthead else ""
    first = front.earlier[0].day if front.earlier else front.day
    return f"/akn/un/statement/deliberation/{BODIES.get(organ) or slug(organ)}/{first.isoformat()}/{front.work or slug(front.heading)}"


def expression(front: Front, draft: str) -> str:
    """Give the address of one draft of the text, by its name."""
    return f"{work(front)}/{language(front)}@{slug(draft)}"


def language(front: Front) -> str:
    """Give the language's code of three letters."""
    code = front.language.partition("-")[0]
    return ALPHA_3.get(code, code)
