"""The command that brings a text in: what it prints, what it refuses in one sentence, and what it leaves behind."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from delegations.models import Negotiation, User
from drafts.models import Document
from drafts.operations import verifying
from tests.conftest import FIXTURES
from tests.factories import make_negotiation

ROOT = FIXTURES.parent
TEXT = """Plan of action

We agree:

1. Ensure [the safety and

dignity of victims;

2. Delete

3. [merged with paragraph 1]
"""


def run(file: Path, *options: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_document", str(file), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def written(folder: Path, data: str | bytes, name: str = "plan.txt") -> Path:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def test_check_prints_what_it_would_do(tmp_path: Path) -> None:
    out, err = run(written(tmp_path, TEXT), "--check")

    assert json.loads(out) == {
        "title": ["Plan of action"],
        "blocks": [
            {
                "kind": "unnumbered",
                "label": "chapeau",
                "wording": "We agree:",
                "state": "standing",
                "target": None,
            },
            {
                "kind": "numbered",
                "label": "1",
                "wording": "Ensure [the safety and dignity of victims;",
                "state": "standing",
                "target": None,
            },
            {"kind": "numbered", "label": "2", "wording": "", "state": "deleted", "target": None},
            {"kind": "numbered", "label": "3", "wording": "", "state": "merged", "target": "1"},
        ],
        "warnings": [
            {"line": 5, "message": "1: a bracket opens and is not closed: “[the safety and dignity of vic”"}
        ],
    }
    assert err == ""


def test_check_reads_the_plan(plan_text: str) -> None:
    out, _err = run(FIXTURES / "facilitators-proposals.txt", "--check")

    found = json.loads(out)
    numbered = [block["label"] for block in found["blocks"] if block["kind"] == "numbered"]
    assert plan_text
    assert (len(found["title"]), numbered) == (2, [str(number) for number in range(1, 72)])


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_check_needs_no_database_and_any_terminal(tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path, "1. Protéger les droits – 人权;\n")
    deaf = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "SECRET_KEY": "of the tests",
        "PYTHONIOENCODING": encoding,
    }
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "manage.py", "import_document", str(file), "--check"],
        cwd=ROOT,
        env=deaf,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["blocks"][0]["wording"] == "Protéger les droits – 人权;"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "“plan.txt” is empty."),
        (b" \n\t\r\n", "“plan.txt” is empty."),
        (b"1. Pr\xe9server;", "Line 1 holds bytes that are not in the encoding UTF-8."),
        (bytes(range(256)) * 9, "This is not a text file."),
        (b"a" * 20_000_001, "“plan.txt” is larger than 20 MB."),
        (b"# Only a title\n", "The text has no paragraphs: nothing was imported."),
    ],
    ids=["empty", "blank", "latin-1", "binary", "huge", "no paragraphs"],
)
@pytest.mark.django_db
def test_import_refuses_a_wrong_file_and_leaves_nothing(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(written(tmp_path, data), "--negotiation", "talks")

    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
    assert [model.objects.count() for model in (Negotiation, Document, User)] == [0, 0, 0]


@pytest.mark.parametrize("option", [[], ["--check"]])
def test_import_refuses_a_missing_file_and_a_folder(tmp_path: Path, option: list[str]) -> None:
    with pytest.raises(CommandError, match=r"missing.txt cannot be read: No such file or directory\.$"):
        run(tmp_path / "missing.txt", *option)
    with pytest.raises(CommandError, match=r"cannot be read: Is a directory\.$"):
        run(tmp_path, *option)


@pytest.mark.django_db
def test_import_brings_a_text_into_a_new_negotiation(tmp_path: Path) -> None:
    out, err = run(written(tmp_path, TEXT), "--negotiation", "talks")

    negotiation = Negotiation.objects.get()
    account = User.objects.get()
    assert out == "Plan of action is at /talks/plan-of-action/, 4 paragraphs.\n"
    assert err == "line 5: 1: a bracket opens and is not closed: “[the safety and dignity of vic”\n"
    assert (negotiation.slug, negotiation.title) == ("talks", "plan")
    assert (account.email, account.is_active, account.has_usable_password()) == (
        "command-line@localhost",
        False,
        False,
    )
    assert list(verifying.faults()) == []


@pytest.mark.django_db
def test_import_takes_title_and_negotiation_as_given(tmp_path: Path) -> None:
    make_negotiation("talks")
    make_negotiation("other")
    file = written(tmp_path, TEXT)

    run(file, "--negotiation", "talks", "--title", "Rev.1")
    run(file, "--negotiation", "other", "--title", "Rev.1")

    rows = Document.objects.values_list("negotiation__slug", "slug", "name", "title")
    assert sorted(rows) == [
        ("other", "rev1", "Rev.1", "Plan of action"),
        ("talks", "rev1", "Rev.1", "Plan of action"),
    ]
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_import_refuses_the_same_address_twice(tmp_path: Path) -> None:
    file = written(tmp_path, TEXT)
    run(file, "--negotiation", "talks")

    with pytest.raises(CommandError, match="has a document at “plan-of-action” already"):
        run(file, "--negotiation", "talks")

    assert Document.objects.count() == 1


@pytest.mark.parametrize("slug", ["log-in", "theme", "two words", "x" * 61, "", "../x"])
@pytest.mark.django_db
def test_import_refuses_a_negotiation_that_has_no_address(tmp_path: Path, slug: str) -> None:
    with pytest.raises(CommandError, match="address"):
        run(written(tmp_path, TEXT), "--negotiation", slug)

    assert Negotiation.objects.count() == 0


@pytest.mark.django_db
def test_import_keeps_the_marker_of_a_merge_that_leads_nowhere(tmp_path: Path) -> None:
    file = written(tmp_path, "1. One;\n\n2. [merged with paragraph 9]\n")

    _out, err = run(file, "--negotiation", "talks")

    paragraph = Document.objects.get().paragraphs.get(label="2")
    assert (paragraph.state, paragraph.wording) == ("standing", "[merged with paragraph 9]")
    assert "paragraph 2: It is merged into paragraph 9, and no paragraph is called “9”." in err


@pytest.mark.django_db
def test_import_brings_in_a_text_with_a_very_long_title(tmp_path: Path) -> None:
    title = "Declaration " * 30

    run(written(tmp_path, f"# {title}\n\n1. One;\n"), "--negotiation", "talks")

    document = Document.objects.get()
    assert (len(document.name), len(document.slug), document.title) == (192, 59, title.strip())
