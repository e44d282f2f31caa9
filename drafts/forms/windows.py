"""What is typed to open or change a window: hours as the clock in the negotiation's room shows them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegations.models import Negotiation
from drafts.models import Covers, Document, Section, Window
from drafts.operations.windowing import HourRefused, instant

WRITTEN = "%Y-%m-%dT%H:%M"
FIRST_YEAR, LAST_YEAR = 2000, 2100


class ClockField(forms.Field):
    """A day and an hour without a zone: what a clock on the wall shows."""

    widget = forms.DateTimeInput(format=WRITTEN, attrs={"type": "datetime-local"})

    def to_python(self, value: object) -> datetime | None:
        """Read “2010-06-17T18:00”; None where nothing is typed."""
        if value in self.empty_values:
            return None
        try:
            written = datetime.fromisoformat(str(value).strip())
        except ValueError as unreadable:
            message = _("Write a day and an hour: 2010-06-17 18:00.")
            raise ValidationError(message) from unreadable
        if written.tzinfo is not None or not FIRST_YEAR <= written.year <= LAST_YEAR:
            message = _("Write a day of this century and an hour, without a zone: 2010-06-17 18:00.")
            raise ValidationError(message)
        return written


class WindowHoursForm(forms.Form):
    """When a window opens and closes, and what is done with what comes late."""

    opens_at = ClockField(label=_("Opens"))
    closes_at = ClockField(label=_("Closes"))
    late = forms.ChoiceField(
        label=_("What comes late is"),
        choices=[
            ("refused", _("refused; what was typed is kept as a draft")),
            ("accepted", _("accepted, and flagged as late")),
        ],
        initial="refused",
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  what Django's forms take
        negotiation: Negotiation,
        window: Window | None = None,
        **kwargs: Any,  # noqa: ANN401  as above
    ) -> None:
        self.negotiation, self.window = negotiation, window
        if window is not None:
            kwargs["initial"] = {
                "opens_at": negotiation.local(window.opens_at),
                "closes_at": negotiation.local(window.closes_at),
                "late": "accepted" if window.is_late_accepted else "refused",
            }
        super().__init__(*args, **kwargs)

    def clean_opens_at(self) -> datetime:
        return self._instant("opens_at")

    def clean_closes_at(self) -> datetime:
        return self._instant("closes_at")

    def _instant(self, name: str) -> datetime:
        """Return the instant that was written; an hour left as it was shown keeps its seconds."""
        try:
            made = instant(self.cleaned_data[name], self.negotiation)
        except HourRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        before: datetime | None = getattr(self.window, name, None)
        if before is not None and before.astimezone(UTC).replace(second=0, microsecond=0) == made:
            return before
        return made

    @property
    def hours(self) -> dict[str, Any]:
        """Return what an operation asks for: two instants, and whether late words are taken."""
        return {
            "opens_at": self.cleaned_data["opens_at"],
            "closes_at": self.cleaned_data["closes_at"],
            "is_late_accepted": self.cleaned_data["late"] == "accepted",
        }


class WindowForm(WindowHoursForm):
    """A new window: its place, its acts and its hours."""

    place = forms.ChoiceField(label=_("For"))
    covers = forms.ChoiceField(label=_("Window for"), choices=Covers, initial=Covers.BOTH)

    field_order = ["place", "covers", "opens_at", "closes_at", "late"]

    def __init__(self, *args: Any, documents: Iterable[Document], **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        self.places: dict[str, tuple[Document, Section | None]] = {}
        for document in documents:
            self.places[document.slug] = (document, None)
            for section in document.sections.all():
                self.places[f"{document.slug}/{section.position}"] = (document, section)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; the type says any field
        field.choices = [
            (key, f"{document}, {section}" if section else str(document))
            for key, (document, section) in self.places.items()
        ]

    @property
    def whole(self) -> dict[str, Any]:
        """Return all that the operation asks for."""
        document, section = self.places[self.cleaned_data["place"]]
        covers = Covers(self.cleaned_data["covers"])
        return {"document": document, "section": section, "covers": covers, **self.hours}
