"""Backup and restore of a real installation in a folder of its own, run as an operator would."""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILL = """
import django; django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from sambung.core import audit, files, seals
from sambung.core.access import SYSTEM
from sambung.core.models import Job
audit.record("test.done", Job(pk=1), by=SYSTEM)
files.store(SimpleUploadedFile("surat.pdf", b"%PDF-1.7 isi"), owner=Job(pk=1), by=SYSTEM)
seals.seal()
"""


class Installation:
    def __init__(self, home: Path) -> None:
        home.mkdir()
        self.home = home
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "SAMBUNG_DATA_DIR": str(home),
            "SAMBUNG_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "sambung.settings",
        }

    def python(self, *argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *argv],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *words: str) -> str:
        done = self.python("manage.py", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refusal(self, *words: str) -> str:
        done = self.python("manage.py", *words)
        assert done.returncode != 0, done.stdout
        return done.stderr

    def count(self, table: str) -> int:
        with sqlite3.connect(self.home / "sambung.sqlite3") as database:
            (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        database.close()
        return count


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("a") / "home")
    installation.manage("migrate", "-v", "0")
    done = installation.python("-c", FILL)
    assert done.returncode == 0, done.stderr
    return installation


@pytest.fixture(scope="module")
def archive(filled, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("b") / "backup.tar.gz"
    filled.manage("backup", str(path))
    return path


def test_backup_put_back_elsewhere_is_the_same(archive, tmp_path):
    other = Installation(tmp_path / "home")
    assert "1 sealed entries" in other.manage("restore", str(archive))
    assert other.count("core_entry") == 1
    assert other.count("core_storedfile") == 1
    kept = [path for path in (other.home / "files").glob("??/*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [b"%PDF-1.7 isi"]


def test_restore_over_a_database_with_content_needs_replace(archive, filled):
    assert "--replace" in filled.refusal("restore", str(archive))
    filled.manage("restore", str(archive), "--replace")
    assert filled.count("core_entry") == 1


def test_backup_over_a_file_that_is_there_is_refused(archive, filled):
    assert "already there" in filled.refusal("backup", str(archive))


def test_restore_of_a_changed_archive_is_refused_and_changes_nothing(archive, tmp_path):
    folder = tmp_path / "opened"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    manifest = json.loads((folder / "manifest.json").read_text())
    name = next(name for name in manifest["sha256"] if name.startswith("files/"))
    (folder / name).write_bytes(b"%PDF-1.7 lain")
    forged = tmp_path / "forged.tar.gz"
    with tarfile.open(forged, "w:gz") as tar:
        for path in sorted(folder.rglob("*")):
            tar.add(path, arcname=str(path.relative_to(folder)), recursive=False)
    other = Installation(tmp_path / "home")
    assert "was changed" in other.refusal("restore", str(forged))
    other.manage("migrate", "-v", "0")
    assert other.count("core_entry") == 0


def test_restore_of_something_else_is_refused(tmp_path):
    strange = tmp_path / "strange.tar.gz"
    strange.write_bytes(b"not an archive")
    other = Installation(tmp_path / "home")
    assert "not a backup" in other.refusal("restore", str(strange))
