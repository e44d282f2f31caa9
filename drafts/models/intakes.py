"""Intakes: texts being brought in, as corrected so far; none of it is on the table yet."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Negotiation, User
from drafts.text.parsing import Block, Kind, State
from drafts.text.working import Doubt, Entry, Working

Held = dict[str, Any]
"""A working copy as JSON holds it: title, blocks, warnings. Any: what JSON may be."""


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Intakes by who may know of them."""

    def visible_to(self, user: User, on: date) -> "IntakeQuerySet":
        """Return those that the user brought in, in negotiations where the user has a seat that day."""
        return self.filter(uploaded_by=user, negotiation__in=Negotiation.objects.visible_to(user, on))


class Intake(models.Model):
    """A text that one person brings in, and corrects before it is saved as a document; then it is deleted.

    `step` counts the corrections: the optimistic lock of two windows.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="intakes")
    uploaded_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="intakes")
    file_name = models.CharField(max_length=200)
    source = models.TextField(help_text=_("The text as read from the file, whose lines the warnings count."))
    name = models.CharField(max_length=200, blank=True, help_text=_("What people will call the document."))
    slug = models.CharField(max_length=60, blank=True, help_text=_("Its address."))
    title = models.JSONField(default=list, help_text=_("The lines of its title."))
    blocks = models.JSONField(default=list, help_text=_("Its blocks in reading order, those left out too."))
    warnings = models.JSONField(default=list, help_text=_("What could not be settled, by line and block."))
    before = models.JSONField(null=True, help_text=_("The working copy before the last correction."))
    step = models.PositiveIntegerField(default=0, help_text=_("How many times it has been corrected."))
    updated_at = models.DateTimeField()

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the address on which it is corrected."""
        return reverse("drafts:import_preview", args=[self.negotiation.slug, self.pk])

    @property
    def working(self) -> Working:
        """Return the text as corrected so far."""
        return _from_json({"title": self.title, "blocks": self.blocks, "warnings": self.warnings})

    def hold(self, working: Working) -> None:
        """Take a correction in, and keep what was before it for one step back; saves nothing."""
        self.before = {"title": self.title, "blocks": self.blocks, "warnings": self.warnings}
        self.lay(working)

    def lay(self, working: Working) -> None:
        """Take a text in as it is; saves nothing."""
        held = _as_json(working)
        self.title, self.blocks, self.warnings = held["title"], held["blocks"], held["warnings"]

    def step_back(self) -> None:
        """Take up again what was before the last correction, which the next step back gives back; saves nothing."""
        if self.before is not None:
            self.hold(_from_json(self.before))


def _as_json(working: Working) -> Held:
    return {
        "title": list(working.title),
        "blocks": [
            {"key": one.key, **asdict(one.block), "section": one.section, "is_left_out": one.is_left_out}
            for one in working.entries
        ],
        "warnings": [asdict(doubt) for doubt in working.doubts],
    }


def _from_json(held: Held) -> Working:
    entries = tuple(
        Entry(
            one["key"],
            Block(Kind(one["kind"]), one["label"], one["wording"], State(one["state"]), one["target"]),
            one["section"],
            one["is_left_out"],
        )
        for one in held["blocks"]
    )
    doubts = tuple(Doubt(one["line"], one["message"], one["key"]) for one in held["warnings"])
    return Working(tuple(held["title"]), entries, doubts)
