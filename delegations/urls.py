from django.urls import include, path

from delegations.views import accounts, keeping, participants

participant_patterns = [
    path("<slug:negotiation>/delegations/", participants.delegation_list, name="delegation_list"),
    path("<slug:negotiation>/delegations/<slug:slug>/", participants.delegation, name="delegation"),
]

urlpatterns = [
    path("", accounts.home, name="home"),
    path("log-in/", accounts.log_in, name="log_in"),
    path("log-in/again/", keeping.log_in_and_go_on, name="log_in_and_go_on"),
    path("log-out/", accounts.log_out, name="log_out"),
    path("theme/", accounts.theme, name="theme"),
    path("", include((participant_patterns, "delegations"))),
]
