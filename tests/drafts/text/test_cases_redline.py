"""Redlines as a person would mark them, case by case, and the laws on each case."""

import re

import pytest

from drafts.text import redline
from tests.drafts.text import laws
from tests.drafts.text.cases_redline import CASES
from tests.drafts.text.notation import Piece, joined, read_redline, write_redline
from tests.drafts.text.redline_case import Check, RedlineCase

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} - {case.name}")


def marks_of(pieces: tuple[Piece, ...]) -> list[Piece]:
    return [piece for piece in pieces if piece.op != "equal"]


def edges_free(pieces: tuple[Piece, ...]) -> list[Piece]:
    return [Piece(piece.op, piece.text.strip()) for piece in marks_of(pieces)]


def words_only(pieces: tuple[Piece, ...]) -> list[Piece]:
    bare = [Piece(piece.op, re.sub(r"^[\W_]+|[\W_]+$", "", piece.text)) for piece in marks_of(pieces)]
    return [piece for piece in bare if piece.text]


def count_of_words(pieces: list[Piece]) -> int:
    return sum(len(re.findall(r"\w+", piece.text)) for piece in pieces)


def read(case: RedlineCase) -> tuple[str, str, tuple[Piece, ...]]:
    expected = read_redline(case.marked)
    base, new = joined(expected, "equal", "delete"), joined(expected, "equal", "insert")
    return base, new, tuple(Piece(segment.op, segment.text) for segment in redline.diff(base, new))


@each_case
def test_diff_reads_as_marked(case: RedlineCase) -> None:
    expected = read_redline(case.marked)

    _, _, found = read(case)

    if case.check is Check.EXACT:
        assert write_redline(found) == case.marked
    elif case.check is Check.EDGES:
        assert edges_free(found) == edges_free(expected)
    elif case.check is Check.WORDS:
        assert words_only(found) == words_only(expected)
    elif case.check is Check.INSIDE:
        for piece in words_only(expected):
            assert any(piece.op == mark.op and piece.text in mark.text for mark in found), write_redline(
                found
            )
        assert count_of_words(marks_of(found)) <= count_of_words(marks_of(expected)) + 3, write_redline(found)
    elif case.check is Check.REPLACED:
        assert [piece.op for piece in marks_of(found)] == ["delete", "insert"], write_redline(found)
        assert not re.search(r"\w", joined(found, "equal")), write_redline(found)
    else:
        assert marks_of(found), write_redline(found)
        assert not joined(found, "delete", "insert").strip(), write_redline(found)


@each_case
def test_diff_keeps_the_laws(case: RedlineCase) -> None:
    base, new, _ = read(case)

    laws.check_diff(base, new)
    laws.check_diff(new, base)
