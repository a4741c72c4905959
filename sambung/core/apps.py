from datetime import timedelta

from django.apps import AppConfig
from django.core import checks

from sambung.core import registry
from sambung.core.triggers import check_triggers


class CoreConfig(AppConfig):
    name = "sambung.core"
    label = "core"

    def ready(self) -> None:
        """Register the check of the trail's guard and the jobs of the core."""
        checks.register(check_triggers, checks.Tags.database)
        registry.register(
            "core.seal_entries", "sambung.core.seals.seal_entries", every=timedelta(minutes=1)
        )
        registry.register("core.sweep", "sambung.core.jobs.sweep", every=timedelta(hours=1))
        registry.register(
            "core.sweep_files", "sambung.core.files.sweep_files", every=timedelta(days=1)
        )
