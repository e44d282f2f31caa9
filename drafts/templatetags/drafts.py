"""How wordings, numbers and hours are written on pages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.models import Negotiation
from drafts.exports.html import Heard, inline
from drafts.exports.lines import Line, Piece, lines
from drafts.models import Document, Paragraph, ParagraphKind, Verb
from drafts.operations.weighing import Traced
from drafts.text import tokens
from drafts.text.redline import Segment

register = template.Library()

NEAR = 5
"""Words that an excerpt keeps on either side of a change."""

VERB_ICONS = {
    Verb.IMPORT: "file-text",
    Verb.REVISE: "pencil",
    Verb.INSERT: "plus",
    Verb.DELETE: "deleted",
    Verb.MERGE: "merged",
    Verb.MOVE: "arrow-up-down",
    Verb.SPLIT: "git-compare-arrows",
    Verb.AGREE: "agreed",
    Verb.REOPEN: "open",
    Verb.RESTORE: "rotate-ccw",
    Verb.RENUMBER: "list",
    Verb.UNDO: "undo-2",
}


@register.simple_tag(takes_context=True)
def readable_text(context: template.Context) -> Document | None:
    """Return the document that the tabs lead to: the page's, or the first of the negotiation that its reader may read."""
    texts = context.get("documents")
    if texts is None:
        visible = Document.objects.visible_to(context["request"].user, timezone.localdate())
        texts = list(visible.filter(negotiation=context["negotiation"]))
    return context["document"] if context.get("document") in texts else texts[0] if texts else None


@register.simple_tag
def wording(segments: Sequence[Segment]) -> SafeString:
    """Write a redline, or a wording of one equal segment: points hang, changes are told by words as well as by look."""
    return mark_safe("".join(_line(line) for line in lines(segments)))  # noqa: S308  every piece is escaped below


@register.simple_tag
def plain(text: str) -> SafeString:
    """Write a wording as it is."""
    return wording((Segment("equal", text),)) if text else mark_safe("")


@register.simple_tag
def traced(runs: Iterable[Traced]) -> SafeString:
    """Write an amendment's words: marked what it proposed and the text has, struck what the text has not."""
    heard = Heard(
        insertion=f'<span class="hidden">{_("proposed and in the text: ")}</span>',
        deletion=f'<span class="hidden">{_("not in the text: ")}</span>',
        end="",
    )
    segments = [
        Segment("delete" if not run.is_there else "insert" if run.is_proposed else "equal", run.text)
        for run in runs
    ]
    return mark_safe("".join(_line(line, heard) for line in lines(segments)))  # noqa: S308  as above


@register.simple_tag
def excerpt(segments: Sequence[Segment], most: int = 0) -> SafeString:
    """Write a redline's changes with a few words around each; what is between is left out.

    Of more than `most` changes the first are written, and the others counted. A wording that is struck whole is cut short.
    """
    if [segment.op for segment in segments] == ["delete"]:
        segments = (Segment("delete", Truncator(segments[0].text).words(4 * NEAR, truncate=" …")),)
    segments, others = _first(segments, most) if most else (segments, 0)
    last = len(segments) - 1
    shortened = [
        segment
        if segment.op != "equal"
        else Segment("equal", _shortened(segment.text, is_first=index == 0, is_last=index == last))
        for index, segment in enumerate(segments)
    ]
    written = changes([segment for segment in shortened if segment.text])
    if not others:
        return written
    more = ngettext("and %d more change", "and %d more changes", others) % others
    return format_html('{} <span class="muted">{}</span>', written, more)


@register.simple_tag
def changes(segments: Sequence[Segment]) -> SafeString:
    """Write a redline within a sentence: its lines follow one another, the sign of a point among the words."""
    written = (_pieces((*line.sign, *line.pieces)) for line in lines(segments))
    return mark_safe(" ".join(written))  # noqa: S308  as above


@register.simple_tag
def counted(segments: Iterable[Segment]) -> str:
    """Count a redline's changes and words: “3 changes, 9 words in, 2 words out”; a replacement is one change."""
    changed: list[Segment] = []
    count = 0
    for is_equal, run in groupby(segments, key=_is_equal):
        if not is_equal:
            changed += run
            count += 1
    if not count:
        return _("no changes")
    words_in = sum(_words(segment.text) for segment in changed if segment.op == "insert")
    words_out = sum(_words(segment.text) for segment in changed if segment.op == "delete")
    return ", ".join(
        [
            ngettext("%d change", "%d changes", count) % count,
            ngettext("%d word in", "%d words in", words_in) % words_in,
            ngettext("%d word out", "%d words out", words_out) % words_out,
        ]
    )


@register.filter
def printed_number(paragraph: Paragraph) -> str:
    """Return the number as printed before the wording: “49.”; nothing for what has none."""
    return f"{paragraph.label}." if paragraph.kind == ParagraphKind.NUMBERED else ""


@register.filter
def short_label(paragraph: Paragraph) -> str:
    """Return the label where it is a number, else a sign."""
    is_numbered = paragraph.kind in {ParagraphKind.NUMBERED, ParagraphKind.PREAMBULAR}
    return paragraph.label if is_numbered else "¶"


@register.filter
def verb_icon(verb: str) -> str:
    """Return the icon of a decision's verb."""
    return VERB_ICONS[Verb(verb)]


@register.filter
def moment(at: datetime, negotiation: Negotiation) -> str:
    """Return an instant as the clock in the negotiation's room shows it: “11 June 2010, 18:30”."""
    local = negotiation.local(at)
    return f"{date_format(local)}, {local:%H:%M}"


def _first(segments: Sequence[Segment], most: int) -> tuple[Sequence[Segment], int]:
    """Cut a redline after so many changes and the words that follow; return how many changes were cut off."""
    seen = 0
    for index, segment in enumerate(segments):
        begins = segment.op != "equal" and (not index or segments[index - 1].op == "equal")
        seen += begins
        if begins and seen == most + 1:
            cut = index
    return (segments[:cut], seen - most) if seen > most else (segments, 0)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Keep the words of an unchanged run that stand next to a change."""
    words = text.split(" ")
    if len(words) <= 2 * NEAR:
        return text
    head = "" if is_first else " ".join(words[: NEAR + 1])
    tail = "" if is_last else " ".join(words[-NEAR - 1 :])
    return f"{head} … {tail}"


def _words(text: str) -> int:
    """Count what has a letter or a figure: a comma or a bracket is no word."""
    return sum(any(map(str.isalnum, token)) for token in tokens.split(text))


def _is_equal(segment: Segment) -> bool:
    return segment.op == "equal"


def _line(line: Line, heard: Heard | None = None) -> str:
    if not line.degree:
        return f"<p>{_pieces(line.pieces, heard)}</p>" if line.pieces else ""
    more = " point--2" if line.degree > 1 else ""
    sign = _pieces([replace(piece, text=piece.text.strip()) for piece in line.sign], heard)
    return f'<p class="point{more}"><span class="point__mark">{sign}</span> {_pieces(line.pieces, heard)}</p>'


def _pieces(pieces: Iterable[Piece], heard: Heard | None = None) -> str:
    heard = heard or Heard(
        insertion=f'<span class="hidden">{_("insertion: ")}</span>',
        deletion=f'<span class="hidden">{_("deletion: ")}</span>',
        end=f'<span class="hidden">{_(" end of change ")}</span>',
    )
    return inline(pieces, heard)
