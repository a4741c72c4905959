from datetime import timedelta

from django.apps import AppConfig

from sambung.core import registry


class NeedsConfig(AppConfig):
    name = "sambung.needs"
    label = "needs"

    def ready(self) -> None:
        """Register the daily recount of priorities, and the drafts that pass to a successor."""
        registry.register(
            "needs.refresh_priorities",
            "sambung.needs.actions.weighing.refresh_all",
            every=timedelta(days=1),
        )
        registry.register_duty(
            "needs.drafts",
            count="sambung.needs.queries.duties.drafts_held",
            hand_over="sambung.needs.actions.duties.pass_drafts",
        )
