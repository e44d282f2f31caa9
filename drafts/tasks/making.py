"""The work itself: each task takes an id, loads, and makes one call. A task may run twice; its row says what is left."""

import hashlib
import logging
from datetime import timedelta

from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone

from drafts.exports import fonts, package, pdf, report
from drafts.exports.front import Look
from drafts.models import Draft, Export, ExportForm, ExportFormat, ExportState, LineNumbers, Printout
from drafts.tasks.keeping import is_lost, keep, kept
from drafts.tasks.laying import LINE_NUMBERS, PARTS, PARTS_SINCE, Part, export_key, render
from drafts.text import seals

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a file may be in the making before whoever makes it counts as lost; a package has as long for each part."""
FAILURE = "The file could not be made. Ask for it again; if it fails again, tell the secretariat."


@shared_task(name="drafts.make_export")  # type: ignore[untyped-decorator]  # Celery has no types
def make_export(export_pk: int) -> None:
    """Make a file that was asked for, unless it is there already or nobody wants it any more; a failure is kept with its row."""
    related = Export.objects.select_related("draft__document__negotiation", "against")
    export = related.filter(pk=export_pk).first()
    if export is None or not _is_wanted(export):
        return
    try:
        made = _packed(export) if export.is_package else _rendered(export)
        if made is None:
            return
        keep(export, made)
    except Exception:
        logger.exception("export %s failed", export.pk)
        _asked(export).update(state=ExportState.FAILED, failure=FAILURE)
        return
    digest = hashlib.sha256(made).hexdigest()
    Export.objects.filter(pk=export.pk).exclude(state=ExportState.CANCELLED).update(
        state=ExportState.DONE, size=len(made), sha256=digest, failure=""
    )
    if export.format == ExportFormat.PDF:
        _warn_of_missing_fonts(export.draft)


def _is_wanted(export: Export) -> bool:
    """Tell whether a file is still to be made."""
    return export.state != ExportState.CANCELLED and (export.state != ExportState.DONE or is_lost(export))


def _asked(export: Export) -> QuerySet[Export]:
    return Export.objects.filter(pk=export.pk, state=ExportState.ASKED)


def _rendered(export: Export) -> bytes:
    return render(
        export.draft,
        ExportForm(export.form),
        ExportFormat(export.format),
        export.against,
        Look(export.is_large, LINE_NUMBERS[LineNumbers(export.line_numbers)]),
        audience=export.audience,
    )


def _packed(export: Export) -> bytes | None:
    """Make every part of a package that is not there, and zip them; None where it was cancelled meanwhile."""
    files: dict[str, bytes] = {}
    for number, part in enumerate(parts_of(export), start=1):
        if not _asked(export).update(lease_until=timezone.now() + LEASE):
            return None
        make_export(part.pk)
        part.refresh_from_db()
        files[part.file_name] = kept(part)
        _asked(export).update(parts_made=number)
    draft = export.draft
    issue = package.Issue(
        negotiation=draft.document.negotiation.title,
        document=draft.document.name,
        draft=draft.name,
        symbol=draft.symbol,
        circulated_at=draft.circulated_at.isoformat(),
        seal=draft.seal,
        canonical=seals.canonical(block.sealed for block in draft.blocks.order_by("position")).decode(),
    )
    return package.pack(issue, files)


def parts_of(export: Export) -> list[Export]:
    """Return the files that a package holds, in their order: those that every draft has, and those since the one before."""
    planned: list[tuple[Part, Draft | None]] = [(each, None) for each in PARTS]
    if export.against is not None:
        planned += [(each, export.against) for each in PARTS_SINCE]
    keys = [
        export_key(export.draft, form, file_format, against, audience=export.audience)
        for (form, file_format), against in planned
    ]
    found = {
        each.key: each for each in Export.objects.filter(key__in=keys).select_related("draft", "against")
    }
    return [found[key] for key in keys]


@shared_task(name="drafts.make_printout")  # type: ignore[untyped-decorator]  # as above
def make_printout(printout_pk: int) -> None:
    """Print a report that was asked for, unless it is there already."""
    printout = Printout.objects.filter(pk=printout_pk).first()
    if printout is None or (printout.state == ExportState.DONE and not is_lost(printout)):
        return
    try:
        made = pdf.render(report.read(printout.content))
        keep(printout, made)
    except Exception:
        logger.exception("printout %s failed", printout.pk)
        Printout.objects.filter(pk=printout.pk).update(state=ExportState.FAILED)
        return
    Printout.objects.filter(pk=printout.pk).update(state=ExportState.DONE, size=len(made))


def _warn_of_missing_fonts(draft: Draft) -> None:
    """Tell the operator of scripts that no font here prints: on paper they are empty boxes."""
    missing = fonts.missing_scripts("".join(draft.blocks.values_list("wording", flat=True)))
    if missing:
        logger.warning(
            "draft %s has scripts that no font of this machine prints: %s", draft.pk, ", ".join(missing)
        )
