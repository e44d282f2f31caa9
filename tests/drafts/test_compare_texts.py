import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.drafts import word
from tests.drafts.test_exports_comparison import OLD


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD)
    new.write_text(OLD.replace("across borders", "across all borders"))
    return str(old), str(new)


def test_compare_texts_writes_json(
    two_files: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("compare_texts", *two_files, "--format", "json")

    made = json.loads(capfdbinary.readouterr().out)
    assert (made["old"]["name"], made["new"]["name"], made["counts"]["changed"]) == ("old.txt", "new.txt", 1)
    (change,) = [each for each in made["changes"] if each["kind"] == "changed"]
    assert [each["label"] for each in change["new"]] == ["1"]
    assert [segment for segment in change["segments"] if segment["op"] != "equal"] == [
        {"op": "insert", "text": " all"}
    ]


@pytest.mark.parametrize(
    ("file_format", "is_made"),
    [
        ("txt", lambda made: b"across {+all+} borders" in made),
        ("html", lambda made: made.startswith(b"<!DOCTYPE html>")),
        pytest.param("pdf", lambda made: made.startswith(b"%PDF-1.7"), marks=pytest.mark.pdf),
    ],
)
def test_compare_texts_writes_a_file(
    two_files: tuple[str, str], tmp_path: Path, file_format: str, is_made: Callable[[bytes], bool]
) -> None:
    out = tmp_path / "made"

    call_command("compare_texts", *two_files, "--format", file_format, "--out", str(out))

    assert is_made(out.read_bytes())


def test_compare_texts_writes_a_tracked_word_document(two_files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "made.docx"

    call_command("compare_texts", *two_files, "--format", "docx", "--out", str(out))

    made = out.read_bytes()
    told = {side: " ".join(words for _style, words in word.text(made, side)) for side in ("accept", "reject")}
    assert "across all borders" in told["accept"]
    assert told["accept"].replace("across all borders", "across borders") == told["reject"]
    (record,) = word.part(made).iter(f"{word.W}ins")
    assert record.get(f"{word.W}author") == "new"


def test_compare_texts_says_what_is_wrong_with_a_file(two_files: tuple[str, str], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command("compare_texts", two_files[0], str(tmp_path / "nowhere.txt"))
    with pytest.raises(CommandError, match="empty"):
        call_command("compare_texts", two_files[0], str(empty))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("compare_texts", *two_files, "--out", str(tmp_path / "no" / "folder"))
