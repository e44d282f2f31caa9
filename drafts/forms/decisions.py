"""What facilitators type when they decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation
from drafts.forms.amendments import TEXT
from drafts.models import Agreement, Amendment, ParagraphKind

WORDING = {**TEXT, "class": "editor"}


class DecisionForm(forms.Form):
    """The resulting wording on the edition that was seen; the choices and outcomes are read beside it."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    wording = forms.CharField(
        label=_("Resulting wording"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 10}),
    )
    reason = forms.CharField(
        label=_("Note for the receipt"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2})
    )


class ReasonForm(forms.Form):
    """A decision that needs no more than its reason: an undoing."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2})
    )


class RenumberForm(ReasonForm):
    """Renumbering a document, as its table was seen after a decision."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class DeleteForm(ReasonForm):
    """Deleting or moving a paragraph, as seen at an edition."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class DeletionForm(DeleteForm):
    """Deleting a paragraph, and which of the amendments that want it gone are settled by it."""

    settle = forms.MultipleChoiceField(
        label=_("Settle with it, as accepted"), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ["edition", "settle", "reason"]

    def __init__(self, *args: Any, wanted: Iterable[Amendment], **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), f"{each}, {each.delegation}: {each.proposes}") for each in wanted]
        field = self.fields["settle"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above; the type says any field
        field.choices = choices
        field.initial = [value for value, _told in choices]
        if not choices:
            del self.fields["settle"]


class MergeForm(DeleteForm):
    """Merging a paragraph into another, both as seen at an edition."""

    target_edition = forms.IntegerField(widget=forms.HiddenInput)
    wording = forms.CharField(
        label=_("Combined wording"), strip=False, widget=forms.Textarea(attrs={**TEXT, "rows": 10})
    )


class RestoreForm(DeleteForm):
    """Restoring an earlier edition."""

    restored = forms.IntegerField(widget=forms.HiddenInput)


class AlternativeForm(ReasonForm):
    """The words of an alternative to the whole of a paragraph."""

    wording = forms.CharField(
        label=_("Wording"), strip=False, widget=forms.Textarea(attrs={**WORDING, "rows": 8})
    )

    field_order = ["kind", "wording", "reason"]


class InsertForm(AlternativeForm):
    """The words of a new paragraph, and of what kind it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ParagraphKind)


class SplitForm(DeleteForm):
    """The two parts of a paragraph, as seen at an edition."""

    first = forms.CharField(
        label=_("What it keeps"), strip=False, widget=forms.Textarea(attrs={**WORDING, "rows": 6})
    )
    second = forms.CharField(
        label=_("The rest, a paragraph of its own"),
        strip=False,
        widget=forms.Textarea(attrs={**WORDING, "rows": 6}),
    )

    field_order = ["edition", "first", "second", "reason"]


class AgreeForm(DeleteForm):
    """How far a paragraph is agreed, as seen at an edition."""

    agreement = forms.ChoiceField(
        label=_("How far"),
        choices=[
            (Agreement.AD_REF, _("Agreed ad ref: subject to capitals")),
            (Agreement.AGREED, Agreement.AGREED.label),
        ],
        widget=forms.RadioSelect,
    )

    field_order = ["edition", "agreement", "reason"]


class ReopenForm(forms.Form):
    """At whose request an agreed paragraph is reopened, and why."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    delegation = forms.ModelChoiceField(
        label=_("At the request of"), queryset=Delegation.objects.none(), empty_label=_("Choose a delegation")
    )
    reason = forms.CharField(
        label=_("Reason that everybody will read"), widget=forms.Textarea(attrs={**TEXT, "rows": 3})
    )

    def __init__(self, *args: Any, delegations: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        field.queryset = delegations
