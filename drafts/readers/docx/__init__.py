"""Word documents as text for the parser: `read` is the way in."""

from drafts.readers.docx import archive, body
from drafts.text.parsing import Warning_


def read(data: bytes) -> tuple[str, tuple[Warning_, ...]]:
    """The text of a Word document, and what was left out of it, by line of the text.

    Numbers that Word counts are written out, italics stand in `*`, headings begin with "#". Tracked insertions are
    taken, deletions left out; footnotes, comments, text boxes, headers and footers are no part of the text.

    Raises:
        UnreadableFile: it is no Word document, damaged, encrypted, holds macros, or was made to do harm.

    Source: ISO/IEC 29500-1:2016, 17.
    """
    return body.written(archive.unpack(data))
