"""What the secretariat types when it circulates, and what whoever asks for a file chooses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from drafts.models import DraftKind, ExportForm, ExportFormat, LineNumbers


class CirculateForm(forms.Form):
    """What the new draft is called."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DraftKind)
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("For example: Facilitators’ proposals, Rev.1")
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False, help_text=_("Empty: pending."))
    author = forms.CharField(label=_("Author"), max_length=200, initial=_("The co-facilitators"))


class FileForm(forms.Form):
    """Which file of a draft to make. Large print and line numbers are for PDFs."""

    form = forms.ChoiceField(label=_("Form"), choices=ExportForm)
    since = forms.CharField(required=False)
    format = forms.ChoiceField(label=_("Format"), choices=ExportFormat)
    is_large = forms.BooleanField(label=_("Large print"), required=False)
    line_numbers = forms.ChoiceField(label=_("Line numbers"), choices=LineNumbers, required=False)
