"""All addresses of the site; each room has its own urls.py."""

from django.urls import URLPattern, URLResolver, include, path

from sambung.web.pages import region

# A region's page shows many rooms, so it stands on the roof; its name stands in its own room, so
# that every room may link down to it.
region_addresses: list[URLPattern | URLResolver] = [
    *region.urlpatterns,
    path("", include("sambung.regions.urls")),
]

urlpatterns = [
    path("bahasa/", include("django.conf.urls.i18n")),
    path("akun/", include("allauth.urls")),
    path("", include((region_addresses, "regions"))),
    path("", include("sambung.web.urls")),
    path("galeri/", include("sambung.ui.urls")),
    path("pihak/", include("sambung.parties.urls")),
    path("usulan/", include("sambung.needs.urls")),
    path("rencana/", include("sambung.plans.urls")),
    path("kemitraan/", include("sambung.partnerships.urls")),
    path("kemitraan/", include("sambung.delivery.urls")),
    path("sarana/", include("sambung.facilities.urls")),
    path("dasar-hukum/", include("sambung.governance.urls")),
    path("realisasi/", include("sambung.activities.urls")),
    path("data-masuk/", include("sambung.exchange.urls")),
]
