"""What facilitators and the secretariat type when they say who reads what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Audience


class AudienceForm(forms.Form):
    """Who may read it."""

    audience = forms.TypedChoiceField(
        label=_("Who reads it"), coerce=int, choices=Audience.choices, widget=forms.RadioSelect
    )
    is_confirmed = forms.BooleanField(
        label=_("If more people read it than before: this is meant; what they have read cannot be unread"),
        required=False,
    )


class ConfidentialityForm(forms.Form):
    """What holds for all of a negotiation."""

    audience = forms.TypedChoiceField(
        label=_("Who reads the next document that is brought in"),
        coerce=int,
        choices=Audience.choices,
        widget=forms.RadioSelect,
    )
    has_stamps = forms.BooleanField(
        label=_("Mark each file of a draft with the delegation that downloads it, and the hour"),
        required=False,
    )
