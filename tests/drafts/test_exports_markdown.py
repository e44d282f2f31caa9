import pypandoc

from drafts.exports import markdown
from drafts.exports.sheet import Entry, Source, clean, tracked
from drafts.text.parsing import Kind, State, parse
from tests.drafts.sheets import EARLIER, make_block, make_entry, make_front

BLOCKS = (
    make_block("chapeau", "We the States resolve to:", Kind.UNNUMBERED),
    make_block("heading 1", "Prevention", Kind.HEADING),
    make_block("7", "*Adopt* measures:\n(a) One;\n(b) Two;"),
    make_block("9", "", state=State.DELETED),
    make_block("9 bis", "[Report] 5_000 times <yearly>;"),
)


def test_markdown_of_the_clean_form_reads_back_as_the_same_blocks() -> None:
    sheet = clean(make_front(), [Entry(block.label, block) for block in BLOCKS])

    read = parse(markdown.render(sheet))

    assert (read.title, read.blocks) == (sheet.front.title, BLOCKS)


def test_markdown_is_shown_with_its_own_numbers_and_breaks() -> None:
    sheet = clean(make_front(), [Entry(block.label, block) for block in BLOCKS])

    shown = pypandoc.convert_text(
        markdown.render(sheet), "plain", format="commonmark", extra_args=["--wrap=none"]
    )

    assert shown.split("\n\n")[1:] == [
        "We the States resolve to:",
        "Prevention",
        "7. Adopt measures:\n(a) One;\n(b) Two;",
        "9. Delete",
        "9 bis. [Report] 5_000 times <yearly>;\n",
    ]


def test_markdown_of_the_tracked_form_shows_what_is_new_and_gone() -> None:
    new = make_entry("48", "Ensure the *liability* of all;", sources=(Source("Demoland", "A-096"),))

    printed = markdown.render(
        tracked(
            make_front(),
            [make_entry("48", "Ensure *liability* of some;")],
            [new],
            since="Rev.1",
            issued_at=EARLIER,
        )
    )

    assert printed.endswith(
        "48\\. Ensure <ins>the</ins> *liability* of <del>some</del> <ins>all</ins>;\n\n> Demoland: A-096\n"
    )
