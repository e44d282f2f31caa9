"""Word documents: whatever changed, rejecting all of it gives the older text and accepting all of it the newer one."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import docx
import pytest

from drafts.exports import word as exported
from drafts.exports.compilation import Proposed, compiled
from drafts.exports.sheet import Entry
from drafts.exports.word import pages
from drafts.exports.word.pages import Page
from drafts.text.layers import Claim, Hand, Step
from drafts.text.merge import combine
from drafts.text.parsing import Block, Kind, State
from tests.drafts import word
from tests.drafts.sheets import SEAL, make_block, make_entry, make_front

NOW = datetime(2010, 6, 15, 16, 14, tzinfo=UTC)
NOBODY = Hand(("Facilitators",), NOW)
AUTHORS = [f"Sampleland {number}" for number in range(1, 13)]
PROPERTIES = {"Draft": "7", "Seal": SEAL, "Negotiation": "gpa", "Document": "plan"}
WORDS = [
    "ensure",
    "*Decides*",
    "the",
    "liability",
    "of",
    "offenders",
    ";",
    ",",
    "[and]",
    "women’s",
    "rights",
    "–",
    "人",
    "حقوق",
    "\n(a)",
    "\n(b)",
    "\n(i)",
    "\n",
]


def clean(entries: Sequence[Entry], **front: object) -> bytes:
    bookmarks = {entry.key: f"p{entry.key}_e3" for entry in entries}
    return exported.render(pages.clean(make_front(**front), entries, bookmarks, PROPERTIES))


def tracked(
    old: Sequence[Entry],
    new: Sequence[Entry],
    steps: dict[str, tuple[list[Step], Hand]] | None = None,
) -> bytes:
    titles = pages.titles(make_front().title)
    bookmarks = {entry.key: f"p{entry.key}_e3" for entry in new}
    parts = pages.tracked([*titles, *old], [*titles, *new], pages.by_many(steps or {}, NOBODY), bookmarks)
    return exported.render(Page(make_front(), parts, make_front().name, properties=PROPERTIES))


def records(made: bytes, kind: str) -> list[tuple[str, str, str]]:
    """Author, date and words of each record of a kind."""
    return [
        (
            record.get(f"{word.W}author") or "",
            record.get(f"{word.W}date") or "",
            "".join(each.text or "" for each in record.iter(f"{word.W}t", f"{word.W}delText")),
        )
        for record in word.part(made).iter(f"{word.W}{kind}")
    ]


def test_clean_document_has_numbers_as_words_with_real_tabs_and_a_style_a_kind_of_line() -> None:
    entries = [
        Entry("1", make_block("chapeau", "We the States resolve to:", Kind.UNNUMBERED)),
        make_entry("1", "*Adopt* measures:\n(a) One:\n(i) small;\n(b) Two;\nand others.", key="2"),
        Entry("3", make_block("2", "", state=State.DELETED)),
        Entry("4", make_block("3", "", state=State.MERGED, target="1")),
        Entry("5", make_block("heading 1", "Prevention", Kind.HEADING)),
        make_entry("49 bis", "Report.", key="6", agreement="ad_ref"),
    ]

    assert word.text(clean(entries)) == [
        ("Title", "Global Plan of Action on trafficking in persons"),
        ("Unnumbered", "We the States resolve to:"),
        ("Numbered", "1.\t*Adopt* measures:"),
        ("Point", "(a)\tOne:"),
        ("SubPoint", "(i)\tsmall;"),
        ("Point", "(b)\tTwo;"),
        ("Continued", "and others."),
        ("Numbered", "2.\tDelete"),
        ("Numbered", "3.\t[merged with paragraph 1]"),
        ("Heading1", "Prevention"),
        ("Numbered", "49 bis.\tReport. [Agreed ad ref]"),
    ]


def test_clean_document_has_a_bookmark_a_paragraph_and_says_what_it_is() -> None:
    made = clean([make_entry("1", "Adopt:\n(a) One;", key="17"), make_entry("2", "Report.", key="18")])

    bookmarks = [each.get(f"{word.W}name") for each in word.part(made).iter(f"{word.W}bookmarkStart")]
    assert bookmarks == ["p17_e3", "p18_e3"]
    custom = word.part(made, "docProps/custom.xml")
    assert {one.get("name"): "".join(str(text) for text in one.itertext()) for one in custom} == PROPERTIES
    told = docx.Document(BytesIO(made)).core_properties
    assert (told.title, told.subject) == (
        "Global Plan of Action on trafficking in persons",
        "Facilitators’ proposals, Rev.2",
    )


def test_clean_document_has_masthead_running_head_and_seal() -> None:
    made = clean([make_entry("1", "Report.")], paper="a4")

    head = [line for line in word.lines(made) if line not in word.text(made)]
    assert head == [
        ("Organization", "United Nations\tA/64/… (symbol pending)"),
        ("Organ", "General Assembly\tDistr.: Limited"),
        ("Issue", "18 June 2010, 10:00"),
        ("Issue", "Original: English"),
        ("Occasion", "Sixty-fourth session"),
        ("Occasion", "Informal consultations under resolution 64/178"),
        ("Subtitle", "Facilitators’ proposals, Rev.2"),
        ("Colophon", f"Sealed 18 June 2010, 10:00 (New York). Seal (SHA-256): {SEAL}"),
    ]
    section = docx.Document(BytesIO(made)).sections[0]
    assert (section.page_width, section.page_height) == (11906 * 635, 16838 * 635)
    assert section.footer.paragraphs[0].text == (
        "Sealed 18 June 2010, 10:00 (New York)\t1/1\tSHA-256 3f9a 7c12 … e05b"
    )


def test_document_is_the_same_bytes_whenever_it_is_made() -> None:
    old, new = [make_entry("1", "Report now;")], [make_entry("1", "Report at once;")]

    made = tracked(old, new)

    assert made == tracked(old, new)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_document_holds_no_character_that_xml_cannot() -> None:
    made = clean([make_entry("1", "A\x0bB \ufffe.")])

    assert word.text(made)[1] == ("Numbered", "1.\tA\ufffdB \ufffd.")


def test_tracked_document_names_whose_words_and_when() -> None:
    base, later = "Ensure liability of offenders;", NOW + timedelta(days=2)
    first = Step(
        "Ensure full liability of perpetrators;",
        NOBODY,
        (Claim("Demoland", base, "Ensure liability of perpetrators;"),),
    )
    second = Step("Ensure liability of perpetrators;", Hand(("Samplia",), later))

    made = tracked(
        [make_entry("48", base)],
        [make_entry("48", second.wording)],
        {"48": ([first, second], Hand(("Samplia",), later))},
    )

    assert records(made, "ins") == [
        ("Facilitators", "2010-06-15T16:14:00Z", " full"),
        ("Demoland", "2010-06-15T16:14:00Z", "perpetrators"),
    ]
    assert records(made, "del") == [
        ("Samplia", "2010-06-17T16:14:00Z", " full"),
        ("Demoland", "2010-06-15T16:14:00Z", "offenders"),
    ]
    (overlapping,) = word.part(made).iterfind(f".//{word.W}ins/{word.W}del")
    assert "".join(map(str, overlapping.itertext())) == " full"


def test_tracked_document_records_a_paragraph_that_moved_as_moved() -> None:
    old = [make_entry(label, f"{label} words;") for label in ("1", "2", "3", "4")]

    made = tracked(old, [*old[1:3], old[0], old[3]])

    assert records(made, "moveFrom")[-1][2] == "1.1 words;"
    assert records(made, "moveTo")[-1][2] == "1.1 words;"
    assert records(made, "ins") == records(made, "del") == []


def test_tracked_document_strikes_a_paragraph_that_moved_and_changed_where_it_stood() -> None:
    old = [make_entry(label, f"{label} words;") for label in ("1", "2", "3", "4")]
    changed = make_entry("1", "1 other words;")
    by = {"1": ([Step("1 other words;", Hand(("Samplia",), NOW))], Hand(("Facilitators",), NOW))}

    made = tracked(old, [*old[1:3], changed, old[3]], by)

    assert [(author, told) for author, _, told in records(made, "del") if told] == [
        ("Facilitators", "1.1 words;")
    ]
    assert [(author, told) for author, _, told in records(made, "ins") if told] == [
        ("Facilitators", "1.1"),
        ("Samplia", " other"),
        ("Facilitators", " words;"),
    ]


def test_tracked_document_shows_a_split_as_a_mark_and_a_number() -> None:
    old = [make_entry("49", "Go there at once. Come back with:\n(a) results;\n(b) *thanks*.")]
    new = [
        make_entry("49", "Go there now."),
        make_entry("49 bis", "Come back with:\n(a) results;\n(b) *thanks*."),
        make_entry("50", "Stay."),
    ]

    made = tracked(old, new)

    assert [told for _, _, told in records(made, "del") if told] == ["at once", " "]
    assert [told for _, _, told in records(made, "ins") if told] == ["now", "49 bis.", "50.Stay."]
    assert word.text(made) == word.text(clean(new))
    assert word.text(made, "reject") == word.text(clean(old))


def test_compilation_has_names_and_proposed_words_in_styles_of_their_own() -> None:
    entry = make_entry("48", "Ensure liability;\n(a) now;", key="5")
    clusters = combine("Ensure liability;\n(a) now;", {"1": "Ensure full liability;\n(a) now;"})
    sheet = compiled(make_front(), [Proposed(entry, clusters)], {"1": "Samplia"}, with_names=True)

    made = exported.render(pages.compiled(sheet, {"5": "p5_e1"}, PROPERTIES))

    assert word.text(made)[1:] == [
        ("Numbered", "48.\tEnsure [full – Samplia] liability;"),
        ("Point", "(a)\tnow;"),
    ]
    styled = {
        run.find(f"{word.W}rPr/{word.W}rStyle").get(f"{word.W}val"): "".join(map(str, run.itertext()))  # type: ignore[union-attr]  # found by its style
        for run in word.part(made).iter(f"{word.W}r")
        if run.find(f"{word.W}rPr/{word.W}rStyle") is not None
    }
    assert styled == {"Proposed": "full", "Proponent": " – Samplia"}


def test_amendment_sheet_records_every_change() -> None:
    page = pages.amendment_sheet(pages.clean(make_front(), [make_entry("1", "Report.")], {}, PROPERTIES))

    settings = word.part(exported.render(page), "word/settings.xml")

    assert settings.find(f"{word.W}trackRevisions") is not None
    protection = settings.find(f"{word.W}documentProtection")
    assert protection is not None
    assert protection.get(f"{word.W}edit") == "trackedChanges"


# --- random edits by twelve authors -------------------------------------------------------------------------------


def random_edits(seed: int) -> tuple[list[Entry], list[Entry], dict[str, tuple[list[Step], Hand]]]:
    """Thirty paragraphs, changed in turn by twelve authors; some new, gone, moved, deleted, merged or agreed."""
    random = Random(seed)
    old = [random_entry(random, str(number)) for number in range(1, 31)]
    steps: dict[str, tuple[list[Step], Hand]] = {}
    new: list[Entry] = []
    for entry in [*old, *(random_entry(random, f"{number} bis") for number in range(1, 5))]:
        found, hand = random_steps(random, entry if entry in old else None)
        steps[entry.key] = (found, hand)
        new += random_split(
            random, random_end(random, entry, found[-1].wording if found else entry.block.wording)
        )
    for _move in range(4):
        new.insert(random.randrange(len(new)), new.pop(random.randrange(len(new))))
    return old, [entry for entry in new if random.random() < 0.95], steps


def random_split(random: Random, entry: Entry) -> list[Entry]:
    block = entry.block
    first, _, rest = block.wording.partition(random.choice([" ", "\n", " of "]))
    if random.random() < 0.8 or not first or not rest:
        return [entry]
    parts = ((entry.key, block.label, first), (f"{entry.key} rest", f"{block.label} ter", rest))
    return [Entry(key, replace(block, label=label, wording=words)) for key, label, words in parts]


def random_entry(random: Random, label: str) -> Entry:
    kind = random.choice([Kind.NUMBERED] * 4 + [Kind.UNNUMBERED, Kind.HEADING])
    words = random_wording(random)
    return Entry(
        label,
        Block(kind, label, words.replace("\n", " ") if kind is Kind.HEADING else words, State.STANDING, None),
    )


def random_wording(random: Random) -> str:
    return tidy(" ".join(random.choices(WORDS, k=random.randint(1, 25))))


def tidy(wording: str) -> str:
    """No empty lines, which no wording has."""
    return re.sub(r"\s*\n\s*", "\n", wording).strip() or "Words."


def random_steps(random: Random, old: Entry | None) -> tuple[list[Step], Hand]:
    before = old.block.wording if old else ""
    found: list[Step] = []
    for number in range(random.randint(0, 5) if old else 1):
        wording = random_edit(random, before) if before else random_wording(random)
        hand = Hand((random.choice(AUTHORS),), NOW + timedelta(hours=number))
        claims = tuple(
            Claim(author, before, random.choice([wording, random_edit(random, before)]))
            for author in random.sample(AUTHORS, random.randint(0, 3))
        )
        found.append(Step(wording, hand, claims, is_undoing=random.random() < 0.1))
        before = wording
    return found, found[-1].hand if found else NOBODY


def random_edit(random: Random, wording: str) -> str:
    words = wording.split(" ")
    for _change in range(random.randint(1, 4)):
        place = random.randint(0, len(words))
        words[place : place + random.randint(0, 3)] = random.choices(WORDS, k=random.randint(0, 3))
    return tidy(" ".join(words))


def random_end(random: Random, entry: Entry, wording: str) -> Entry:
    block, fate = entry.block, random.random()
    if fate < 0.1:
        return Entry(entry.key, Block(block.kind, block.label, "", State.DELETED, None))
    if fate < 0.2:
        return Entry(entry.key, Block(block.kind, block.label, "", State.MERGED, "1"))
    label = f"{block.label} new" if fate > 0.9 else block.label
    kind = Kind.NUMBERED if fate > 0.85 else block.kind
    return Entry(
        entry.key, Block(kind, label, wording, State.STANDING, None), random.choice(["none", "ad_ref"])
    )


@pytest.mark.parametrize("seed", range(12))
def test_accepting_gives_the_newer_text_and_rejecting_the_older_one(seed: int) -> None:
    old, new, steps = random_edits(seed)

    made = tracked(old, new, steps)

    assert word.text(made) == word.text(clean(new))
    assert word.text(made, "reject") == word.text(clean(old))
    assert len({author for author, _, _ in records(made, "ins")}) > 5


@pytest.mark.office
@pytest.mark.parametrize("seed", range(25, 27))
def test_accepting_and_rejecting_in_libreoffice_gives_the_two_texts(seed: int, tmp_path: Path) -> None:
    old, new, steps = random_edits(seed)
    made = tracked(old, new, steps)

    for side, wanted in (("accept", new), ("reject", old)):
        settled = word.office(made, side, tmp_path)  # type: ignore[arg-type]  # one of the two
        assert plain(settled) == plain(clean(wanted))


@pytest.mark.office
def test_accepting_and_rejecting_in_pandoc_gives_the_two_texts(tmp_path: Path) -> None:
    old = [
        make_entry("48", "Ensure liability:\n(a) now;\n(b) *then*;"),
        make_entry("49", "Report;"),
        make_entry("50", "Go;"),
    ]
    new = [
        make_entry("48", "Ensure full liability:\n(a) now;\n(a bis) soon;\n(b) then;"),
        make_entry("50", "Go;"),
        make_entry("51", "Stay;"),
    ]
    made = tracked(old, new)

    for side, wanted in (("accept", new), ("reject", old)):
        read = word.pandoc(made, side, tmp_path)  # type: ignore[arg-type]  # one of the two
        wanted_read = word.pandoc(
            clean(wanted),
            "accept",
            tmp_path,
        )
        assert read == wanted_read


def plain(made: bytes) -> list[str]:
    return ["".join(word.words_of(each, "accept")) for each in word.part(made).iter(f"{word.W}p")]
