"""Addresses of this room; the page of a region itself is named in sambung/urls.py."""

from django.urls import path, re_path

from sambung.regions import views

urlpatterns = [
    path("peta/", views.map_page, name="map"),
    re_path(r"^peta/daftar\.(?P<form>csv|xlsx)$", views.map_export, name="map-export"),
    path("peta/data/negeri.json", views.country_borders, name="map-borders"),
    path("peta/data/angka.json", views.country_figures, name="map-figures"),
    path("peta/data/<str:code>.json", views.closer_borders, name="map-closer"),
    path("wilayah/<str:code>/data-desa/", views.village_data, name="village-data"),
    path("wilayah/<str:code>/data-desa.csv", views.village_sheet, name="village-sheet"),
    re_path(
        r"^wilayah/(?P<code>[^/]+)/daftar\.(?P<form>csv|xlsx)$", views.below_export, name="export"
    ),
]
