from django.urls import URLPattern, URLResolver

app_name = "delivery"
work: list[URLPattern | URLResolver] = []
money: list[URLPattern | URLResolver] = []
handover: list[URLPattern | URLResolver] = []
urlpatterns = [*work, *money, *handover]
