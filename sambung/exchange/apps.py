"""What comes in as tables and on paper."""

from datetime import timedelta

from django.apps import AppConfig

from sambung.core.registry import register, register_duty


class ExchangeConfig(AppConfig):
    name = "sambung.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Name this room's background work."""
        register(
            "exchange.forget_senders",
            "sambung.exchange.actions.paper.forget_senders",
            every=timedelta(days=1),
        )
        register(
            "exchange.forget_tables",
            "sambung.exchange.actions.forgetting.forget_tables",
            every=timedelta(days=1),
        )
        for name, action in [
            ("exchange.read_file", "read_file"),
            ("exchange.check_rows", "check_rows"),
            ("exchange.commit", "commit_rows"),
        ]:
            register(
                name,
                f"sambung.exchange.actions.{action}",
                ended="sambung.exchange.actions.job_ended",
            )
        register_duty(
            "exchange.imports",
            count="sambung.exchange.queries.duties.imports_held",
            hand_over="sambung.exchange.actions.duties.pass_imports",
        )
