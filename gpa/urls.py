"""The table of addresses: the apps' own, and the superusers' window."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("delegations.urls")),
    path("", include("drafts.urls")),
]
