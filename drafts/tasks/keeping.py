"""The folder of files: what was made is kept whole, or not at all."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from drafts.models import Export, ExportState, Printout


def is_lost(export: Export | Printout) -> bool:
    """Tell whether a file that was made is no longer kept."""
    return export.state == ExportState.DONE and not (Path(settings.MEDIA_ROOT) / export.path).exists()


def keep(export: Export | Printout, made: bytes) -> None:
    """Write a file whole or not at all."""
    path = Path(settings.MEDIA_ROOT) / export.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(made)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)


def kept(export: Export) -> bytes:
    """Return the bytes of a file that was made."""
    return (Path(settings.MEDIA_ROOT) / export.path).read_bytes()
