"""Invitations: a seat that is offered to a person by e-mail."""

from datetime import datetime

from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.participants import Delegation, User
from delegations.models.seats import SPEAKING, Negotiation, Role

SALT = "delegations.invitation"


class InvitationState(models.TextChoices):
    """What became of an invitation."""

    WAITING = "waiting", _("Waiting")
    EXPIRED = "expired", _("Expired")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what became of them."""

    def unanswered(self) -> "InvitationQuerySet":
        """Return those neither accepted nor withdrawn, expired ones included: these can be sent anew."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self, at: datetime) -> "InvitationQuerySet":
        """Return those that can be accepted."""
        return self.unanswered().filter(expires_at__gt=at)


class Invitation(models.Model):
    """The offer of a seat to whoever reads the letters of an e-mail; its link names one sending of it."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"), help_text=_("In lower case, as accounts are."))
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_given")
    invited_at = models.DateTimeField()
    sending = models.PositiveSmallIntegerField(default=1, help_text=_("A link of an earlier one is dead."))
    sent_at = models.DateTimeField(null=True, help_text=_("When the letter of this sending left."))
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations_accepted", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        permissions = [("invite_person", "Can invite people")]
        constraints = [
            models.UniqueConstraint(
                "negotiation",
                "email",
                "role",
                "delegation",
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_unanswered_once",
            ),
            models.UniqueConstraint(
                "negotiation",
                "email",
                "role",
                condition=models.Q(
                    delegation__isnull=True, accepted_at__isnull=True, withdrawn_at__isnull=True
                ),
                name="invitation_without_a_delegation_unanswered_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=SPEAKING) | models.Q(delegation__isnull=False),
                name="invitation_that_speaks_has_a_delegation",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(from_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="invitation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.place}"

    @property
    def place(self) -> str:
        """Return the seat that is offered, in words."""
        role = str(self.get_role_display())
        return f"{role}, {self.delegation}" if self.delegation else role

    @property
    def token(self) -> str:
        """Return what its link holds: which invitation, and which sending of it, signed."""
        return signing.dumps([self.pk, self.sending], salt=SALT)

    def state_at(self, at: datetime) -> InvitationState:
        """Tell what became of it."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.WAITING if self.expires_at > at else InvitationState.EXPIRED


def read_token(token: str) -> tuple[int, int]:
    """Return the primary key and the sending that a link names.

    Raises:
        BadSignature: it is not one of ours.
    """
    pk, sending = signing.loads(token, salt=SALT)
    return pk, sending
