from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "sambung.parties"
    label = "parties"
