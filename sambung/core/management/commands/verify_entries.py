"""Recompute the seals of the trail and report where they no longer fit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sambung.core import seals, triggers


class Command(BaseCommand):
    """Prints the head to export, the unsealed tail, and every break; exits 1 on a break."""

    help = "Check the sealed trail; --seal seals what is committed first."

    def add_arguments(self, parser: Any) -> None:
        """Offer --seal."""
        parser.add_argument("--seal", action="store_true", help="seal what is committed first")

    def handle(self, *args: Any, seal: bool, **options: Any) -> None:
        """Print the report; raise CommandError on a break or a missing trigger."""
        while seal and seals.seal():
            pass
        report = seals.verify()
        self.stdout.write(f"seals {report.seals}, sealed {report.sealed}, head {report.head}")
        self.stdout.write(f"not sealed yet: {report.unsealed}")
        faults = [*report.breaks]
        if set(triggers.wanted(connection)) - triggers.present(connection):
            faults.append("the triggers that guard the trail are missing: run manage.py migrate")
        if faults:
            raise CommandError("\n".join(faults))
