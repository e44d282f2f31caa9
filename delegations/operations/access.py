"""The access log: lines are added, and pruned when their time is over."""

from datetime import datetime

from delegations.models import Access, AccessKind, Negotiation, User


def log_access(
    *,
    kind: AccessKind,
    user: User | None,
    address: str,
    at: datetime,
    negotiation: Negotiation | None = None,
    file: str = "",
    path: str = "",
) -> Access:
    """Add a line; `address` is the network's, `file` the name of what was downloaded, `path` where from."""
    return Access.objects.create(
        kind=kind,
        user=user,
        negotiation=negotiation,
        address=address[:45],
        file=file[:300],
        path=path[:300],
        at=at,
    )


def prune_access_log(*, before: datetime) -> int:
    """Delete the lines from before an instant, and return how many there were."""
    count, _by_model = Access.objects.filter(at__lt=before).delete()
    return count
