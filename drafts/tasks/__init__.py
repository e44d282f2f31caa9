"""Background work: what files print, how they are made, where they are kept."""

from drafts.tasks.keeping import is_lost
from drafts.tasks.laying import LINE_NUMBERS, PARTS, PARTS_SINCE, PLAIN, export_key, render
from drafts.tasks.making import FAILURE, LEASE, make_export, make_printout, parts_of

__all__ = [
    "FAILURE",
    "LEASE",
    "LINE_NUMBERS",
    "PARTS",
    "PARTS_SINCE",
    "PLAIN",
    "export_key",
    "is_lost",
    "make_export",
    "make_printout",
    "parts_of",
    "render",
]
