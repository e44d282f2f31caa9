"""Three-way merges: what the contract says of results and offsets, and rules where judgement is fine."""

import pytest

from drafts.text import merge
from tests.drafts.text.notation import read_merge

# Before, ours, theirs at each place; `=` leaves the words alone. All of these are clean.
CLEAN = {
    "same insertion told apart by other edits": "{Promote|Enhance|=} the rights of women{| and girls| and girls} and children {everywhere|=|at home};",
    "insertion and edit beyond the conjunction": "the rights of women{| and girls|=} and {children|=|youth};",
    "insertion before a comma and edit behind it": "to prevent{|, combat|=}, {protect|=|assist} and prosecute;",
    "sentence put in and word of the sentence before": "The fund shall {assist|=|help} victims.{| It shall report.|=} States may contribute.",
    "points put in and lettered anew on both sides": "(a) Act;\n{|(b) Meet;\n|=}({b|c|=}) {Report|=|Inform};",
    "same point struck, each with an own edit": "(a) To {launch|=|begin} the Plan of Action;\n{(b) To meet every year;\n||}({c|b|b}) To report on {progress|results|=} to the Assembly;",
    "numbers edited apart": "provide {1,000|1,500|=} dollars in {2010|=|2011}",
    "brackets lifted around a word edited deep inside": "{[||=}and to publicize {all|=|most} convicted cases{]||=}, if any;",
    "moved phrase and edit elsewhere": "States shall{, as appropriate,||=} adopt laws that protect {victims|=|persons} of trafficking{|, as appropriate|=};",
    "sentence rewritten and the next one edited": "{Reviews of the plan take place every three years at plenary meetings|Progress made will be discussed by Member States as soon as is possible|=}. The {report|=|summary} shall be circulated.",
}
# All of these are one conflict over the whole place.
CONTESTED = {
    "words with nothing but a space between": "identify {trafficked victims|exploited victims|trafficked persons} early",
    "lines with nothing but a break between": "{an offence\nParticipating|an act\nParticipating|an offence\nAssisting} in it",
    "number in two parts": "provide {1,000|1,500|2,000} dollars",
    "word between two commas and both commas": "States{, if possible,|, where possible,|} act",
    "insertion beside a split line": "offences:{ attempting|\nattempting| always attempting} to act",
    "options and a bracket lifted": "Parties {[shall][should]|shall[should]|[may][should]} act",
    "letter renamed in two ways": "({a|b|c}) To act",
    "accent composed and word replaced": "{crim\u00e9s|crime\u0301s|crimen} grave",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_three_way_takes_what_does_not_touch(text: str) -> None:
    places = read_merge(text)
    wanted = places.taking(lambda place: next(iter(place.wanted.values())))

    merged = merge.three_way(places.base, places.wording_of("ours"), places.wording_of("theirs"))

    assert merged == merge.Merge(is_clean=True, text=wanted, conflicts=())


@pytest.mark.parametrize("text", CONTESTED.values(), ids=CONTESTED.keys())
def test_three_way_leaves_what_touches(text: str) -> None:
    places = read_merge(text)

    merged = merge.three_way(places.base, places.wording_of("ours"), places.wording_of("theirs"))

    assert (merged.is_clean, merged.text, len(merged.conflicts)) == (False, places.base, 1)


def test_three_way_gives_conflicts_in_the_merged_text() -> None:
    merged = merge.three_way(
        "Urge States to act now and to report.",
        "We urge States to act soon and to report annually.",
        "Urge States and others to act today and to report.",
    )

    assert merged.text == "We urge States and others to act now and to report annually."
    (conflict,) = merged.conflicts
    assert merged.text[conflict.start : conflict.end] == "now"
    assert (conflict.before, conflict.ours, conflict.theirs) == ("now", "soon", "today")


def test_three_way_refuses_to_mix_a_rewritten_sentence_with_an_edit_of_what_it_keeps() -> None:
    base = "The mandate holders should assist all States by offering concrete legal advice, making country visits and reporting on these issues;"
    ours = "Special procedures may help Governments by offering concrete legal advice whenever they are asked to do so and wherever crimes occur;"
    theirs = base.replace("concrete", "practical")

    merged = merge.three_way(base, ours, theirs)

    assert (merged.text, len(merged.conflicts)) == (base, 1)
    assert "offering practical legal advice" in merged.conflicts[0].theirs


def test_three_way_merges_long_wordings() -> None:
    base = "".join(f"Paragraph {number} on trafficking;\n" for number in range(20_000))
    ours, theirs = base.replace(" 100 on", " 100 against"), base.replace(" 19000 on", " 19000 about")

    merged = merge.three_way(base, ours, theirs)

    assert merged == merge.Merge(is_clean=True, text=ours.replace(" 19000 on", " 19000 about"), conflicts=())


def test_three_way_is_contested_where_two_add_different_items_between_the_same_commas() -> None:
    base = "to prevent trafficking, to protect victims, to act"
    ours = "to prevent trafficking, to assist victims, to protect victims, to act"
    theirs = "to prevent trafficking, fully, to protect victims, to act"

    merged = merge.three_way(base, ours, theirs)

    assert (merged.is_clean, merged.text) == (False, base)
    assert [(c.ours, c.theirs) for c in merged.conflicts] == [(", to assist victims", ", fully")]
