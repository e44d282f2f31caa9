"""What delegations say to amendments, told as who says it: "Opposed by: Samplia"."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation
from drafts.models import Amendment, Position, PositionKind

TOLD = {
    PositionKind.COSPONSOR: _("Co-sponsored by:"),
    PositionKind.SUPPORT: _("Supported by:"),
    PositionKind.OPPOSE: _("Opposed by:"),
    PositionKind.RESERVE: _("Position reserved by:"),
}
"""What stands before the names of those who take a position to words that others propose."""

Said = list[tuple[str, list[Position]]]


def said_of(amendments: Iterable[Amendment]) -> Said:
    """Return the positions to amendments by their kind, each delegation once; one with a note is shown rather."""
    found: dict[str, dict[Delegation, Position]] = {}
    for amendment in amendments:
        for position in amendment.positions.all():
            told = found.setdefault(position.kind, {}).setdefault(position.delegation, position)
            if position.note and not told.note:
                found[position.kind][position.delegation] = position
    return [(str(told), list(found[kind].values())) for kind, told in TOLD.items() if kind in found]
