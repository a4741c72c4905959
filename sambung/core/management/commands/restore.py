"""Put an archive of `manage.py backup` back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sambung.core import backup, seals


class Command(BaseCommand):
    """`manage.py restore FILE.tar.gz [--replace]`, with site and workers stopped."""

    help = "Put a backup back, bring it up to these sources, and check the trail."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own spelling

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path of the archive and --replace."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose what is there now")

    def handle(self, *args: Any, archive: Path, replace: bool, **options: Any) -> None:
        """Restore, migrate, verify; print what was put back."""
        try:
            manifest = backup.restore(archive.resolve(), replace=replace)
        except backup.BackupFault as fault:
            raise CommandError(str(fault)) from fault
        call_command("migrate", verbosity=0)
        report = seals.verify()
        self.stdout.write(
            f"restored the backup of {manifest['made_at']}: {report.sealed} sealed entries"
        )
        if report.breaks or report.head != manifest["trail_head"]:
            raise CommandError("The trail does not fit its seals: " + "; ".join(report.breaks))
