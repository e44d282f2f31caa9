"""Why a file is not read, in a sentence for the person who gave it."""

from gpa.errors import DomainError


class UnreadableFile(DomainError):
    """The file cannot be read as a text; the sentence says why and, where there is one, the way out."""
