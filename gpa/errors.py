"""What every app stands on when it says no: the refusal that a person may read."""


class DomainError(Exception):
    """A refusal with a sentence for a person; forms show it (422), the middleware does for buttons (409)."""
