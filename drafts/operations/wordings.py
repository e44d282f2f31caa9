"""What every act asks of a wording that somebody typed."""

import unicodedata

from drafts.text import markup
from drafts.text.invisible import settled
from gpa.errors import DomainError

LONGEST = 100_000
DECEPTIVE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns reading round: a text that has them already may keep them."""


class WordingRefused(DomainError):
    """The wording cannot stand as typed; the sentence says what is wrong and where."""


class UnbalancedBrackets(WordingRefused):
    """A bracket opens that is not closed, or closes that was not opened, and was not so before."""

    def __init__(self, position: int, mark: str) -> None:
        self.position = position
        verb = "opens here and is not closed" if mark == "[" else "closes here and was not opened"
        super().__init__(f"A bracket {verb}: character {position + 1}.")


def checked(wording: str, *, before: str = "") -> str:
    """Return the wording with forms' line ends as LF and without what nobody sees, after refusing what no text has.

    `before` is the wording that it replaces: what was unbalanced already, or invisible, may stay so.

    Raises:
        WordingRefused: it is too long or has a control character.
        UnbalancedBrackets: with the position of the first one that is new.

    Source: conventions.md, 8.
    """
    refuse_long(wording)
    typed = settled(wording.replace("\r\n", "\n").replace("\r", "\n"), before)
    refuse_control(typed, DECEPTIVE - set(before))
    position_of_new = markup.new_imbalance(before, typed)
    if position_of_new is not None:
        raise UnbalancedBrackets(position_of_new, typed[position_of_new])
    return typed


def refuse_long(wording: str) -> None:
    """Refuse a wording that is too long, before anything compares it.

    Raises:
        WordingRefused: it is.
    """
    length = len(wording) - wording.count("\r\n")
    if length > LONGEST:
        message = f"The wording has {length:,} characters; {LONGEST:,} is the most."
        raise WordingRefused(message)


def refuse_control(typed: str, deceptive: frozenset[str] = frozenset()) -> None:
    """Refuse what is no text, in a wording as in a reason: files cannot hold it, and print would take it for a sign of its own.

    Raises:
        WordingRefused: with the position of the first control character, or the first that is `deceptive`.
    """
    for position, character in enumerate(typed):
        is_control = character not in "\n\r\t" and unicodedata.category(character) in {"Cc", "Cs"}
        if is_control or character in deceptive:
            message = f"Character {position + 1} is a control character (U+{ord(character):04X}): remove it, please."
            raise WordingRefused(message)


def worded(wording: str, *, before: str = "") -> str:
    """Return the wording of a paragraph that is to stand: checked, and with words.

    Raises:
        WordingRefused: there are no words, or `checked` refuses them.
    """
    if not wording.strip():
        message = "A paragraph needs words; write a placeholder in brackets where they are to come."
        raise WordingRefused(message)
    return checked(wording, before=before)
