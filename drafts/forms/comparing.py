"""What somebody gives to be compared with a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drafts.readers import files, sizes
from gpa.errors import DomainError

LARGEST = 8_000_000
"""Bytes that a file may have, packed and unpacked."""
MOST = 250_000
"""Characters that the two texts may have together: aligning more would hold up everybody else."""
MOST_BLOCKS = 2_000
"""Paragraphs that the two may have together."""


class ComparisonFileForm(forms.Form):
    """A text and an outside file; what was read of the file comes back with the page, so nothing is kept."""

    old = forms.ChoiceField(label=gettext_lazy("Which text"))
    file = forms.FileField(
        label=gettext_lazy("with which file"),
        help_text=gettext_lazy("Word, plain text or Markdown. It is compared and not kept."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.md"}),
    )
    name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    text = forms.CharField(required=False, strip=False, max_length=2 * MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["old"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; the type says any field
        field.choices = choices

    def clean(self) -> dict[str, Any]:  # Any: a form's cleaned data
        data: dict[str, Any] = super().clean() or {}
        given = data.get("file")
        if given is not None:
            data["name"], data["text"] = given.name, self._read(given.name, given.size, given)
        elif self.has_error("text") or self.has_error("name"):
            self.add_error("file", _("The file did not come back whole: choose it again."))
        else:
            data["text"] = data["text"].replace("\r\n", "\n")
        if not self.has_error("file") and not data["text"].strip():
            self.add_error("file", _("Choose a file."))
        if not self.has_error("file") and len(data["text"]) > MOST:
            self.add_error("file", too_long())
        return data

    def _read(self, name: str, size: int, given: Any) -> str:  # noqa: ANN401  Django's uploaded file
        try:
            content = given.read() if size <= LARGEST else b""
            if size > LARGEST or sizes.unpacked(content) > LARGEST:
                self.add_error("file", too_long())
                return ""
            return files.read(name, content)
        except DomainError as refusal:
            self.add_error("file", str(refusal))
            return ""


def too_long() -> str:
    """Say that the two texts are longer than a page compares."""
    return _(
        "The two texts are too long together: up to %(characters)s characters and %(blocks)s paragraphs are compared "
        "here. Give a part of it."
    ) % {"characters": f"{MOST:,}", "blocks": f"{MOST_BLOCKS:,}"}
