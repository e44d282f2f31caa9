"""What the secretariat types for the editorial check."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SpellingForm(forms.Form):
    """A list of spellings, a rule a line."""

    rules = forms.CharField(
        label=_("Spellings"),
        required=False,
        strip=False,
        help_text=_(
            "A rule a line: the wanted form, a colon, the variants: “subregional: sub-regional”. A hyphen or a space in "
            "a variant stands for either. What follows “#” is a remark."
        ),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "editor"}),
    )


class AcceptForm(forms.Form):
    """Which finding is accepted as it is, or no longer."""

    paragraph = forms.CharField(max_length=60)
    key = forms.CharField(max_length=100)
    is_taken_back = forms.BooleanField(required=False)
