"""The superusers' window on the table: read-only, with django-reversion's history."""

from django.contrib import admin
from django.http import HttpRequest
from reversion.admin import VersionAdmin

from drafts import models


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


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
