"""Scenarios, runs of the planner, and the invitations (ajakan) that come of them."""

from datetime import timedelta

from django.apps import AppConfig

from sambung.core.registry import register


class PlansConfig(AppConfig):
    name = "sambung.plans"
    label = "plans"

    def ready(self) -> None:
        """Name this room's background work."""
        register(
            "plans.perform_run",  # RUN_JOB; models cannot be imported here
            "sambung.plans.actions.perform_run",
            ended="sambung.plans.actions.run_ended",
        )
        register(
            "plans.lapse_invitations",
            "sambung.plans.actions.lapse_invitations",
            every=timedelta(minutes=5),
        )
