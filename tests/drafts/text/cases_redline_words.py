"""Cases of redlines: words marked whole, changes that become one, and texts that are rewritten."""

from tests.drafts.text.redline_case import Check, under

WORD_WHOLE = under(
    "a word is marked whole even if one letter changed",
    {
        "labour": "such as law enforcement personnel, border control officers, {-labor-}{+labour+} inspectors, judges and prosecutors;",
        "programmes": "including operational information, {-programs-}{+programmes+} and good practices;",
        "woman": "the Convention on the Elimination of All Forms of Discrimination Against {-Woman-}{+Women+} and the Convention on the Rights of the Child;",
        "capital": "Promote cooperation among {-governments-}{+Governments+}, civil society, and the private sector;",
        "sub-regional": "relevant international, regional and {-sub-regional-}{+subregional+} organizations;",
        "inner-hyphen": "taking into account {-child-and-}{+child- and+} gender-sensitive issues;",
        "capacity-building": "capacity-building and {-policy making-}{+policy-making+}, legislative arrangements;",
        "one-side-of-a-hyphen": "natural disaster and {-post-conflict-}{+post-crisis+} reconstruction;",
        "possessive": "the {-victims'-}{+victim's+} rights-based approach;",
        "year": "at a high-level segment in {-2010-}{+2011+};",
        "resolution-number": "in consistency with General Assembly resolution {-64-}{+65+}/178;",
        "plural": "to protect, assist and provide redress to {-victim-}{+victims+}.",
        "french-elision": "promouvoir {-l’élimination-}{+l’abolition+} de toutes les formes de traite ;",
        "spanish-accent": "prevenir y combatir el {-trafico-}{+tráfico+} de personas;",
        "russian-case": "оказание помощи {-жертв-}{+жертвам+} торговли людьми;",
        "russian-yo": "укрепление {-партнерства-}{+партнёрства+} между государствами;",
        "arabic-prefix": "توفير الحماية {-الضحايا-}{+للضحايا+} في جميع المراحل؛",
        "chinese-one-character": "保护{-贩-}{+販+}运人口活动的受害人；",
    },
)

CHANGES_BECOME_ONE = under(
    "changes parted only by white space or one short common word are one",
    {
        "national-and-regional": "Adopt and implement comprehensive policies at the {-national and regional-}{+domestic and local+} levels and other measures to prevent trafficking;",
        "prevent-or-combat": "Intensify international and regional efforts to {-prevent or combat-}{+suppress or punish+} trafficking in persons;",
        "white-space": "measures that help to identify {-trafficked victims-}{+exploited persons+} among vulnerable populations;",
        "three-words": "Provide {-specialized services promptly-}{+tailored assistance immediately+} to identified victims of trafficking in persons;",
        "of": "to strengthen the {-capacity of judges-}{+independence of courts+} in countries of destination and transit;",
        "the": "Take urgent action {-under the Convention-}{+within the framework+} and its Protocol to prevent trafficking in persons;",
        "in": "Increase prevention {-efforts in countries-}{+measures in States+} of destination and transit by focusing on the demand;",
        "to": "including meaningful {-access to justice-}{+recourse to remedies+} and coordination with law enforcement officials;",
        "a-long-chain": "shall {-monitor and review and update-}{+examine and assess and revise+} the implementation of the Convention and the Protocols thereto;",
        "french-et": "Adopter des politiques {-globales et nationales-}{+complètes et régionales+} de lutte contre la traite des personnes ;",
        "spanish-y": "Aplicar políticas {-amplias y nacionales-}{+integrales y regionales+} contra la trata de personas;",
        "russian-i": "Принять {-всеобъемлющие и национальные-}{+комплексные и региональные+} меры по борьбе с торговлей людьми;",
        "arabic-fi": "تعزيز {-التعاون في مكافحة-}{+الشراكة في منع+} الاتجار بالأشخاص والجريمة المنظمة عبر الوطنية؛",
        "chinese-he": "应当特别关注{-妇女和儿童-}{+少年和老人+}的处境，并采取适当措施提供援助；",
        "deletion-and-replacement": "the United Nations Office on Drugs and Crime {-(UNODC) in combating-}{+in the global fight against+} trafficking in persons;",
    },
) + under(
    "changes parted by more than one short common word stay apart",
    {
        "a-long-word": "{-strong-}{+robust+} international {-cooperation-}{+partnership+} among States of origin, transit and destination;",
        "a-comma": "to {-prevent-}{+suppress+}, {-combat-}{+punish+} and eliminate trafficking in persons, especially women and children;",
        "two-deletions": "Provide{- full-} rehabilitation and{- prompt-} compensation to victims of trafficking in persons;",
        "far-apart": "{-Conclude-}{+Negotiate+} and implement mutual legal assistance and extradition agreements to ensure the {-apprehension-}{+arrest+} and prosecution of perpetrators;",
    },
)

SHORT_REWRITTEN = under(
    "a short text rewritten but for small words is one replacement",
    {
        "liability": "{-Ensure liability of all categories of offenders;-}{+Guarantee the accountability of each perpetrator of such acts;+}",
        "organized-groups": "{-Combat and prosecute organized criminal groups engaged in trafficking in persons;-}{+Bring to justice and punish all those who profit in any way from the exploitation of others;+}",
        "labour-laws": "{-Adopt labour laws that provide legal rights and protections for workers;-}{+Enact rules and regulations for the safety of employees in the private sector;+}",
        "heading": "{-Implementation of the Global Action Plan-}{+Follow-up to the decisions of the Conference+}",
        "title": "{-Possible goals and elements-}{+Purpose of the plan and its parts+}",
        "awareness": "{-Promote campaigns to discourage the demand that fosters exploitation of persons;-}{+Inform the general public of the risks and dangers that migrants face;+}",
        "agencies": "{-Strengthen cooperation between law enforcement agencies regionally and internationally;-}{+Improve coordination among police forces in all regions and at the global level;+}",
        "safety": "{-Protect victims and witnesses from retaliation or intimidation;-}{+Shield those who testify and their families from harm or threats;+}",
        "french-short": "{-Renforcer la coopération entre les services de police ;-}{+Améliorer la coordination des autorités de poursuite ;+}",
        "spanish-short": "{-Adoptar leyes que protejan a los trabajadores de la explotación;-}{+Promulgar normas para la seguridad de los empleados a nivel nacional;+}",
        "russian-short": "{-Укреплять сотрудничество между правоохранительными органами и судами;-}{+Улучшать координацию действий полиции и прокуратуры;+}",
        "arabic-short": "{-تعزيز التعاون بين أجهزة إنفاذ القانون في المنطقة؛-}{+تحسين التنسيق مع قوات الشرطة في العالم؛+}",
        "chinese-short": "{-加强执法机构的合作；-}{+改善警察部门的协调；+}",
        "no-word-in-common": "{-Support the Human Rights Council;-}{+Enact penal legislation;+}",
    },
    Check.REPLACED,
)

ALMOST_WHOLLY_DIFFERENT = under(
    "almost wholly different: one deletion and one insertion",
    {
        "root-causes-by-reflection-period": "{-Address the underlying root causes of trafficking in persons that make people vulnerable to exploitation by this serious crime, such as poverty, inequality, armed conflicts, gender discrimination, social exclusion and marginalization;-}{+Provide presumed victims with a reflection period in order for them to recover and escape the influence of traffickers and/or to take an informed decision on cooperating with the competent authorities;+}",
        "trust-fund-by-labour-laws": "{-Urge the General Assembly to establish a United Nations trust fund for the rehabilitation and compensation of victims, with a special focus on women and children, and request the Secretary-General to entrust UNODC with managing it;-}{+Adopt labour laws that provide legal rights and protections for workers at high risk of being trafficked;+}",
        "research-by-privacy": "{-Conduct research and collection of disaggregated data by types of trafficking, sex and age, including root causes, information on traffickers, demand for exploitative services and gaps in anti-trafficking policies and programmes;-}{+Protect the privacy, identity, and safety of victims and their families before, during and after criminal proceedings;+}",
        "corruption-by-return": "{-In line with the United Nations Convention against Corruption, investigate, prosecute, and punish corrupt public officials who engage in or facilitate trafficking, and promote a zero tolerance policy;-}{+Ensure that countries of origin accept their nationals back and guarantee such return is conducted with due regard for safety and shall preferably be voluntary as stipulated by the Trafficking Protocol;+}",
        "short-by-long": "{-Implement all relevant legal instruments;-}{+Endeavour to coordinate with stakeholders involved in the fight against trafficking in persons at the national level, including government institutions, non-governmental organizations, the private sector, the media, and workers and employers organizations;+}",
        "long-by-short": "{-Encourage effective cooperation and coordination of efforts at the national, regional and international level, especially among countries of origin, transit and destination and take advantage of the networks provided by relevant organizations to share best practices in capacity-building;-}{+Delete this paragraph;+}",
        "letter-by-preamble": "{-We would appreciate if you could kindly circulate the present letter and its annex as a document of the General Assembly under agenda item 114.-}{+While the slave trade was abolished two centuries ago, slavery is not yet just history: one of its modern manifestations is trafficking in persons.+}",
        "points-by-prose": "{-establish as criminal offences:\n(a) Attempting to commit an offence\n(b) Participating as an accomplice in an offence\n(c) Organizing or directing other persons-}{+criminalize the attempt, the participation, and every form of organization and direction, of trafficking, as the Protocol has it, under their law+}",
        "french-paragraphs": "{-Adopter une législation du travail qui garantisse des droits et une protection aux travailleurs exposés au risque de traite ;-}{+Veiller à ce que soit offerte aux victimes présumées une période de réflexion afin qu’elles puissent échapper à l’influence de leurs exploiteurs ;+}",
        "spanish-paragraphs": "{-Promulgar leyes laborales que ofrezcan derechos y protección a los trabajadores con alto riesgo de ser objeto de trata;-}{+Conceder a las presuntas víctimas un período de reflexión para que puedan recuperarse y escapar de la influencia de sus explotadores;+}",
        "russian-paragraphs": "{-Принять трудовое законодательство, обеспечивающее права и защиту работников, подвергающихся высокому риску стать жертвами торговли людьми;-}{+Предоставлять предполагаемым пострадавшим время для размышлений, с тем чтобы они могли восстановиться и выйти из-под влияния преступников;+}",
        "arabic-paragraphs": "{-اعتماد قوانين عمل توفر الحقوق القانونية والحماية للعمال المعرضين لخطر شديد من الاتجار بهم؛-}{+منح الضحايا المفترضين فترة للتفكير كي يتمكنوا من التعافي والإفلات من نفوذ المتجرين؛+}",
        "english-by-french": "{-Consistently and strongly condemn trafficking in persons, as it constitutes a criminal activity violating human dignity;-}{+Condamner systématiquement et fermement la traite des personnes, activité criminelle qui porte atteinte à la dignité humaine ;+}",
    },
    Check.REPLACED,
)

WORDS = (*WORD_WHOLE, *CHANGES_BECOME_ONE, *SHORT_REWRITTEN, *ALMOST_WHOLLY_DIFFERENT)
