"""What a reader of the participants' list types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import DelegationKind


class DelegationFilterForm(forms.Form):
    """Which delegations to list, in which order."""

    q = forms.CharField(label=_("Name or ISO code"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *DelegationKind.choices]
    )
    group = forms.CharField(label=_("Group"), required=False)
    sort = forms.ChoiceField(
        label=_("In order of"),
        required=False,
        choices=[("", _("Name")), ("kind", _("Kind")), ("amendments", _("Amendments"))],
    )
