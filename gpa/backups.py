"""Backups: one file with the database, all kept files, and a manifest by which each part is checked when it comes back."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from gpa.errors import DomainError

MANIFEST = "manifest.json"


class BackupRefused(DomainError):
    """The file cannot be written or brought back as asked."""


def back_up(out: Path, *, at: datetime) -> int:
    """Write a backup, whole or not at all, and return its size in bytes.

    The database is copied as of one moment, then the files: those that are younger than the copy harm nobody, and a file
    of a draft that is missing is made again when it is asked for.

    Raises:
        BackupRefused: `out` exists, or the database cannot be read.
    """
    if out.exists():
        message = f"{out} exists: a backup never replaces another."
        raise BackupRefused(message)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as folder:
        work = Path(folder)
        database = work / ("database.sqlite3" if connection.vendor == "sqlite" else "database.dump")
        _dump(database)
        files = Path(settings.MEDIA_ROOT)
        parts = {database.name: database}
        parts |= {
            f"files/{path.relative_to(files)}": path for path in sorted(files.rglob("*")) if path.is_file()
        }
        manifest = {
            "made_at": at.isoformat(),
            "database": connection.vendor,
            "sha256": {name: _hash(path) for name, path in parts.items()},
        }
        (work / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        with tarfile.open(work / "backup.tar.gz", "w:gz") as archive:
            archive.add(work / MANIFEST, MANIFEST)
            for name, path in parts.items():
                archive.add(path, name)
        (work / "backup.tar.gz").chmod(0o600)
        (work / "backup.tar.gz").replace(out)
    return out.stat().st_size


def restore(backup: Path) -> datetime:
    """Bring a backup back into an installation without data, and return when it was made, aware UTC.

    Everything is unpacked and checked before anything is written.

    Raises:
        BackupRefused: it is no whole backup, it comes from the other database, or there are data here already.
    """
    if connection.introspection.table_names():
        message = "This database has tables: restore into an empty one, so that nothing here is lost."
        raise BackupRefused(message)
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        work = Path(folder)
        manifest = _unpacked(backup, work)
        if manifest["database"] != connection.vendor:
            message = f"The backup is of {manifest['database']}, this database is {connection.vendor}."
            raise BackupRefused(message)
        _load(work)
        if (work / "files").exists():
            shutil.copytree(work / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    return datetime.fromisoformat(manifest["made_at"])


def _unpacked(backup: Path, work: Path) -> Mapping[str, str]:
    """Unpack a backup and check each part against its manifest."""
    try:
        with tarfile.open(backup) as archive:
            archive.extractall(work, filter="data")
        manifest = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
        wrong = [name for name, kept in manifest["sha256"].items() if _hash(work / name) != kept]
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as broken:
        message = f"{backup} is no whole backup: {broken}."
        raise BackupRefused(message) from broken
    if wrong:
        message = f"{backup} was altered: {', '.join(wrong)}."
        raise BackupRefused(message)
    told: Mapping[str, str] = manifest
    return told


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump(out: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        with (
            sqlite3.connect(str(settings.DATABASES["default"]["NAME"])) as live,
            sqlite3.connect(out) as copy,
        ):
            live.backup(copy)
    else:
        _postgresql(["pg_dump", "--format=custom", "--no-owner", f"--file={out}"])


def _load(work: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        shutil.copyfile(work / "database.sqlite3", str(settings.DATABASES["default"]["NAME"]))
    else:
        name = str(settings.DATABASES["default"]["NAME"])
        options = ["--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={name}"]
        _postgresql(["pg_restore", *options, str(work / "database.dump")])


def _postgresql(command: Sequence[str]) -> None:
    """Run one of PostgreSQL's own programs on our database; the password goes by the environment, never by the command."""
    database = settings.DATABASES["default"]
    given = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    told = {name: str(database[key]) for name, key in given.items() if database.get(key)}
    program = shutil.which(command[0])
    if program is None:
        message = f"{command[0]} is missing: install PostgreSQL's client programs."
        raise BackupRefused(message)
    done = subprocess.run(  # noqa: S603  PostgreSQL's own programs
        [program, *command[1:]], env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        message = f"{command[0]} failed: {done.stderr.strip()}"
        raise BackupRefused(message)
