import re

import pytest

from drafts.exports import html
from drafts.exports.front import Front
from drafts.exports.sheet import Entry, Sheet, Source, clean, tracked
from drafts.text.parsing import Kind, State
from tests.drafts.sheets import EARLIER, SEAL, make_block, make_entry, make_front, make_tracked

PLAIN = html.Heard("", "", "")


def printed(sheet: Sheet) -> str:
    return str(html.body(sheet, PLAIN))


def test_html_marks_what_is_new_and_what_is_gone() -> None:
    sheet = make_tracked("All offenders, alone;", "All perpetrators, alone, as appropriate;")

    words = re.findall(r'<span class="sign">48\.</span>(.*?)</p>', printed(sheet))

    assert words == ["All <del>offenders</del> <ins>perpetrators</ins>, alone<ins>, as appropriate</ins>;"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("as appropriate, who", "as offenders who", "as <del>appropriate,</del> <ins>offenders</ins> who"),
        ("one and two", "one, two", "one <del>and</del><ins>,</ins> two"),
    ],
)
def test_html_parts_a_replacement_from_what_it_replaces(old: str, new: str, words: str) -> None:
    assert words in printed(make_tracked(old, new))


def test_html_tells_insertions_and_deletions_by_words() -> None:
    sheet = make_tracked("All offenders;", "All perpetrators;")

    page = html.render(sheet)

    heard = re.sub(r"<[^>]+>", "", page)
    assert "All [deleted: offenders] [inserted: perpetrators];" in heard


def test_html_escapes_markup_in_every_field() -> None:
    front = Front(
        title=("<b>T</b>",), name="<i>n</i>", issued_at=EARLIER, notes=("<u>x</u>",), language='"><script>'
    )
    sheet = clean(
        front,
        [Entry("1", make_block('1"<', "<script>alert(1)</script> & more"), sources=(Source("<s>", "<a>"),))],
    )

    page = html.render(sheet)

    assert not re.search(r"<script|<i>n|<b>T|<u>x|<s>|<a>", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_html_names_no_other_file_and_runs_nothing() -> None:
    page = html.render(make_tracked("One;", "Two;"))

    assert not re.search(r"<script|<link|<img|url\(|https?:|@import", page)


def test_html_gives_points_as_nested_lists() -> None:
    sheet = clean(make_front(), [make_entry("45", "Adopt:\n(a) One:\n(i) Within;\n(b) Two;\nAs stipulated;")])

    body = printed(sheet)

    assert re.sub(r' class="\w+"', "", body[body.index("<p>") : body.rindex("</div></div>")]) == (
        "<p><span>45.</span>Adopt:</p>"
        "<ul><li><span>(a)</span>One:<ul><li><span>(i)</span>Within;</li></ul></li>"
        "<li><span>(b)</span>Two;</li></ul>"
        "<p>As stipulated;</p>"
    )


def test_html_prints_markers_in_italics_and_agreement_in_bold() -> None:
    gone = Entry("50", make_block("50", "", state=State.MERGED, target="49"))
    sheet = clean(make_front(), [make_entry("47", "Combat it;", agreement="ad_ref"), gone])

    body = printed(sheet)

    assert "Combat it; <b>[Agreed ad ref]</b></p>" in body
    assert "50.</span><em>[merged with paragraph 49]</em></p>" in body


def test_html_strikes_the_marker_of_a_paragraph_that_stands_again() -> None:
    old = [Entry("37", make_block("37", "", state=State.DELETED))]

    sheet = tracked(make_front(), old, [make_entry("37", "Do this;")], since="Rev.1", issued_at=EARLIER)

    assert "<del><em>Delete</em></del> <ins>Do this;</ins></p>" in printed(sheet)


def test_html_marks_changed_paragraphs_and_names_sources_beside_them() -> None:
    old = [make_entry("47", "Same;"), make_entry("48", "One;")]
    new = [
        make_entry("47", "Same;"),
        make_entry("48", "Two;", sources=(Source("Demoland", "A-096, accepted"),)),
    ]

    body = printed(tracked(make_front(), old, new, since="Rev.1", issued_at=EARLIER))

    assert re.findall(r'class="paragraph ([^"]*)"', body) == ["numbered", "numbered changed"]
    assert '<aside role="note" class="margin"><p><b>Demoland</b>\nA-096, accepted</p></aside>' in body


def test_html_prints_many_sources_below_the_paragraph() -> None:
    sources = tuple(Source(f"Delegation {n}", f"A-{n:03}, accepted") for n in range(20))
    sheet = clean(make_front(), [make_entry("48", "Two;", sources=sources)])

    body = printed(sheet)

    assert (
        '<aside role="note" class="below"><p>Delegation 0: A-000, accepted; Delegation 1: A-001, accepted;'
        in body
    )
    assert 'class="margin"' not in body


def test_html_keeps_a_heading_a_heading() -> None:
    sheet = clean(make_front(), [Entry("h", make_block("heading 1", "Prevention", Kind.HEADING))])

    assert "<h2>Prevention</h2>" in printed(sheet)


def test_html_front_carries_masthead_and_seal() -> None:
    page = html.render(make_tracked("One;", "Two;"))

    told = " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL).split())
    assert (
        "United Nations A/64/… (symbol pending) General Assembly Distr.: Limited 18 June 2010, 10:00 Original: English"
        in told
    )
    assert told.endswith(f"Sealed 18 June 2010, 10:00 (New York). Seal (SHA-256): {SEAL}")


def test_html_of_a_non_paper_has_no_masthead() -> None:
    page = html.render(clean(make_front(masthead=None), []))

    assert "United Nations" not in page
    assert '<p class="occasion">18 June 2010, 10:00 (New York)</p>' in page


def test_html_shows_every_space_of_a_wording_that_has_runs_of_them() -> None:
    sheet = clean(make_front(), [make_entry("1", "One;"), make_entry("2", "Two  spaces;")])

    assert re.findall(r'class="paragraph ([^"]*)"', printed(sheet)) == ["numbered", "numbered spaced"]


def test_html_turns_a_paragraph_that_is_written_from_right_to_left() -> None:
    sheet = clean(make_front(), [make_entry("1", "One;"), make_entry("2", "يولد جميع الناس أحراراً؛")])

    assert re.findall(r"<p( dir=.rtl.)?><span", printed(sheet)) == ["", ' dir="rtl"']


def test_html_links_a_merged_paragraph_to_the_one_that_stands() -> None:
    blocks = [make_block("49", "Act;"), make_block("50", "", state=State.MERGED, target="49")]
    blocks.append(make_block("51", "", state=State.MERGED, target="99"))

    printed = html.render(clean(make_front(), [Entry(block.label, block) for block in blocks]))

    assert '<em>[merged with paragraph <a href="#p-49">49</a>]</em>' in printed
    assert "<em>[merged with paragraph 99]</em>" in printed
