"""Reading resolutions: pages, footnotes, preambles in several layouts."""

import pytest

from drafts.text.parsing import Kind, Parsed, Warning_, parse

LAYOUT = """\
                United Nations                                                                              A/RES/99/417
                General Assembly                                                  Distr.: General
                                                                                  19 January 2044




Ninety-ninth session
Agenda item 107


                Resolution adopted by the General Assembly on 19 December 2043
                [on the report of the Third Committee (A/99/436)]

     99/417.    Improving the coordination of efforts against trafficking in
                persons

                     The General Assembly,
                     Reiterating its strong condemnation of trafficking in persons, especially women
                and children, which constitutes a serious crime and a grave offence to human dignity
                and physical integrity, human rights and development,
                     Recalling all international conventions that deal specifically with issues relevant
                to trafficking in persons, in particular the Convention1 and the Protocol thereto, 2 as well
                as the Supplementary Convention on the Abolition of Slavery, the Slave Trade, and
                Institutions and Practices Similar to Slavery, 3
                     Deeply concerned that, despite sustained measures taken at the international,
                regional and national levels, it remains one of the grave challenges facing the
                international community,


         __________________
             1
               See resolution 55/25.
             2
               United Nations, Treaty Series, vol. 2237, No. 39574.
             3
               Ibid., vol. 266, No. 3822.




 43-23295 (E)     190144
 *4323295*
\f                                                                Improving the coordination of efforts
A/RES/99/417                                                             against trafficking in persons

                                                      I
                                         General provisions

                     1.    Takes note with appreciation of the report of the Secretary-General on
                improving the coordination of efforts against trafficking in persons;
                     2.    Calls upon Governments to:
                     (a)   Intensify their efforts to address the demand that fosters it, with a multi -
                disciplinary approach, including through:
                     (i)   Awareness-raising campaigns in countries of origin, low- and middle-
                income countries of transit and countries of desti-
                nation;
                     (ii)  Measures addressed to employers in countries of destination;
                     (b)   Share best practices;
                     3.    Encourages all Member States in 2043 and, as appropriate, in the years to
                2050, to mark the World Day;
                     4.    Decides to:
                     (a)   Convene a high-level meeting;
                     (b)   Invite the President of the General Assembly to appoint two co-

2/3                                                                                                                         43-23295
\fImproving the coordination of efforts
against trafficking in persons                                                                             A/RES/99/417

                 facilitators;
                 and to review progress within existing resources;

                                                     II
                                             Follow-up

                      5.   Requests the Secretary-General to report to the General Assembly at its
                 hundred-and-first session;
                      6.   Decides to remain seized of the matter.

                                                                                  73rd plenary meeting
                                                                                  19 December 2043

                 Annex
                 Terms of reference of the co-facilitators

                      1.   The co-facilitators shall consult openly.
                      2.   They shall report by 30 June.

43-23295                                                                                                           3/3
"""


def told(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, block.wording) for block in parsed.blocks]


def test_resolution_as_issued_comes_in_without_what_stands_on_its_pages() -> None:
    parsed = parse(LAYOUT)

    assert parsed.title == ("99/417. Improving the coordination of efforts against trafficking in persons",)
    assert told(parsed) == [
        ("unnumbered", "chapeau", "The General Assembly,"),
        (
            "preambular",
            "PP1",
            (
                "Reiterating its strong condemnation of trafficking in persons, especially women and children, which "
                "constitutes a serious crime and a grave offence to human dignity and physical integrity, human rights "
                "and development,"
            ),
        ),
        (
            "preambular",
            "PP2",
            (
                "Recalling all international conventions that deal specifically with issues relevant to trafficking in "
                "persons, in particular the Convention and the Protocol thereto, as well as the Supplementary Convention "
                "on the Abolition of Slavery, the Slave Trade, and Institutions and Practices Similar to Slavery,"
            ),
        ),
        (
            "preambular",
            "PP3",
            (
                "Deeply concerned that, despite sustained measures taken at the international, regional and national "
                "levels, it remains one of the grave challenges facing the international community,"
            ),
        ),
        ("heading", "heading 1", "I"),
        ("heading", "heading 2", "General provisions"),
        (
            "numbered",
            "1",
            (
                "Takes note with appreciation of the report of the Secretary-General on improving the coordination of "
                "efforts against trafficking in persons;"
            ),
        ),
        (
            "numbered",
            "2",
            (
                "Calls upon Governments to:\n"
                "(a) Intensify their efforts to address the demand that fosters it, with a multi-disciplinary approach, "
                "including through:\n"
                "(i) Awareness-raising campaigns in countries of origin, low- and middle-income countries of transit and "
                "countries of destination;\n"
                "(ii) Measures addressed to employers in countries of destination;\n"
                "(b) Share best practices;"
            ),
        ),
        (
            "numbered",
            "3",
            "Encourages all Member States in 2043 and, as appropriate, in the years to 2050, to mark the World Day;",
        ),
        (
            "numbered",
            "4",
            (
                "Decides to:\n"
                "(a) Convene a high-level meeting;\n"
                "(b) Invite the President of the General Assembly to appoint two co-facilitators;\n"
                "and to review progress within existing resources;"
            ),
        ),
        ("heading", "heading 3", "II"),
        ("heading", "heading 4", "Follow-up"),
        (
            "numbered",
            "5",
            "Requests the Secretary-General to report to the General Assembly at its hundred-and-first session;",
        ),
        ("numbered", "6", "Decides to remain seized of the matter."),
        ("heading", "heading 5", "Annex"),
        ("heading", "heading 6", "Terms of reference of the co-facilitators"),
        ("numbered", "annex.1", "The co-facilitators shall consult openly."),
        ("numbered", "annex.2", "They shall report by 30 June."),
    ]


def test_resolution_as_issued_reports_what_was_left_out_by_line() -> None:
    assert [(warning.line, warning.message.split(":")[0]) for warning in parse(LAYOUT).warnings] == [
        (1, "Left out as no part of the text (masthead, heads, feet, the file's own lines)"),
        (32, "Footnote 1 is left out"),
        (34, "Footnote 2 is left out"),
        (36, "Footnote 3 is left out"),
        (53, "Spaces inside words are closed"),
        (56, "A hyphen at the end of a line is left out"),
    ]


UNPAGED = """\
United Nations A/RES/99/417
General Assembly Distr.: General
19 January 2044
Ninety-ninth session
Agenda item 107
Resolution adopted by the General Assembly on 19 December 2043
[on the report of the Third Committee (A/99/436)]
99/417. Improving the coordination of efforts against trafficking in
persons
The General Assembly,
Reiterating its strong condemnation of trafficking in persons, especially women
and children, which constitutes a serious crime and a grave offence to human dignity
and physical integrity, human rights and development,
Recalling all international conventions that deal specifically with issues relevant
to trafficking in persons, in particular the Convention and the Protocol thereto,
1. Takes note with appreciation of the report of the Secretary-General on
improving the coordination of efforts against trafficking in persons;
2. Calls upon Governments to:
(a) Intensify their efforts to address, with a view to eliminating, the demand
that fosters trafficking;
(b) Share best practices;
43-23295 (E)
*4323295*
A/RES/99/417 Improving the coordination of efforts against trafficking in persons
2/3
3. Encourages all Member States in 2043 and, as appropriate, in the years to
2050, to mark the World Day;
4. Decides to remain seized of the matter.
73rd plenary meeting
19 December 2043
"""


def test_resolution_without_indents_and_gaps_comes_in() -> None:
    parsed = parse(UNPAGED)

    assert parsed.title == ("99/417. Improving the coordination of efforts against trafficking in persons",)
    assert [(block.kind, block.label) for block in parsed.blocks] == [
        ("unnumbered", "chapeau"),
        ("preambular", "PP1"),
        ("preambular", "PP2"),
        ("numbered", "1"),
        ("numbered", "2"),
        ("numbered", "3"),
        ("numbered", "4"),
    ]
    assert parsed.blocks[4].wording == (
        "Calls upon Governments to:\n"
        "(a) Intensify their efforts to address, with a view to eliminating, the demand that fosters trafficking;\n"
        "(b) Share best practices;"
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_resolution_of_a_line_a_paragraph_comes_in(gap: str) -> None:
    lines = [
        "The General Assembly,",
        "Recalling its resolution 64/178 of 18 December 2009,",
        "Deeply convinced of the need for a plan,",
        "Also recalling the Convention,",
        "Bearing in mind that all States, including small ones, have a stake,",
        "1. Adopts the plan of action annexed to the present resolution;",
        "2. Decides to launch it in 2011;",
        "2 bis. Invites all States;",
        "3. [Requests the Secretary-General to report;]",
        "4. Deleted.",
        "5. [Merged into 3]",
        "6. Decides to remain seized of the matter.",
    ]

    parsed = parse("Draft resolution\nAdoption of the plan of action\n\n" + gap.join(lines))

    assert parsed.title == ("Draft resolution", "Adoption of the plan of action")
    assert [(block.label, block.state, block.target) for block in parsed.blocks] == [
        ("chapeau", "standing", None),
        ("PP1", "standing", None),
        ("PP2", "standing", None),
        ("PP3", "standing", None),
        ("PP4", "standing", None),
        ("1", "standing", None),
        ("2", "standing", None),
        ("2 bis", "standing", None),
        ("3", "standing", None),
        ("4", "deleted", None),
        ("5", "merged", "3"),
        ("6", "standing", None),
    ]
    assert parsed.warnings == ()


MARKDOWN = r"""# Draft resolution on trafficking in persons

*Submitted by Examplia and Samplia*

*The General Assembly*,

*Recalling* its resolution 64/178 of 18 December 2009[^1],

_Reaffirming_ the Charter,

__*Noting*__ with concern the *Global Report*,

1\. *Decides* to adopt the plan;

2\. **Requests** the Secretary\-General to \[report\] on it;

3) *Invites* States:

   a) to ratify the Protocol;

   b) to report:

      i) every year;

      ii) in writing;

   c) to fund it;

4. *Further decides*

   - to meet again;
   - to review [the trust fund](https://example.org/fund).

4 bis. *Encourages* all;

[4 ter. *Welcomes* the work;]

[^1]: Adopted by consensus.
"""


def test_resolution_in_markdown_comes_in() -> None:
    parsed = parse(MARKDOWN)

    assert parsed.title == ("Draft resolution on trafficking in persons",)
    assert told(parsed) == [
        ("unnumbered", "unnumbered 1", "*Submitted by Examplia and Samplia*"),
        ("unnumbered", "chapeau", "*The General Assembly*,"),
        ("preambular", "PP1", "*Recalling* its resolution 64/178 of 18 December 2009,"),
        ("preambular", "PP2", "*Reaffirming* the Charter,"),
        ("preambular", "PP3", "*Noting* with concern the *Global Report*,"),
        ("numbered", "1", "*Decides* to adopt the plan;"),
        ("numbered", "2", "Requests the Secretary-General to [report] on it;"),
        (
            "numbered",
            "3",
            (
                "*Invites* States:\n(a) to ratify the Protocol;\n(b) to report:\n(i) every year;\n(ii) in writing;\n"
                "(c) to fund it;"
            ),
        ),
        ("numbered", "4", "*Further decides*\n- to meet again;\n- to review the trust fund."),
        ("numbered", "4 bis", "*Encourages* all;"),
        ("numbered", "4 ter", "[*Welcomes* the work;]"),
    ]
    assert parsed.warnings == (
        Warning_(11, "Bold type is not kept: lines 11, 15"),
        Warning_(32, "Links are not kept: lines 32"),
        Warning_(38, "Footnote 1 is left out: Adopted by consensus."),
    )


def test_draft_with_labels_of_its_own_keeps_them() -> None:
    parsed = parse(
        "ZERO DRAFT\nas of 12 May 2010, 6 p.m.\n\nPP1 _Recalling_ its resolution 64/178,\n\nPP2. Guided by the Charter,\n\n"
        "PP2 bis. [Noting the views of States,]\n\nOP1 Decides to adopt the plan;\n\nOP2. Requests a report; [Examplia: delete]\n\n"
        "OP2 alt. Invites a report;\n\nOP3 [to be deleted]\n\nOP4. [merged with OP2]\n"
    )

    assert parsed.title == ("ZERO DRAFT", "as of 12 May 2010, 6 p.m.")
    assert [(block.label, block.wording, block.state, block.target) for block in parsed.blocks] == [
        ("PP1", "*Recalling* its resolution 64/178,", "standing", None),
        ("PP2", "Guided by the Charter,", "standing", None),
        ("PP2 bis", "[Noting the views of States,]", "standing", None),
        ("OP1", "Decides to adopt the plan;", "standing", None),
        ("OP2", "Requests a report; [Examplia: delete]", "standing", None),
        ("OP2 alt", "Invites a report;", "standing", None),
        ("OP3", "", "deleted", None),
        ("OP4", "", "merged", "OP2"),
    ]


def test_text_broken_at_a_width_with_hanging_points_comes_in() -> None:
    parsed = parse(
        "GLOBAL PLAN OF ACTION\n\nWe, the Member States, reaffirming our commitment and recalling\nthe Convention, resolve to "
        "translate our political will into\nconcrete actions by adopting an action plan to:\n\nI. General\n\n"
        "1. Condemn trafficking in persons, as it constitutes a criminal\n   activity violating human dignity and has negative\n"
        "   effects on development;\n\n2. Ensure that the human rights of trafficked persons are at the\n   centre of all efforts:\n"
        "   (a) to prevent it, including by way of an early\n       warning system;\n   (b) to combat it;\n"
        "   as stipulated in the Protocol;\n\nII. Prevention\n\n3. Address the root causes.\n"
    )

    assert parsed.title == ("GLOBAL PLAN OF ACTION",)
    assert told(parsed) == [
        (
            "unnumbered",
            "chapeau",
            (
                "We, the Member States, reaffirming our commitment and recalling the Convention, resolve to translate our "
                "political will into concrete actions by adopting an action plan to:"
            ),
        ),
        ("heading", "heading 1", "I. General"),
        (
            "numbered",
            "1",
            (
                "Condemn trafficking in persons, as it constitutes a criminal activity violating human dignity and has "
                "negative effects on development;"
            ),
        ),
        (
            "numbered",
            "2",
            (
                "Ensure that the human rights of trafficked persons are at the centre of all efforts:\n"
                "(a) to prevent it, including by way of an early warning system;\n(b) to combat it;\n"
                "as stipulated in the Protocol;"
            ),
        ),
        ("heading", "heading 2", "II. Prevention"),
        ("numbered", "3", "Address the root causes."),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "Recalling its resolution 64/178,",
        "Also recalling the Convention,",
        "Deeply concerned that it persists,",
        "*Gravely alarmed* at the numbers,",
        "[*Guided* by the Charter,]",
        "*[Taking* note of the report,]",
        "Having considered the report,",
        "Conscious of the need to act,",
        "Fully aware of the risks,",
        "Mindful of its duties,",
        "Convinced that it can be ended,",
        "*In pursuit* of the objective of the Convention,",
        "Once again reaffirming the Protocol,",
        "Option 1: *Recognizing* the importance of law,",
    ],
)
def test_preambular_paragraph_is_known_by_its_opening(opening: str) -> None:
    (block, _) = parse(f"{opening}\n\n1. Decides to act;\n").blocks

    assert (block.kind, block.label, block.wording) == (Kind.PREAMBULAR, "PP1", opening)


@pytest.mark.parametrize(
    "words",
    [
        "We, the States, determined to act, resolve to:",
        "According to the report, it persists.",
        "During the session it met.",
    ],
)
def test_words_that_open_otherwise_are_not_preambular(words: str) -> None:
    assert [block.kind for block in parse(f"{words}\n\n1. Decides to act;\n").blocks] == [
        "unnumbered",
        "numbered",
    ]


@pytest.mark.parametrize(
    ("speaker", "paragraphs", "first"),
    [
        (
            "L’Assemblée générale,",
            ["Rappelant sa résolution 64/178,", "*Profondément préoccupée* par ce fléau,"],
            "Décide d’agir;",
        ),
        (
            "La Asamblea General,",
            ["Recordando su resolución 64/178,", "Teniendo presente la Carta,"],
            "Decide actuar;",
        ),
        (
            "Генеральная Ассамблея,",
            ["ссылаясь на свою резолюцию 64/178,".capitalize(), "Учитывая Устав,"],
            "Постановляет;",
        ),
        ("大会，", ["回顾其第64/178号决议，", "铭记《宪章》，"], "决定采取行动；"),
        ("إن الجمعية العامة،", ["إذ تشير إلى قرارها 64/178،", "وإذ تضع في اعتبارها الميثاق،"], "تقرر العمل؛"),
    ],
)
def test_preamble_of_any_language_is_known_by_its_commas(
    speaker: str, paragraphs: list[str], first: str
) -> None:
    parsed = parse("\n\n".join([speaker, *paragraphs, f"1. {first}", "2. " + first]))

    assert told(parsed) == [
        ("unnumbered", "chapeau", speaker),
        ("preambular", "PP1", paragraphs[0]),
        ("preambular", "PP2", paragraphs[1]),
        ("numbered", "1", first),
        ("numbered", "2", first),
    ]
