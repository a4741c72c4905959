from datetime import timedelta

from django.apps import AppConfig

from sambung.core.registry import register


class DeliveryConfig(AppConfig):
    name = "sambung.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Name this room's background work."""
        register(
            "delivery.send_reminders",
            "sambung.delivery.actions.send_reminders",
            every=timedelta(days=1),
        )
        register("delivery.mail_digests", "sambung.delivery.actions.mail_digests")
