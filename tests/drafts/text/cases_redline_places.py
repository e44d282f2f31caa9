"""Cases of redlines: where an addition or a deletion stands, and from where to where it reaches."""

from tests.drafts.text.redline_case import Check, under

LAST_WORD_STAYS = under(
    "the last word before an addition stays",
    {
        "redress-to-victims": "Ensure that the human rights of trafficked persons are at the centre of all efforts to prevent and combat trafficking in persons and to protect, assist and provide redress to victims{+ of trafficking in persons and to their families+}.",
        "families-of-victims": "Protect the privacy, identity, and safety of victims{+ and of the families of victims+};",
        "groups-of-persons": "Combat and prosecute organized criminal groups engaged in trafficking in persons{+, especially in women, in children and in older persons+};",
        "legal-persons": "Ensure liability of all categories of offenders, including the liability of legal persons{+ and of other persons+};",
        "other-agencies": "Strengthen cooperation between law enforcement agencies{+ and other competent agencies+} regionally and internationally;",
        "no-closing-mark": "Participating as an accomplice in an offence{+ or assisting in such an offence+}",
        "before-a-comma": "Such measures shall be taken in accordance with domestic law{+ and international human rights law+}, including in emergencies;",
        "inner-addition": "Take urgent action{+ and further action+} to prevent trafficking in persons;",
        "young-women": "Address the situation of women{+, young women+} and children in armed conflict;",
        "two-additions": "Provide assistance to victims{+ of trafficking+} and protect their families{+ and the families of witnesses+};",
        "one-more-after-the-last": "Address the situation of women{- and-}{+,+} children{+ and older persons+} in armed conflict;",
        "two-more-after-the-last": "cooperation among States of origin{- and-}{+,+} transit{+ and destination+} in investigations;",
        "one-more-adjective": "Intensify international{- and-}{+,+} regional{+ and subregional+} cooperation to combat trafficking in persons;",
        "each-item-doubled": "measures to protect women{+, young women+}, children{+, young children+}, migrants and others at risk of being trafficked;",
        "each-item-with-families": "to assist victims{+, families of victims+}, witnesses{+, families of witnesses+} and experts before, during and after criminal proceedings;",
        "before-a-parenthesis": "Reaffirm the central role of the Office{+ and of each regional office+} (UNODC) in combating trafficking in persons;",
        "french-victims": "Veiller à ce que les victimes soient protégées{+ et que les familles des victimes soient protégées+} ;",
        "spanish-victims": "Prestar asistencia y protección a las víctimas{+ y a los familiares de las víctimas+};",
        "russian-victims": "Обеспечить защиту и помощь для жертв{+ и членов семей жертв+};",
        "arabic-victims": "ضمان حماية حقوق الضحايا{+ وأسر الضحايا+}؛",
        "chinese-victims": "保护并援助受害人{+及其家属和其他受害人+}；",
    },
)

CLAUSE_BEFORE_CLOSING_MARK = under(
    'a clause goes in before the closing ";" or "."',
    {
        "labour-standards": "Adopt labour laws that provide legal rights and protections for workers at high risk of being trafficked{+, in accordance with international labour standards+};",
        "physical-safety": "Protect victims and witnesses from retaliation or intimidation, including by ensuring their physical safety{+, and by ensuring the safety of their families+};",
        "as-appropriate": "Implement all relevant legal instruments that criminalize trafficking in persons{+, as appropriate+}.",
        "upon-request": "Make use of available technical assistance provided to strengthen the criminal justice response to trafficking in persons, including inter alia, by UNODC{+, upon request+};",
        "clause-with-commas": "Promote exchange of information and experiences between the Conference of the Parties of UNTOC and United Nations human rights treaty bodies and mechanisms{+, with a view to avoiding overlap, duplication and delay+};",
        "clause-struck": "Consider measures that permit victims of trafficking in persons to remain in its territory{-, temporarily or permanently-};",
        "and-to-disseminate": "Encourage UNODC to continue to assist Member States, upon request, to strengthen public awareness campaigns and capacity building{+; and to disseminate best practices in assisting victims of trafficking+};",
        "struck-and-to-disseminate": "Encourage UNODC to continue to assist Member States, upon request, to strengthen public awareness campaigns and capacity building{-; and to disseminate best practices in assisting victims of trafficking-};",
        "points-after-the-last-word": "Implement all relevant legal instruments that criminalize trafficking in persons{+, including by:\n(a) Prosecuting crimes of trafficking;\n(b) Enacting legislation+};",
        "preambular-comma": "Recalling its resolution 64/178 of 18 December 2009{+ and its resolution 63/194 of 18 December 2008+},",
        "clause-before-the-equal-comma": "at the national, regional and international levels{+ in a balanced, reliable and comprehensive manner, in close cooperation with Member States+}, {-as well as-}{+and+} share best practices and lessons learned;",
        "inside-a-list": "the Optional Protocol on the sale of children, child prostitution and child pornography{+, including its reporting procedure+}; its Optional Protocol on the involvement of children in armed conflict;",
        "before-the-quote": 'hereinafter "the Trafficking Protocol{+ and its annex+}";',
        "first-sentence": "The plan shall be reviewed every three years{+ by the General Assembly+}. The review shall be open and transparent.",
        "spaced-semicolon": "Adopter des mesures législatives visant à prévenir la traite des personnes{+, en particulier des femmes et des enfants+} ;",
        "non-breaking-semicolon": "Promouvoir la coopération entre les services de détection et de répression{+, aux niveaux régional et international+}\u00a0;",
        "spanish-clause": "Promulgar y aplicar leyes que penalicen la trata de personas{+, de conformidad con el derecho internacional+};",
        "russian-clause": "Осуществлять все соответствующие правовые документы о борьбе с торговлей людьми{+, в частности женщинами и детьми+};",
        "arabic-clause": "مكافحة الاتجار بالأشخاص ومقاضاة مرتكبيه{+، وبخاصة الاتجار بالنساء والأطفال+}؛",
        "chinese-clause": "预防和打击贩运人口行为{+，特别是贩运妇女和儿童行为+}；",
    },
) + under(
    # Before the closing mark, or whole from its own beginning: the semicolon may stand at either end.
    'a clause goes in before the closing ";" or "."',
    {
        "one-more-convention": "as well as the Convention on the Rights of the Child; and the Convention on the Elimination of All Forms of Discrimination against Women{+; and the Convention on the Rights of Persons with Disabilities+};",
    },
    Check.WORDS,
)

WHOLE_SENTENCE = under(
    "a sentence that opens like its neighbour is struck or inserted whole",
    {
        "added-last": "The mandate holders should assist States by offering concrete advice. The mandate holders should make country visits.{+ The mandate holders should report on these issues.+}",
        "added-between": "The mandate holders should assist States by offering concrete advice.{+ The mandate holders should report on these issues.+} The mandate holders should make country visits.",
        "added-first": "{+The mandate holders should report on these issues. +}The mandate holders should assist States by offering concrete advice. The mandate holders should make country visits.",
        "struck-last": "Such measures shall be voluntary. Such measures shall be proportionate.{- Such measures shall be temporary.-}",
        "struck-between": "Such measures shall be voluntary.{- Such measures shall be proportionate.-} Such measures shall be temporary.",
        "struck-first": "{-Such measures shall be voluntary. -}Such measures shall be proportionate. Such measures shall be temporary.",
        "opens-and-closes-alike": "The Conference shall review the implementation of the Convention.{+ The Conference shall monitor the implementation of the Convention.+} The Conference shall promote the implementation of the Convention.",
        "after-one-sentence": "The fund shall assist victims.{+ The fund shall also compensate victims.+}",
        "french-added": "Les États devraient prévenir la traite des personnes.{+ Les États devraient protéger les victimes.+} Les États devraient poursuivre les auteurs.",
        "spanish-struck": "Los Estados deberían prevenir la trata.{- Los Estados deberían proteger a las víctimas.-} Los Estados deberían enjuiciar a los autores.",
        "russian-added": "Государствам следует предупреждать торговлю людьми.{+ Государствам следует защищать жертв.+} Государствам следует преследовать виновных.",
        "arabic-struck": "ينبغي للدول أن تمنع الاتجار بالأشخاص.{- ينبغي للدول أن تحمي الضحايا.-} ينبغي للدول أن تعاقب الجناة.",
        "chinese-added": "各国应当加强国际合作。{+各国应当分享信息。+}各国应当提供技术援助。",
        "chinese-struck-last": "各国应当加强国际合作。各国应当提供技术援助。{-各国应当分享信息。-}",
    },
)

WHOLE_CLAUSE = under(
    # Whether the comma or semicolon belongs to the end of one clause or to the beginning of the next is left open.
    "a clause that opens like its neighbour is struck or inserted whole",
    {
        "rapporteur-added-between": "Support the role of the Special Rapporteur on trafficking in persons,{+ the Special Rapporteur on the independence of judges,+} the Special Rapporteur on contemporary forms of slavery, and other mandate holders;",
        "rapporteur-struck-between": "Support the role of the Special Rapporteur on trafficking in persons,{- the Special Rapporteur on contemporary forms of slavery,-} the Special Rapporteur on violence against women, and other mandate holders;",
        "rapporteur-added-first": "Support the role of{+ the Special Rapporteur on torture,+} the Special Rapporteur on trafficking in persons, the Special Rapporteur on violence against women;",
        "protocol-struck": "the Convention on the Rights of the Child;{- its Optional Protocol on the sale of children, child prostitution and child pornography;-} its Optional Protocol on the involvement of children in armed conflict;",
        "protocol-added": "the Convention on the Rights of the Child;{+ its Optional Protocol on a communications procedure;+} its Optional Protocol on the involvement of children in armed conflict;",
        "ilo-convention": "including ILO Convention 29 on Forced Labour; ILO Convention 182 on the Worst Forms of Child Labour;{+ ILO Convention 189 on Domestic Workers;+} the Supplementary Convention on the Abolition of Slavery;",
        "to-promote": "to prevent trafficking in persons, to protect its victims,{+ to protect its witnesses,+} to prosecute its offenders;",
        "by-exchanging": "by exchanging information,{- by exchanging liaison officers,-} by exchanging good practices and by conducting joint investigations;",
        "french-clause": "Réaffirmant la Convention contre la criminalité,{+ réaffirmant la Convention contre la corruption,+} réaffirmant la Convention relative à l’esclavage,",
        "spanish-clause": "reafirmando la Convención contra la Delincuencia,{- reafirmando la Convención contra la Corrupción,-} reafirmando la Convención sobre la Esclavitud,",
        "russian-clause": "для предупреждения торговли людьми,{+ для защиты свидетелей,+} для защиты жертв и для укрепления партнёрства;",
        "arabic-clause": "من أجل منع الاتجار بالأشخاص،{+ من أجل حماية الشهود،+} من أجل حماية الضحايا؛",
        "chinese-clause": "应当预防贩运人口，{+应当保护证人，+}应当保护受害人，并应当起诉罪犯；",
    },
    Check.WORDS,
)

WHOLE_POINT = (
    under(
        # The line break before or after the point: the space rule does not settle it for a whole line.
        "a point that opens like its neighbour is struck or inserted whole",
        {
            "examine-struck": "to undertake the following steps:\n(a) To launch the Plan of Action at a high-level segment of its sixty-fifth session;\n{-(b) To examine in three years progress made in the implementation of the Plan of Action;\n-}(c) To invite the Secretary-General to contribute to the future deliberations of the General Assembly;",
            "last-struck": "establish as criminal offences:\n(a) Attempting to commit an offence;\n(b) Participating as an accomplice in an offence;{-\n(c) Organizing or directing other persons to commit an offence;-}",
            "last-added": "establish as criminal offences:\n(a) Attempting to commit an offence;\n(b) Participating as an accomplice in an offence;{+\n(c) Attempting to conceal an offence;+}",
            "first-struck": "establish as criminal offences:\n{-(a) Attempting to commit an offence;\n-}(b) Attempting to conceal an offence;",
            "bis-added": "(a) To encourage Member States to support the Plan of Action;\n{+(a bis) To encourage regional organizations to support the Plan of Action;\n+}(b) To encourage civil society to engage in the Plan of Action;",
            "before-closing-words": "(a) Attempting to commit an offence;\n(b) Participating in an offence;\n{+(c) Directing other persons to commit an offence;\n+}As stipulated by Article 5 of the Trafficking Protocol;",
            "second-degree": "(a) To assist victims of trafficking, including:\n(i) Access to health services;\n{+(ii) Access to legal services;\n+}(iii) Access to compensation;",
            "two-points-struck": "(a) Access to housing;\n{-(b) Access to education;\n(c) Access to employment;\n-}(d) Access to compensation;",
            "letter-with-bracket": "a) to end impunity;\n{-b) to end discrimination;\n-}c) to enhance efforts;",
            "french-point": "a) Prévenir la traite des personnes ;\n{+a bis) Prévenir la traite des enfants ;\n+}b) Protéger les victimes ;",
            "spanish-point": "a) Alentar a los Estados Miembros;\n{-b) Alentar a las organizaciones regionales;\n-}c) Alentar a la sociedad civil;",
            "russian-point": "a) призвать государства-члены к сотрудничеству;\n{-b) призвать организации к сотрудничеству;\n-}c) призвать гражданское общество к сотрудничеству;",
            "arabic-point": "(أ) تشجيع الدول الأعضاء على التعاون؛\n{+(ب) تشجيع المنظمات الإقليمية على التعاون؛\n+}(ج) تشجيع المجتمع المدني على التعاون؛",
            "chinese-point": "(a) 鼓励会员国支持行动计划；\n{-(b) 鼓励区域组织支持行动计划；\n-}(c) 鼓励民间社会支持行动计划；",
        },
        Check.EDGES,
    )
    + under(
        # The closing full stop moves to the added point: which of the two marks is new is left open.
        "a point that opens like its neighbour is struck or inserted whole",
        {
            "last-added-with-full-stop": "(a) To launch the Plan of Action;\n(b) To examine progress made in the implementation of the Plan of Action{+;\n(c) To encourage Member States to support the Plan of Action+}.",
        },
        Check.WORDS,
    )
    + under(
        # Whether a new letter is marked alone or with its bracket is left open.
        "a point that opens like its neighbour is struck or inserted whole",
        {
            "struck-and-lettered-anew": "(a) To launch the Plan of Action at its sixty-fifth session;\n{-(b) To examine in three years progress made in the implementation of the Plan of Action;\n-}({-c-}{+b+}) To invite the Secretary-General to contribute to the deliberations;",
            "added-and-lettered-anew": "(a) To launch the Plan of Action at its sixty-fifth session;\n{+(b) To appraise the progress achieved in the implementation of the Plan of Action;\n+}({-b-}{+c+}) To encourage Member States to support it;",
            "struck-first-and-lettered-anew": "establish as criminal offences:\n{-(a) Attempting to conceal an offence;\n-}({-b-}{+a+}) Attempting to commit an offence;\n({-c-}{+b+}) Participating in an offence;",
        },
        Check.INSIDE,
    )
)

SPACE = under(
    "a word inserted or deleted takes the space before it, at the start of a line the space after it",
    {
        "inserted-inside": "Develop or strengthen processes for the{+ early+} identification of victims;",
        "deleted-inside": "Mainstream the issue of trafficking in persons into{- policies and-} programmes aimed at addressing human rights;",
        "inserted-before-the-mark": "Implement all relevant legal instruments{+ promptly+};",
        "deleted-before-the-mark": "Strengthen cooperation between law enforcement agencies{- internationally-};",
        "inserted-first": "{+strongly +}condemn trafficking in persons, especially in women and children;",
        "deleted-first": "{-consistently and strongly -}condemn trafficking in persons, especially in women and children;",
        "inserted-first-on-a-line": "resolve to:\n{+fully +}implement all relevant legal instruments;",
        "deleted-first-on-a-line": "resolve to:\n{-fully -}implement all relevant legal instruments;",
        "inserted-last-on-a-line": "establish as criminal offences{+ the following+}\n(a) Attempting to commit an offence;",
        "deleted-last-on-a-line": "Attempting to commit an offence{- deliberately-}\nParticipating as an accomplice in an offence",
        "inserted-last": "Attempting to commit an offence{+ deliberately+}",
        "deleted-last": "Directing other persons to commit an offence{- knowingly-}",
        "after-an-opening-parenthesis": "the Office ({+the +}UNODC) shall assist States;",
        "after-an-opening-quote": 'known as "{+the +}Trafficking Protocol";',
        "after-a-comma": "women,{+ young+} children and older persons;",
        "double-spaces": "Ensure  liability{+ fully+}  of all categories of offenders;",
        "non-breaking-space": "Article\u00a06 of the{+ said+} Protocol;",
        "french-deleted": "Promouvoir la coopération{- internationale-} entre les services compétents ;",
        "arabic-inserted": "اعتماد تدابير{+ فعالة+} لمنع الاتجار بالأشخاص؛",
        "chinese-no-space": "加强{+国际+}合作，提供{-技术-}援助；",
    },
)

PLACES = (
    *LAST_WORD_STAYS,
    *CLAUSE_BEFORE_CLOSING_MARK,
    *WHOLE_SENTENCE,
    *WHOLE_CLAUSE,
    *WHOLE_POINT,
    *SPACE,
)
