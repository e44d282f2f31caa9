"""For whom a document, a draft or an amendment is: an ordered audience."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.IntegerChoices):
    """Who may read a row; each audience holds the ones before it."""

    FACILITATORS = 1, _("Facilitators and secretariat")
    STATES = 2, _("Member States")
    OBSERVERS = 3, _("Member States and observers")
    PUBLIC = 4, _("Public")

    @classmethod
    def within(cls, narrowest: int, widest: int) -> list[tuple[int, str]]:
        """Return the audiences between two, both included, as a field's choices, the widest first."""
        return [(each.value, str(each.label)) for each in reversed(cls) if narrowest <= each <= widest]
