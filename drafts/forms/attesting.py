"""What somebody gives to have it held against the seals."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 20_000_000
"""Bytes of a file."""
LONGEST = 2_000_000
"""Characters of a text."""


class AttestForm(forms.Form):
    """A file or a text, not both."""

    file = forms.FileField(
        label=_("A file: PDF, Word, text, XML or the package"), required=False, allow_empty_file=False
    )
    text = forms.CharField(
        label=_("Or a text, as in our plain text file"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Refuse a file that is too large to be one of ours."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("No file of ours is larger than 20 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or {}
        has_text = bool((data.get("text") or "").strip())
        if not self.errors and bool(data.get("file")) == has_text:
            raise forms.ValidationError(_("Give a file, or paste a text."))
        return data
