from datetime import UTC, datetime

from drafts.exports import comparison, html, text
from drafts.exports.comparison import Comparison
from drafts.exports.sheet import SheetParagraph
from drafts.text.parsing import parse

AT = datetime(2010, 6, 18, 14, 0, tzinfo=UTC)
SUBJECTS = (
    "cooperation among States in combating trafficking across borders",
    "the protection of victims and their families before and during proceedings",
    "the prosecution of perpetrators with penalties in proportion to the crime",
    "partnership with civil society, the media and the private sector",
    "the collection of data on routes, methods, causes and consequences",
    "a fund for the rehabilitation and the compensation of victims",
    "training of the police, of judges and of those who guard the frontiers",
)
OLD = (
    "The plan\n\n"
    + "\n\n".join(f"{n}. Strengthen {subject};" for n, subject in enumerate(SUBJECTS, start=1))
    + "\n"
)


def compared(old: str, new: str) -> Comparison:
    return comparison.compare("old.txt", parse(old), "new.txt", parse(new))


def printed(old: str, new: str) -> list[SheetParagraph]:
    return list(comparison.sheet(compared(old, new), at=AT).paragraphs)


def in_text(old: str, new: str) -> list[str]:
    """The changed paragraphs, as the text form prints them."""
    blocks = text.render(comparison.sheet(compared(old, new), at=AT)).strip("\n").split("\n\n")
    return [block for block in blocks[2:] if block.startswith("|")]


def test_comparison_counts_what_became_of_each_block() -> None:
    new = OLD.replace("borders", "frontiers").replace(
        "\n\n4. Strengthen partnership with civil", "\n\n4. Renew partnership with civil"
    )

    counts = compared(OLD, new).counts

    assert counts == {"kept": 5, "changed": 2, "moved": 0, "merged": 0, "split": 0, "added": 0, "removed": 0}


def test_comparison_folds_what_did_not_change_but_the_neighbours() -> None:
    new = OLD.replace("1. Strengthen cooperation", "1. Renew cooperation")

    paragraphs = printed(OLD, new)

    assert [(each.label, each.marker) for each in paragraphs] == [
        ("1", ""),
        ("2", ""),
        ("", "[5 paragraphs without change: 3 to 7]"),
    ]


def test_comparison_folds_paragraphs_that_only_took_other_numbers() -> None:
    new = OLD.replace(
        "1. Strengthen cooperation among States in combating trafficking across borders;\n\n", ""
    )
    new = "\n".join(
        line if not line[:1].isdigit() else f"{int(line[0]) - 1}{line[1:]}" for line in new.split("\n")
    )

    paragraphs = printed(OLD, new)

    assert [(each.label, each.marker) for each in paragraphs if not each.label] == [
        ("", "[5 paragraphs without change: 2 to 6, formerly 3 to 7]")
    ]
    assert in_text(OLD, new)[0] == f"| [-1.-] [-Strengthen {SUBJECTS[0]};-]"


def test_comparison_shows_changed_words() -> None:
    new = OLD.replace("across borders", "across all borders")

    assert in_text(OLD, new) == [
        "| 1. Strengthen cooperation among States in combating trafficking across {+all+} borders;"
    ]


def test_comparison_shows_where_a_moved_paragraph_stood() -> None:
    lines = OLD.split("\n\n")
    new = "\n\n".join([*lines[:2], *lines[3:7], lines[2], lines[7]])

    assert in_text(OLD, new) == [f"| 2. Strengthen {SUBJECTS[1]};\n|     > Moved, stood after 1"]


def test_comparison_shows_a_new_paragraph_and_one_that_is_gone() -> None:
    first = f"1. Strengthen {SUBJECTS[0]};\n\n"
    new = OLD.replace(first, "").replace(
        "The plan\n\n", "The plan\n\n9. Report to the Assembly at every session;\n\n"
    )

    assert sorted(in_text(OLD, new)) == [
        f"| [-1.-] [-Strengthen {SUBJECTS[0]};-]",
        "| {+9.+} {+Report to the Assembly at every session;+}",
    ]


def test_comparison_shows_a_paragraph_struck_with_its_marker() -> None:
    new = OLD.replace(f"6. Strengthen {SUBJECTS[5]};", "6. Delete")

    assert in_text(OLD, new) == [f"| 6. [-Strengthen {SUBJECTS[5]};-] {{+Delete+}}"]


def test_comparison_shows_a_merger_with_its_marker() -> None:
    new = OLD.replace(f"{SUBJECTS[0]};", f"{SUBJECTS[0]}, and {SUBJECTS[1]};")
    new = new.replace(f"2. Strengthen {SUBJECTS[1]};", "2. [merged with paragraph 1]")

    first, second = in_text(OLD, new)

    assert first.endswith("\n|     > Merged from 1 and 2")
    assert second == "| 2. {+[merged with paragraph 1]+}"


def test_comparison_shows_a_split_as_paragraphs_of_their_own() -> None:
    whole = f"1. Strengthen {SUBJECTS[0]}. States shall strengthen {SUBJECTS[6]};"
    parts = f"1. Strengthen {SUBJECTS[0]}.\n\n1 bis. States shall strengthen {SUBJECTS[6]};"
    first = f"1. Strengthen {SUBJECTS[0]};"
    old, new = OLD.replace(first, whole), OLD.replace(first, parts)

    assert in_text(old, new) == [
        f"| 1. Strengthen {SUBJECTS[0]}.\n|     > Split from 1",
        f"| 1 bis. States shall strengthen {SUBJECTS[6]};\n|     > Split from 1",
    ]


def test_comparison_tells_of_another_title() -> None:
    sheet = comparison.sheet(compared(OLD, OLD.replace("The plan", "The global plan")), at=AT)

    assert (sheet.front.title, sheet.front.notes) == (("The global plan",), ("Formerly “The plan”",))


def test_comparison_is_told_by_its_legend_in_html() -> None:
    page = html.render(comparison.sheet(compared(OLD, OLD.replace("borders", "frontiers")), at=AT))

    assert "the margin tells where it comes from" in page
    assert "<del>" in page
