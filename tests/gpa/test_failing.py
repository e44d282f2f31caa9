"""The page of last resort, asked for as Django does: while the fault is being handled."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from gpa.failing import server_error

TYPED = {"wording": "Typed <b>words</b>", "password": "hush", "csrfmiddlewaretoken": "hush"}


def failed_by(fault: Exception) -> HttpResponse:
    request = RequestFactory().post("/talks/plan/1/amend/", TYPED)
    try:
        raise fault
    except (OperationalError, ValueError):
        return server_error(request)


@pytest.mark.parametrize(
    ("fault", "status"),
    [(OperationalError("the server closed the connection"), 503), (ValueError("a bug"), 500)],
)
def test_what_was_typed_stands_in_the_page_and_no_secret(fault: Exception, status: int) -> None:
    response = failed_by(fault)

    told = response.content.decode()
    assert response.status_code == status
    assert "Typed &lt;b&gt;words&lt;/b&gt;" in told
    assert "hush" not in told
    assert str(fault) not in told
    assert response.headers.get("Retry-After") == ("10" if status == 503 else None)
