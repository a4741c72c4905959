from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sambung.ui"
    label = "ui"
