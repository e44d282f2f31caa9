"""The superusers' window on who sits at the table: read-only."""

from django.contrib import admin
from django.http import HttpRequest

from delegations import models


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


admin.site.register(
    [
        models.Act,
        models.Book,
        models.Delegation,
        models.Membership,
        models.Negotiation,
        models.Seat,
        models.User,
    ],
    ReadOnly,
)
