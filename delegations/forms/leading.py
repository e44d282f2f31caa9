"""The shape of naming who speaks for a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation


class SpokespersonForm(forms.Form):
    """Which member speaks for a group, from which day on."""

    delegation = forms.ModelChoiceField(
        label=_("Spokesperson"), queryset=Delegation.objects.none(), empty_label=None
    )
    from_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        field.queryset = members
