"""The manuals under docs/ as pages of the product, so that what people read here and what the repository says is one text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gpa.http import render_page

MANUALS: Mapping[str, str | Promise] = {
    "delegate": _("For delegates"),
    "facilitator": _("For facilitators"),
    "secretariat": _("For the secretariat"),
    "words": _("Words"),
    "record": _("Checking the record"),
}
"""The files of docs/ that are shown, in the order of the list, with what the list calls them."""

ABOUT: Mapping[str, str] = {
    "drafts:text": "delegate#read-the-text",
    "drafts:paragraph": "delegate#read-the-text",
    "drafts:amendment_create": "delegate#propose-wording",
    "drafts:amendment_edit": "delegate#propose-wording",
    "drafts:amendment_revise": "delegate#propose-wording",
    "drafts:amendment": "delegate#see-what-became-of-it",
    "drafts:room": "delegate#prepare-in-a-groups-room",
    "drafts:room_draft": "delegate#prepare-in-a-groups-room",
    "drafts:returned_create": "delegate#work-in-word",
    "drafts:returned": "delegate#work-in-word",
    "drafts:ledger": "delegate#see-what-became-of-it",
    "drafts:position_list": "delegate#say-where-you-stand",
    "drafts:comparison": "delegate#compare-drafts",
    "notice_list": "delegate#be-told",
    "settings": "delegate#be-told",
    "drafts:workbench": "facilitator#settle-a-paragraph",
    "drafts:paragraph_delete": "facilitator#delete-merge-move-insert-split",
    "drafts:paragraph_merge": "facilitator#delete-merge-move-insert-split",
    "drafts:paragraph_move": "facilitator#delete-merge-move-insert-split",
    "drafts:paragraph_insert": "facilitator#delete-merge-move-insert-split",
    "drafts:paragraph_split": "facilitator#delete-merge-move-insert-split",
    "drafts:paragraph_agree": "facilitator#mark-paragraphs-agreed",
    "drafts:paragraph_reopen": "facilitator#mark-paragraphs-agreed",
    "drafts:decision_list": "facilitator#undo-and-restore",
    "drafts:decision_undo": "facilitator#undo-and-restore",
    "drafts:audience_list": "facilitator#say-who-reads-what",
    "drafts:retext_create": "facilitator#take-in-a-text-that-was-edited-in-word",
    "drafts:import_create": "secretariat#bring-in-a-text",
    "drafts:import_preview": "secretariat#bring-in-a-text",
    "delegations:seat_list": "secretariat#give-seats",
    "delegations:seat_give": "secretariat#give-seats",
    "delegations:delegation_admit": "secretariat#admit-participants",
    "drafts:window_list": "secretariat#open-and-close-windows",
    "drafts:window_open": "secretariat#open-and-close-windows",
    "drafts:check": "secretariat#check-before-circulating",
    "drafts:draft_list": "secretariat#circulate-a-draft",
    "drafts:draft_circulate": "secretariat#circulate-a-draft",
    "drafts:draft": "secretariat#hand-out-files",
    "drafts:concordance": "secretariat#renumber-at-the-end",
    "drafts:renumber": "secretariat#renumber-at-the-end",
    "delegations:act_list": "secretariat#keep-the-record",
    "delegations:access_list": "secretariat#keep-the-record",
    "delegations:person_erase": "secretariat#keep-the-record",
}
"""What is read about a page: its address's name, and "manual#heading"; every other page's help is the list."""

FOLDER = settings.BASE_DIR / "docs"


@dataclass(frozen=True)
class Manual:
    """One file, rendered; `headings` are (anchor, words) of its second degree in reading order."""

    title: str
    html: SafeString
    headings: tuple[tuple[str, str], ...]


@cache
def manual(name: str) -> Manual:
    """Return the manual of that name.

    Raises:
        KeyError: no file of that name is shown.
    """
    MANUALS[name]
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    title, headings = "", []
    for token, following in zip(tokens, [*tokens[1:], Token("end", "", 0)], strict=True):
        if token.type == "heading_open":
            words = following.content
            token.attrs["id"] = slugify(words)
            title = title or words
            headings += [(slugify(words), words)] if token.tag == "h2" else []
        for inner in token.children or ():
            _lead(inner)
    html = reader.renderer.render(tokens[3:], reader.options, {})  # the title stands in the masthead
    return Manual(title, mark_safe(html), tuple(headings))  # noqa: S308  our own files, with HTML switched off


def _lead(token: Token) -> None:
    """Lead a link to another manual to its page, and a picture to where pictures are served."""
    if token.type == "link_open":
        path, _sharp, anchor = str(token.attrs.get("href", "")).partition("#")
        if PurePosixPath(path).suffix == ".md":
            token.attrs["href"] = address(f"{PurePosixPath(path).stem}#{anchor}")
    elif token.type == "image":
        token.attrs["src"] = static(f"manuals/{PurePosixPath(str(token.attrs['src'])).name}")
        token.attrs["loading"] = "lazy"


def address(place: str) -> str:
    """Return the address of "manual#heading", or of "manual"."""
    name, _sharp, anchor = place.partition("#")
    return reverse("manual", args=[name]) + (f"#{anchor}" if anchor else "")


@require_GET
def manual_list(request: HttpRequest) -> HttpResponse:
    """List the manuals with what each is about."""
    manuals = [(name, told, manual(name)) for name, told in MANUALS.items()]
    return render_page(request, "manual_list.html", {"manuals": manuals})


@require_GET
def manual_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one manual."""
    if name not in MANUALS:
        raise Http404
    return render_page(request, "manual.html", {"name": name, "manuals": MANUALS, "manual": manual(name)})


def help_of(request: HttpRequest) -> dict[str, str]:
    """Give every template the address of what is read about its page."""
    match = request.resolver_match
    place = ABOUT.get(match.view_name, "") if match else ""
    return {"help_address": address(place) if place else reverse("manual_list")}
