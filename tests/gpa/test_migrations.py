"""Migrations run while the old code still serves: what would break it is refused, from the first release on."""

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_migration_linter import MigrationLinter

ROOT = Path(__file__).resolve().parent.parent.parent
BEFORE_RELEASE = {"delegations": 18, "drafts": 19}
"""Migrations up to these were made before anybody ran the product, when nothing was there to be broken."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("app", BEFORE_RELEASE)
def test_migrations_can_run_while_the_old_code_serves(app: str) -> None:
    disk = MigrationLoader(connection).disk_migrations or {}
    released = [name for label, name in disk if label == app and int(name[:4]) <= BEFORE_RELEASE[app]]
    linter = MigrationLinter(str(ROOT), include_apps=[app], ignore_name=released, no_cache=True)
    told = io.StringIO()

    with redirect_stdout(told):
        linter.lint_all_migrations()

    assert not linter.has_errors, told.getvalue()


@pytest.mark.django_db
def test_a_database_of_before_the_squashing_goes_on() -> None:
    disk = MigrationLoader(connection).disk_migrations or {}
    squashed = {key: migration.replaces for key, migration in disk.items() if key[0] in BEFORE_RELEASE}
    recorder = MigrationRecorder(connection)
    for key, replaced in squashed.items():
        if replaced:
            recorder.record_unapplied(*key)
        for app, name in replaced:
            recorder.record_applied(app, name)

    executor = MigrationExecutor(connection)

    assert sum(map(len, squashed.values())) == 31
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
