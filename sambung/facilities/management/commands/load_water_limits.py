"""Load the versioned limits of water quality."""

from django.core.management.base import BaseCommand, CommandError

from sambung.core.access import SYSTEM
from sambung.facilities import actions


class Command(BaseCommand):
    """`manage.py load_water_limits`; running it again changes nothing."""

    help = "Load the versioned limits of water quality. Twice changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        """Load and say how many lines are new or changed."""
        try:
            done = actions.load_water_limits(by=SYSTEM)
        except actions.BadLimits as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"water limits: {done.created} new, {done.changed} changed, {done.same} as before"
        )
