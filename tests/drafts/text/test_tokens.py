"""Tokens: whole words, marks by themselves, and nothing cut that belongs together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.text import lengths, tokens
from tests.drafts.text.strategies import families, pairs

SPLIT = {
    "(a) To launch": ["(", "a", ")", " ", "To", " ", "launch"],
    "persons;": ["persons", ";"],
    "sub-regional State's": ["sub-regional", " ", "State's"],
    "l’accès ‘l’État’": ["l’accès", " ", "‘", "l’État", "’"],
    "workers’ rights": ["workers", "’", " ", "rights"],
    "(re-) integrate": ["(", "re", "-", ")", " ", "integrate"],
    "2013–2015, 2013-2015": ["2013", "–", "2015", ",", " ", "2013-2015"],
    "1,000.5 Art.32": ["1,000.5", " ", "Art", ".", "32"],
    "64/178": ["64", "/", "178"],
    "*Decides* [and]": ["*", "Decides", "*", " ", "[", "and", "]"],
    "a \t\u00a0b\n\n c": ["a", " \t\u00a0", "b", "\n", "\n", " ", "c"],
    "a\r\nb": ["a", "\r\n", "b"],
    "...": [".", ".", "."],
    "prote\u0301ger": ["prote\u0301ger"],
    "человека, прав": ["человека", ",", " ", "прав"],
    "الأشخاص، و\u200cحماية": ["الأشخاص", "،", " ", "و\u200cحماية"],
    "打击贩运，ok": ["打", "击", "贩", "运", "，", "ok"],
    "カ\u3099ギ": ["カ\u3099", "ギ"],
    "ที่นี่": ["ที่", "นี่"],
    "한국": ["한국"],
    "👩\u200d👩\u200d👧🇫🇷🇩🇪": ["👩\u200d👩\u200d👧", "🇫🇷", "🇩🇪"],
    " \u0301x": [" \u0301x"],
    "": [],
}


@pytest.mark.parametrize(("text", "pieces"), SPLIT.items())
def test_split_gives_words_marks_and_blanks(text: str, pieces: list[str]) -> None:
    assert list(tokens.split(text)) == pieces


def test_words_hold_line_breaks_as_tokens_and_blanks_as_gaps() -> None:
    words = tokens.words(" States act;\n now ")

    assert words.texts == ("States", "act", ";", "\n", "now")
    assert words.gaps == (" ", " ", "", "", " ", " ")
    assert words.starts == (1, 8, 11, 12, 14, 18)


@pytest.mark.parametrize(
    ("text", "letters"),
    {
        "(a) To act;\n(b) To report;\n(xviii) To end": [1, 8, 15],
        "a) agir ;\nb) rendre compte ;": [0, 5],
        "1. Act;\n2. Report;": [0, 5],
        "as in (a) above": [],
        "(and so on)\n(2010)b": [],
        "1.5 million": [],
    }.items(),
)
def test_words_hold_the_letters_of_points_to_be_alike(text: str, letters: list[int]) -> None:
    words = tokens.words(text)

    assert [at for at, key in enumerate(words.keys) if key != words.texts[at]] == letters


@settings(deadline=None)
@given(pairs())
def test_words_beside_another_wording_are_its_words(pair: tuple[str, str]) -> None:
    other, text = pair

    beside = tokens.words_beside(text, other, tokens.words(other))

    assert (beside.texts, beside.gaps) == (tokens.words(text).texts, tokens.words(text).gaps)


@settings(deadline=None)
@given(families(1), st.sampled_from(["", "the ", "line;\n", "e\u0301 "]))
def test_split_pair_gives_both_wordings(pair: tuple[str, str], filler: str) -> None:
    base, new = (filler * 3_000 + text + filler * 3_000 for text in pair)

    for words, text in zip(lengths.split_pair(base, new), (base, new), strict=True):
        assert words.between(0, len(words.texts)) == text
