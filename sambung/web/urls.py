from django.urls import include, path

from sambung.web.pages import (
    about,
    companies,
    dossier,
    guest,
    health,
    home,
    manual,
    offline,
    partnership,
    region,
    search,
    sources,
)
from sambung.web.pages.partnership import history

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("perusahaan/", companies.company_list, name="company-list"),
    path("perusahaan.xlsx", companies.company_export, name="company-export"),
    path("healthz", health.healthz, name="healthz"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.service_worker, name="sw"),
    path("luring/", offline.offline, name="offline"),
    path("luring/siapa/", offline.who, name="offline-who"),
    path("operator/kesehatan/", health.operator_health, name="health"),
    path("sumber-data/", sources.sources, name="sources"),
    path("cari/", search.search, name="search"),
    # The same address as regions:region, under the name the shell knows it by.
    path("wilayah/<str:code>/", region.region, name="region"),
    path("panduan/", manual.manual, name="manual"),
    path("panduan/gambar/<str:name>", manual.manual_picture, name="manual-picture"),
    path("panduan/<slug:chapter>/", manual.manual_page, name="manual-page"),
    path("data-pribadi/", about.privacy, name="privacy"),
    path("masalah/", about.problem, name="problem"),
    path("masalah/kirim/", about.problem_send, name="problem-send"),
    path("kemitraan/<int:pk>/", partnership.partnership, name="partnership"),
    path("kemitraan/<int:pk>/riwayat/", history.history_page, name="history"),
    path("kemitraan/<int:pk>/riwayat.csv", history.history_file, name="history-file"),
    path("kemitraan/<int:pk>/berkas.zip", dossier.dossier, name="dossier"),
    path("tamu/", include(guest.urlpatterns)),
]
