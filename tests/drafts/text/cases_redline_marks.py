"""Cases of redlines: punctuation, brackets, dashes, accents, white space and line breaks, nothing of which may vanish."""

from tests.drafts.text.redline_case import Check, under

LINES = under(
    "a split or joined line shows",
    {
        "sentence-split": "The plan shall be reviewed every three years.{- -}{+\n+}The review shall be open and transparent.",
        "sentence-joined": "The plan shall be reviewed every three years.{-\n-}{+ +}The review shall be open and transparent.",
        "page-break-joined": "including cooperation among States of{-\n-}{+ +}origin, transit and destination;",
        "point-split-off": "establish as criminal offences:{- -}{+\n+}(a) Attempting to commit an offence",
        "points-run-together": "(a) Attempting to commit an offence{-\n-}{+ +}(b) Participating as an accomplice in an offence",
        "closing-words-split-off": "(c) Organizing or directing other persons to commit an offence{- -}{+\n+}As stipulated by Article 5 of the Trafficking Protocol;",
        "paragraph-split": "in order to strengthen prevention;{- -}{+\n\n+}and to strengthen protection and prosecution;",
        "split-where-a-word-goes": "in order to strengthen prevention;{- and -}{+\n+}to strengthen protection and prosecution;",
        "split-with-a-label": "establish as criminal offences:{- attempting-}{+\n(a) Attempting+} to commit an offence",
        "break-added-last": "Implement all relevant legal instruments;{+\n+}",
        "break-struck-last": "Implement all relevant legal instruments;{-\n-}",
        "break-moved": "States of origin,{- -}{+\n+}transit and{-\n-}{+ +}destination shall cooperate;",
        "french-split": "Prévenir la traite des personnes ;{- -}{+\n+}protéger les victimes et poursuivre les auteurs ;",
        "russian-split": "Предупреждать торговлю людьми;{- -}{+\n+}защищать жертв и преследовать виновных;",
        "arabic-joined": "منع الاتجار بالأشخاص؛{-\n-}{+ +}وحماية الضحايا ومقاضاة الجناة؛",
        "chinese-split": "预防贩运人口；{+\n+}保护受害人并起诉罪犯；",
    },
) + under(
    "a split or joined line shows",
    {
        "empty-line-added": "establish as criminal offences:\n{+\n+}(a) Attempting to commit an offence",
        "spaces-before-the-break": "establish as criminal offences:{+ +}\n(a) Attempting to commit an offence",
    },
    Check.SPACE,
)

SIGNS = under(
    "a dash, apostrophe, space or composed accent that differs shows",
    {
        "en-dash-in-years": "Outcomes of the {-2013-2015-}{+2013–2015+} review shall be considered;",
        "hyphen-in-years": "Outcomes of the {-2013–2015-}{+2013-2015+} review shall be considered;",
        "spaced-en-dash": "an effective response to a crime that shames us all {---}{+–+} trafficking in persons;",
        "em-dash": "an effective response to a crime that shames us all {-–-}{+—+} trafficking in persons;",
        "apostrophe": "expel the presumed victim from the {-State's-}{+State’s+} territory;",
        "apostrophe-back": "the {-women’s-}{+women's+} and children’s organizations;",
        "quotes": 'the United Nations Convention (hereinafter {-"-}{+“+}the Palermo Convention{-"-}{+”+});',
        "non-breaking-space": "according to Article{- -}{+\u00a0+}6 of the Trafficking Protocol;",
        "narrow-space": "Promouvoir la coopération régionale{- -}{+\u202f+};",
        "tab": "(a){-\t-}{+ +}Attempting to commit an offence",
        "composed-accent": "on behalf of {-Solo\u0301n-}{+Sol\u00f3n+} and others;",
        "composed-accent-in-french": "protéger les victimes de la {-criminalit\u00e9-}{+criminalite\u0301+} organisée ;",
        "composed-hamza": "في {-\u0623\u062e\u0631\u0649-}{+\u0627\u0654\u062e\u0631\u0649+} من الصكوك الدولية؛",
        "composed-short-i": "доклад о {-торговле\u0438\u0306-}{+торговле\u0439+} людьми;",
        "full-width-semicolon": "预防和打击贩运人口行为{-;-}{+；+}",
        "full-width-comma": "预防贩运人口{-,-}{+，+}保护受害人；",
        "arabic-comma": "منع الاتجار{-,-}{+،+} وحماية الضحايا؛",
    },
) + under(
    "a dash, apostrophe, space or composed accent that differs shows",
    {
        "double-space": "Ensure liability of{- -} all categories of offenders;",
        "space-before-the-mark": "Renforcer la coopération régionale{+ +};",
        "space-added-last": "Implement all relevant legal instruments;{+ +}",
    },
    Check.SPACE,
)

PUNCTUATION = under(
    "each punctuation mark by itself",
    {
        "semicolon-struck": "Combat and prosecute organized criminal groups engaged in trafficking in persons{-;-}",
        "semicolon-added": "Attempting to commit an offence{+;+}",
        "full-stop-to-semicolon": "to protect, assist and provide redress to victims{-.-}{+;+}",
        "semicolon-to-comma": "Protect victims and witnesses from retaliation or intimidation{-;-}{+,+} including by ensuring their physical safety;",
        "comma-struck": "on development, peace and security{-,-} and human rights;",
        "comma-added": "sexual exploitation{+,+} forced labour or services, slavery or practices similar to slavery;",
        "two-commas": "Promote cooperation{+,+} where appropriate{+,+} among governments and civil society;",
        "abbreviation": "Recognize that, in accordance with Art{+.+} 32 of UNTOC, the Conference of Parties is established;",
        "and-or": "the influence of traffickers and{-/or-} to take an informed decision;",
        "colon": "establish as criminal offences{-;-}{+:+}\n(a) Attempting to commit an offence",
        "mark-after-a-changed-word": "Combat trafficking in {-persons-}{+humans+}; and prosecute organized criminal groups;",
        "word-and-mark": "redress to victims of trafficking in {-persons.-}{+women;+}",
        "italic-asterisks": "{+*+}Decides{+*+}, without prejudice to the continuation of the discussion within the UN System;",
        "french-guillemets": "ci-après {-«-}{+“+} le Protocole relatif à la traite {-»-}{+”+} ;",
        "spanish-semicolon": "Proteger a las víctimas y a los testigos{-,-}{+;+} asegurar su seguridad física;",
        "russian-comma": "предупреждать{+,+} пресекать и наказывать торговлю людьми;",
        "arabic-semicolon": "مكافحة الاتجار بالأشخاص ومقاضاة مرتكبيه{-.-}{+؛+}",
        "chinese-full-stop": "保护证人免遭报复或恐吓{-；-}{+。+}",
    },
)

PARENTHESES = under(
    "one deleted parenthesis is not a replaced paragraph",
    {
        "opening-struck": "Reaffirm the central role of the Office on Drugs and Crime {-(-}UNODC in combating trafficking in persons;",
        "closing-struck": "Reaffirm the central role of the Office on Drugs and Crime UNODC{-)-} in combating trafficking in persons;",
        "both-struck": "Reaffirm the central role of the Office on Drugs and Crime {-(-}UNODC{-)-} in combating trafficking in persons;",
        "both-added": "Reaffirm the central role of the Office on Drugs and Crime {+(+}UNODC{+)+} in combating trafficking in persons;",
        "with-its-words": "Convention against Transnational Organized Crime{- (hereinafter UNTOC)-} and its Protocol to Prevent, Suppress and Punish Trafficking in Persons;",
        "words-added": "Note the important work of the United Nations High Commissioner for Human Rights{+ (OHCHR)+}, the United Nations Children's Fund (UNICEF) and others;",
        "reintegrate": "to promote and protect the rights of victims and to {-(re-) integrate-}{+reintegrate+} victims into the community;",
        "bracket-lifted": "proportionate to the gravity of the crime {-[-}and to publicize convicted cases with full respect for human rights{-]-};",
        "bracket-put": "proportionate to the gravity of the crime {+[+}and to publicize convicted cases with full respect for human rights{+]+};",
        "stray-bracket-struck": "special {-[-}situations] [circumstances] of least developed country Parties and small island developing States;",
        "one-option-struck": "Parties {-[shall]-}[should] take action to address climate change in accordance with relevant trends;",
        "inner-bracket-lifted": "[and being guided by its principles {-[-}and provisions{-]-}, including the principle of equity]",
        "french-parenthesis": "de la Convention contre la criminalité transnationale organisée{- (ci-après « la Convention »)-} et de ses protocoles ;",
        "spanish-parenthesis": "la Oficina de las Naciones Unidas contra la Droga y el Delito {-(-}UNODC{-)-} en la lucha contra la trata;",
        "russian-parenthesis": "Управление Организации Объединенных Наций по наркотикам и преступности{- (ЮНОДК)-} в борьбе с торговлей людьми;",
        "arabic-parenthesis": "مكتب الأمم المتحدة المعني بالمخدرات والجريمة {-(-}المكتب{-)-} في مكافحة الاتجار بالأشخاص؛",
        "chinese-parenthesis": "联合国毒品和犯罪问题办公室{-（毒品和犯罪问题办公室）-}在打击贩运人口方面的作用；",
    },
)

NOTHING = under(
    "nothing is marked that did not change",
    {
        "both-empty": "",
        "same": "Implement all relevant legal instruments that criminalize trafficking in persons;",
        "from-nothing": "{+Implement all relevant legal instruments;+}",
        "to-nothing": "{-Implement all relevant legal instruments;-}",
        "white-space-alone": "{- -}{+\n+}",
    },
)

MARKS = (*LINES, *SIGNS, *PUNCTUATION, *PARENTHESES, *NOTHING)
