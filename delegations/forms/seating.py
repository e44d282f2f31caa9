"""The shape of what people type about who sits at the table."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delegations.forms import one_line
from delegations.models import Delegation, DelegationKind, Role

DAY = {"type": "date"}


class PlaceForm(forms.Form):
    """What a seat is: for which delegation, in which role, on which days."""

    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.DELEGATE)
    delegation = forms.ModelChoiceField(
        label=_("Delegation"), queryset=Delegation.objects.none(), required=False, empty_label=_("None")
    )
    from_on = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
        help_text=_("empty: at once"),
    )
    until_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
        help_text=_("empty: until it is ended"),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  what Django's forms take
        delegations: QuerySet[Delegation],
        roles: tuple[Role, ...],
        **kwargs: Any,  # noqa: ANN401  as above
    ) -> None:
        super().__init__(*args, **kwargs)
        offered, role = self.fields["delegation"], self.fields["role"]
        assert isinstance(offered, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        assert isinstance(role, forms.ChoiceField)  # noqa: S101  as above
        offered.queryset = delegations
        role.choices = [(each.value, each.label) for each in roles]


class SeatForm(PlaceForm):
    """A person, and the seat to be given."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        validators=[one_line],
        help_text=_("if the person is new here"),
    )

    field_order = ["email", "name", "delegation", "role", "from_on", "until_on"]


class SeatFilterForm(forms.Form):
    """Which seats to list."""

    q = forms.CharField(label=_("Person or delegation"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *Role.choices])
    delegation = forms.CharField(required=False)
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Now")), ("to_come", _("To come")), ("over", _("Ended")), ("all", _("All"))],
    )
    sort = forms.ChoiceField(
        required=False, choices=[("", _("Delegation")), ("role", _("Role")), ("person", _("Person"))]
    )


class ListedForm(forms.Form):
    """Whom to admit from the table, under the names of which day."""

    on = forms.DateField(label=_("Names and groups as of"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    keys = forms.MultipleChoiceField(label=_("Whom"))

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above; the type says any field
        field.choices = [(key, key) for key in keys]


class DelegationForm(forms.Form):
    """A participant's name."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("without article, as it is to be printed"),
    )


class AnotherForm(DelegationForm):
    """A participant that the table does not have."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DelegationKind)

    field_order = ["name", "kind"]


class MembersForm(forms.Form):
    """Who joins a group, from which day on."""

    members = forms.ModelMultipleChoiceField(
        label=_("Who joins"), queryset=Delegation.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    from_on = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
        help_text=_("empty: from ever"),
    )

    def __init__(self, *args: Any, members: QuerySet[Delegation], **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101  as above
        field.queryset = members


class LastDayForm(forms.Form):
    """The last day of a membership."""

    until_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
