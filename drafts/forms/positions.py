"""What a delegation says to another's amendment, or to a paragraph."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation
from drafts.forms.amendments import TEXT
from drafts.models import KeptPosition, PositionKind

NONE = "none"


class PositionForm(forms.Form):
    """A position, for which delegation, with a note."""

    kind = forms.ChoiceField(label=_("Position"), choices=PositionKind, widget=forms.RadioSelect)
    delegation = forms.ModelChoiceField(label=_("For"), queryset=Delegation.objects.none(), empty_label=None)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2}))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  what Django's forms take
        delegations: Any,  # noqa: ANN401  as above
        is_on_paragraph: bool,
        kept: KeptPosition | None = None,
        **kwargs: Any,  # noqa: ANN401  as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        field, kind = self.fields["delegation"], self.fields["kind"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  as above
        field.queryset = delegations
        offered = [each for each in PositionKind if not (is_on_paragraph and each == PositionKind.COSPONSOR)]
        kind.choices = [*((each.value, each.label) for each in offered), (NONE, _("None"))]


class HoldingForm(forms.Form):
    """Which part of the matrix of who holds what to show."""

    section = forms.IntegerField(label=_("Section"), required=False)
    delegation = forms.SlugField(label=_("Delegation"), required=False)
