"""The hand-made cases by which an alignment is judged: paragraphs named by letters, and what became of each."""

from typing import NamedTuple

PARAGRAPHS = {
    "A": "Consistently and strongly condemn trafficking in persons, as it constitutes a criminal activity violating human dignity;",
    "B": "Protect the privacy, identity, and safety of victims of trafficking in persons and their families before, during and after criminal proceedings;",
    "C": "Adopt labour laws that provide legal rights and protections for workers at high risk of being trafficked;",
    "D": "Urge the General Assembly to establish a United Nations trust fund for the rehabilitation and compensation of victims of the most serious forms of trafficking in persons;",
    "E": "Ensure liability of all categories of offenders, including the liability of legal persons;",
    "F": "Promote the more systematic use of freezing and confiscating assets of traffickers as an effective means to fighting this criminal activity;",
    "G": "Promote exchange of information and experiences between the Conference of the Parties of UNTOC and United Nations human rights treaty bodies and mechanisms;",
    "H": "Encourage Member States to consider making voluntary contributions to United Nations anti-human trafficking work, and to explore additional sources of funding in this regard;",
    # The same paragraphs amended.
    "A*": "Strongly condemn trafficking in persons, which constitutes a criminal activity violating human dignity;",
    "B*": "Protect the privacy and identity and ensure the safety of victims of human trafficking and their families before, during and after criminal proceedings;",
    "C*": "Adopt labour laws or regulations that provide legal rights and protections for workers at risk of being trafficked;",
    "D*": "Urge the General Assembly to establish a United Nations voluntary trust fund for the rehabilitation of victims of trafficking in persons;",
    "E*": "Ensure the liability of all categories of perpetrators, including the liability of legal persons and entities;",
    "F*": "Promote the systematic use of freezing and confiscating the assets of traffickers as a means of fighting this criminal activity;",
    "H*": "Encourage Member States and all other stakeholders to consider making voluntary contributions to United Nations anti-human trafficking work;",
    # Two in one, one in two, and others that have nothing to do with any.
    "BC": "Protect the privacy, identity, and safety of victims of trafficking in persons and their families before, during and after criminal proceedings, and adopt labour laws that provide legal rights and protections for workers at high risk of being trafficked;",
    "H1": "Encourage Member States to consider making voluntary contributions to United Nations anti-human trafficking work;",
    "H2": "Explore additional sources of funding in this regard;",
    "X": "Take stock of the recommendations of the open-ended interim Working Group;",
    "Y": "Combat money laundering, corruption, smuggling of migrants and other organized crime;",
}


class AlignCase(NamedTuple):
    """Two texts as names of paragraphs, and what became of those that were not kept where they stood.

    Each item is a kind, the old names and the new ones: `changed A > A*`, `removed B >`, `added > X`.
    """

    name: str
    rule: str
    old: str
    new: str
    became: tuple[str, ...]


_INDEX = "a paragraph is found by its content, not by its number"
_SEVERAL = "several paragraphs deleted do not upset the rest"

CASES = (
    AlignCase("nothing", _INDEX, "A B C", "A B C", ()),
    AlignCase("added-first", _INDEX, "A B C D", "X A B C D", ("added > X",)),
    AlignCase("added-between", _INDEX, "A B C D", "A B X C D", ("added > X",)),
    AlignCase("removed-first", _INDEX, "A B C D", "B C D", ("removed A >",)),
    AlignCase("added-and-all-changed", _INDEX, "A B C D", "X A* B* C* D*", ("added > X", "changed A > A*", "changed B > B*", "changed C > C*", "changed D > D*")),
    AlignCase("first-moved-last", _INDEX, "A B C D E", "B C D E A", ("moved A > A",)),
    AlignCase("last-moved-first", _INDEX, "A B C D E", "E A B C D", ("moved E > E",)),
    AlignCase("moved-past-an-addition", _INDEX, "A B C D E", "B C X D A E", ("moved A > A", "added > X")),
    AlignCase("one-for-another", _INDEX, "A B C D", "A X C D", ("removed B >", "added > X")),
    AlignCase("two-for-two-others", _INDEX, "A B C D", "A X Y D", ("removed B >", "removed C >", "added > X", "added > Y")),
    AlignCase("two-merged", _INDEX, "A B C D", "A BC D", ("merged B C > BC",)),
    AlignCase("one-split", _INDEX, "A H D", "A H1 H2 D", ("split H > H1 H2",)),
    AlignCase("two-that-open-alike", _INDEX, "E F G H", "E G H", ("removed F >",)),
    AlignCase("two-deleted", _SEVERAL, "A B C D E F", "A D E F", ("removed B >", "removed C >")),
    AlignCase("five-deleted", _SEVERAL, "A B C D E F G H", "A G H", ("removed B >", "removed C >", "removed D >", "removed E >", "removed F >")),
    AlignCase("apart", _SEVERAL, "A B C D E F G H", "A C E G", ("removed B >", "removed D >", "removed F >", "removed H >")),
    AlignCase("between-changed-ones", _SEVERAL, "A B C D E F", "A* D* F*", ("changed A > A*", "removed B >", "removed C >", "changed D > D*", "removed E >", "changed F > F*")),
    AlignCase("with-additions", _SEVERAL, "A B C D E F", "X A E* Y F", ("added > X", "removed B >", "removed C >", "removed D >", "changed E > E*", "added > Y")),
    AlignCase("all-but-the-last", _SEVERAL, "A B C D E", "E*", ("removed A >", "removed B >", "removed C >", "removed D >", "changed E > E*")),
    AlignCase("all", _SEVERAL, "A B C", "", ("removed A >", "removed B >", "removed C >")),
    AlignCase("all-new", _SEVERAL, "", "A B", ("added > A", "added > B")),
    AlignCase("first-two-and-the-last", _SEVERAL, "A B C D E F H", "C D* E F", ("removed A >", "removed B >", "changed D > D*", "removed H >")),
    AlignCase("beside-a-move", _SEVERAL, "A B C D E F", "D E F A", ("removed B >", "removed C >", "moved A > A")),
    AlignCase("beside-a-merger", _SEVERAL, "A B C D E F", "BC F*", ("removed A >", "merged B C > BC", "removed D >", "removed E >", "changed F > F*")),
    AlignCase("beside-a-split", _SEVERAL, "A B C D H", "H1 H2", ("removed A >", "removed B >", "removed C >", "removed D >", "split H > H1 H2")),
)  # fmt: skip
