from django.urls import path

from sambung.governance import views

app_name = "governance"
urlpatterns = [
    path("", views.instrument_list, name="instrument-list"),
    path("unduh.xlsx", views.instrument_export, name="instrument-export"),
    path("tulis/", views.instrument_edit, name="instrument-new"),
    path("<int:pk>/", views.instrument, name="instrument"),
    path("<int:pk>/ubah/", views.instrument_edit, name="instrument-edit"),
    path("keputusan/", views.decree_list, name="decree-list"),
    path("keputusan/unduh.xlsx", views.decree_export, name="decree-export"),
    path("keputusan/tulis/", views.decree_edit, name="decree-new"),
    path("keputusan/<int:pk>/", views.decree, name="decree"),
    path("keputusan/<int:pk>/ubah/", views.decree_edit, name="decree-edit"),
    path("keputusan/<int:pk>/cabut/", views.decree_withdraw, name="decree-withdraw"),
    path("keputusan/<int:pk>/berkas/", views.decree_file, name="decree-file"),
    path("masa-pemilihan/", views.season_list, name="season-list"),
    path("masa-pemilihan/<int:pk>/hapus/", views.season_remove, name="season-remove"),
]
