"""The shape of the code: small modules and functions, the driver that the client named, no registry in the lock."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    path
    for package in ("gpa", "delegations", "drafts")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
LONGEST_MODULE, LONGEST_FUNCTION = 400, 50


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_and_its_functions_are_short_and_say_what_belongs_in_them(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)

    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and _length(node) > LONGEST_FUNCTION
    ]
    assert len(source.splitlines()) <= LONGEST_MODULE
    assert long == []
    assert ast.get_docstring(tree) or path.name in {"__init__.py", "apps.py", "urls.py"}


def _length(function: ast.FunctionDef) -> int:
    """Count a function's lines from its first statement on: neither its keywords nor its docstring make it long."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or 0) - first.lineno + 1


def test_postgresql_is_reached_by_psycopg2() -> None:
    if connection.vendor == "postgresql":
        from django.db.backends.postgresql.psycopg_any import is_psycopg3  # noqa: PLC0415  needs the driver

        assert not is_psycopg3
    else:
        assert connection.vendor == "sqlite"


@pytest.mark.parametrize("name", ["requirements.lock", ".ci/tools.lock"])
def test_lock_names_no_registry(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_the_product_imports_only_what_its_own_lock_installs() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {_plain(name) for name in re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE)}
    distributions = packages_distributions()
    own = {"gpa", "delegations", "drafts"} | sys.stdlib_module_names

    missing = {
        name
        for path in MODULES
        for name in _imported(path) - own
        if not locked & {_plain(each) for each in distributions.get(name, [])}
    }

    assert missing == set()


def _imported(path: Path) -> set[str]:
    """Return the first words of the modules that a file imports anywhere."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in (*plain, *named)}


def _plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
