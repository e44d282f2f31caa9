"""The files of circulated drafts: sealing, Word, the package, and downloads; Word beside LibreOffice and pandoc.

    python -m bench.files [quick]

Seconds of processor, on an embedded database of its own; half of the paragraphs are decided on between the two drafts.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypandoc
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from bench import worlds
from bench.presses import has_office, office
from bench.rows import Axis, Row, compared, limit, part, run, tell, timed
from delegations.models import Negotiation, User
from drafts import tasks
from drafts.models import Document, Draft, DraftKind, Export, ExportForm, ExportFormat, ExportState
from drafts.operations import circulating, deciding

WORD, DOWNLOAD, SEALING = 5.0, 0.05, 5.0
"""Seconds that a Word file, a download, and the sealing of a draft may take."""
LARGE = 2000
OPEN = 100
"""So many amendments are open on the longer texts."""


def main(*, is_quick: bool) -> None:
    """Tell a row for each file and size."""
    for size in (71, 500) if is_quick else (71, 500, 2000):
        with part("Files of a draft", f"{size:,} paragraphs"):
            worlds.fresh()
            _on_paragraphs(size, worlds.negotiation(OPEN, size), is_packed=size == 71 or not is_quick)  # noqa: PLR2004  the plan's length
    for size in (100, 1000) if is_quick else (10, 100, 1000, 10_000):
        with part("Files of a draft", f"{size:,} amendments"):
            worlds.fresh()
            _on_amendments(size, worlds.negotiation(size))


def _on_paragraphs(size: int, negotiation: Negotiation, *, is_packed: bool) -> None:
    """Circulate twice, and tell what the second draft's files take."""
    document, by = negotiation.documents.get(), worlds.facilitator(negotiation)
    first = _circulate(document, by, "Zero draft")
    _decide(document, by)
    draft = _sealed("paragraphs", size, document, by)
    times = 3 if size < LARGE else 1
    clean = _word("paragraphs", size, draft, ExportForm.CLEAN, None, times)
    page = tasks.render(draft, ExportForm.CLEAN, ExportFormat.HTML, None).decode()
    others: dict[str, Callable[[], object] | None] = {
        "LibreOffice": partial(office, page, "docx") if has_office() else None,
        "pandoc": partial(_pandoc, page),
    }
    tell(compared(clean, others, 1))
    tell(_word("paragraphs", size, draft, ExportForm.TRACKED, first, times))
    tell(_word("paragraphs", size, draft, ExportForm.COMPILATION, None, times))
    if is_packed:
        _package("paragraphs", size, draft)
        _downloads(size, draft, worlds.client(by))


def _on_amendments(size: int, negotiation: Negotiation) -> None:
    """Circulate once, and tell what the files with the open amendments in them take."""
    document, by = negotiation.documents.get(), worlds.facilitator(negotiation)
    draft = _sealed("amendments", size, document, by)
    tell(_word("amendments", size, draft, ExportForm.COMPILATION, None, 3 if size < LARGE else 1))
    printed = timed(partial(tasks.render, draft, ExportForm.COMPILATION, ExportFormat.PDF, None), 1)
    tell(Row("PDF", "compilation", printed, axis="amendments", size=size))
    _package("amendments", size, draft)


def _sealed(axis: Axis, size: int, document: Document, by: User) -> Draft:
    taken = timed(partial(_circulate, document, by, "Rev.1"), 1)
    tell(Row("Files of a draft", "sealing it", taken, axis=axis, size=size, peers=limit(SEALING)))
    return document.drafts.get(name="Rev.1")


def _word(axis: Axis, size: int, draft: Draft, form: ExportForm, against: Draft | None, times: int) -> Row:
    taken = timed(partial(tasks.render, draft, form, ExportFormat.DOCX, against), times)
    return Row("Word", form.label.lower(), taken, axis=axis, size=size, peers=limit(WORD))


def _pandoc(page: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pypandoc.convert_text(page, "docx", format="html", outputfile=str(Path(folder) / "text.docx"))


def _package(axis: Axis, size: int, draft: Draft) -> None:
    """Make the package with all that is in it, as a worker does."""
    package = draft.exports.get(form=ExportForm.PACKAGE)
    taken = timed(partial(tasks.make_export, package.pk), 1)
    package.refresh_from_db()
    if package.state != ExportState.DONE:
        message = f"the package is not made: {package.failure}"
        raise RuntimeError(message)
    parts = len(tasks.parts_of(package))
    what = f"package with all {parts} files in it"
    tell(Row("Files of a draft", what, taken, axis=axis, size=size))


def _downloads(size: int, draft: Draft, client: Client) -> None:
    """Download what was made: as it is kept, and marked for its reader."""
    negotiation = draft.document.negotiation
    for has_stamps, how in ((False, ""), (True, ", marked for its reader")):
        Negotiation.objects.filter(pk=negotiation.pk).update(has_stamps=has_stamps)
        for name, export in _downloadable(draft.exports.all()).items():
            path = f"{draft.get_absolute_url()}files/{export.pk}/"
            _download(client, path)
            taken = timed(partial(_download, client, path), 5)
            row = Row("Downloads", f"{name}{how}", taken, axis="paragraphs", size=size, peers=limit(DOWNLOAD))
            tell(row)


def _downloadable(exports: "QuerySet[Export]") -> dict[str, Export]:
    return {
        "clean PDF": exports.get(form=ExportForm.CLEAN, format=ExportFormat.PDF),
        "tracked Word": exports.get(form=ExportForm.TRACKED, format=ExportFormat.DOCX),
        "package": exports.get(form=ExportForm.PACKAGE),
    }


def _download(client: Client, path: str) -> None:
    answer = client.get(path)
    if not answer.has_header("Content-Disposition"):
        message = f"{path} gave no file"
        raise RuntimeError(message)
    b"".join(answer)


def _circulate(document: Document, by: User, name: str) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="The facilitators",
        by=by,
        at=timezone.now(),
    )


def _decide(document: Document, by: User) -> None:
    """Give every second paragraph its next wording."""
    for paragraph in document.paragraphs.filter(state="standing", kind="numbered")[::2]:
        wording = paragraph.wording.replace(" the ", " a ", 2).replace(" and ", " and, as appropriate, ", 1)
        deciding.revise_paragraph(
            paragraph=paragraph, edition=paragraph.edition, wording=f"{wording} ", by=by, at=timezone.now()
        )


if __name__ == "__main__":
    run(main)
