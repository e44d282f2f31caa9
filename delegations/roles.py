"""What each role may do: one table, and the backend by which Django asks it."""

from collections.abc import Collection, Mapping

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delegations.models import Negotiation, Role, User

READER = frozenset({"drafts.view_paragraph", "drafts.export_draft", "delegations.view_delegation"})
OBSERVER = READER | {"drafts.prepare_amendment"}
DELEGATE = OBSERVER | {"drafts.table_amendment", "drafts.state_position", "delegations.view_record"}
HEAD = DELEGATE | {"delegations.give_own_seat"}
SECRETARIAT = READER | {
    "drafts.import_document",
    "drafts.set_audience",
    "drafts.circulate_draft",
    "drafts.set_window",
    "drafts.renumber_document",
    "drafts.keep_spelling",
    "delegations.give_seat",
    "delegations.give_own_seat",
    "delegations.admit_delegation",
    "delegations.name_spokesperson",
    "delegations.view_record",
    "delegations.view_access_log",
    "delegations.erase_person",
    "delegations.invite_person",
    "delegations.set_log_in_rules",
}
FACILITATOR = READER | {
    "drafts.decide_paragraph",
    "drafts.circulate_draft",
    "drafts.set_window",
    "drafts.renumber_document",
    "drafts.set_audience",
    "delegations.view_record",
}

PERMISSIONS: Mapping[str, frozenset[str]] = {
    Role.FACILITATOR: FACILITATOR,
    Role.SECRETARIAT: SECRETARIAT,
    Role.HEAD: HEAD,
    Role.DELEGATE: DELEGATE,
    Role.OBSERVER: OBSERVER,
}


SENTENCES: Mapping[str, str | Promise] = {
    "drafts.view_paragraph": _("Read the text, its history, and the amendments that are tabled"),
    "drafts.export_draft": _("Download drafts and tables"),
    "delegations.view_delegation": _("See who takes part"),
    "drafts.prepare_amendment": _("Prepare an amendment; one of an observer or organization needs a sponsor"),
    "drafts.table_amendment": _("Propose, table, revise and withdraw amendments for the own delegation"),
    "drafts.state_position": _("Co-sponsor, support, oppose or reserve for the own delegation"),
    "delegations.give_own_seat": _("Give and end seats: all, or as head those of the own delegation"),
    "drafts.import_document": _("Bring in texts"),
    "drafts.set_window": _("Open and close windows for amendments and positions"),
    "drafts.circulate_draft": _("Circulate sealed drafts"),
    "drafts.decide_paragraph": _("Decide on paragraphs: revise, merge, move, agree, undo"),
    "drafts.renumber_document": _("Renumber a document"),
    "drafts.keep_spelling": _("Keep the spellings of a document against the editor’s"),
    "delegations.give_seat": _("Give, change and end every seat"),
    "delegations.view_record": _("Read the record of acts, and take it away to check it"),
    "delegations.view_access_log": _("Read the log of log-ins and downloads"),
    "delegations.erase_person": _("Erase a person’s data on request"),
    "drafts.set_audience": _("Say who reads a document or a draft, and whether downloads are marked"),
    "delegations.name_spokesperson": _("Name a group’s spokesperson"),
    "delegations.invite_person": _("Invite people to seats by letter, and take invitations back"),
    "delegations.set_log_in_rules": _(
        "Say of which roles a second factor is asked, and take away one that is lost"
    ),
    "delegations.admit_delegation": _("Admit delegations, and keep groups and their members"),
}
"""What each permission lets its holder do, in a sentence."""


def matrix() -> tuple[tuple[str | Promise, tuple[bool, ...]], ...]:
    """Return a line a permission: its sentence, and whether each of `Role` has it, in that order."""
    return tuple(
        (sentence, tuple(permission in PERMISSIONS[role] for role in Role))
        for permission, sentence in SENTENCES.items()
    )


def lacks_second_factor(user: User, negotiation: Negotiation, roles: Collection[str]) -> bool:
    """Tell whether the negotiation asks for a second factor of one of the user's roles, and the user has none."""
    return bool(set(roles) & set(negotiation.second_factor_roles)) and not is_mfa_enabled(user)


def granted(user: User, negotiation: Negotiation, roles: Collection[str]) -> frozenset[str]:
    """Return what a user's roles in a negotiation let them do: nothing while a second factor is wanting."""
    if not user.is_active or lacks_second_factor(user, negotiation, roles):
        return frozenset()
    return frozenset().union(*(PERMISSIONS[role] for role in roles))


class RoleBackend(BaseBackend):
    """Answers `user.has_perm(permission, negotiation)` from the user's seats in that negotiation today."""

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Model | None = None) -> set[str]:
        """Return what the user's seats in the negotiation grant; nothing without one."""
        if not isinstance(obj, Negotiation) or not isinstance(user_obj, User):
            return set()
        seats = user_obj.seats.filter(negotiation=obj).current(timezone.localdate())
        return set(granted(user_obj, obj, set(seats.values_list("role", flat=True))))

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        """Tell whether one of the user's seats grants the permission."""
        return perm in self.get_all_permissions(user_obj, obj)
