"""Load regions, borders and access figures, as shipped or from the operator's own folder."""

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sambung.core.access import SYSTEM
from sambung.regions import actions
from sambung.regions.actions import BadFile, FileReport, FileState


class Command(BaseCommand):
    """`manage.py load_regions [--from FOLDER]`; running it again changes nothing."""

    help = "Load regions, borders and official access figures. Twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of newer files."""
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            help="folder with newer files of the same names (docs/how-to/load-newer-figures.md)",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Load and say what happened to each file."""
        folder = options["folder"]
        started = perf_counter()
        try:
            reports = actions.load_regions(
                by=SYSTEM, folder=folder if isinstance(folder, Path) else None
            )
        except BadFile as error:
            raise CommandError(str(error)) from error
        for report in reports:
            self.stdout.write(sentence(report))
        if all(report.state in {FileState.SAME, FileState.OWN_KEPT} for report in reports):
            self.stdout.write(_("Tidak ada yang berubah."))
        self.stdout.write(f"{perf_counter() - started:.1f} s")


def sentence(report: FileReport) -> str:
    """Return what became of one file, in words."""
    words = {
        FileState.SAME: _("%(name)s: sudah dimuat, tidak berubah (%(rows)d baris)."),
        FileState.OWN_KEPT: _("%(name)s: berkas pengelola tetap dipakai."),
        FileState.LOADED: _("%(name)s: %(rows)d baris dimuat."),
        FileState.UPDATED: _(
            "%(name)s: %(created)d baru, %(changed)d berubah, %(gone)d tidak ada lagi di berkas."
        ),
    }
    return words[report.state] % vars(report)
