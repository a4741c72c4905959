from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "sambung.activities"
    label = "activities"
