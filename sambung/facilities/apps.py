from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    name = "sambung.facilities"
    label = "facilities"
