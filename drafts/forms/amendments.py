"""What a delegation types when it proposes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Audience, Delegation
from drafts.models import AmendmentKind, AmendmentState, OutcomeKind, Paragraph

TEXT = {"dir": "auto", "spellcheck": "true"}


class AmendmentForm(forms.Form):
    """What is proposed, in whose name, and why."""

    kind = forms.ChoiceField(
        label=_("What you propose"),
        choices=AmendmentKind,
        initial=AmendmentKind.REVISE,
        widget=forms.RadioSelect,
    )
    target = forms.ModelChoiceField(
        label=_("Which paragraph"), queryset=Paragraph.objects.none(), required=False, to_field_name="slug"
    )
    wording = forms.CharField(
        label=_("Proposed wording"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 8}),
    )
    delegation = forms.ModelChoiceField(
        label=_("On behalf of"),
        queryset=Delegation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    rationale = forms.CharField(
        label=_("Rationale"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 3})
    )
    audience = forms.TypedChoiceField(
        label=_("Who reads it"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    base_edition = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, widget=forms.HiddenInput)
    """For which kind and target the box was filled, so that words nobody typed can give way to others."""
    is_refilled = False
    own: int | None = None
    """The number of the amendment that is revised, which is none of the others on the paragraph."""

    def __init__(self, *args: Any, delegations: Any, targets: Any, widest: int, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        self.delegations = list(delegations)
        self._offer("delegation", delegations)
        self._offer("target", targets)
        audience = self.fields["audience"]
        assert isinstance(audience, forms.TypedChoiceField)  # noqa: S101  declared above; the type says any field
        audience.choices = Audience.within(Audience.FACILITATORS, widest)

    def _offer(self, name: str, rows: Any) -> None:  # noqa: ANN401  a queryset of either model
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        field.queryset = rows

    @property
    def proposal(self) -> dict[str, Any]:
        """Return what was proposed, without in whose name."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"delegation", "begun"}
        }


class AmendmentFilterForm(forms.Form):
    """Which amendments to list."""

    q = forms.CharField(label=_("Words"), required=False)
    document = forms.CharField(required=False)
    paragraph = forms.CharField(label=_("Paragraph"), required=False)
    delegation = forms.CharField(label=_("Delegation"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *AmendmentState.choices]
    )


class LedgerForm(forms.Form):
    """Which amendments the ledger lists."""

    document = forms.CharField(label=_("Document"), required=False)
    section = forms.IntegerField(label=_("Section"), required=False, max_value=2**31 - 1)
    paragraph = forms.CharField(label=_("Paragraph"), required=False)
    delegation = forms.CharField(label=_("Delegation"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[
            ("", _("All")),
            *OutcomeKind.choices,
            (AmendmentState.WITHDRAWN.value, AmendmentState.WITHDRAWN.label),
            (AmendmentState.TABLED.value, AmendmentState.TABLED.label),
        ],
    )
