"""Where a wording names paragraphs: of its own text, of another one, or so that only a person can tell which."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from drafts.text.numbering import LABEL, tidy

THIS = "this"
"""What stands for the article in which a reference stands: "paragraph 8 of this Article"."""

NOUNS = (
    *("resolution", "decision", "declaration", "protocol", "convention", "covenant", "charter", "programme"),
    *(
        "platform",
        "agenda",
        "outcome",
        "report",
        "statute",
        "treaty",
        "pact",
        "compact",
        "framework",
        "strategy",
    ),
    *("guidelines", "agreement", "plan", "document", "consensus", "accord", "text", "draft"),
)
"""What texts are called."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A label of the same text named in a wording: `wording[start:end]` is the label as it is written there.

    `group` counts the lists and ranges of the wording: "paragraphs 12 to 15 and 17" is one. `is_range_end` tells that
    it closes a range that the reference before it opens. `article` is empty, `THIS`, or the number of an article of
    the same text ("6" in "Article 6, paragraph 2"). `point` is what is named of the paragraph: "(a)(ii)".
    """

    start: int
    end: int
    label: str
    group: int = 0
    is_range_end: bool = False
    article: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a wording: `wording[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a wording names, in reading order.

    `own` are paragraphs of the same text, `elsewhere` are those of other texts, to be left as they are; `doubtful`
    is what only a person can settle: "the preceding paragraph", "paragraph 4 and 5".
    """

    own: tuple[Reference, ...]
    elsewhere: tuple[Span, ...]
    doubtful: tuple[Span, ...]


_S = "[ \u00a0\n]"
_DASH = r"[-\u2010-\u2015]"
_ONE = rf"(?:(?:PP|OP)\.?{_S}?)?{LABEL}"
_MARK = r"\((?:[a-z]|[ivxl]{1,5}|[a-z]{2})\)"
_POINT = rf"(?:{_S}?{_MARK})+(?:(?:,{_S}?|,?{_S}(?:and|or|to){_S}|{_DASH})(?:{_MARK})+)*"
_NAMED = rf"{_ONE}(?:{_POINT})?"
_BETWEEN = rf"(?:,{_S}?(?:(?:and|or|to){_S})?|{_S}(?:and/or|and|or|to|through){_S}|{_S}?{_DASH}{_S}?)"
_PARAGRAPHS = re.compile(
    rf"(?<![\w-])(?P<what>(?:preambular|operative){_S})?"
    rf"(?:(?:paragraphs|paras\b\.?){_S}(?P<many>{_NAMED}(?:{_BETWEEN}{_NAMED})*)"
    rf"|(?:paragraph|para\b\.?){_S}(?P<one>{_NAMED}(?:{_S}?{_DASH}{_S}?{_NAMED})?)"
    rf"|(?P<bare>(?:PP|OP)\.?{_S}?{LABEL}))(?![\w/])",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<label>{_ONE})(?P<point>{_POINT})?", re.IGNORECASE)
_RANGE = re.compile(rf"(?:{_S}?{_DASH}{_S}?|,?{_S}(?:to|through){_S})$", re.IGNORECASE)
_PREFIX = re.compile(rf"(PP|OP)\.?{_S}?(?=\d)", re.IGNORECASE)

_INSTRUMENT = rf"(?:{'|'.join(f'{noun}s?' for noun in NOUNS)}|annex(?:es)?|appendix|sections?|chapters?|parts?|rules?|regulations?)"
_NUMBER = r"(?:[\w./()-]*\d[\w./()-]*|[IVXL]+|[A-Z])(?: ?\(\d{4}\))?"
_FILLER = rf"(?:(?:and{_S})?(?:in particular|particularly|especially|notably|inter alia|including|specifically),?{_S}(?:in{_S})?(?:(?:its|the){_S})?)?"
_BEFORE = re.compile(
    rf"(?:\b(?i:{_INSTRUMENT})(?:{_S}{_NUMBER})?(?:{_S}\([A-Z]+/[\w./ ]+\))?,?{_S}"
    rf"|(?:\b[A-Z]+(?:/[\w.]+)+\)?|\b\d+/[\w.]+),?{_S}|\b(?i:its|their|whose){_S})(?i:{_FILLER})$"
)
_ARTICLE_BEFORE = re.compile(
    rf"(?P<its>\b(?:its|their|whose){_S})?\b(?:articles?|art\.?){_S}?(?P<article>{LABEL})(?:{_POINT})?,?{_S}$",
    re.IGNORECASE,
)
_ASIDE = rf"(?:{_S}?\[[^\[\]]{{0,80}}\]|{_S}\((?!A/)[^()]{{0,40}}(?:\([^()]{{0,20}}\)[^()]{{0,20}})?\))*"
_AFTER = re.compile(
    rf"(?:{_ASIDE},?{_S}of{_S}(?=(?:the|its|that|those|their|each|an?|any)\b|(?i:{_INSTRUMENT})\b|[A-Z]|\w+/|{_S}resolution)"
    rf"|{_ASIDE},?{_S}(?:in|to|from){_S}(?:(?:the|its|that|their){_S})?(?:[\w-]+{_S}){{0,4}}?(?i:{_INSTRUMENT}){_S}(?:{_NUMBER}\b|on\b|of\b)"
    rf"|,?{_S}there(?:of|in)\b|{_S}\(?[A-Z]+(?:/[\w.]+)+)"
)
_OWN_AFTER = re.compile(rf"{_ASIDE},?{_S}(?:of|in|to){_S}(?:(?:the{_S})?present\b|this\b)", re.IGNORECASE)
_OF_ARTICLE = re.compile(
    rf"{_ASIDE},?{_S}of{_S}(?:(?P<this>(?:the{_S}present|this){_S}article\b)|art(?:icle|\.){_S}?(?P<article>{LABEL})\b)",
    re.IGNORECASE,
)
_OF_THE_NOUN = re.compile(rf"{_ASIDE},?{_S}of{_S}the{_S}(?P<noun>[A-Za-z]+)\b")
_OTHERS = re.compile(r"\b(?:Convention|Protocol|Covenant|Charter|Statute|Treaty)\b")
_SEVERAL = re.compile(rf",?{_S}(?:and|or|to){_S}{LABEL}(?![\w/%])(?!{_S}?per)", re.IGNORECASE)
_VAGUE = re.compile(
    rf"\b(?:the{_S})?(?:(?:two|three|four){_S})?(?:preceding|previous|foregoing|following|subsequent|next|last|above|said)"
    rf"{_S}(?:\w+{_S})?paragraphs?\b(?!{_S}\d)|\bparagraphs?{_S}(?:above|below)\b",
    re.IGNORECASE,
)


def find(wording: str, names: Collection[str] = ()) -> Found:
    """Find the paragraphs that `wording` names.

    `names` are the nouns by which the text calls itself ("plan"): "paragraph 5 of the Plan" is then one of its own.
    What names another text ("Article 6, paragraph 2, of the Protocol", "paragraph 3 of resolution 64/178") is told
    apart by the words around it; a list is judged as a whole.
    """
    own: list[Reference] = []
    elsewhere: list[Span] = []
    doubtful = [Span(*found.span()) for found in _VAGUE.finditer(wording)]
    for group, named in enumerate(_PARAGRAPHS.finditer(wording)):
        span = Span(*named.span())
        article = _article(wording, named, names)
        if article is None:
            elsewhere.append(span)
        elif article and article != THIS and _OTHERS.search(_sentence(wording, named.start())):
            doubtful.append(span)
        else:
            own += _each(wording, named, group, article)
            if not named["many"] and (more := _SEVERAL.match(wording, named.end())):
                doubtful.append(Span(named.start(), more.end()))
    return Found(tuple(own), tuple(elsewhere), tuple(sorted(doubtful, key=lambda each: each.start)))


def _article(wording: str, named: re.Match[str], names: Collection[str]) -> str | None:
    """Say of which article a list is: "" for none, None where it is of another text."""
    of_article = _OF_ARTICLE.match(wording, named.end())
    end = of_article.end() if of_article else named.end()
    before = wording[max(0, named.start() - 120) : named.start()]
    in_article = _ARTICLE_BEFORE.search(before)
    if _is_elsewhere(wording, end, names) or (in_article and in_article["its"]):
        return None
    if of_article:
        return THIS if of_article["this"] else tidy(of_article["article"])
    if in_article:
        return tidy(in_article["article"])
    return None if _BEFORE.search(before) and not _OWN_AFTER.match(wording, end) else ""


def _is_elsewhere(wording: str, end: int, names: Collection[str]) -> bool:
    if _OWN_AFTER.match(wording, end):
        return False
    noun = _OF_THE_NOUN.match(wording, end)
    if noun and noun["noun"].casefold() in names:
        return False
    return bool(_AFTER.match(wording, end)) and not (
        _OF_ARTICLE.match(wording, end) and not _OF_THE_NOUN.match(wording, end)
    )


def _each(wording: str, named: re.Match[str], group: int, article: str) -> Iterator[Reference]:
    """Part a list into its labels."""
    start, end = next(named.span(name) for name in ("many", "one", "bare") if named[name])
    is_preambular = (named["what"] or "").strip().casefold() == "preambular"
    last = start
    for each in _EACH.finditer(wording, start, end):
        written = _PREFIX.sub(lambda found: found[1].upper(), each["label"])
        label = tidy(written)
        if is_preambular and not label.startswith("PP"):
            label = f"PP{label}"
        yield Reference(
            each.start("label"),
            each.end("label"),
            label,
            group,
            is_range_end=last > start and bool(_RANGE.search(wording[last : each.start()])),
            article=article,
            point="".join((each["point"] or "").split()),
        )
        last = each.end()


def _sentence(wording: str, place: int) -> str:
    """Return the sentence or clause around a place."""
    start = max(wording.rfind(mark, 0, place) for mark in (". ", ";", "\n")) + 1
    ends = [found for mark in (". ", ";", "\n") if (found := wording.find(mark, place)) >= 0]
    return wording[start : min(ends, default=len(wording))]
