"""The paragraphs of the text page, each written once and remembered for whoever is shown the same."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from drafts.exports.sheet import Run
from drafts.templatetags.drafts import printed_number
from drafts.text.redline import Segment

if TYPE_CHECKING:
    from drafts.views.texts import Row

register = template.Library()

MOST = 4096
"""Paragraphs that are remembered: of a few kilobytes each, a long text for readers of two kinds."""


@dataclass(frozen=True)
class Shown:
    """All that a paragraph on the text page depends on: its template is given nothing else, so nobody sees what is another's."""

    negotiation: str
    document: str
    slug: str
    called: str
    number: str
    is_heading: bool
    is_standing: bool
    is_changed: bool
    status: str
    told: str
    amendments: int
    marker: str
    segments: tuple[Segment | Run, ...]
    following: tuple[tuple[Run, ...], ...]
    is_seated: bool
    may_decide: bool
    may_propose: bool


@register.simple_tag(takes_context=True)
def paragraph_of_text(context: template.Context, row: "Row") -> SafeString:
    """Write a row of the text page as its reader may see it."""
    may, seat = context["may"], context["seat"]
    prepares = "drafts.prepare_amendment" in may and seat.delegation and not seat.delegation.is_proposing
    paragraph, cell = row.paragraph, row.cell
    shown = Shown(
        negotiation=context["negotiation"].slug,
        document=context["document"].slug,
        slug=paragraph.slug,
        called=str(paragraph.called),
        number=printed_number(paragraph),
        is_heading=paragraph.kind == "heading",
        is_standing=paragraph.is_standing,
        is_changed=row.is_changed,
        status=cell.status,
        told=str(cell.told),
        amendments=cell.amendments,
        marker=str(row.marker),
        segments=tuple(row.segments),
        following=row.following,
        is_seated=seat is not None,
        may_decide="drafts.decide_paragraph" in may,
        may_propose="drafts.table_amendment" in may or bool(prepares),
    )
    return _written(shown, get_language())


@lru_cache(maxsize=MOST)
def _written(shown: Shown, _language: str | None) -> SafeString:
    """Write it, in the language of its reader."""
    return render_to_string("drafts/_paragraph.html", {"paragraph": shown})
