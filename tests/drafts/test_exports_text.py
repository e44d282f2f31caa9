from drafts.exports import text
from drafts.exports.sheet import Entry, Source, clean, tracked
from drafts.text.parsing import Kind, State, parse
from tests.drafts.sheets import EARLIER, SEAL, make_block, make_entry, make_front

BLOCKS = (
    make_block("chapeau", "We the States resolve to:", Kind.UNNUMBERED),
    make_block("1", "Adopt measures:\n(a) One;\n(b) Two;"),
    make_block("2", "", state=State.DELETED),
    make_block("3", "", state=State.MERGED, target="1"),
)


def test_text_of_the_clean_form_reads_back_as_the_same_blocks() -> None:
    sheet = clean(make_front(), [Entry(block.label, block) for block in BLOCKS])

    read = parse(text.render(sheet))

    assert read.blocks == BLOCKS
    assert read.title == sheet.front.title


def test_text_of_the_tracked_form_carries_marks_bar_and_names() -> None:
    old = [
        make_entry("47", "Combat it;"),
        make_entry("48", "Ensure liability of all categories of offenders;"),
    ]
    new = [
        make_entry("47", "Combat it;", agreement="ad_ref"),
        make_entry(
            "48",
            "Ensure the liability of all categories of perpetrators;",
            sources=(Source("Demoland", "A-096"),),
        ),
        make_entry("48 bis", "Report:\n(a) yearly;"),
    ]

    printed = text.render(tracked(make_front(), old, new, since="Rev.1", issued_at=EARLIER))

    assert printed.split("\n\n") == [
        (
            "Global Plan of Action on trafficking in persons\n"
            "Facilitators’ proposals, Rev.2. Changes since Rev.1 of 11 June 2010, 18:30\n"
            f"Sealed 18 June 2010, 10:00 (New York). Seal (SHA-256): {SEAL}"
        ),
        "\n".join(text.TRACKED),
        "  47. Combat it; [Agreed ad ref]",
        "| 48. Ensure {+the+} liability of all categories of [-offenders-] {+perpetrators+};\n|     > Demoland: A-096",
        "| {+48 bis.+} {+Report:+}\n|         {+(a) yearly;+}\n",
    ]


def test_text_of_the_tracked_form_strikes_the_words_of_a_deleted_paragraph() -> None:
    old = [make_entry("37", "Do this;")]
    new = [Entry("37", make_block("37", "", state=State.DELETED))]

    printed = text.render(tracked(make_front(), old, new, since="Rev.1", issued_at=EARLIER))

    assert printed.endswith("\n\n| 37. [-Do this;-] {+Delete+}\n")
