"""The superusers' window on the table: read-only, with django-reversion's history."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from reversion.admin import VersionAdmin

from delegations.admin import ReadOnly
from drafts import models


@admin.register(models.Paragraph)
class ParagraphAdmin(ReadOnly, VersionAdmin):  # type: ignore[misc]  # reversion has no types
    list_display = ("label", "document", "state", "agreement", "edition")
    list_filter = ("document", "state", "agreement")


@admin.register(models.Amendment)
class AmendmentAdmin(ReadOnly):
    """The tabled ones: a draft is nobody's but its delegation's."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Amendment]:
        return super().get_queryset(request).exclude(state=models.AmendmentState.DRAFT)


admin.site.register(
    [
        models.Decision,
        models.Document,
        models.Draft,
        models.Export,
        models.Outcome,
        models.Section,
    ],
    ReadOnly,
)
