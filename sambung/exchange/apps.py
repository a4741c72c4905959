from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "sambung.exchange"
    label = "exchange"
