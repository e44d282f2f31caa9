from datetime import UTC, datetime

from drafts.exports.front import Masthead
from drafts.exports.sheet import Entry, Source, clean, tracked
from drafts.text.parsing import State
from drafts.text.redline import Segment
from tests.drafts.sheets import EARLIER, make_block, make_entry, make_front


def test_front_tells_date_and_hour_where_the_negotiation_sits() -> None:
    front = make_front(issued_at=datetime(2010, 6, 18, 2, 0, tzinfo=UTC))

    assert front.stamp == "Sealed 17 June 2010, 22:00 (New York)"


def test_front_without_seal_says_so() -> None:
    front = make_front(seal="")

    assert (front.stamp, front.short_seal) == ("As of 18 June 2010, 10:00 (New York)", "Not sealed")


def test_masthead_symbol_is_pending_when_empty_or_only_begun() -> None:
    symbols = ["", "pending", "A/64/…", "A/64/L.64"]

    pending = [Masthead("General Assembly", symbol).is_symbol_pending for symbol in symbols]

    assert pending == [True, True, True, False]


def test_clean_prints_wordings_and_markers_as_they_stand() -> None:
    entries = [
        make_entry("47", "Combat it;", agreement="ad_ref"),
        Entry("48", make_block("48", "", state=State.DELETED)),
        Entry("50", make_block("50", "", state=State.MERGED, target="49")),
    ]

    sheet = clean(make_front(), entries)

    assert [(p.number, p.segments, p.marker, p.agreed, p.is_changed) for p in sheet.paragraphs] == [
        ("47.", (Segment("equal", "Combat it;"),), "", "[Agreed ad ref]", False),
        ("48.", (), "Delete", "", False),
        ("50.", (), "[merged with paragraph 49]", "", False),
    ]


def test_clean_leaves_the_old_wording_of_a_deleted_paragraph_out() -> None:
    entries = [Entry("48", make_block("48", "Gone words;", state=State.DELETED))]

    sheet = clean(make_front(), entries)

    assert sheet.blocks == (make_block("48", "", state=State.DELETED),)


def test_tracked_pairs_paragraphs_by_key_whatever_their_number() -> None:
    old = [make_entry("1", "First;"), make_entry("2", "Second;", key="b")]
    new = [make_entry("1", "First;"), make_entry("3", "Second thoughts;", key="b")]

    sheet = tracked(make_front(), old, new, since="Rev.1", issued_at=EARLIER)

    second = sheet.paragraphs[1]
    assert (second.label, second.former_label) == ("3", "2")
    assert second.margin == (Source("", "Formerly 2"),)
    assert second.segments == (
        Segment("equal", "Second"),
        Segment("insert", " thoughts"),
        Segment("equal", ";"),
    )


def test_tracked_says_against_what() -> None:
    sheet = tracked(make_front(), [], [], since="Rev.1", issued_at=EARLIER)

    assert sheet.subtitle == "Facilitators’ proposals, Rev.2. Changes since Rev.1 of 11 June 2010, 18:30"


def test_tracked_leaves_an_unchanged_paragraph_alone() -> None:
    entries = [make_entry("1", "First;")]

    sheet = tracked(make_front(), entries, entries, since="Rev.1", issued_at=EARLIER)

    assert [paragraph.is_changed for paragraph in sheet.paragraphs] == [False]


def test_tracked_shows_a_paragraph_that_is_now_deleted_struck_with_its_marker() -> None:
    old = [make_entry("37", "Do this;")]
    new = [Entry("37", make_block("37", "", state=State.DELETED))]

    (paragraph,) = tracked(make_front(), old, new, since="Rev.1", issued_at=EARLIER).paragraphs

    assert paragraph.segments == (Segment("delete", "Do this;"),)
    assert (paragraph.marker, paragraph.former_marker, paragraph.is_changed) == ("Delete", "", True)


def test_tracked_shows_a_new_paragraph_as_inserted() -> None:
    new = [make_entry("49", "Old;"), make_entry("49 bis", "New;")]

    sheet = tracked(make_front(), new[:1], new, since="Rev.1", issued_at=EARLIER)

    assert sheet.paragraphs[1].is_added
    assert sheet.paragraphs[1].segments == (Segment("insert", "New;"),)


def test_tracked_keeps_a_paragraph_that_is_gone_where_it_stood() -> None:
    old = [make_entry(label, f"{label};") for label in ("1", "2", "3", "4")]

    sheet = tracked(make_front(), old, [old[0], old[3]], since="Rev.1", issued_at=EARLIER)

    assert [(p.label, p.is_removed) for p in sheet.paragraphs] == [
        ("1", False),
        ("2", True),
        ("3", True),
        ("4", False),
    ]


def test_tracked_puts_a_first_paragraph_that_is_gone_first() -> None:
    old = [make_entry("1", "One;"), make_entry("2", "Two;")]

    sheet = tracked(make_front(), old, old[1:], since="Rev.1", issued_at=EARLIER)

    assert [paragraph.label for paragraph in sheet.paragraphs] == ["1", "2"]


def test_tracked_finds_the_one_paragraph_that_moved() -> None:
    old = [make_entry(label, f"{label};") for label in ("1", "2", "3", "4", "5")]

    sheet = tracked(make_front(), old, [*old[1:4], old[0], old[4]], since="Rev.1", issued_at=EARLIER)

    assert [(p.label, p.former_place) for p in sheet.paragraphs if p.is_changed] == [("1", "first")]


def test_tracked_tells_after_which_paragraph_a_moved_one_stood() -> None:
    old = [make_entry(label, f"{label};") for label in ("1", "2", "3", "4", "5")]

    sheet = tracked(
        make_front(), old, [old[0], old[1], old[3], old[4], old[2]], since="Rev.1", issued_at=EARLIER
    )

    assert sheet.paragraphs[4].margin == (Source("", "Moved, stood after 2"),)


def test_paragraph_anchor_is_made_of_its_label() -> None:
    sheet = clean(make_front(), [make_entry("49 bis", "New;")])

    assert sheet.paragraphs[0].anchor == "p-49-bis"
