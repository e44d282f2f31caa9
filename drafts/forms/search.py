"""What a reader asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 200


class SearchForm(forms.Form):
    """A paragraph, an amendment, or words."""

    q = forms.CharField(
        label=_("Paragraph or words"),
        max_length=LONGEST,
        error_messages={
            "required": _("Ask for a paragraph, an amendment, or words."),
            "max_length": _("Ask in %(limit_value)d characters at most; these are %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "autocomplete": "off"}),
    )
