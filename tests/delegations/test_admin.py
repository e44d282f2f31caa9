"""The superusers' window: the same log-in, a second factor, nothing to change, no secrets."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.test import Client

from delegations.models import User

pytestmark = pytest.mark.django_db


def superuser() -> Client:
    client = Client()
    client.force_login(
        User.objects.create_superuser("root@example.org", "a password"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_the_window_leads_to_the_log_in_of_all() -> None:
    asked = Client().get("/admin/delegations/user/", follow=True)

    assert asked.redirect_chain[-1][0].startswith("/log-in/?next=")
    assert (
        Client()
        .get("/admin/login/?next=https://elsewhere.example/")
        .headers["Location"]
        .startswith("/log-in/")
    )


def test_the_window_asks_superusers_for_a_second_factor() -> None:
    client = superuser()

    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/account/second-factor/"
    TOTP.activate(User.objects.get(), "JBSWY3DPEHPK3PXP")
    assert client.get("/admin/").status_code == 200


def test_the_window_shows_no_passwords_and_changes_nothing() -> None:
    client = superuser()
    user = User.objects.get()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    page = client.get(f"/admin/delegations/user/{user.pk}/change/").content.decode()

    assert user.password not in page
    assert (
        client.post(f"/admin/delegations/user/{user.pk}/change/", {"email": "x@example.org"}).status_code
        == 403
    )
    assert client.get(f"/admin/delegations/user/{user.pk}/delete/").status_code == 403


def test_every_model_in_the_window_is_read_only() -> None:
    changing = [
        model.__name__
        for model, window in admin.site._registry.items()  # noqa: SLF001  the site has no other list
        if type(window).has_change_permission is admin.ModelAdmin.has_change_permission
    ]

    assert changing == []
