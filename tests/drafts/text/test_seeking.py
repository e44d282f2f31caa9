"""What is asked for in words is found in every script, and the excerpts show the text as it is."""

from itertools import pairwise

import pytest
import regex  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from drafts.text import seeking
from drafts.text.seeking import Piece, Span

VOCABULARY = """
    Persons victims sub-regional State’s protéger prote\u0301ger según Женщин й ё права الأشخاص حُقوق و\u200cحماية
    大会 贩运 ภาษาไทย 👩\u200d👩\u200d👧 각 1,000 64/178 Straße İstanbul ﬁnal *Decides* [shall] % _ \\ “phrase” «mots»
"""
WORDS = VOCABULARY.split()
BLANKS = [" ", " ", "\u00a0", "  ", "\n", "", "\u200b", "\u0301", " – ", ", "]
PROSE = st.lists(st.sampled_from(WORDS) | st.sampled_from(BLANKS), max_size=40).map("".join)
TEXTS = PROSE | st.text(max_size=40)
ENGLISH = "Ensure the well-being of women and men; support all 64 victims, and 640 others."


def hits(asked: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in seeking.spans(seeking.read(asked), text)]


def is_found(asked: str, *texts: str) -> bool:
    return seeking.has(seeking.read(asked), texts)


@pytest.mark.parametrize(
    ("asked", "needles"),
    [
        ("Trafficking  PERSONS trafficking", ("trafficking", "persons")),
        ("persons, (especially)", ("persons", "especially")),
        ("“in  persons” women", ("in persons", "women")),
        ("« droits de l’homme »", ("droits de l'homme",)),
        ('"open to the end', ("open", "to", "the", "end")),
        ("% _ \\ [", ("%", "_", "\\", "[")),
        ('"" "  " ', ()),
        ("\u200b\u00ad", ()),
    ],
)
def test_read_parts_words_and_phrases(asked: str, needles: tuple[str, ...]) -> None:
    assert seeking.read(asked).needles == needles


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("protéger", "PROTE\u0301GER"),
        ("proteger", "Protéger"),
        ("ЖЕНЩИН", "женщинами"),
        ("елка", "Ёлка"),
        ("σοφος", "ΣΟΦΌΣ"),
        ("strasse", "Straße"),
        ("istanbul", "İSTANBUL"),
        ("حقوق", "حُقوق"),
        ("اشخاص", "الأشخاص"),
        ("口贩", "人口贩运"),
        ("sub-regional", "Sub–regional"),
        ("women's", "Women’s"),
        ('"in persons"', "in\u00a0\npersons"),
        ("coordination", "co\u00adordination"),
        ("8ter", "８ter"),
    ],
)
def test_has_ignores_case_accents_and_look_alikes(asked: str, text: str) -> None:
    assert is_found(asked, text)


@pytest.mark.parametrize(
    "asked", ["ort", "all men omen", "6", "64 0", "wellbeing", '"women men"', "wom_n", ""]
)
def test_has_asks_for_beginnings_of_words_whole_numbers_and_exact_phrases(asked: str) -> None:
    assert not is_found(asked, ENGLISH)


@pytest.mark.parametrize("asked", ["men women", "being", "sup VICT 64", '"women and men"', "640", "well-"])
def test_has_finds_all_words_in_any_order(asked: str) -> None:
    assert is_found(asked, ENGLISH)


def test_has_looks_for_each_word_in_any_of_the_texts() -> None:
    assert is_found("voluntary fund", "Establish a trust fund;", "Contributions are voluntary.")
    assert not is_found('"fund contributions"', "Establish a trust fund", "Contributions are voluntary.")


def test_spans_cover_what_was_asked() -> None:
    assert hits("women victim 64", ENGLISH) == ["women", "64", "victim"]


def test_spans_keep_graphemes_whole() -> None:
    assert hits("prote", "prote\u0301ger") == ["prote\u0301"]
    assert hits("й", "и\u0306") == ["и\u0306"]


def test_spans_that_touch_are_one() -> None:
    assert hits('"in persons" persons in', "trafficking in persons") == ["in persons"]


def test_spans_of_very_many_are_the_first() -> None:
    assert len(hits("a", "a " * 10_000)) == seeking.MOST_HITS


def test_excerpt_shows_a_few_whole_words_around_each_hit() -> None:
    text = f"{'Before it comes much else. ' * 5}The trust fund{' and what follows is long' * 10}, voluntary at the end."

    pieces = seeking.excerpt(text, seeking.spans(seeking.read("fund voluntary"), text))

    assert pieces == (
        Piece("gap", "…"),
        Piece("words", "it comes much else. Before it comes much else. The trust "),
        Piece("hit", "fund"),
        Piece("words", " and what follows is long and what follows is long and what"),
        Piece("gap", "…"),
        Piece("words", "is long and what follows is long and what follows is long, "),
        Piece("hit", "voluntary"),
        Piece("words", " at the end."),
    )


def test_excerpt_without_a_hit_is_the_beginning() -> None:
    assert seeking.excerpt("One two. " * 40, ()) == (
        Piece("words", ("One two. " * 20).rstrip()),
        Piece("gap", "…"),
    )
    assert seeking.excerpt("", ()) == ()


def test_as_read_leaves_out_the_marks_of_italics_only() -> None:
    assert seeking.as_read("*Decides* to use 2 * 3\n*Invites* \\*") == "Decides to use 2 * 3\nInvites *"


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("A-012", 12),
        ("a-12", 12),
        ("A‑12", 12),
        ("a12", 12),
        ("Amendment 12", 12),
        ("amendment A-12", 12),
        ("12", None),
        ("A-0", None),
        ("A-12 bis", None),
        ("A-" + "9" * 30, None),
        ("A/64/L.64", None),
    ],
)
def test_amendment_number_reads_what_amendments_are_called(asked: str, number: int | None) -> None:
    assert seeking.amendment_number(asked) == number


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("49", "49"),
        ("49.", "49"),
        ("Paragraph 49 bis", "49-bis"),
        ("para. 49BIS", "49-bis"),
        ("§ 49", "49"),
        ("OP49", "49"),
        ("pp 3", "pp3"),
        ("párrafo 49", "49"),
        ("пункт 49", "49"),
        ("الفقرة 49", "49"),
        ("第49段", "49"),
        ("the chapeau", "chapeau"),
        ("3.3 bis", "3.3-bis"),
        ("49 alt 2", "49-alt-2"),
        ("%", ""),
    ],
)
def test_paragraph_slug_reads_what_paragraphs_are_called(asked: str, slug: str) -> None:
    assert seeking.paragraph_slug(asked) == slug


@given(TEXTS)
def test_fold_is_its_own_fold(text: str) -> None:
    folded = seeking.fold(text)

    assert seeking.fold(folded) == folded
    assert seeking.fold(text.upper().lower()) == seeking.fold(text.upper())


@given(PROSE)
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    sought = seeking.read(text)

    assert seeking.has(sought, [text]) == bool(sought.needles)
    assert bool(seeking.spans(sought, text)) == bool(sought.needles)


@given(TEXTS, TEXTS)
def test_spans_obey_their_laws(asked: str, text: str) -> None:
    sought = seeking.read(asked)

    found = seeking.spans(sought, text)

    edges = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
    assert all(span.start < span.end and {span.start, span.end} <= edges for span in found)
    assert all(before.end < after.start for before, after in pairwise(found))
    assert bool(found) >= seeking.has(sought, [text])


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text * 5), st.sampled_from([*text.split(), "x"]))))
def test_excerpt_never_changes_the_text(drawn: tuple[str, str]) -> None:
    text, asked = drawn
    found = seeking.spans(seeking.read(asked), text)

    pieces = seeking.excerpt(text, found)

    rest = text
    for shown in "".join(p.text if p.role != "gap" else "\0" for p in pieces).split("\0"):
        assert shown in rest
        rest = rest[rest.index(shown) + len(shown) :]
    marked = [piece.text for piece in pieces if piece.role == "hit"]
    assert marked == [text[span.start : span.end] for span in found][: len(marked)]
    assert bool(marked) == bool(found)
    assert all(piece.text for piece in pieces)


def test_spans_are_found_in_a_long_text_at_once() -> None:
    assert seeking.spans(seeking.read("end"), "Так. " * 20_000 + "end") == (Span(100_000, 100_003),)
