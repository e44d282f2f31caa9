"""The table of addresses: the apps' own, and who may log in."""

from django.urls import include, path

urlpatterns = [
    path("", include("delegations.urls")),
    path("", include("drafts.urls")),
]
