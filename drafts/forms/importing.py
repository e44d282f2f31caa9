"""What the secretariat types when it brings a text in."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from delegations.models import Audience
from drafts.forms.amendments import TEXT
from drafts.models import ParagraphKind, ParagraphState
from drafts.operations.importing import LONGEST_NAME, LONGEST_SLUG
from drafts.readers.files import LARGEST
from drafts.text import numbering
from drafts.text.parsing import Block, Kind, State
from drafts.text.soundness import LONGEST_LABEL


class IntakeForm(forms.Form):
    """A file, or a text that is pasted."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Plain text, Markdown or Word (.docx), 20 MB at most"),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        help_text=_("Pasted, instead of a file"),
        widget=forms.Textarea(attrs={**TEXT, "rows": 8, "class": "editor"}),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if file and file.size and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_text = bool(cleaned.get("text", "").strip())
        if not self.errors and bool(cleaned.get("file")) == has_text:
            both = _("Choose a file or paste a text, not both.")
            neither = _("Choose a file, or paste a text.")
            raise forms.ValidationError(both if has_text else neither)
        return cleaned

    def given(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what was given."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return str(_("Pasted text.txt")), str(self.cleaned_data["text"]).encode()
        return PurePath(str(file.name)).name, file.read()


class NamingForm(forms.Form):
    """What the document is to be called."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, required=False, help_text=_("What people will call it")
    )
    slug = forms.RegexField(
        label=_("Address"),
        regex=r"^[-a-zA-Z0-9_]*$",
        max_length=LONGEST_SLUG,
        required=False,
        help_text=_("Unaccented letters, digits and hyphens"),
        error_messages={"invalid": _("An address has unaccented letters, digits and hyphens only.")},
    )
    title = forms.CharField(
        label=_("Title as printed"),
        required=False,
        help_text=_("A line each"),
        widget=forms.Textarea(attrs={**TEXT, "rows": 2}),
    )

    def clean_title(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["title"].splitlines())


class ReadersForm(forms.Form):
    """Who reads the document from the moment at which it is saved."""

    audience = forms.TypedChoiceField(label=_("Who reads it at once"), coerce=int, choices=Audience.choices)


class BlockForm(forms.Form):
    """One block as the secretariat corrects it."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Kind"), choices=ParagraphKind)
    label = forms.CharField(
        label=_("Label"),
        max_length=LONGEST_LABEL,
        required=False,
        help_text=_("“49”, “49 bis”, “unnumbered 2”"),
    )
    wording = forms.CharField(
        label=_("Wording"),
        required=False,
        strip=False,
        help_text=_("A line of --- marks where Split parts it"),
        widget=forms.Textarea(attrs={**TEXT, "rows": 6, "class": "editor"}),
    )
    state = forms.ChoiceField(label=_("State"), choices=ParagraphState)
    target = forms.CharField(
        label=_("Merged into"),
        max_length=LONGEST_LABEL,
        required=False,
        help_text=_("The label"),
        widget=forms.TextInput(attrs={"list": "labels"}),
    )
    section = forms.CharField(
        label=_("Section that begins here"),
        max_length=200,
        required=False,
        help_text=_("On screen only, not printed"),
    )

    def typed(self) -> dict[str, Any]:
        """Return the block and its section as typed: labels as they are written here, line ends as LF."""
        typed = self.cleaned_data
        block = Block(
            Kind(typed["kind"]),
            numbering.tidy(typed["label"]),
            typed["wording"].replace("\r\n", "\n").replace("\r", "\n"),
            State(typed["state"]),
            numbering.tidy(typed["target"]) or None,
        )
        return {"block": block, "section": typed["section"]}
