"""Words of another of the six official languages within a text: told apart by their script, and marked as theirs."""

import re
from html import escape

# Letters of the three official languages that have a script of their own; the others share the Latin one, so that
# which of them a few words are in cannot be told by looking at the letters.
SCRIPTS = {
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "ru": "\u0400-\u052f",
    "zh": "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
}
_OTHER = re.compile(
    "|".join(
        # from a letter of the script to the last one that no letter of another parts from it
        rf"(?P<{language}>[{letters}](?:(?:[\W\d_]|[{letters}])*[{letters}])?)"
        for language, letters in SCRIPTS.items()
    )
)
_ANY = re.compile(f"[{''.join(SCRIPTS.values())}]")


def runs(words: str) -> list[tuple[str, str]]:
    """Cut words where the script changes: pairs of a language's code, empty where it is not told, and the words.

    What stands between two letters of one script (spaces, digits, punctuation) goes with them.
    """
    found: list[tuple[str, str]] = []
    at = 0
    for match in _OTHER.finditer(words):
        if match.start() > at:
            found.append(("", words[at : match.start()]))
        found.append((match.lastgroup or "", match[0]))
        at = match.end()
    return [*found, ("", words[at:])] if at < len(words) else found


def spoken(words: str) -> str:
    """Print words, escaped, each run of another script with its language and direction."""
    if not _ANY.search(words):
        return escape(words)
    return "".join(_marked(language, text) for language, text in runs(words))


def without_own(printed: str, language: str) -> str:
    """Take the marks of the document's own language out of its print: it is said once for all, and boxes take time."""
    own = language.partition("-")[0]
    return re.sub(rf'<span lang="{own}"[^>]*>([^<]*)</span>', r"\1", printed) if own in SCRIPTS else printed


def _marked(language: str, words: str) -> str:
    if not language:
        return escape(words)
    turn = ' dir="rtl"' if language == "ar" else ""
    return f'<span lang="{language}"{turn}>{escape(words)}</span>'
