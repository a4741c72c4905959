from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "sambung.governance"
    label = "governance"
