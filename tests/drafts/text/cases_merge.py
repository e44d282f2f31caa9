"""The hand-made cases by which a three-way merge is judged; before, ours and theirs stand at each place of the text."""

from collections.abc import Mapping
from typing import NamedTuple


class MergeCase(NamedTuple):
    """A text with the places at which two sides change it; a place is contested if both want something and differ.

    The words of each place are the conflict's own, white space at their edges aside, unless `is_wide`: then the
    conflict only lies inside the place, and the text has the base's words all over it.
    """

    name: str
    rule: str
    text: str
    is_wide: bool = False


def under(rule: str, texts: Mapping[str, str], *, is_wide: bool = False) -> tuple[MergeCase, ...]:
    """The cases of one rule, each from its name and its text with places."""
    return tuple(MergeCase(name, rule, text, is_wide) for name, text in texts.items())


SAME_CHANGE = under(
    "the same change on both sides is clean",
    {
        "word": "Ensure liability of all categories of {offenders|perpetrators|perpetrators}, including the liability of legal persons;",
        "insertion": "Develop or strengthen processes for the{| early| early} identification of victims of trafficking;",
        "deletion": "for the rehabilitation{ and compensation||} of victims of the most serious forms of trafficking in persons;",
        "closing-mark": "to protect, assist and provide redress to victims{.|;|;}",
        "clause": "Implement all relevant legal instruments that criminalize trafficking in persons{|, as appropriate|, as appropriate};",
        "brackets-lifted": "the gravity of the crime {[||}and to publicize convicted cases{]||} with full respect for human rights;",
        "line-split": "The plan shall be reviewed every three years.{ |\n|\n}The review shall be open and transparent.",
        "point": "(a) Attempting to commit an offence;{|\n(b) Conspiring to commit an offence;|\n(b) Conspiring to commit an offence;}\nAs stipulated by the Protocol;",
        "and-each-its-own": "{Promote|Enhance|=} cooperation among {governments|Governments|Governments}, civil society, and the private sector{|=| in all regions};",
        "and-ours-only": "Urge the {General Assembly|Member States|=} to establish a United Nations{| voluntary| voluntary} trust fund for victims;",
        "list-item-where-ours-adds-two": "such as poverty{|, unemployment|=}, inequality{|, hunger|, hunger}, armed conflicts, gender discrimination and social exclusion;",
        "list-item-where-each-adds-two": "to prevent trafficking{|, combat impunity|=}, protect victims{|, assist witnesses|, assist witnesses}, prosecute offenders, punish traffickers{|=|, seize assets}, promote partnerships and strengthen cooperation;",
        "list-item-that-repeats-its-neighbour": "measures to protect women{|, young women|=}, children{|, young children|, young children}, migrants and others at risk of being trafficked;",
        "list-item-beside-a-rewritten-one": "make people vulnerable to {exploitation by this serious crime|trafficking in persons|=}, such as poverty{|, unemployment|, unemployment}, inequality{|, humanitarian emergencies|=}, armed conflicts and social exclusion;",
        "list-item-struck-where-ours-strikes-two": "to prevent trafficking,{ protect victims,||=} prosecute offenders,{ punish traffickers,||} promote partnerships and strengthen cooperation;",
        "sentence-where-ours-adds-two": "The plan shall be reviewed.{| States shall report.| States shall report.} The review shall be public.{| States shall cooperate.|=} The report shall be circulated.",
        "point-where-ours-adds-two": "(a) To launch the Plan of Action;{|\n(a bis) To examine progress;|\n(a bis) To examine progress;}\n(b) To invite comments;{|\n(b bis) To examine comments;|=}\n(c) To encourage States;",
        "dash": "Outcomes of the {2013-2015|2013–2015|2013–2015} review shall be considered;",
        "whole-rewriting": "{Adopt labour laws that provide rights and protections for workers|Enact rules on safe employment in every sector|Enact rules on safe employment in every sector};",
        "french-word": "Prévenir la traite des {êtres humains|personnes|personnes}, en particulier des femmes et des enfants ;",
        "spanish-insertion": "Prestar asistencia{| jurídica| jurídica} a las víctimas de la trata de personas;",
        "russian-deletion": "Принять{ все необходимые||} меры по предупреждению торговли людьми;",
        "arabic-word": "اعتماد تدابير {مناسبة|فعالة|فعالة} لمنع الاتجار بالأشخاص؛",
        "chinese-insertion": "加强{|国际|国际}合作，打击贩运人口行为；",
    },
)

SEPARATE = under(
    "an untouched word or punctuation mark between makes edits separate",
    {
        "one-word-between": "{Prevent|Suppress|=} and {combat|=|punish} trafficking in persons, especially women and children;",
        "one-comma-between": "to {prevent|suppress|=}, {combat|=|punish} and eliminate trafficking in persons, especially women and children;",
        "inserted-before-and-after-a-word": "processes for the{| early|=} identification{|=| and protection} of victims of trafficking;",
        "word-and-next-but-one": "Ensure {liability|the accountability|=} of {all|=|both} categories of offenders, including legal persons;",
        "closing-mark-and-word-before-last": "Adopt measures to prevent {trafficking|=|the trafficking} in persons{;|.|=}",
        "closing-mark-and-last-word-but-one": "provide redress to all {trafficked|=|identified} victims{.|;|=}",
        "deletion-and-insertion": "for the{ full||=} rehabilitation{|=| and compensation} of victims of trafficking;",
        "two-deletions": "for the{ full||=} rehabilitation{ and compensation|=|} of victims of trafficking;",
        "first-and-last-word": "{Urge|Request|=} the General Assembly to establish a trust fund for {victims|=|survivors};",
        "inside-a-parenthesis": "Office on Drugs and {Crime|Crimes|=} ({UNODC|=|the Office}) in combating trafficking in persons;",
        "bracket-and-word-inside": "Parties {[||=}shall {consider|=|envisage} adopting] appropriate measures;",
        "bracket-lifted-and-word-edited": "the crime {[||=}and to {publicize|=|publish} convicted cases{]||=} with full respect for human rights;",
        "word-and-line-break": "(a) Attempting to commit an {offence|act|=};{ |=|\n}(b) Participating as an accomplice;",
        "last-of-a-line-and-first-of-the-next": "(a) Attempting to commit an {offence|act|=}\n(b) {Participating|=|Assisting} as an accomplice in an offence",
        "different-clauses-of-a-sentence": "Prevent re-victimization{| of witnesses|=} in the judicial system, including by {adopting|=|applying} appropriate measures;",
        "three-and-two": "{Review|Examine|=} existing {national|=|domestic} services available to {victims|persons|=} of trafficking, according to {Article|=|article} 6 of the {Trafficking|Palermo|=} Protocol;",
        "two-sentences": "The plan shall be reviewed every {three|two|=} years. The review shall be {open|=|public} and transparent.",
        "rewritten-beside-the-last-word": "The plan shall be reviewed by the {Assembly|=|Council}. {Such reviews take place every three years at a plenary meeting|Progress made by States will be discussed as soon as possible|=}.",
        "slash-between": "Address the situation of {women|girls|=}/{children|=|minors} in armed conflict and in its aftermath;",
        "french": "{Promouvoir|Renforcer|=} la {coopération|=|coordination} entre les services compétents ;",
        "spanish": "{Adoptar|Aplicar|=} las {medidas|=|normas} necesarias para prevenir la trata de personas;",
        "russian": "{Принять|Осуществить|=} все {необходимые|=|надлежащие} меры по предупреждению торговли людьми;",
        "arabic": "{اعتماد|تنفيذ|=} جميع {التدابير|=|الخطوات} اللازمة لمنع الاتجار بالأشخاص؛",
        "chinese": "{加强|扩大|=}国际{合作|=|协调}，打击贩运人口行为；",
    },
)

TOUCHING = under(
    "edits that touch are contested",
    {
        "neighbouring-words": "measures that help to identify {trafficked victims|exploited victims|trafficked persons} among vulnerable populations;",
        "word-and-its-mark": "to protect, assist and provide redress to {victims.|victims;|survivors.}",
        "mark-and-word-after-it": "Prevent{, combat| and combat|, suppress} and eliminate trafficking in persons;",
        "insertion-before-an-edited-word": "processes for the {identification|early identification|detection} of victims of trafficking;",
        "insertion-after-an-edited-word": "processes for the {identification|identification and protection|detection} of victims of trafficking;",
        "clause-before-an-edited-mark": "Implement all relevant legal instruments that criminalize trafficking in persons{;|, as appropriate;|.}",
        "clause-after-an-edited-word": "to identify trafficked victims among vulnerable {populations|populations, in particular children|communities};",
        "deletion-beside-an-edit": "for the {rehabilitation and compensation|rehabilitation|recovery and compensation} of victims of trafficking;",
        "deletion-beside-an-insertion": "for the rehabilitation{ and compensation|| and compensation and reintegration} of victims of trafficking;",
        "bracket-lifted-beside-an-edit": "Parties {[shall]|shall|[should]} adopt appropriate measures to prevent trafficking;",
        "parenthesis-after-an-edited-word": "the Office on Drugs and {Crime|Crime (UNODC)|Crimes} in combating trafficking in persons;",
        "line-break-beside-an-edit": "establish as criminal offences:{ attempting|\nattempting| conspiring} to commit an offence;",
        "white-space-and-word": "according to {Article |Article\u00a0|article }6 of the Trafficking Protocol;",
        "first-word-and-insertion-before-it": "{condemn|strongly condemn|denounce} trafficking in persons, especially women and children;",
        "french": "mettre en place des {procédures nationales|structures nationales|procédures régionales} pour identifier les victimes de la traite ;",
        "spanish": "adoptar {medidas eficaces|normas eficaces|medidas adecuadas} para prevenir la trata de personas;",
        "russian": "принимать {эффективные меры|надлежащие меры|эффективные шаги} по предупреждению торговли людьми;",
        "arabic": "اعتماد {تدابير فعالة|خطوات فعالة|تدابير مناسبة} لمنع الاتجار بالأشخاص؛",
        "chinese": "各国应当{加强合作|扩大合作|加强协调}，打击贩运人口行为；",
    },
)

ONE_POINT = under(
    "different insertions at one point conflict",
    {
        "adverbs": "Take{| immediate| further} action to prevent trafficking in persons and protect its victims;",
        "before-the-closing-mark": "Implement all relevant legal instruments that criminalize trafficking in persons{|, as appropriate|, in accordance with domestic law};",
        "one-extends-the-other": "processes for the{| early| early and prompt} identification of victims of trafficking;",
        "same-words-other-order": "for the{| full and prompt| prompt and full} rehabilitation of victims of trafficking;",
        "at-the-beginning": "{|strongly |consistently }condemn trafficking in persons, especially women and children;",
        "at-the-end": "Participating as an accomplice in an offence{| knowingly| for profit}",
        "points": "(a) Attempting to commit an offence;{|\n(b) Concealing an offence;|\n(b) Abetting in a crime;}\nAs stipulated by the Protocol;",
        "sentences": "The plan shall be reviewed.{| The review shall be public.| States shall report.} The report shall be circulated.",
        "parentheses": "the Conference of the Parties{| (COP)| (the Conference)} shall establish a review mechanism;",
        "marks": "Organizing or directing other persons to commit an offence{|;|.}",
        "beside-clean-edits": "{Take|Adopt|=} measures{| without delay| as appropriate} to prevent {trafficking|=|the trafficking} in persons;",
        "french": "Adopter des mesures{| efficaces| adéquates} pour prévenir la traite des personnes ;",
        "spanish": "Prestar asistencia{| jurídica| médica} a las víctimas de la trata de personas;",
        "russian": "Принять{| срочные| дополнительные} меры по предупреждению торговли людьми;",
        "arabic": "اعتماد تدابير{| عاجلة| إضافية} لمنع الاتجار بالأشخاص؛",
        "chinese": "加强{|国际|区域}合作，打击贩运人口行为；",
    },
)

EDIT_AGAINST_DELETION = under(
    "an edit against the deletion of its words conflicts",
    {
        "word-inside": "for the rehabilitation{ and compensation of dependants|| and recompense of dependants} at the national level;",
        "insertion-inside": "for the rehabilitation{ and compensation|| and full compensation} of victims of trafficking in persons;",
        "mark-inside": "permit victims to remain{ temporarily or permanently|| temporarily, or permanently} as stipulated by the Trafficking Protocol;",
        "deletion-inside": "for the rehabilitation{ and full compensation|| and compensation} of victims of trafficking in persons;",
        "same-word": "Provide{ specialized|| tailored} services to identified victims of trafficking in persons;",
        "first-word-of-it": "Strengthen cooperation{ between law enforcement agencies|| among law enforcement agencies} at the regional level;",
        "last-word-of-it": "Strengthen cooperation{ between law enforcement agencies|| between law enforcement officials} at the regional level;",
        "point": "(a) Attempting to commit an offence;{\n(b) Participating in a crime;||\n(b) Participating in any crime;}\nAs stipulated by the Protocol;",
        "sentence": "The fund shall assist victims.{ It shall be managed by UNODC.|| It shall be managed by the Secretary-General.} States are invited to contribute.",
        "line-split-inside": "States shall cooperate{ and share information promptly|| and share\ninformation promptly} as stipulated by the Protocol;",
        "everything": "{Implement all relevant legal instruments that criminalize trafficking in persons;||Implement all pertinent legal instruments that criminalize trafficking in persons;}",
        "and-a-clean-edit": "{Provide|Offer|=} assistance for the physical{ and psychological|| and mental} recovery of {trafficked persons|=|victims};",
        "french": "Assurer la réadaptation{ et l’indemnisation complète|| et l’indemnisation rapide} des victimes de la traite ;",
        "spanish": "Asegurar la rehabilitación{ y la indemnización|| y la plena indemnización} de las víctimas de la trata;",
        "russian": "Обеспечить реабилитацию{ и компенсацию|| и полную компенсацию} жертвам торговли людьми;",
        "arabic": "كفالة إعادة تأهيل{ وتعويض جميع|| وتعويض كل} ضحايا الاتجار بالأشخاص؛",
        "chinese": "确保受害人康复{并获得赔偿||并获得充分赔偿}，加强国际合作；",
    },
)

DELETIONS_OVERLAP = under(
    "deletions that overlap in part conflict",
    {
        "chain": "for the{ full rehabilitation and compensation| compensation| full} of victims of trafficking in persons;",
        "two-words-and-two": "Adopt{ comprehensive, effective national| national| comprehensive,} programmes to prevent trafficking in persons;",
        "across-a-comma": "Protect the privacy{, identity, and safety|, and safety|} of victims of trafficking and their families;",
        "nested": "permit victims to remain{ temporarily or permanently in appropriate cases| in appropriate cases|} as stipulated by the Protocol;",
        "to-the-end": "Strengthen cooperation between agencies{ regionally and internationally at all levels| at all levels| regionally};",
        "across-a-sentence": "States shall report.{ Reports are public. Summaries are circulated.| Summaries are circulated.|} The Assembly shall review progress.",
        "across-points": "(a) Attempting;\n{(b) Participating;\n(c) Organizing;\n(d) Directing;\n|(d) Directing;\n|(b) Participating;\n}As stipulated by the Protocol;",
        "brackets-and-more": "proportionate to the crime{ [and publicize] convicted cases| convicted cases|} with full respect for human rights;",
        "french": "Assurer{ pleinement la réadaptation et l’indemnisation| l’indemnisation| pleinement} des victimes de la traite ;",
        "spanish": "Asegurar{ plenamente la rehabilitación y la indemnización| la indemnización| plenamente} de las víctimas de la trata;",
        "russian": "Обеспечить{ полную реабилитацию и быструю компенсацию| быструю компенсацию| полную} жертвам торговли людьми;",
        "arabic": "كفالة{ الحماية الكاملة والتعويض العادل| والتعويض العادل| الحماية} لضحايا الاتجار بالأشخاص؛",
        "chinese": "确保受害人{充分康复并获得赔偿|获得赔偿|充分}，加强国际合作；",
    },
)

BRACKETS = under(
    "lifting brackets against striking the bracketed words conflicts",
    {
        "phrase": "for the rehabilitation{ [and compensation]| and compensation|} of victims of the most serious forms of trafficking;",
        "to-the-end": "proportionate to the gravity of the crime{ [and to publicize convicted cases]| and to publicize convicted cases|};",
        "one-word": "Parties{ [promptly]| promptly|} adopt appropriate measures to prevent trafficking in persons;",
        "competing-options": "Parties {[shall][should]|shall|should} adopt appropriate measures to prevent trafficking in persons;",
        "whole-wording": "{[Urge the General Assembly to establish a United Nations trust fund for victims]|Urge the General Assembly to establish a United Nations trust fund for victims|};",
        "sentence": "The plan shall be reviewed.{ [The review shall be public.]| The review shall be public.|} States shall report.",
        "with-a-comma": "Make use of technical assistance{ [, upon request,]|, upon request,|} to strengthen the criminal justice response;",
        "nested": "being guided by its principles{ [and [relevant] provisions]| and [relevant] provisions|} in the light of national circumstances;",
        "more-is-struck": "for the rehabilitation{ [and compensation] of all victims| and compensation of all victims|} at the national level;",
        "point": "(a) Attempting to commit an offence;\n{[(b) Participating in a crime;]\n|(b) Participating in a crime;\n|}As stipulated by the Protocol;",
        "beside-clean-edits": "for the{| full|=} rehabilitation{ [and compensation]| and compensation|} of {victims|=|survivors} of trafficking;",
        "french": "Assurer la réadaptation{ [et l’indemnisation]| et l’indemnisation|} des victimes de la traite ;",
        "spanish": "Asegurar la rehabilitación{ [y la indemnización]| y la indemnización|} de las víctimas de la trata;",
        "russian": "Обеспечить реабилитацию{ [и компенсацию]| и компенсацию|} жертвам торговли людьми;",
        "arabic": "كفالة إعادة تأهيل{ [وتعويض]| وتعويض|} ضحايا الاتجار بالأشخاص؛",
        "chinese": "确保受害人康复{[并获得赔偿]|并获得赔偿|}，加强国际合作；",
    },
)

REWRITTEN = under(
    # The rewritten sentence may keep its closing mark, or a word of its beginning, out of the conflict.
    "an edit inside a sentence that the other side rewrote conflicts",
    {
        "organized-groups": "{Combat and prosecute organized criminal groups engaged in trafficking in persons;|Take all steps needed so that gangs that live from the sale of people are brought to court;|Combat and prosecute transnational criminal groups engaged in trafficking in persons;}",
        "liability": "{Ensure liability of all categories of offenders, including the liability of legal persons;|States should see to it that nobody who takes part in the crime goes without a penalty;|Ensure full liability of all categories of offenders, including the liability of legal persons;}",
        "labour-laws": "{Adopt labour laws that provide legal rights and protections for workers at high risk of being trafficked;|Enact rules on safe employment so that nobody has to accept degrading conditions;|Adopt labour laws that provide legal rights and protections for workers at risk of being trafficked;}",
        "deletion-inside": "{Protect victims and witnesses from retaliation or intimidation by ensuring their physical safety;|Shield everybody who testifies against harm and threats before they appear in court;|Protect victims and witnesses from retaliation by ensuring their physical safety;}",
        "clause-at-the-end": "{Strengthen cooperation between law enforcement agencies regionally and internationally;|Improve how police forces work together in every part of the world;|Strengthen cooperation between law enforcement agencies regionally and internationally, upon request;}",
        "second-sentence": "States shall report to the Assembly. {Reviews of the plan take place every three years at plenary meetings|Progress made will be discussed by Member States as soon as is possible|Reviews of the plan take place every two years at plenary meetings}. The report shall be circulated.",
        "several-edits-inside": "{Mainstream the issue of trafficking in persons into policies and programmes aimed at addressing economic development;|Whenever States plan for growth, they bear in mind how criminals exploit people who have nothing;|Mainstream the question of trafficking in persons into plans and programmes aimed at addressing social development;}",
        "point": "establish as criminal offences:\n{(b) Participating as an accomplice in an offence|(b) Helping whoever intends to harm others|(b) Participating as an accomplice in any offence}\nAs stipulated by the Protocol;",
        "both-rewrote": "{Adopt labour laws that provide legal rights and protections for workers;|Enact rules on safe employment in every sector;|See to it that nobody has to accept degrading conditions;}",
        "french": "{Renforcer la coopération entre les services de détection et de répression aux niveaux régional et international ;|Améliorer partout dans le monde le travail commun des forces de police ;|Renforcer la coordination entre les services de détection et de répression aux niveaux régional et international ;}",
        "spanish": "{Adoptar leyes laborales que ofrezcan derechos y protección a los trabajadores;|Promulgar normas para que nadie tenga que aceptar condiciones degradantes;|Adoptar leyes laborales que ofrezcan derechos y garantías a los trabajadores;}",
        "russian": "{Укреплять сотрудничество между правоохранительными органами на региональном уровне;|Улучшать совместную работу полиции во всех частях мира;|Укреплять взаимодействие между правоохранительными органами на региональном уровне;}",
        "arabic": "{تعزيز التعاون بين أجهزة إنفاذ القانون على الصعيدين الإقليمي والدولي؛|تحسين العمل المشترك لقوات الشرطة في كل مكان؛|تعزيز التنسيق بين أجهزة إنفاذ القانون على الصعيدين الإقليمي والدولي؛}",
        "chinese": "{加强执法机构在区域和国际一级的合作；|改善世界各地警察部门共同开展的工作；|加强执法机构在区域和全球一级的合作；}",
    },
    is_wide=True,
)

CASES = (
    *SAME_CHANGE,
    *SEPARATE,
    *TOUCHING,
    *ONE_POINT,
    *EDIT_AGAINST_DELETION,
    *DELETIONS_OVERLAP,
    *BRACKETS,
    *REWRITTEN,
)
