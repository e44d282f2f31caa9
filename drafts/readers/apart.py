"""Reading what a stranger gives in a process of its own, which ends when it asks for too much time or memory.

A PDF or a text of a few kilobytes can be made to keep its reader busy for hours; no limit on sizes finds them all.
"""

import json
import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drafts.readers import files, pdf
from drafts.readers.refusals import UnreadableFile
from drafts.text import seals

SECONDS = 20
MEMORY = 2_000_000_000
"""Bytes of address space."""
_ROOT = Path(__file__).resolve().parents[2]
_REFUSED = 3


@dataclass(frozen=True)
class Text:
    """What a file says, and the seal of it as a text of ours."""

    text: str
    seal: str


def read_text(name: str, data: bytes) -> Text:
    """Read a file as a text, and seal it.

    Raises:
        UnreadableFile: it is none, or takes too long.
    """
    text, seal = _read("text", name, data)
    return Text(str(text), str(seal))


def read_pdf(data: bytes) -> tuple[str, ...]:
    """Return what a PDF says on each page, without spaces.

    Raises:
        UnreadableFile: it is none, or takes too long.
    """
    return tuple(map(str, _read("pdf", "a.pdf", data)))


def _read(kind: str, name: str, data: bytes) -> list[object]:
    command = [sys.executable, "-m", "drafts.readers.apart", kind, name.replace("\0", "")]
    try:
        ran = subprocess.run(  # noqa: S603  our own module
            command, input=data, capture_output=True, timeout=SECONDS, cwd=_ROOT, check=False
        )
    except (subprocess.TimeoutExpired, UnicodeEncodeError, OSError) as spent:
        raise UnreadableFile(_SPENT) from spent
    if ran.returncode == _REFUSED:
        raise UnreadableFile(ran.stdout.decode())
    if ran.returncode != 0:
        raise UnreadableFile(_SPENT)
    read: list[object] = json.loads(ran.stdout)
    return read


_SPENT = "This file cannot be read here: it takes too long, or is damaged."


def _sealed(name: str, data: bytes) -> list[str]:
    text = files.read(name, data)
    blocks = files.parse("text.txt", text.encode()).blocks
    rows = (
        seals.Sealed(block.label, block.kind, block.state, block.target or "", block.wording)
        for block in blocks
    )
    return [text, seals.seal(rows)]


def main() -> None:
    """Read the standard input as what the command says, and write JSON; a refusal is its sentence."""
    kind, name = sys.argv[1:]
    for what, limit in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        with suppress(ValueError, OSError):  # where the system has no such limit, or a lower one
            resource.setrlimit(what, (limit, limit))
    data = sys.stdin.buffer.read()
    try:
        told = list(pdf.pages(data)) if kind == "pdf" else _sealed(name, data)
    except UnreadableFile as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        sys.exit(_REFUSED)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
