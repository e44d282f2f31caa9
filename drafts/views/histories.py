"""One paragraph's history as a file: every edition with what decided it, in print as a redline against the one before."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from delegations.views.seated import seated
from drafts.exports.front import moment
from drafts.exports.report import Passage
from drafts.models import Agreement, Edition
from drafts.text import redline
from drafts.views import files
from drafts.views.finding import find_paragraph
from gpa.http import MemberRequest

MARKERS = {"deleted": "Delete", "merged": "[merged]"}


@require_GET
@seated("drafts.export_draft")
def history_file(request: MemberRequest, document: str, label: str, file_format: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    editions = paragraph.editions()[::-1]
    name = f"{paragraph.document.slug}-{paragraph.slug}-history"
    title = _("History of %(paragraph)s") % {"paragraph": paragraph.called}
    if file_format == "pdf":
        passages = [
            _passage(request, old, new) for old, new in zip((None, *editions), editions, strict=False)
        ]
        return files.printed(request, name, title, [str(paragraph.document)], passages)
    heads = (_("Edition"), _("When"), _("Decision"), _("Reason"), _("By"), _("State"), _("Wording"))
    rows = [
        (
            str(each.number),
            files.hour(request, each.decision.at),
            f"{each.decision}: {each.decision.sentence}",
            each.decision.reason,
            str(each.decision.by),
            each.state,
            each.wording,
        )
        for each in editions
    ]
    return files.spread(request, name, title, [heads, *rows], file_format)


def _passage(request: MemberRequest, old: Edition | None, new: Edition) -> Passage:
    decision = new.decision
    agreed = str(Agreement(new.agreement).label) if new.agreement != Agreement.NONE else ""
    return Passage(
        f"Edition {new.number}, {moment(decision.at, request.negotiation.time_zone)}",
        redline.diff(old.wording if old else new.wording, new.wording) if new.wording or old else (),
        (f"{decision}: {decision.sentence} {decision.by}", decision.reason, agreed),
        marker=MARKERS.get(new.state, ""),
    )
