"""What a delegation says to another's amendment, or to a paragraph."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation
from drafts.forms.amendments import TEXT
from drafts.models import PositionKind

NONE = "none"


class PositionForm(forms.Form):
    """A position, for which delegation, with a note."""

    kind = forms.ChoiceField(label=_("Position"), choices=PositionKind, widget=forms.RadioSelect)
    delegation = forms.ModelChoiceField(label=_("For"), queryset=Delegation.objects.none(), empty_label=None)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2}))

    def __init__(self, *args: Any, delegations: Any, is_on_paragraph: bool, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field, kind = self.fields["delegation"], self.fields["kind"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  as above
        field.queryset = delegations
        offered = [each for each in PositionKind if not (is_on_paragraph and each == PositionKind.COSPONSOR)]
        kind.choices = [*((each.value, each.label) for each in offered), (NONE, _("None"))]
