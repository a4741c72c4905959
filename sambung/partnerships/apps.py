from django.apps import AppConfig

from sambung.core.registry import register_papers


class PartnershipsConfig(AppConfig):
    name = "sambung.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        """Name the papers this room makes."""
        register_papers("partnerships", "sambung.partnerships.queries.papers.kinds.own_recipes")
