"""The superusers' window on the table: read-only, with django-reversion's history."""

from django.contrib import admin
from reversion.admin import VersionAdmin

from delegations.admin import ReadOnly
from drafts import models


@admin.register(models.Paragraph)
class ParagraphAdmin(ReadOnly, VersionAdmin):  # type: ignore[misc]  # reversion has no types
    list_display = ("label", "document", "state", "agreement", "edition")
    list_filter = ("document", "state", "agreement")


admin.site.register(
    [
        models.Amendment,
        models.Decision,
        models.Document,
        models.Draft,
        models.Export,
        models.Outcome,
        models.Section,
    ],
    ReadOnly,
)
