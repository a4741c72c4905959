from datetime import timedelta

from django.apps import AppConfig

from sambung.core import registry


class NeedsConfig(AppConfig):
    name = "sambung.needs"
    label = "needs"

    def ready(self) -> None:
        """Register the daily recount of priorities: waiting time grows by the day."""
        registry.register(
            "needs.refresh_priorities",
            "sambung.needs.actions.weighing.refresh_all",
            every=timedelta(days=1),
        )
