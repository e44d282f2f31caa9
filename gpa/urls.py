"""The table of addresses: the apps' own, the superusers' window, and what a watcher asks."""

from django.contrib import admin
from django.urls import include, path

from drafts.api.interface import api
from gpa.health import healthy, metrics, ready
from gpa.manuals import manual_list, manual_page

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", api.urls),
    path("help/", manual_list, name="manual_list"),
    path("help/<slug:name>/", manual_page, name="manual"),
    path("healthy/", healthy, name="healthy"),
    path("ready/", ready, name="ready"),
    path("metrics/", metrics, name="metrics"),
    path("", include("delegations.urls")),
    path("", include("drafts.urls")),
]

handler500 = "gpa.failing.server_error"
