"""Load the shipped register of legal instruments."""

from django.core.management.base import BaseCommand, CommandError

from sambung.core.access import SYSTEM, Conflict
from sambung.governance import actions


class Command(BaseCommand):
    """`manage.py load_instruments`; running it again changes nothing."""

    help = "Load the shipped register of legal instruments. Twice changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        """Load and say what happened."""
        try:
            done = actions.load_instruments(by=SYSTEM)
        except Conflict as error:
            raise CommandError(error.reason) from error
        self.stdout.write(
            f"instruments: {done.created} created, {done.changed} changed, {done.same} same"
        )
