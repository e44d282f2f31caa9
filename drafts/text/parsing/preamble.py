"""How preambular paragraphs open ("Recalling", "Deeply concerned"), and the line of the organ that speaks before them."""

import re

_ADVERBS = r"(?:(?:also|again|and|further|furthermore|likewise|more|once|still|yet|[a-z]{1,20}ly) ){0,4}"
_WORDS = (
    r"(?:[a-z]{1,20}ing|aware|cognizant|conscious|mindful|desirous|anxious|hopeful|grateful|resolute|faithful|in pursuit|"
    r"pursuant|in accordance|in the light|in view|alarmed|appalled|committed|concerned|convinced|determined|"
    r"disappointed|dismayed|distressed|disturbed|encouraged|gratified|guided|heartened|horrified|inspired|motivated|"
    r"moved|outraged|perturbed|pleased|resolved|saddened|satisfied|shocked|struck)\b"
)
_OPENING = re.compile(
    rf"(?:Option \w{{1,4}}:? )?[\[(]*+(?P<italic>\*?)[\[(]*+(?P<words>(?=[A-Z]){_ADVERBS}{_WORDS})",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[\[(*]*[A-Z]")
_NOT_OPENING = re.compile(
    r"[\[(*]*(?:according|during|following|nothing|something|anything|everything|owing)\b", re.IGNORECASE
)
_LONGEST = 120
_COMMA = re.compile(r"[,،，][\])}*”\"']*$")
_ORGAN = re.compile(
    r"[\[*_]*The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council|(?:Commission|Committee|"
    r"Conference) [^.;:,]{1,80}|Conference of the (?:States )?Parties|(?:States )?Parties to [^.;:,]{1,80})[\]*_]*,?[\]*_]*$"
)
_SPEAKER = re.compile(r"[\[*]*(?:The|We,?|Have|Their|His)\b[^.;:]{1,160},[\]*]*$")


def opens(text: str) -> bool:
    """Whether `text` begins as a preambular paragraph does."""
    return bool(_CAPITAL.match(text) and _OPENING.match(text) and not _NOT_OPENING.match(text))


def opens_in_italics(text: str) -> bool:
    """Whether `text` begins as a preambular paragraph does, in italics."""
    found = _OPENING.match(text)
    return bool(opens(text) and found and found["italic"])


def is_speaker(text: str) -> bool:
    """Whether `text` is the line that a preamble goes on from: "The General Assembly,"."""
    return bool(_SPEAKER.match(text)) or is_organ(text)


def is_organ(text: str) -> bool:
    """Whether `text` names the organ that speaks and nothing else."""
    return len(text) <= _LONGEST and bool(_ORGAN.match(text))


def has_comma(text: str) -> bool:
    """Whether `text` ends in a comma, as preambular paragraphs do."""
    return bool(_COMMA.search(text[-40:]))
