from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "sambung.delivery"
    label = "delivery"
