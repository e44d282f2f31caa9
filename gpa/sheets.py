"""Static files as they are served: each table of contents (`css/site.css`, `css/work.css`) becomes one sheet.

A sheet a file is how they are written and how a development server gives them out. On a line with 150 ms there and back
twenty-six of them are a second of waiting, and apart they weigh twice what they weigh together.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

TABLES = ("css/site.css", "css/work.css")
_IMPORT = re.compile(r'@import url\("(.+?)"\)\s*(?:layer\((\w+)\)|(\w+))?;')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def one_sheet(table: str, source: Storage) -> str:
    """Return what a table of contents imports, each in its layer or medium, without comments.

    An address in an imported sheet is read from the table's folder: only sheets that lie beside it may hold one.
    """
    folder = PurePosixPath(table).parent

    def opened(name: str) -> str:
        with source.open(name) as file:
            return _COMMENT.sub("", file.read().decode())

    def imported(match: re.Match[str]) -> str:
        name, layer, medium = match.groups()
        rules = opened(str(folder / name))
        if layer or medium:
            return f"{f'@layer {layer}' if layer else f'@media {medium}'} {{\n{rules}}}"
        return rules

    return _IMPORT.sub(imported, opened(table))


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's own, after the tables of contents were made one sheet each."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: ANN401, FBT001, FBT002  Django's own
        """Bundle from the sources, since what was collected may be an earlier bundle; then hash and compress."""
        for table in TABLES if not dry_run else ():
            bundle = one_sheet(table, paths[table][0])
            self.delete(table)
            self.save(table, ContentFile(bundle))
            paths[table] = (self, table)
        yield from super().post_process(paths, dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:  # noqa: ANN401  WhiteNoise's own
        """Leave out Brotli, most of the work, where no TLS is in front: browsers take it over TLS alone."""
        return Compressor(use_brotli=settings.IS_BEHIND_TLS, **options)
