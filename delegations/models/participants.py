"""People, and the delegations and groups that they speak for."""

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from delegations.models.seats import Negotiation


class UserManager(BaseUserManager["User"]):
    """Makes users who log in by e-mail."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # noqa: ANN401  the fields of User
        """Make a user; without a password nobody can log in as it."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # noqa: ANN401  the fields of User
        """Make a user who may open the admin's read-only window."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


ERASED_DOMAIN = "erased.invalid"
"""Where the address of a person ends whose data were erased: a domain that no letter reaches."""


class User(AbstractUser):
    """A person who logs in by e-mail; what they may do comes from their seats."""

    username = None  # type: ignore[assignment]  # people log in by e-mail
    first_name = None  # type: ignore[assignment]  # names of the world do not part into first and last
    last_name = None  # type: ignore[assignment]  # as above
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # ours makes users without a username

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_ignores_case")]

    def __str__(self) -> str:
        return str(_("Erased person")) if self.is_erased else self.name or self.email

    @property
    def is_erased(self) -> bool:
        """Tell whether the person's data were erased; the account stays, for what was done with it."""
        return self.email.endswith(f"@{ERASED_DOMAIN}")

    @property
    def is_open(self) -> bool:
        """Tell whether somebody can log in: an account that came with a seat alone has no key yet."""
        return self.has_usable_password() or self.socialaccount_set.exists()  # type: ignore[attr-defined]  # allauth's, without types

    def get_full_name(self) -> str:
        """Return the name that others read."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the name that others read."""
        return str(self)


def sorted_under(name: str) -> str:
    """Return what a name is sorted under on any database: without its article, accents, case and punctuation.

    Source: conventions.md, 20.
    """
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE)).strip().casefold()


class DelegationKind(models.TextChoices):
    """What kind of participant a delegation is."""

    STATE = "state", _("Member State")
    OBSERVER = "observer", _("Observer")
    ENTITY = "entity", _("United Nations entity")
    ORGANIZATION = "organization", _("Organization")
    NGO = "ngo", _("Non-governmental organization")
    GROUP = "group", _("Group")


PROPOSING = (DelegationKind.STATE, DelegationKind.GROUP)
"""The kinds that table and take positions of their own; the others propose under a Member State's sponsorship."""


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations by what they belong to."""

    def spoken_for_by(self, user: User, negotiation: "Negotiation", on: date) -> "DelegationQuerySet":
        """Return those that the user may table for: States and groups of own speaking seats, and groups led by these."""
        seats = user.seats.current(on).speaking().filter(negotiation=negotiation)
        own = Delegation.objects.filter(seats__in=seats, kind__in=PROPOSING)
        named = Spokesperson.objects.filter(group=models.OuterRef("pk"), from_on__lte=on).order_by("-from_on")
        groups = Delegation.objects.annotate(leader=models.Subquery(named.values("delegation")[:1])).filter(
            leader__in=own,
            memberships_as_group__in=Membership.objects.on(on),
            memberships_as_group__member=models.F("leader"),
        )
        return self.filter(models.Q(pk__in=own) | models.Q(pk__in=groups.values("pk"))).distinct()

    def met_by(self, user: User, on: date) -> "DelegationQuerySet":
        """Return the groups in whose own rooms the user sits that day: as a member's, or for the group itself."""
        own = Delegation.objects.filter(seats__in=user.seats.current(on).speaking())
        joined = Membership.objects.on(on).filter(member__in=own)
        inside = models.Q(pk__in=own) | models.Q(pk__in=joined.values("group"))
        return self.filter(inside, kind=DelegationKind.GROUP).select_related("negotiation")

    def prepared_for_by(self, user: User, negotiation: "Negotiation", on: date) -> "DelegationQuerySet":
        """Return the observers, entities and organizations that the user sits for: theirs a Member State may sponsor."""
        seats = user.seats.current(on).filter(negotiation=negotiation)
        return self.filter(seats__in=seats).exclude(kind__in=PROPOSING).distinct()

    def headed_by(self, user: User, negotiation: "Negotiation", on: date) -> "DelegationQuerySet":
        """Return those of which the user is head that day."""
        return self.filter(
            seats__in=user.seats.current(on).filter(negotiation=negotiation, role="head")
        ).distinct()


class Delegation(models.Model):
    """A participant of a negotiation: a Member State, observer, United Nations entity, organization or group.

    Its name is the one that the negotiation prints; another negotiation, of another year, may print another.
    """

    negotiation = models.ForeignKey(
        "delegations.Negotiation", on_delete=models.CASCADE, related_name="participants"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DelegationKind)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=200, help_text=_("What it is sorted under."))
    slug = models.SlugField(max_length=100)
    iso2 = models.CharField(_("ISO 3166-1 alpha-2"), max_length=2, blank=True)
    iso3 = models.CharField(_("ISO 3166-1 alpha-3"), max_length=3, blank=True)
    is_fictitious = models.BooleanField(default=False)
    members = models.ManyToManyField("self", through="Membership", symmetrical=False, related_name="groups")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint("negotiation", "slug", name="delegation_slug_once_a_negotiation"),
            models.UniqueConstraint("negotiation", "name", name="delegation_name_once_a_negotiation"),
            models.UniqueConstraint(
                "negotiation",
                "iso3",
                condition=~models.Q(iso3=""),
                name="delegation_country_once_a_negotiation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_group(self) -> bool:
        """Tell whether it speaks on behalf of members."""
        return self.kind == DelegationKind.GROUP

    @property
    def is_proposing(self) -> bool:
        """Tell whether it tables in its own right; others need a Member State that sponsors them."""
        return self.kind in PROPOSING


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by their days."""

    def on(self, day: date) -> "MembershipQuerySet":
        """Return the memberships that hold on a day; the last day counts."""
        return self.filter(
            models.Q(from_on__isnull=True) | models.Q(from_on__lte=day),
            models.Q(until_on__isnull=True) | models.Q(until_on__gte=day),
        )


class Membership(models.Model):
    """A delegation's time in a group."""

    group = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="memberships_as_group")
    member = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="memberships")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["member__sort_name"]
        constraints = [
            models.UniqueConstraint("group", "member", "from_on", name="membership_once_a_day"),
            models.UniqueConstraint(
                "group",
                "member",
                condition=models.Q(until_on__isnull=True),
                name="membership_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(from_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(group=models.F("member")), name="membership_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"


class SpokespersonQuerySet(models.QuerySet["Spokesperson"]):
    """Spokespersons by their days."""

    def of(self, group: Delegation, on: date) -> Delegation | None:
        """Return the member that speaks for a group that day; None where none is named, or it has left."""
        found = self.filter(group=group, from_on__lte=on).select_related("delegation").order_by("-from_on")
        named = found.first()
        if named is None:
            return None
        is_member = Membership.objects.on(on).filter(group=group, member=named.delegation_id).exists()
        return named.delegation if is_member else None


class Spokesperson(models.Model):
    """The member that tables in a group's name, from a day on until another is named."""

    group = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="spokespersons")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="speaks_for")
    from_on = models.DateField()

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        ordering = ["group", "-from_on"]
        permissions = [("name_spokesperson", "Can name the spokesperson of a group")]
        constraints = [
            models.UniqueConstraint("group", "from_on", name="spokesperson_one_a_day"),
            models.CheckConstraint(
                condition=~models.Q(group=models.F("delegation")), name="spokesperson_is_a_member"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegation} for {self.group}"
