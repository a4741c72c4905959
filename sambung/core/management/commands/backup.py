"""Write database and files into one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sambung.core import backup


class Command(BaseCommand):
    """`manage.py backup FILE.tar.gz`, while the site runs."""

    help = "Write the database and all stored files into one archive; the site may keep running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path of the archive."""
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, archive: Path, **options: Any) -> None:
        """Write the archive and print what is in it."""
        try:
            manifest = backup.backup(archive.resolve())
        except backup.BackupFault as fault:
            raise CommandError(str(fault)) from fault
        files = len(manifest["sha256"]) - 1
        self.stdout.write(f"{archive}: database and {files} files, head {manifest['trail_head']}")
