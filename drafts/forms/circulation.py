"""What the secretariat types when it circulates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from drafts.models import DraftKind


class CirculateForm(forms.Form):
    """What the new draft is called."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DraftKind)
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("For example: Facilitators’ proposals, Rev.1")
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False, help_text=_("Empty: pending."))
    author = forms.CharField(label=_("Author"), max_length=200, initial=_("The co-facilitators"))
