"""What facilitators type when they decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from drafts.forms.amendments import TEXT


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


class DeleteForm(forms.Form):
    """Deleting a paragraph, as seen at an edition."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 2})
    )


class MergeForm(DeleteForm):
    """Merging a paragraph into another, both as seen at an edition."""

    target_edition = forms.IntegerField(widget=forms.HiddenInput)
    wording = forms.CharField(
        label=_("Combined wording"), strip=False, widget=forms.Textarea(attrs={**TEXT, "rows": 10})
    )


class RestoreForm(DeleteForm):
    """Restoring an earlier edition."""

    restored = forms.IntegerField(widget=forms.HiddenInput)
