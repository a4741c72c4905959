from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sambung.web"
    label = "web"
