"""The interface held against its own description (OpenAPI 3.1) by schemathesis: no 500, no answer that is not described."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from delegations.models import Role
from delegations.operations import tokens
from drafts.models import DraftKind
from drafts.operations import circulating
from gpa.wsgi import application
from tests.factories import (
    NOW,
    make_amendment,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret() -> str:
    """Return the token of a delegate at a table with one of everything."""
    negotiation = make_negotiation("talks")
    document = make_document(negotiation)
    seat = make_seat(negotiation, Role.DELEGATE, make_delegation(negotiation, "sampleland"))
    make_amendment(document.paragraphs.get(label="1"), "One more;", seat.user)
    circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name="Rev.1",
        author="A",
        by=make_facilitator(negotiation),
        at=NOW,
    )
    until_on = timezone.localdate() + timedelta(days=1)
    return tokens.make_token(seat=seat, name="x", until_on=until_on, by=seat.user, at=timezone.now())[1]


def test_every_answer_is_as_described(secret: str, request: pytest.FixtureRequest) -> None:
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
        request.addfinalizer(partial(signal.connect, close_old_connections))
    headers = {"Authorization": f"Bearer {secret}", "Host": "localhost", "Accept-Encoding": "identity"}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application, headers={"Host": "localhost"})
    operations = [each.ok() for each in schema.get_all_operations()]  # type: ignore[union-attr]  # an error of the schema fails the test as it should

    for operation in operations:

        @settings(
            max_examples=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:  # noqa: ANN401  schemathesis' own type
            case.call_and_validate(headers=headers)

        ask()
    assert len(operations) == 10
