"""Health, readiness, figures, and the log of requests."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

ROOT = Path(__file__).resolve().parent.parent.parent


def test_healthy_asks_no_database(client: Client) -> None:
    response = client.get("/healthy/")

    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_ready_names_every_part(client: Client) -> None:
    response = client.get("/ready/")

    assert response.status_code == 200
    assert response.content.decode().splitlines() == [
        "database: ok",
        "migrations: ok",
        "cache: ok",
        "files: ok",
    ]


@pytest.mark.django_db
def test_ready_is_not_ready_where_files_cannot_be_kept(client: Client, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")

    with override_settings(MEDIA_ROOT=blocked / "files"):
        response = client.get("/ready/")

    assert response.status_code == 503
    assert "files: NotADirectoryError" in response.content.decode()


@pytest.mark.django_db
def test_ready_is_not_ready_before_the_migrations(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'drafts'")
    response = client.get("/ready/")

    assert response.status_code == 503
    assert "not applied: run manage.py migrate" in response.content.decode()


@pytest.mark.django_db
def test_metrics_are_for_those_with_the_token(client: Client) -> None:
    assert client.get("/metrics/").status_code == 404
    with override_settings(METRICS_TOKEN="of-the-watcher"):
        assert client.get("/metrics/").status_code == 404
        assert client.get("/metrics/", headers={"Authorization": "Bearer another"}).status_code == 404
        given = client.get("/metrics/", headers={"Authorization": "Bearer of-the-watcher"})

    assert given.status_code == 200
    assert b"django_http_requests_latency_seconds_by_view_method" in given.content


def test_answers_bear_the_id_of_their_request(client: Client) -> None:
    assert (
        client.get("/healthy/", headers={"X-Request-ID": "abcdef-123"}).headers["X-Request-ID"]
        == "abcdef-123"
    )
    assert client.get("/healthy/", headers={"X-Request-ID": "<b>hostile"}).headers["X-Request-ID"].isalnum()


def test_a_request_is_a_line_of_json_without_query_or_secret() -> None:
    asked = (
        "from django.test import Client;"
        "Client(SERVER_NAME='localhost').get('/healthy/?token=hush', headers={'X-Request-ID': 'abcdefgh'})"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "LOG_JSON": "true",
        "LOG_LEVEL": "INFO",
    }

    done = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", f"import django; django.setup(); {asked}"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )

    line = json.loads(done.stderr.strip().splitlines()[-1])
    assert line["event"] == "request"
    assert line["page"] == "healthy"
    assert line["request_id"] == "abcdefgh"
    assert line["status"] == 200
    assert "hush" not in done.stderr


def test_errors_are_reported_by_setting_alone() -> None:
    assert settings.SENTRY_DSN == ""
