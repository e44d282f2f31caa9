"""What the browser is told, what is too large, what the log must not say, and how production is set."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from sentry_sdk.types import Event

from delegations.models import Negotiation, Role
from gpa import middleware
from gpa.logs import logging_of
from gpa.secrecy import redact, without_secrets
from tests.factories import make_document, make_negotiation, make_seat
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgres://table@127.0.0.1:5432/table",
    "SECRET_KEY": "of-the-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "table.example.org",
}
TOLD = """
import json, django
from django.conf import settings
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
         "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_SAMESITE", "SECURE_SSL_REDIRECT", "DEBUG",
         "SECURE_HSTS_SECONDS", "ALLAUTH_TRUSTED_PROXY_COUNT"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make_negotiation("talks")
    make_document(negotiation)
    return negotiation


@pytest.fixture
def secretariat(talks: Negotiation) -> Client:
    return client_of(make_seat(talks, Role.SECRETARIAT).user)


def test_production_is_set_safely_and_passes_the_deployment_check() -> None:
    command = [sys.executable, "-W", "ignore", "-c", TOLD]
    environment = {**PRODUCTION, "DJANGO_SETTINGS_MODULE": "gpa.settings"}
    ran = subprocess.run(  # noqa: S603  our own
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.splitlines()[-1]) == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }


@pytest.mark.parametrize(
    "path", ["/log-in/", "/talks/", "/talks/plan/", "/account/", "/nowhere/at/all/", "/talks/invitations/"]
)
def test_every_answer_tells_the_browser_what_it_may_not_do(secretariat: Client, path: str) -> None:
    headers = secretariat.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "private" in headers["Cache-Control"]


def test_answers_of_the_account_and_of_invitations_are_stored_nowhere(secretariat: Client) -> None:
    for path in ("/account/", "/account/sessions/", "/talks/invitations/list/", "/log-in/"):
        assert "no-store" in secretariat.get(path).headers["Cache-Control"], path


def test_another_host_is_refused() -> None:
    assert Client().get("/log-in/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/talks/import/", 30 * 1024 * 1024, 413),
        ("/talks/import/", 10 * 1024 * 1024, 422),
        ("/talks/invitations/list/", 3 * 1024 * 1024, 413),
        ("/talks/plan/compare/file/", 30 * 1024 * 1024, 413),
        ("/log-in/", 5 * 1024 * 1024, 413),
        ("/theme/", 5 * 1024 * 1024, 413),
    ],
)
def test_what_is_too_large_is_refused_by_the_length_that_is_announced(
    secretariat: Client, path: str, length: int, status: int
) -> None:
    begun = b"--x\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n"
    sent = begun + b"x" * (length - len(begun) - 9) + b"\r\n--x--\r\n"
    answer = secretariat.generic("POST", path, sent, "multipart/form-data; boundary=x")

    assert answer.status_code == status
    if status == 413:
        assert " MB at most" in answer.content.decode()


class Slow(io.BytesIO):
    """What is being sent, which tells how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


@pytest.mark.django_db
def test_what_is_too_large_is_refused_before_any_of_it_is_read_and_read_away_afterwards() -> None:
    sent = Slow(b"x" * 5_000_000)
    asked = RequestFactory().post("/log-in/").environ
    asked |= {
        "wsgi.input": sent,
        "CONTENT_LENGTH": "5000000",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }
    heads: list[str | bytes] = []

    def start(status: str, _headers: object, _fault: object = None, /) -> Callable[[bytes], object]:
        heads.append(status[:3])
        return heads.append

    answer = cast(HttpResponse, get_wsgi_application()(asked, start))
    page = b"".join(answer)

    assert (heads, sent.taken) == (["413"], 0)
    assert b" MB at most" in page
    answer.close()
    assert sent.taken == 5_000_000


@pytest.mark.parametrize("length", ["", "-1"])
def test_a_length_that_is_none_breaks_nothing(length: str) -> None:
    assert Client().generic("POST", "/log-in/", b"", CONTENT_LENGTH=length).status_code in {200, 400, 413}


SECRETS = [
    ("Not Found: /invitation/WzEsMV0:1x:abc-DEF_9/", "WzEsMV0"),
    ("GET /log-in/forgotten/2f-c7a1b2-deadbeef/ HTTP/1.1", "deadbeef"),
    ("GET /letters/stop/WzE3LFtdXQ:1x:abc/", "WzE3LFtdXQ"),
    ("GET /log-in/by/organization/callback/?code=4_0AbCd&state=xyz", "4_0AbCd"),
    ('{"password": "open sesame", "name": "A"}', "open sesame"),
    ("password=hunter22&next=/", "hunter22"),
    ("{'oldpassword': 'hunter22'}", "hunter22"),
    ("Cookie: sessionid=abcdef0123456789", "abcdef0123456789"),
    ("__Host-session=abcdef0123456789; Path=/", "abcdef0123456789"),
    ("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30", "eyJhbGciOiJIUzI1NiJ9"),
    ("client_secret='s3cr3t'", "s3cr3t"),
    ("csrfmiddlewaretoken=abcdefghijkl", "abcdefghijkl"),
    ("connection to postgres://table:pa55@db/table failed", "pa55"),
]


@pytest.mark.parametrize(("line", "secret"), SECRETS, ids=[secret for _line, secret in SECRETS])
def test_no_secret_is_in_a_line_of_the_log(line: str, secret: str) -> None:
    assert secret not in redact(line)
    assert redact(redact(line)) == redact(line)


@pytest.mark.parametrize(
    "line",
    ["GET /gpa/plan/47/ 200", "status_code=404", "draft 12: no font prints Ω", "Your password was changed."],
)
def test_a_line_without_secrets_stays_as_it_is(line: str) -> None:
    assert redact(line) == line


@pytest.mark.parametrize("as_json", [True, False])
def test_the_formatter_of_the_log_redacts_tracebacks_too(*, as_json: bool) -> None:
    made = logging_of("INFO", as_json=as_json)["formatters"]["line"]
    formatter = made["()"](processors=made["processors"], foreign_pre_chain=made["foreign_pre_chain"])
    try:
        int("/invitation/WzEsMV0:1x:abc/")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "password=%s", ("hunter22",), sys.exc_info()
        )

    line = formatter.format(record)

    assert "ValueError" in line
    assert "WzEsMV0" not in line
    assert "hunter22" not in line


def test_an_event_for_sentry_is_redacted_by_name_and_by_content() -> None:
    event = {
        "request": {"url": "https://t.example/invitation/WzEs/", "headers": {"Cookie": "a=b"}},
        "level": "error",
    }

    told = json.dumps(without_secrets(cast("Event", event), {}))

    assert "WzEs" not in told
    assert "a=b" not in told
    assert "error" in told


def test_a_link_back_leads_to_our_own_pages_alone() -> None:
    request = RequestFactory().post("/x/", headers={"Referer": "https://elsewhere.example/"})

    assert middleware._back(request) == "/"  # noqa: SLF001  what every refusal's page leads back by


@pytest.mark.parametrize(("seconds", "is_late"), [(0, False), (20, False), (40, True)])
def test_a_form_whose_body_is_held_back_arrives_when_it_is_whole(seconds: int, *, is_late: bool) -> None:
    request = RequestFactory().post("/talks/plan/1/amend/")
    arrived = timezone.now() - timedelta(seconds=seconds)
    request.arrived_at = arrived  # type: ignore[attr-defined]  # declared on gpa.http.Request

    middleware.late_bodies(lambda _request: HttpResponse()).process_view(request, None, (), {})

    assert (request.arrived_at != arrived) is is_late  # type: ignore[attr-defined]  # as above
    order = settings.MIDDLEWARE
    assert order.index("gpa.middleware.late_bodies") > order.index(
        "django.middleware.csrf.CsrfViewMiddleware"
    )
