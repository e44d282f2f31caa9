"""The canonical text of a draft, and the seal that is made of it."""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple


class Sealed(NamedTuple):
    """What the seal covers of one block; `target` is a label, empty where there is none."""

    label: str
    kind: str
    state: str
    target: str
    wording: str


def canonical(blocks: Iterable[Sealed]) -> bytes:
    """Return the canonical text: UTF-8, a JSON array a block in order, each line ended by LF."""
    lines = (json.dumps(list(block), ensure_ascii=False, separators=(",", ":")) for block in blocks)
    return "".join(f"{line}\n" for line in lines).encode()


def seal(blocks: Iterable[Sealed]) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(blocks)).hexdigest()
