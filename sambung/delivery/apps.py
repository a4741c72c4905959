from datetime import timedelta

from django.apps import AppConfig

from sambung.core.registry import register, register_papers


class DeliveryConfig(AppConfig):
    name = "sambung.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Name this room's background work, and the papers it makes."""
        register(
            "delivery.send_reminders",
            "sambung.delivery.actions.send_reminders",
            every=timedelta(days=1),
        )
        register("delivery.mail_digests", "sambung.delivery.actions.mail_digests")
        register_papers("delivery", "sambung.delivery.queries.papers.kinds.own_recipes")
