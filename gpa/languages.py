"""The languages of pages and letters: those that the project has a catalogue of, of the six official ones."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import to_locale

OFFICIAL = (
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
)
WRITTEN_IN = "en"
"""The language of the sources, which needs no catalogue."""


def offered(catalogues: Path) -> Sequence[tuple[str, str]]:
    """Return the official languages with a compiled catalogue in a folder, and English: others would be half there."""
    return [
        (code, name)
        for code, name in OFFICIAL
        if code == WRITTEN_IN or (catalogues / to_locale(code) / "LC_MESSAGES" / "django.mo").exists()
    ]
