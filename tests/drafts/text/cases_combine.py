"""The hand-made cases by which a combination is judged; who wants which words stands at each place of the text.

The delegations are fictitious.
"""

from collections.abc import Mapping
from typing import NamedTuple


class CombineCase(NamedTuple):
    """A text with its clusters as places; several variants at one place are a contested cluster.

    The words of a cluster and of its options are those of the place, white space at their edges aside, unless
    `is_wide`: then there is one cluster, contested, which lies inside the place.
    """

    name: str
    rule: str
    text: str
    is_wide: bool = False


def under(rule: str, texts: Mapping[str, str], *, is_wide: bool = False) -> tuple[CombineCase, ...]:
    """The cases of one rule, each from its name and its text with places."""
    return tuple(CombineCase(name, rule, text, is_wide) for name, text in texts.items())


EQUAL_OPTIONS = under(
    "equal options share proponents",
    {
        "word": "Ensure liability of all categories of {offenders|Examplia,Samplia=perpetrators}, including the liability of legal persons;",
        "insertion": "processes for the{|Examplia,Samplia,Demoland= early} identification of victims of trafficking in persons;",
        "deletion": "for the rehabilitation{ and compensation|Examplia,Riverland=} of victims of the most serious forms of trafficking;",
        "two-against-one": "Parties {shall|Examplia,Samplia=should|Demoland=may} adopt appropriate measures to prevent trafficking in persons;",
        "two-against-two": "Parties {shall|Examplia,Samplia=should|Demoland,Riverland=may} adopt appropriate measures to prevent trafficking in persons;",
        "equal-here-different-there": "{Promote|Examplia,Samplia=Enhance} cooperation among governments, civil society, and the {private|Examplia=public|Samplia=business} sector;",
        "equal-here-alone-there": "{Promote|Examplia,Samplia=Enhance} cooperation among {governments|Samplia=Governments}, civil society, and the private sector;",
        "clause": "Implement all relevant legal instruments{|Examplia,Demoland=, as appropriate|Samplia=, upon request};",
        "closing-mark": "to protect, assist and provide redress to victims{.|Examplia,Samplia=;}",
        "whole-amendments-equal": "{Take|Examplia,Samplia=Adopt} urgent action to prevent trafficking in persons{|Examplia,Samplia=, as appropriate};",
        "long-phrase": "according to the provisions of Article 12 of {UNTOC|Examplia,Specimen Islands=the United Nations Convention against Transnational Organized Crime}, as appropriate;",
        "everything": "{Delete this paragraph|Examplia,Samplia=Implement all relevant legal instruments};",
        "french": "Prévenir la traite des {êtres humains|Examplia,Samplia=personnes}, en particulier des femmes et des enfants ;",
        "russian": "Принять {необходимые|Examplia,Samplia=надлежащие} меры по предупреждению торговли людьми;",
        "chinese": "加强{|Examplia,Samplia=国际|Demoland=区域}合作，打击贩运人口行为；",
    },
)

CHAINS = under(
    "a chain of overlaps is one cluster",
    {
        "three-in-a-row": "Adopt {comprehensive national policies|Examplia=effective policies|Samplia=comprehensive measures|Demoland=comprehensive national policies, plans} and programmes to prevent trafficking;",
        "bridge": "for the {full rehabilitation and compensation|Examplia=prompt rehabilitation and compensation|Samplia=recovery|Demoland=full rehabilitation and restitution} of victims of trafficking;",
        "neighbours": "measures that help to identify {trafficked victims|Examplia=exploited victims|Samplia=trafficked persons} among vulnerable populations;",
        "word-mark-word": "Adopt measures to {prevent, combat|Examplia=suppress, combat|Samplia=prevent and combat|Demoland=prevent, punish} and eliminate trafficking in persons;",
        "insertion-in-a-deletion": "for the rehabilitation{ and compensation of dependants|Examplia=|Samplia= and compensation of all dependants} at the national level;",
        "insertion-between-edited-words": "processes for the {prompt identification|Examplia=early identification|Samplia=prompt and full identification|Demoland=prompt detection} of victims;",
        "whole-against-parts": "{Implement all relevant legal instruments|Examplia=Enact modern rules in every State|Samplia=Apply all relevant legal instruments|Demoland=Implement all relevant legal texts};",
        "rewriting-joins-two": "States shall {report every three years to the General Assembly|Examplia=inform Members regularly|Samplia=report every two years to the General Assembly|Demoland=report every three years to the Economic Council} on progress made in that regard;",
        "two-chains": "{Provide specialized|Examplia=Offer specialized|Samplia=Provide tailored} services to identified victims of trafficking in {persons,|Demoland=women,|Riverland=persons and} in line with Article 6;",
        "across-points": "(a) Attempting;\n{(b) Participating;\n(c) Organizing;\n(d) Directing;\n|Examplia=(d) Directing;\n|Samplia=(b) Participating;\n}As stipulated by the Trafficking Protocol;",
        "spanish": "adoptar {medidas eficaces|Examplia=normas eficaces|Samplia=medidas adecuadas} para prevenir la trata de personas;",
        "arabic": "اعتماد {تدابير فعالة|Examplia=خطوات فعالة|Samplia=تدابير مناسبة} لمنع الاتجار بالأشخاص؛",
        "chinese": "各国应当{加强合作|Examplia=扩大合作|Samplia=加强协调}，打击贩运人口行为；",
    },
)

UNCONTESTED = under(
    "changes of different words are uncontested",
    {
        "one-amendment": "{Take|Examplia=Adopt} urgent {action|Examplia=measures} to prevent trafficking in persons{|Examplia=, as appropriate};",
        "two-amendments": "{Take|Examplia=Adopt} urgent {action|Samplia=measures} to prevent trafficking in persons;",
        "three-amendments": "{Promote|Examplia=Enhance} cooperation among {governments|Samplia=Governments}, civil society, and the {private|Demoland=business} sector;",
        "one-word-between": "{Prevent|Examplia=Suppress} and {combat|Samplia=punish} trafficking in persons, especially women and children;",
        "one-comma-between": "to {prevent|Examplia=suppress}, {combat|Samplia=punish} and eliminate trafficking in persons, especially women and children;",
        "around-a-word": "processes for the{|Examplia= early} identification{|Samplia= and protection} of victims of trafficking in persons;",
        "deletion-and-insertion": "for the{ full|Examplia=} rehabilitation{|Samplia= and compensation} of victims of trafficking;",
        "brackets-and-words": "the crime {[|Examplia=}and to {publicize|Samplia=publish} convicted cases{]|Examplia=} with full respect for human rights;",
        "points": "(a) Attempting to commit an {offence|Examplia=act};\n(b) {Participating|Samplia=Assisting} as an accomplice in an offence;{|Demoland=\n(c) Directing other persons;}\nAs stipulated by the Protocol;",
        "picture-of-48": "Ensure{|Demoland= the} liability of all categories of {offenders|Examplia=perpetrators of trafficking in persons}, including the liability of legal persons{|Demoland= and entities, as appropriate};",
        "picture-of-49": "Enhance efforts to investigate alleged cases of trafficking, {strengthening|Examplia=strengthen} means to combat trafficking, {according to|Examplia,Specimen Islands=in accordance with} the provisions of Article 12 of {UNTOC|Specimen Islands=the United Nations Convention against Transnational Organized Crime}, and prosecuting perpetrators;",
        "half-of-an-and": "at the {national|Examplia=domestic} and {regional|Examplia=local} levels and in line with international human rights standards;",
        "line-split-and-word": "The plan shall be {reviewed|Examplia=examined} every three years.{ |Samplia=\n}The review shall be open and transparent.",
        "no-change": "Implement all relevant legal instruments that criminalize trafficking in persons;",
        "french": "{Promouvoir|Examplia=Renforcer} la {coopération|Samplia=coordination} entre les services compétents{|Demoland=, selon qu’il convient} ;",
        "spanish": "{Adoptar|Examplia=Aplicar} las {medidas|Samplia=normas} necesarias para prevenir la trata de personas{|Demoland=, según proceda};",
        "arabic": "{اعتماد|Examplia=تنفيذ} جميع {التدابير|Samplia=الخطوات} اللازمة لمنع الاتجار بالأشخاص؛",
    },
)

DELETIONS = under(
    "a deletion is an option like any other",
    {
        "alone": "for the rehabilitation{ and compensation|Examplia=} of victims of the most serious forms of trafficking;",
        "against-an-edit": "for the rehabilitation{ and compensation|Examplia=|Samplia= and full compensation} of victims of trafficking in persons;",
        "against-another-word": "Provide{ specialized|Examplia=|Samplia= tailored|Demoland= adequate} services to identified victims of trafficking;",
        "overlapping": "for the{ full rehabilitation and compensation|Examplia= compensation|Samplia= full} of victims of trafficking in persons;",
        "nested": "permit victims to remain{ temporarily or permanently in appropriate cases|Examplia= in appropriate cases|Samplia=} as stipulated by the Protocol;",
        "everything-against-an-edit": "{Implement all relevant legal instruments that criminalize trafficking in persons;|Examplia=|Samplia=Implement all pertinent legal instruments that criminalize trafficking in persons;}",
        "everything-by-two": "{Implement all relevant legal instruments;|Examplia,Samplia=}",
        "brackets-lifted-or-struck": "for the rehabilitation{ [and compensation]|Examplia= and compensation|Samplia=} of victims of the most serious forms of trafficking;",
        "picture-of-49": "proportionate to the gravity of the crime{ and to publicize convicted cases|Northern Isles=|Group of Sample States= and publicize convictions} with full respect for human rights;",
        "point": "(a) Attempting to commit an offence;{\n(b) Participating in a crime;|Examplia=|Samplia=\n(b) Participating in any crime;}\nAs stipulated by the Protocol;",
        "first-words": "{consistently and strongly |Examplia=|Samplia=consistently and firmly }condemn trafficking in persons, especially women and children;",
        "two-deletions-apart": "for the{ full|Examplia=} rehabilitation{ and compensation|Samplia=} of victims of trafficking in persons;",
        "french": "Assurer la réadaptation{ et l’indemnisation|Examplia=|Samplia= et la pleine indemnisation} des victimes de la traite ;",
        "chinese": "确保受害人康复{并获得赔偿|Examplia=|Samplia=并获得充分赔偿}，加强国际合作；",
    },
)

ONE_POINT = under(
    "different insertions at one point are one contested cluster",
    {
        "adverbs": "Take{|Examplia= immediate|Samplia= further} action to prevent trafficking in persons and protect its victims;",
        "three": "Take{|Examplia= immediate|Samplia= further|Demoland= concrete} action to prevent trafficking in persons and protect its victims;",
        "shared": "Take{|Examplia,Demoland= immediate|Samplia= further} action to prevent trafficking in persons and protect its victims;",
        "before-the-closing-mark": "Implement all relevant legal instruments{|Examplia=, as appropriate|Samplia=, in accordance with domestic law|Demoland=, upon request};",
        "extension": "processes for the{|Examplia= early|Samplia= early and prompt} identification of victims of trafficking in persons;",
        "at-the-beginning": "{|Examplia=strongly |Samplia=consistently }condemn trafficking in persons, especially women and children;",
        "at-the-end": "Participating as an accomplice in an offence{|Examplia= knowingly|Samplia= for profit}",
        "points": "(a) Attempting to commit an offence;{|Examplia=\n(b) Concealing an offence;|Samplia=\n(b) Abetting in a crime;}\nAs stipulated by the Protocol;",
        "sentences": "The plan shall be reviewed.{|Examplia= The review shall be public.|Samplia= States shall report.} The report shall be circulated.",
        "marks": "Organizing or directing other persons to commit an offence{|Examplia=;|Samplia=.}",
        "beside-clean-edits": "{Take|Demoland=Adopt} measures{|Examplia= without delay|Samplia= as appropriate} to prevent trafficking in persons;",
        "two-points": "Take{|Examplia= immediate|Samplia= further} action to prevent trafficking in persons{|Examplia=, as appropriate|Samplia=, upon request};",
        "spanish": "Prestar asistencia{|Examplia= jurídica|Samplia= médica} a las víctimas de la trata de personas;",
        "arabic": "اعتماد تدابير{|Examplia= عاجلة|Samplia= إضافية} لمنع الاتجار بالأشخاص؛",
        "chinese": "加强{|Examplia=国际|Samplia=区域}合作，打击贩运人口行为；",
    },
)

REWRITTEN = under(
    # The rewritten sentence may keep its closing mark, or a word of its beginning, out of the cluster.
    "a rewritten sentence and the edits inside it are one contested cluster",
    {
        "organized-groups": "{Combat and prosecute organized criminal groups engaged in trafficking in persons;|Examplia=Take all steps needed so that gangs that live from the sale of people are brought to court;|Samplia=Combat and prosecute transnational criminal groups engaged in trafficking in persons;}",
        "labour-laws": "{Adopt labour laws that provide legal rights and protections for workers at high risk;|Examplia=Enact rules on safe employment so that nobody has to accept degrading conditions;|Samplia=Adopt labour laws that provide legal rights and safeguards for workers at high risk;|Demoland=Adopt strict labour laws that provide legal rights and protections for workers at high risk;}",
        "agencies": "{Strengthen cooperation between law enforcement agencies regionally and internationally;|Examplia=Improve how police forces work together in every part of the world;|Samplia=Strengthen cooperation between law enforcement agencies regionally and globally;}",
        "french": "{Renforcer la coopération entre les services de détection et de répression ;|Examplia=Améliorer partout dans le monde le travail commun des forces de police ;|Samplia=Renforcer la coordination entre les services de détection et de répression ;}",
        "russian": "{Укреплять сотрудничество между правоохранительными органами на региональном уровне;|Examplia=Улучшать совместную работу полиции во всех частях мира;|Samplia=Укреплять взаимодействие между правоохранительными органами на региональном уровне;}",
    },
    is_wide=True,
)

CASES = (*EQUAL_OPTIONS, *CHAINS, *UNCONTESTED, *DELETIONS, *ONE_POINT, *REWRITTEN)


class ChoiceCase(NamedTuple):
    """A text with its clusters, one choice for each, and the wording that is chosen.

    A choice is "keep", "take NAME" (that delegation's option) or "write WORDS".
    """

    name: str
    text: str
    choices: tuple[str, ...]
    chosen: str


_ACTION = "{Take|Demoland=Adopt} measures{|Examplia= without delay|Samplia= as appropriate} to prevent {trafficking|Riverland=the trafficking} in persons;"
_FUND = "for the rehabilitation{ and compensation|Examplia=|Samplia= and full compensation} of {victims|Demoland=survivors} of trafficking;"
_POINTS = (
    "(a) Attempting;{\n(b) Participating;|Examplia=|Samplia=\n(b) Assisting;}\n(c) Directing{|Demoland=;}"
)

CHOICES = (
    ChoiceCase("keep-all", _ACTION, ("keep", "keep", "keep"), "Take measures to prevent trafficking in persons;"),
    ChoiceCase("keep-all-deletions", _FUND, ("keep", "keep"), "for the rehabilitation and compensation of victims of trafficking;"),
    ChoiceCase("take-first", _ACTION, ("take Demoland", "keep", "keep"), "Adopt measures to prevent trafficking in persons;"),
    ChoiceCase("take-one-of-two", _ACTION, ("keep", "take Samplia", "keep"), "Take measures as appropriate to prevent trafficking in persons;"),
    ChoiceCase("take-the-other", _ACTION, ("keep", "take Examplia", "keep"), "Take measures without delay to prevent trafficking in persons;"),
    ChoiceCase("take-everywhere", _ACTION, ("take Demoland", "take Examplia", "take Riverland"), "Adopt measures without delay to prevent the trafficking in persons;"),
    ChoiceCase("take-deletion", _FUND, ("take Examplia", "keep"), "for the rehabilitation of victims of trafficking;"),
    ChoiceCase("take-against-deletion", _FUND, ("take Samplia", "take Demoland"), "for the rehabilitation and full compensation of survivors of trafficking;"),
    ChoiceCase("take-struck-point", _POINTS, ("take Examplia", "take Demoland"), "(a) Attempting;\n(c) Directing;"),
    ChoiceCase("take-edited-point", _POINTS, ("take Samplia", "keep"), "(a) Attempting;\n(b) Assisting;\n(c) Directing"),
    ChoiceCase("write-one", _ACTION, ("write Consider", "keep", "keep"), "Consider measures to prevent trafficking in persons;"),
    ChoiceCase("write-and-take", _ACTION, ("write Consider", "take Samplia", "take Riverland"), "Consider measures as appropriate to prevent the trafficking in persons;"),
    ChoiceCase("write-last", _FUND, ("take Examplia", "write all persons in need"), "for the rehabilitation of all persons in need of trafficking;"),
    ChoiceCase("write-in-every-script", "加强{合作|Examplia=协调}，打击贩运人口；", ("write 伙伴关系",), "加强伙伴关系，打击贩运人口；"),
    ChoiceCase("no-clusters", "Implement all relevant legal instruments;", (), "Implement all relevant legal instruments;"),
    ChoiceCase("take-chain", "identify {trafficked victims|Examplia=exploited victims|Samplia=trafficked persons} among vulnerable populations;", ("take Samplia",), "identify trafficked persons among vulnerable populations;"),
    ChoiceCase("take-line-split", "every three years.{ |Samplia=\n}The review shall be open.", ("take Samplia",), "every three years.\nThe review shall be open."),
)  # fmt: skip

# Each is one place left in brackets; what stands in them is each option's words, and what is struck does not vanish.
BRACKETED = {
    "two-words": "Parties {shall|Samplia=should|Demoland=may} adopt appropriate measures to prevent trafficking in persons;",
    "three-words": "Parties {shall|Examplia=will|Samplia=should|Demoland=may} adopt appropriate measures to prevent trafficking;",
    "one-word": "Ensure liability of all categories of {offenders|Examplia=perpetrators}, including the liability of legal persons;",
    "insertions": "Take{|Examplia= immediate|Samplia= further} action to prevent trafficking in persons and protect its victims;",
    "one-insertion": "processes for the{|Examplia= early} identification of victims of trafficking in persons;",
    "clauses": "Implement all relevant legal instruments{|Examplia=, as appropriate|Samplia=, upon request};",
    "deletion": "for the rehabilitation{ and compensation|Examplia=} of victims of the most serious forms of trafficking;",
    "deletion-or-edit": "for the rehabilitation{ and compensation|Examplia=|Samplia= and full compensation} of victims of trafficking;",
    "first-words": "{|Examplia=strongly |Samplia=consistently }condemn trafficking in persons, especially women and children;",
    "last-words": "Participating as an accomplice in an offence{|Examplia= knowingly|Samplia= for profit}",
    "chain": "measures that help to identify {trafficked victims|Examplia=exploited victims|Samplia=trafficked persons} among populations;",
    "points": "(a) Attempting to commit an offence;{|Examplia=\n(b) Concealing an offence;|Samplia=\n(b) Abetting;}\nAs stipulated;",
    "whole-wording": "{Implement all relevant legal instruments|Examplia=Enact modern rules in every State|Samplia=Delete this paragraph};",
    "russian": "Принять {необходимые|Examplia=надлежащие|Samplia=срочные} меры по предупреждению торговли людьми;",
    "chinese": "加强{|Examplia=国际|Samplia=区域}合作，打击贩运人口行为；",
}
