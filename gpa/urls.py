"""The table of addresses: the apps' own, the superusers' window, and health."""

from django.contrib import admin
from django.urls import include, path

from gpa.health import healthy

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthy/", healthy, name="healthy"),
    path("", include("delegations.urls")),
    path("", include("drafts.urls")),
]
