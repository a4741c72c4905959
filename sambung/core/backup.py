"""Write database and files into one archive, and put them back; checked by hash on the way in."""

import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sambung.core import seals

MANIFEST = "manifest.json"
SQLITE, POSTGRES = "database.sqlite3", "database.pgdump"


class BackupFault(Exception):
    """A backup that cannot be made or put back; the message says why. Nothing was changed."""


def sha256_of(path: Path) -> str:
    """Return the hash of a file, read in pieces."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def run(argv: list[str], env: Mapping[str, str]) -> None:
    """Run one of PostgreSQL's own tools; raise BackupFault with what it said."""
    if shutil.which(argv[0]) is None:
        raise BackupFault(
            f"{argv[0]} is not installed here (Debian: apt install postgresql-client)"
        )
    done = subprocess.run(  # noqa: S603 - fixed tools, no shell
        argv, env={"PATH": "/usr/bin:/bin:/usr/local/bin", **env}, capture_output=True, check=False
    )
    if done.returncode:
        raise BackupFault(f"{argv[0]}: {done.stderr.decode(errors='replace')[-500:]}")


def postgres_env() -> dict[str, str]:
    """Return the connection for PostgreSQL's tools, without a password on the command line."""
    facts: dict[str, Any] = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {name: str(facts[key]) for name, key in named.items() if facts.get(key)}
    return {**env, "PGDATABASE": str(facts["NAME"])}


def copy_database(folder: Path) -> Path:
    """Write a consistent copy of the live database into the folder."""
    if connection.vendor == "sqlite":
        copy = folder / SQLITE
        connection.ensure_connection()
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target)
        target.close()
        return copy
    copy = folder / POSTGRES
    run(["pg_dump", "--format=custom", "--no-owner", "--file", str(copy)], postgres_env())
    return copy


def stored_paths() -> list[Path]:
    """Return every stored file, in a fixed order."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).glob("??/*") if path.is_file())


def backup(archive: Path) -> dict[str, Any]:
    """Write the archive, whole or not at all, and return its manifest."""
    if archive.exists():
        raise BackupFault(f"{archive} is already there")
    part = archive.with_name(archive.name + ".part")
    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        database = copy_database(Path(scratch))
        contents = {database.name: database}
        contents |= {f"files/{path.parent.name}/{path.name}": path for path in stored_paths()}
        manifest = {
            "made_at": timezone.now().isoformat(),
            "database": database.name,
            "trail_head": seals.head(),
            "sha256": {name: sha256_of(path) for name, path in contents.items()},
        }
        with tarfile.open(part, "w:gz") as tar:
            text = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text))
            for name, path in contents.items():
                tar.add(path, arcname=name)
    part.replace(archive)
    return manifest


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack and check an archive; raise BackupFault when a file is missing or was changed."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise BackupFault(f"{archive} is not a backup of Sambung: {error}") from error
    for name, expected in manifest["sha256"].items():
        path = folder / name
        if not path.exists() or sha256_of(path) != expected:
            raise BackupFault(f"{name} in {archive} is missing or was changed")
    return manifest


def is_empty() -> bool:
    """Return whether the database has no table yet."""
    return not connection.introspection.table_names()


def restore(archive: Path, *, replace: bool) -> dict[str, Any]:
    """Put an archive back; refuses a database that is not empty unless `replace`.

    Checks every hash first. Site and workers must be stopped: they hold the database open.
    """
    if not (replace or is_empty()):
        raise BackupFault("The database is not empty. Add --replace to lose what is in it.")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as scratch:
        folder = Path(scratch)
        manifest = unpack(archive, folder)
        expected = SQLITE if connection.vendor == "sqlite" else POSTGRES
        if manifest["database"] != expected:
            raise BackupFault(f"The archive holds {manifest['database']}, not {expected}.")
        put_database_back(folder / expected)
        if (folder / "files").exists():
            shutil.copytree(folder / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    return manifest


def put_database_back(copy: Path) -> None:
    """Replace the whole content of the database by the copy."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(copy) as source:
            source.backup(connection.connection)
        source.close()
        connection.close()
        return
    connection.close()
    tool = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction"]
    run([*tool, "--dbname", postgres_env()["PGDATABASE"], str(copy)], postgres_env())
