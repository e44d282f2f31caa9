"""Sheets for the tests of exports."""

from datetime import UTC, datetime

from drafts.exports.front import Front, Masthead
from drafts.exports.sheet import Entry, Sheet, tracked
from drafts.text.parsing import Block, Kind, State

ISSUED = datetime(2010, 6, 18, 14, 0, tzinfo=UTC)
EARLIER = datetime(2010, 6, 11, 22, 30, tzinfo=UTC)
SEAL = "3f9a7c12" + "0" * 52 + "e05b"


def make_front(**changes: object) -> Front:
    values: dict[str, object] = {
        "title": ("Global Plan of Action on trafficking in persons",),
        "name": "Facilitators’ proposals, Rev.2",
        "issued_at": ISSUED,
        "time_zone": "America/New_York",
        "masthead": Masthead(
            organ="General Assembly",
            symbol="A/64/…",
            distribution="Limited",
            session="Sixty-fourth session",
            basis="Informal consultations under resolution 64/178",
        ),
        "seal": SEAL,
    }
    return Front(**(values | changes))  # type: ignore[arg-type]  # a test names what it changes


def make_block(
    label: str,
    wording: str,
    kind: Kind = Kind.NUMBERED,
    state: State = State.STANDING,
    target: str | None = None,
) -> Block:
    return Block(kind, label, wording, state, target)


def make_entry(label: str, wording: str, key: str = "", **changes: object) -> Entry:
    return Entry(key or label, make_block(label, wording), **changes)  # type: ignore[arg-type]  # as above


def make_tracked(old: str, new: str, **front: object) -> Sheet:
    """Paragraph 48, changed."""
    return tracked(
        make_front(**front),
        [make_entry("48", old)],
        [make_entry("48", new)],
        since="Rev.1",
        issued_at=EARLIER,
    )
