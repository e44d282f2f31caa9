"""What stands before the first paragraph of a printed text: masthead, title, date and hour, seal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

Paper = Literal["letter", "a4"]
LineNumbers = Literal["", "page", "through"]

LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True)
class Masthead:
    """The head of an issued document. What is empty is left out.

    Source: conventions of General Assembly documents; A/64/691 shows each line.
    """

    organ: str
    symbol: str = ""
    distribution: str = ""
    session: str = ""
    agenda_item: str = ""
    basis: str = ""

    @property
    def is_symbol_pending(self) -> bool:
        """Whether the document has no symbol yet, or only its beginning ("A/64/...")."""
        return self.symbol in {"", "pending"} or self.symbol.endswith(("…", "..."))


@dataclass(frozen=True)
class Look:
    """How a PDF is set: in large print; the printed lines of the text numbered, anew on each page or through all."""

    is_large: bool = False
    line_numbers: LineNumbers = ""


@dataclass(frozen=True)
class Issue:
    """An earlier draft of the same text: its name, and the day of its circulation at the seat of the negotiation."""

    name: str
    day: date


@dataclass(frozen=True)
class Front:
    """What a printed text says of itself.

    `issued_at` is an aware datetime, printed in `time_zone` (an IANA name); `language` is a code such as "en";
    `name` is that of the draft ("Facilitators’ proposals, Rev.1"); `masthead` is None for a non-paper; `seal` is
    64 hexadecimal digits, or empty for a text that was not circulated; `notes` are further lines under the name.
    `work` names the text through all its drafts ("gpa-plan"), and `earlier` are those before this one, oldest first.
    """

    title: tuple[str, ...]
    name: str
    issued_at: datetime
    time_zone: str = "UTC"
    language: str = "en"
    paper: Paper = "letter"
    masthead: Masthead | None = None
    seal: str = ""
    notes: tuple[str, ...] = ()
    work: str = ""
    earlier: tuple[Issue, ...] = ()
    look: Look = Look()

    @property
    def day(self) -> date:
        """The day of issue at the seat of the negotiation."""
        return self.issued_at.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def heading(self) -> str:
        """The title on one line."""
        return " ".join(self.title)

    @property
    def running_head(self) -> str:
        """The line over every page but the first."""
        return ". ".join(part for part in (self.heading, self.name) if part)

    @property
    def original(self) -> str:
        """The language's English name, or its code."""
        return LANGUAGES.get(self.language.partition("-")[0], self.language)

    @property
    def direction(self) -> str:
        """Either "rtl" or "ltr", as the text's language is written."""
        return direction(self.language)

    @property
    def date(self) -> str:
        """Date and hour of issue at the seat of the negotiation: "18 June 2010, 10:00"."""
        return moment(self.issued_at, self.time_zone)

    @property
    def place(self) -> str:
        """The city whose hour is printed."""
        return place(self.time_zone)

    @property
    def stamp(self) -> str:
        """The footer's beginning: "Sealed 18 June 2010, 10:00 (New York)"; "As of ..." where nothing is sealed."""
        return f"{'Sealed' if self.seal else 'As of'} {self.date} ({self.place})"

    @property
    def short_seal(self) -> str:
        """The seal as a footer shows it: "SHA-256 3f9a 7c12 … e05b"."""
        return f"SHA-256 {self.seal[:4]} {self.seal[4:8]} … {self.seal[-4:]}" if self.seal else "Not sealed"


def moment(at: datetime, time_zone: str) -> str:
    """Say date and hour as documents do: "11 June 2010, 18:30"."""
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{local.day} {local:%B %Y, %H:%M}"


def place(time_zone: str) -> str:
    """Name the city after which a time zone is called: "New York" for "America/New_York"."""
    return time_zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def direction(language: str) -> str:
    """Say whether a language, given by its code, is written "rtl" or "ltr"."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def direction_of(words: str) -> str:
    """Say how a wording runs, by its first letter that has a direction: "rtl", "ltr", or "" where none has.

    Source: https://www.unicode.org/reports/tr9/ (P2).
    """
    for character in words:
        if (kind := bidirectional(character)) in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return ""
