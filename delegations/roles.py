"""What each role may do: one table, and the backend by which Django asks it."""

from collections.abc import Mapping

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils import timezone

from delegations.models import Negotiation, Role, User

READER = frozenset({"drafts.view_paragraph", "drafts.export_draft", "delegations.view_delegation"})
OBSERVER = READER
DELEGATE = READER | {"drafts.table_amendment", "drafts.state_position", "delegations.view_record"}
HEAD = DELEGATE | {"delegations.give_own_seat"}
SECRETARIAT = READER | {
    "drafts.import_document",
    "drafts.circulate_draft",
    "drafts.set_window",
    "delegations.give_seat",
    "delegations.give_own_seat",
    "delegations.admit_delegation",
    "delegations.view_record",
    "delegations.view_access_log",
    "delegations.erase_person",
}
FACILITATOR = READER | {
    "drafts.decide_paragraph",
    "drafts.circulate_draft",
    "drafts.set_window",
    "delegations.view_record",
}

PERMISSIONS: Mapping[str, frozenset[str]] = {
    Role.FACILITATOR: FACILITATOR,
    Role.SECRETARIAT: SECRETARIAT,
    Role.HEAD: HEAD,
    Role.DELEGATE: DELEGATE,
    Role.OBSERVER: OBSERVER,
}


class RoleBackend(BaseBackend):
    """Answers `user.has_perm(permission, negotiation)` from the user's seats in that negotiation today."""

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Model | None = None) -> set[str]:
        """Return what the user's seats in the negotiation grant; nothing without one."""
        if not isinstance(obj, Negotiation) or not isinstance(user_obj, User) or not user_obj.is_active:
            return set()
        seats = user_obj.seats.filter(negotiation=obj).current(timezone.localdate())
        return set().union(*(PERMISSIONS[role] for role in seats.values_list("role", flat=True)))

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        """Tell whether one of the user's seats grants the permission."""
        return perm in self.get_all_permissions(user_obj, obj)
