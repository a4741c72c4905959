"""What comes in as tables and on paper."""

from django.apps import AppConfig

from sambung.core.registry import register


class ExchangeConfig(AppConfig):
    name = "sambung.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Name this room's background work."""
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
