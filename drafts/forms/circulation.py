"""What the secretariat types when it circulates, and what whoever asks for a file chooses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Audience
from drafts.models import DraftKind, ExportForm, ExportFormat, LineNumbers


class CirculateForm(forms.Form):
    """What the new draft is called."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DraftKind)
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("For example: Facilitators’ proposals, Rev.1")
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False, help_text=_("Empty: pending."))
    author = forms.CharField(label=_("Author"), max_length=200, initial=_("The co-facilitators"))
    audience = forms.TypedChoiceField(
        label=_("Who reads it"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Amendments for fewer are not in the files that are made for them."),
    )

    def __init__(self, *args: Any, widest: int, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["audience"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  declared above; the type says any field
        field.initial = widest
        field.choices = Audience.within(Audience.FACILITATORS, widest)


class FileForm(forms.Form):
    """Which file of a draft to make. Large print and line numbers are for PDFs."""

    form = forms.ChoiceField(label=_("Form"), choices=ExportForm)
    since = forms.CharField(required=False)
    format = forms.ChoiceField(label=_("Format"), choices=ExportFormat)
    is_large = forms.BooleanField(label=_("Large print"), required=False)
    line_numbers = forms.ChoiceField(label=_("Line numbers"), choices=LineNumbers, required=False)
