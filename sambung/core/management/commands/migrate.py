"""Django's migrate, followed by the triggers that guard the trail."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from sambung.core import triggers


class Command(migrate.Command):
    """Migrates, then makes the trail's triggers anew: on SQLite a remade table has lost them."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate and guard the trail."""
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            triggers.install(connections[options["database"]])
