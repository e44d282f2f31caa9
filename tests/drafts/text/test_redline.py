"""Redlines: what a reader sees where several markings would be right, and what no input may cost."""

import time

import pytest

from drafts.text import redline
from tests.drafts.text.notation import Piece, joined, read_redline, write_redline

# Each as a careful person would mark it; the rule that decides is the key's first word.
CASES = {
    "part sentence and its neighbour": "The fund shall assist{+ all+} victims.{+ The fund shall compensate victims.+} The fund shall report{- annually-}.",
    "part clause and sentence behind it": "Reports are public{+ and free+}.{+ Summaries are made.+} Summaries are circulated.",
    "part point before and word behind it": "(a) Act at once;\n{+(b) To review progress;\n+}({-b-}{+c+}) To{+ carefully+} examine progress;",
    "part struck clause": "Protect victims{- and witnesses-};{- assist victims;-} prosecute offenders;",
    "anchor moved point": "{+(a) Directing others to commit an offence\n+}({-a-}{+b+}) Attempting to commit an offence\n({-b-}{+c+}) Participating in an offence{-\n(c) Directing others to commit an offence-}",
    "anchor moved sentence": "{-Urge all States to act. -}Request the Secretary-General to report.{+ Urge all States to act.+}",
    "anchor point edited and next one struck": "(a) To launch the Plan at its {-fifth-}{+sixth+} session;\n{-(b) To examine progress made in the Plan;\n-}({-c-}{+b+}) To invite the Secretary-General;",
    "letter of a point alone": "({-a-}{+b+}) To launch the Plan of Action;",
    "letter without opening bracket": "a) agir ;{+\nb) convenir ;+}\n{-b-}{+c+}) rendre compte ;",
    "letter written as a number": "1. States{+\n2. Groups+}\n{-2-}{+3+}. Organizations",
    "letter in running text": "as in paragraph ({-a-}{+b+}) above",
    "weigh a word against a mark": "immigration, education{-, social welfare-}, labour{+, health+} and other officials",
    "weigh a word against a conjunction": "promote{-,-}{+ and+} protect{- and fulfil-} all human rights",
    "slide before a conjunction": "the safety of victims{+ and of families of victims+} everywhere",
    "slide to the phrase's own beginning": "the prevention{+ of crime and+} of trafficking",
    "slide clause between commas": "to prevent trafficking,{+ to assist victims,+} to protect victims and to act",
    "slide item of a list": "prevent{+, combat+}, protect and prosecute",
    "slide at the beginning": "women{+, young women+} and children",
    "slide bracketed option": "[shall]{+[may]+}[should] act",
    "slide parenthesis": "the Office (UNODC){+ (the Office)+} in its work",
    "slide repeated word": "very{+ very+} important",
    "slide line": "Act now.\n\n{+Report now.\n\n+}Stop now.",
    "figure whole": "provide {-1,000-}{+1,500+} dollars",
    "figure of a resolution": "resolution 64/{-178-}{+179+}",
    "rewritten sentence among others": "Act now. {-Respect the needs of the children in care-}{+Observe the rights of the victims in court+}. Report.",
    "rewritten point among others": "(a) {-Participating as an accomplice in an offence-}{+Helping whoever intends to harm others+};\n(b) Act",
    "join over one small word": "to {-prevent and combat-}{+avoid and fight+} trafficking in persons;",
    "join over one letter of a script without spaces": "{-确保国家立法承-}{+保证各国法律确+}认被贩运{-者为-}{+的人是+}犯罪{+行为的+}受害人",
    "join not over a comma": "to {-prevent-}{+avoid+}, {-combat-}{+fight+} and punish trafficking;",
    "join over a comma between long replacements": "Prosecute crimes of trafficking in persons that encompass all forms of exploitation, {-which shall include at a minimum the removal of organs, and all types of victims as stipulated-}{+and enact, without delay and in every country, laws that punish them+};",
    "space doubled": "Ensure{- -}{+  +}liability of all offenders;",
    "space for a first word": "strengthen:\n{+all +}cooperation",
    "space for a last word": "cooperation{+ now+}\nand coordination",
}
WHOLE = {
    "a short text": ("Combat the crime of trafficking;", "Address the causes of exploitation;"),
    "a long text": (
        "Urge the General Assembly to establish a trust fund for the rehabilitation of victims;",
        "Adopt labour laws that provide rights and protections for workers at high risk of exploitation;",
    ),
}
HARD = {
    "shuffled": (
        " ".join(map(str, range(6_000))),
        " ".join(str(number * 4_001 % 6_000) for number in range(6_000)),
    ),
    "one token": ("the " * 9_000, "the " * 8_000 + "x " + "the " * 500),
    "alternating": ("a b " * 4_900, "b c " * 4_900),
    "brackets": ("[" * 20_000 + "]" * 20_000, "[" * 19_000 + "]" * 18_000),
    "marks": (",;." * 13_000, ";,." * 13_000),
    "long line": ("w " * 500_000, "v " * 500_000),
    "many lines": ("(a) x\n" * 170_000, "(b) x\n" * 170_000),
    "combining": ("e\u0301\u0302" * 330_000, "e\u0302\u0301" * 330_000),
    "emoji": ("👩\u200d👧" * 330_000, "👧\u200d👩" * 330_000),
    "flags": ("🇫🇷" * 500_000, "🇩🇪" * 499_000),
    "flags alone": ("🇫🇷" * 19_900, "🇩🇪" * 19_900),
    "flags cut in half": ("🇫🇷" * 19_900, "🇫" + "🇫🇷" * 19_900),
    "blanks alone": (" " * 39_000, "\u00a0" * 39_000),
    "blanks and flags": ("🇫🇷" + " " * 39_000, " " * 39_000 + "🇫🇷"),
    "blanks": (" \u00a0" * 500_000, "\u00a0 " * 500_000),
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_diff_reads_as_marked(marked: str) -> None:
    expected = read_redline(marked)

    segments = redline.diff(joined(expected, "equal", "delete"), joined(expected, "equal", "insert"))

    assert write_redline(tuple(Piece(segment.op, segment.text) for segment in segments)) == marked


@pytest.mark.parametrize(("base", "new"), WHOLE.values(), ids=WHOLE.keys())
def test_diff_shows_another_wording_as_one_deletion_and_one_insertion(base: str, new: str) -> None:
    assert redline.diff(base, new) == (redline.Segment("delete", base), redline.Segment("insert", new))


def test_diff_finds_one_word_in_a_long_wording() -> None:
    base = "Prevent and combat trafficking in persons, and act; " * 2_000
    new = base[:52_000] + "Urgently " + base[52_000:]

    segments = redline.diff(base, new)

    assert [(segment.op, segment.text) for segment in segments if segment.op != "equal"] == [
        ("insert", " Urgently")
    ]


@pytest.mark.parametrize(("base", "new"), HARD.values(), ids=HARD.keys())
def test_diff_takes_no_more_than_a_second(base: str, new: str) -> None:
    start = time.process_time()
    segments = redline.diff(base, new)
    seconds = time.process_time() - start

    assert seconds < 1
    assert "".join(segment.text for segment in segments if segment.op != "insert") == base
    assert "".join(segment.text for segment in segments if segment.op != "delete") == new
