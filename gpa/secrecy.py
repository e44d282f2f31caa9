"""What must not be read in a log: passwords, tokens, and the links that let somebody in."""

import re
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

GONE = "[redacted]"
LINKS = re.compile(r"(/invitation/|/log-in/forgotten/|/letters/stop/)[^/\s\"'<>?]+")
ASKED = re.compile(r"([?&](?:code|state|token|key|signature|sig)=)[^&\s\"'<>]+", re.IGNORECASE)
NAMED = re.compile(
    r"(\b(?:old|new)?(?:password[12]?|passwd|secret(?:_key)?|client_secret|\w*token|api_?key|credential|(?:__Host-)?session(?:id)?"
    r"|(?:__Host-)?csrf(?:token)?|cookie|authorization)\b[\"']?\s*[:=]\s*)(?!\[redacted\])(?:Bearer\s+|Basic\s+)?(\"[^\"]*\"|'[^']*'|[^\s\"',;&}\]]+)",
    re.IGNORECASE,
)
BORNE = re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}")
IN_URLS = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s@/]+@")


def redact(text: str) -> str:
    """Return a text without the secrets that it may hold."""
    for pattern, left in (
        (LINKS, rf"\1{GONE}"),
        (ASKED, rf"\1{GONE}"),
        (NAMED, rf"\1{GONE}"),
        (BORNE, rf"\1 {GONE}"),
        (IN_URLS, rf"\1{GONE}@"),
    ):
        text = pattern.sub(left, text)
    return text


class DiscreetFormatter(structlog.stdlib.ProcessorFormatter):
    """Prints a line of the log as structlog does, tracebacks included, without secrets."""

    def format(self, record: Any) -> str:  # noqa: ANN401  the standard library's
        """Return the line."""
        return redact(super().format(record))


def without_secrets(event: "Event", _hint: "Hint") -> "Event":
    """Return an event for Sentry without secrets."""
    told: Event = _clean(event)
    return told


def _clean(value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(value, dict):
        return {key: GONE if NAMED.match(f"{key}=x") else _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return redact(value) if isinstance(value, str) else value
