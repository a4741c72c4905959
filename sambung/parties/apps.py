from datetime import timedelta

from django.apps import AppConfig

from sambung.core.registry import register


class PartiesConfig(AppConfig):
    name = "sambung.parties"
    label = "parties"

    def ready(self) -> None:
        """Name this room's background work."""
        register(
            "parties.apply_retention",
            "sambung.parties.actions.apply_retention",
            every=timedelta(days=1),
        )
