"""What a delegation or a facilitator gives back, and what is chosen of it."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Delegation
from drafts.forms.amendments import TEXT
from drafts.models import Draft, Wanted
from drafts.operations.amending import LONGEST_RATIONALE
from drafts.readers import sizes

LARGEST = 8_000_000
"""Bytes that a file may have, packed and unpacked."""


class ReturnForm(forms.Form):
    """An edited file, and the draft that it was made of where the file does not say it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Word as you edited it, with or without tracked changes; plain text or Markdown"
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.md"}),
    )
    draft = forms.ModelChoiceField(
        label=gettext_lazy("Made of"),
        queryset=Draft.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("What the file says; else the text as it stands"),
    )

    def __init__(self, *args: Any, drafts: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["draft"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        field.queryset = drafts

    def clean_file(self) -> tuple[str, bytes]:
        """Return the name and the bytes of the file."""
        given = self.cleaned_data["file"]
        data: bytes = given.read() if given.size <= LARGEST else b""
        if given.size > LARGEST or sizes.unpacked(data) > LARGEST:
            message = _("The file is too long: up to 8 MB, pictures left out. Give a part of it.")
            raise forms.ValidationError(message)
        return PurePath(str(given.name)).name, data


class ChosenForm(forms.Form):
    """Which changes of a file are chosen, why, and in whose name."""

    taken = forms.TypedMultipleChoiceField(coerce=int, required=False)
    delegation = forms.ModelChoiceField(
        label=gettext_lazy("On behalf of"),
        queryset=Delegation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  what Django's forms take
        wanted: tuple[Wanted, ...],
        delegations: Any,  # noqa: ANN401  a queryset
        **kwargs: Any,  # noqa: ANN401  as above
    ) -> None:
        super().__init__(*args, **kwargs)
        taken, named = self.fields["taken"], self.fields["delegation"]
        assert isinstance(taken, forms.TypedMultipleChoiceField)  # noqa: S101  declared above
        assert isinstance(named, forms.ModelChoiceField)  # noqa: S101  declared above
        taken.choices = [(each.number, each.number) for each in wanted]
        named.queryset = delegations
        for each in wanted:
            self.fields[f"rationale_{each.number}"] = forms.CharField(
                label=gettext_lazy("Rationale"),
                required=False,
                max_length=LONGEST_RATIONALE,
                initial=each.rationale,
                widget=forms.Textarea(attrs={**TEXT, "rows": 2}),
            )

    @property
    def rationales(self) -> dict[int, str]:
        """Return the reasons as typed, by number."""
        return {
            int(name.removeprefix("rationale_")): str(typed)
            for name, typed in self.cleaned_data.items()
            if name.startswith("rationale_")
        }
