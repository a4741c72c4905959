from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "sambung.partnerships"
    label = "partnerships"
