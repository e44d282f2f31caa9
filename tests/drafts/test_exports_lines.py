from hypothesis import given
from hypothesis import strategies as st

from drafts.exports.lines import Line, Piece, lines
from drafts.text.redline import Segment, diff


def test_lines_part_points_from_their_signs() -> None:
    segments = [Segment("equal", "Adopt:\n(a) One;\n(i) Within;\n(b) Two;\nAs stipulated;")]

    printed = lines(segments)

    assert [
        (line.degree, [p.text for p in line.sign], [p.text for p in line.pieces]) for line in printed
    ] == [
        (0, [], ["Adopt:"]),
        (1, ["(a) "], ["One;"]),
        (2, ["(i) "], ["Within;"]),
        (1, ["(b) "], ["Two;"]),
        (0, [], ["As stipulated;"]),
    ]


def test_lines_give_a_deleted_point_a_line_of_its_own() -> None:
    segments = [Segment("equal", "(a) x;"), Segment("delete", "\n(b) y;"), Segment("equal", "\n(c) z;")]

    printed = lines(segments)

    assert printed[1] == Line(1, (Piece("delete", "(b) "),), (Piece("delete", "y;"),))
    assert [line.degree for line in printed] == [1, 1, 1]


def test_lines_show_both_signs_of_a_point_that_took_another_letter() -> None:
    segments = [
        Segment("equal", "(a) x;\n("),
        Segment("delete", "c"),
        Segment("insert", "b"),
        Segment("equal", ") z;"),
    ]

    sign = lines(segments)[1].sign

    assert [(piece.op, piece.text) for piece in sign] == [
        ("equal", "("),
        ("delete", "c"),
        ("insert", "b"),
        ("equal", ") "),
    ]


def test_lines_mark_a_split_with_a_pilcrow() -> None:
    segments = [
        Segment("equal", "One."),
        Segment("delete", " "),
        Segment("insert", "\n"),
        Segment("equal", "Two."),
    ]

    printed = lines(segments)

    assert [[(p.op, p.text) for p in line.pieces] for line in printed] == [
        [("equal", "One."), ("delete", " "), ("insert", "¶")],
        [("equal", "Two.")],
    ]


def test_lines_mark_a_join_with_a_struck_pilcrow_and_no_break() -> None:
    segments = [
        Segment("equal", "One."),
        Segment("delete", "\n"),
        Segment("insert", " "),
        Segment("equal", "Two."),
    ]

    (line,) = lines(segments)

    assert [(p.op, p.text) for p in line.pieces] == [
        ("equal", "One."),
        ("delete", "¶"),
        ("insert", " "),
        ("equal", "Two."),
    ]


def test_lines_need_no_pilcrow_for_a_whole_new_line() -> None:
    segments = [Segment("equal", "(a) x;"), Segment("insert", "\n(b) y;"), Segment("equal", "\n(c) z;")]

    printed = lines(segments)

    assert [[p.text for p in (*line.sign, *line.pieces)] for line in printed] == [
        ["(a) ", "x;"],
        ["(b) ", "y;"],
        ["(c) ", "z;"],
    ]


def test_lines_print_italics_without_asterisks() -> None:
    segments = [
        Segment("equal", "*"),
        Segment("delete", "Notes"),
        Segment("insert", "Decides"),
        Segment("equal", "* that"),
    ]

    (line,) = lines(segments)

    assert line.pieces == (
        Piece("delete", "Notes", is_italic=True),
        Piece("insert", "Decides", is_italic=True),
        Piece("equal", " that"),
    )


def test_lines_show_words_that_took_italics_as_replaced() -> None:
    segments = [
        Segment("insert", "*"),
        Segment("equal", "Decides"),
        Segment("insert", "*, in full,"),
        Segment("equal", " that"),
    ]

    (line,) = lines(segments)

    assert line.pieces == (
        Piece("delete", "Decides"),
        Piece("insert", "Decides", is_italic=True),
        Piece("insert", ", in full,"),
        Piece("equal", " that"),
    )


def test_lines_print_an_asterisk_that_stands_for_itself() -> None:
    (line,) = lines([Segment("equal", "See note \\* and 2 * 3")])

    assert line.pieces == (Piece("equal", "See note * and 2 * 3"),)


def test_lines_need_no_pilcrow_for_a_new_line_that_keeps_a_closing_mark() -> None:
    segments = [Segment("equal", "(a) x;"), Segment("insert", "\n(b) y"), Segment("equal", ".")]

    printed = lines(segments)

    assert [[p.text for p in (*line.sign, *line.pieces)] for line in printed] == [
        ["(a) ", "x;"],
        ["(b) ", "y", "."],
    ]


def test_lines_of_no_words_are_one_empty_line() -> None:
    assert lines([]) == (Line(0, (), ()),)


WORDINGS = st.lists(
    st.sampled_from(["one", "two", " ", "\n", "(a) ", "(b) ", "(i) ", ";", "three"]), max_size=12
)


@given(WORDINGS, WORDINGS)
def test_lines_lose_no_word_of_either_wording(old: list[str], new: list[str]) -> None:
    base, changed = "".join(old), "".join(new)

    printed = lines(diff(base, changed))

    pieces = [piece for line in printed for piece in (*line.sign, *line.pieces)]
    assert _words(pieces, "insert") == base.replace("\n", "")
    assert _words(pieces, "delete") == changed.replace("\n", "")


def _words(pieces: list[Piece], absent: str) -> str:
    return "".join(piece.text for piece in pieces if piece.op != absent).replace("¶", "")
