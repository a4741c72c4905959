from datetime import timedelta

from django.apps import AppConfig

from sambung.core.registry import register, register_duty


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
        register_duty(
            "parties.tasks",
            count="sambung.parties.queries.successions.tasks_held",
            hand_over="sambung.parties.actions.successions.pass_tasks",
        )
        register_duty(
            "parties.contacts",
            count="sambung.parties.queries.successions.contacts_held",
            hand_over="sambung.parties.actions.successions.pass_contacts",
        )
