"""Texts as Word documents, with real tracked changes: `render` is the way in, `pages` makes what it prints."""

from drafts.exports.word import body, package
from drafts.exports.word.pages import Page


def render(page: Page) -> bytes:
    """Write a page as a Word document, the same bytes for the same page.

    Source: ISO/IEC 29500-1:2016, 17.13 (tracked changes, bookmarks).
    """
    return package.pack(page, body.written(page))
