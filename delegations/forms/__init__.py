"""The shape of what people type about themselves."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import available_timezones

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from delegations.models import (
    AccessKind,
    Delegation,
    Delivery,
    Negotiation,
    NoticeKind,
    Role,
    Seat,
    User,
    sorted_under,
)
from delegations.operations.inviting import Offer

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

PASSWORD_RULES = _(
    "At least 12 characters; several words are best. Not your name, and none of the common ones."
)
NEW_PASSWORD: Mapping[str, "str | _StrPromise"] = {
    "password1": _("New password"),
    "password2": _("New password, once more"),
}
WRONG_DAY = {"invalid": _("Write the day as 2026-06-10.")}
DAY = forms.DateInput(attrs={"type": "date"})
LARGEST_TABLE = 2 * 1024 * 1024
THEMES = [("auto", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]


class Worded(forms.Form):
    """Gives a form of allauth's our words, without its placeholders and links."""

    words: ClassVar[Mapping[str, "str | _StrPromise"]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  a form's
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = PASSWORD_RULES if name == "password1" else ""
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True


class LogInForm(Worded, account_forms.LoginForm):
    """Log-in by e-mail, in any case."""

    words = {"login": _("E-mail"), "password": _("Password")}

    def clean_login(self) -> str:
        return str(super().clean_login()).lower()


class ForgottenForm(Worded, account_forms.ResetPasswordForm):
    words = {"email": _("E-mail")}


class ResetPasswordForm(Worded, account_forms.ResetPasswordKeyForm):
    words = NEW_PASSWORD


class SetPasswordForm(Worded, account_forms.SetPasswordForm):
    words = NEW_PASSWORD


class ChangePasswordForm(Worded, account_forms.ChangePasswordForm):
    words = {"oldpassword": _("Present password"), **NEW_PASSWORD}


class ConfirmForm(Worded, account_forms.ReauthenticateForm):
    words = {"password": _("Password")}


class LogInCodeForm(Worded, account_forms.ConfirmLoginCodeForm):
    words = {"code": _("Code from the letter")}


class SecondFactorForm(Worded, factor_forms.AuthenticateForm):
    words = {"code": _("Code from your app, or a recovery code")}


class ConfirmCodeForm(Worded, factor_forms.ReauthenticateForm):
    words = SecondFactorForm.words


class ActivateAppForm(Worded, ActivateTOTPForm):
    words = {"code": _("Code that the app shows")}


class Passkey:
    """Refuses what a browser would never send, where allauth's forms would break on it."""

    def clean_credential(self) -> object:
        clean = getattr(super(), "clean_credential", None)
        return _accepted(clean) if clean else self.cleaned_data["credential"]  # type: ignore[attr-defined]  # a form's

    def clean(self) -> object:
        return _accepted(super().clean)  # type: ignore[misc]  # a form's


def _accepted(clean: Callable[[], object]) -> object:
    try:
        return clean()
    except forms.ValidationError:
        raise
    except Exception as nonsense:  # the parsers of credentials raise whatever they stumble over
        raise forms.ValidationError(_("The passkey was not accepted.")) from nonsense


class AddPasskeyForm(Passkey, passkey_forms.AddWebAuthnForm):
    pass


class PasskeyForm(Passkey, passkey_forms.AuthenticateWebAuthnForm):
    pass


class LogInPasskeyForm(Passkey, passkey_forms.LoginWebAuthnForm):
    pass


class ConfirmPasskeyForm(Passkey, passkey_forms.ReauthenticateWebAuthnForm):
    pass


class RenameForm(Worded, passkey_forms.EditWebAuthnForm):
    words = {"name": _("Name")}


def one_line(text: str) -> None:
    """Refuse what would break a line of a letter or a list."""
    if any(not letter.isprintable() for letter in text):
        raise forms.ValidationError(_("This has characters that do not belong into a line of text."))


class OfferForm(forms.Form):
    """A seat to offer to somebody."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False, validators=[one_line])
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.DELEGATE)
    delegation = forms.ModelChoiceField(
        label=_("Delegation"), queryset=Delegation.objects.none(), required=False
    )
    from_on = forms.DateField(label=_("From"), required=False, widget=DAY)
    until_on = forms.DateField(label=_("Until"), required=False, widget=DAY)

    def __init__(self, *args: Any, negotiation: Negotiation, **kwargs: Any) -> None:  # noqa: ANN401  a form's
        super().__init__(*args, **kwargs)
        delegations = self.fields["delegation"]
        assert isinstance(delegations, forms.ModelChoiceField)  # noqa: S101  the field above
        delegations.queryset = negotiation.participants.all()

    def offer(self) -> Offer:
        """Return what is offered."""
        return Offer(**{**self.cleaned_data, "role": Role(self.cleaned_data["role"])})


class OfferRowForm(forms.Form):
    """A seat to offer, as a row of a table says it: role and delegation in words, days as 2026-06-10."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False, validators=[one_line])
    role = forms.CharField(label=_("Role"), max_length=60)
    delegation = forms.CharField(label=_("Delegation"), max_length=200, required=False)
    from_on = forms.DateField(
        label=_("From"), required=False, input_formats=["%Y-%m-%d"], error_messages=WRONG_DAY
    )
    until_on = forms.DateField(
        label=_("Until"), required=False, input_formats=["%Y-%m-%d"], error_messages=WRONG_DAY
    )

    def __init__(self, *args: Any, delegations: Mapping[str, Delegation], **kwargs: Any) -> None:  # noqa: ANN401  a form's
        super().__init__(*args, **kwargs)
        self.delegations = delegations

    def clean_role(self) -> Role:
        said = sorted_under(self.cleaned_data["role"])
        for role in Role:
            if said in {role.value, sorted_under(str(role.label)), sorted_under(role.name)}:
                return role
        known = ", ".join(str(role.label) for role in Role)
        raise forms.ValidationError(
            _("There is no such role. There are: %(known)s."), params={"known": known}
        )

    def clean_delegation(self) -> Delegation | None:
        said = self.cleaned_data["delegation"]
        found = self.delegations.get(sorted_under(said))
        if said and found is None:
            raise forms.ValidationError(_("No delegation of this name takes part in the negotiation."))
        return found

    def offer(self) -> Offer:
        """Return what is offered."""
        return Offer(**self.cleaned_data)


def delegations_by_name(negotiation: Negotiation) -> Mapping[str, Delegation]:
    """Return the participants by all that a table may call them: name, slug, ISO codes, as `sorted_under` has it."""
    found: dict[str, Delegation] = {}
    for each in negotiation.participants.all():
        for name in (each.iso2, each.iso3, each.slug, each.name):
            if name:
                found[sorted_under(name)] = each
    return found


class TableForm(forms.Form):
    """A list of people to invite."""

    file = forms.FileField(
        label=_("List"),
        help_text=_("CSV or XLSX, 2 MB at most"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > LARGEST_TABLE:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


class AcceptForm(forms.Form):
    """The account of somebody who is invited."""

    name = forms.CharField(
        label=_("Name"), max_length=200, validators=[one_line], help_text=_("As others are to read it")
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_RULES,
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:  # noqa: ANN401  a form's
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password1")
        if password and cleaned.get("password2") and password != cleaned["password2"]:
            self.add_error("password2", _("The two are not the same."))
        elif password:
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as poor:
                self.add_error("password1", poor)
        return cleaned


class LogInRulesForm(forms.Form):
    """Of which roles a second factor is asked."""

    roles = forms.MultipleChoiceField(
        label=_("Second factor"),
        help_text=_("Who has one of these seats must have a second factor to enter the negotiation."),
        choices=Role,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=THEMES)


class AskedForm(forms.Form):
    """Filters of a list; what cannot be understood is left out, the rest holds."""

    def asked(self) -> dict[str, object]:
        """Return what was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class RecordForm(AskedForm):
    kind = forms.CharField(required=False, max_length=40)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def clean_until(self) -> date | None:
        """Take no last day of all, after which there is no other."""
        until: date | None = self.cleaned_data["until"]
        return until if until is None or until < date(9999, 1, 1) else None

    def clean_since(self) -> date | None:
        """Take no day before the first that every time zone has."""
        since: date | None = self.cleaned_data["since"]
        return since if since is None or date(1, 1, 3) < since < date(9999, 1, 1) else None


class AccessForm(AskedForm):
    kind = forms.ChoiceField(required=False, choices=[("", ""), *AccessKind.choices])


class EraseForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of the person"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    is_checked = forms.BooleanField(
        label=_("The request came from this person, and cannot be taken back."),
        error_messages={"required": _("Confirm it: what is erased cannot be brought back.")},
    )


class SettingsForm(forms.Form):
    """A person's time zone and language, and how each kind of notice reaches them."""

    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        required=False,
        choices=lambda: [
            ("", _("That of the negotiation")),
            *((z, z) for z in sorted(available_timezones())),
        ],
    )
    language = forms.ChoiceField(
        label=_("Language of pages and letters"),
        required=False,
        choices=lambda: [("", _("That of the browser")), *settings.LANGUAGES],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=Delivery.choices)

    @property
    def deliveries(self) -> dict[str, str]:
        """Return what was chosen, by kind."""
        return {kind: self.cleaned_data[kind] for kind in NoticeKind.values}

    def kinds(self) -> list[forms.BoundField]:
        """Return the fields of the kinds, to be shown together."""
        return [self[kind] for kind in NoticeKind.values]


class TokenForm(forms.Form):
    """A token for a program: which seat it acts as, what it is for, and how long it holds."""

    seat = forms.ModelChoiceField(label=_("Seat"), queryset=Seat.objects.none(), empty_label=None)
    name = forms.CharField(label=_("What it is for"), max_length=80)
    until_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, seats: "QuerySet[Seat]", **kwargs: Any) -> None:  # noqa: ANN401  a form's
        super().__init__(*args, **kwargs)
        self.seats = seats.select_related("negotiation", "delegation")
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        field.queryset = self.seats
        field.label_from_instance = _called  # type: ignore[method-assign,assignment]  # Django's own way to name the choices


def _called(seat: Seat) -> str:
    """Return what a person calls a seat of theirs: “Delegate of Samplia, Global Plan of Action”."""
    of = f", {seat.delegation}" if seat.delegation else ""
    return f"{seat.get_role_display()}{of}: {seat.negotiation}"
