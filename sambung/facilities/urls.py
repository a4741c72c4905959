from django.urls import path

from sambung.facilities import views

app_name = "facilities"
urlpatterns = [
    path("", views.facility_list, name="facility-list"),
    path("unduh.xlsx", views.facility_export, name="facility-export"),
    path("<int:pk>/", views.facility, name="facility"),
    path("<int:pk>/ubah/", views.facility_edit, name="facility-edit"),
    path("<int:pk>/pencatatan/", views.facility_register, name="facility-register"),
    path("<int:pk>/uji-air/baru/", views.water_test_new, name="water-test-new"),
    path("<int:pk>/pemeriksaan/baru/", views.check_add, name="check-add"),
    path("uji-air/<int:pk>/tarik/", views.water_test_withdraw, name="water-test-withdraw"),
    path("uji-air/<int:pk>/lembar/", views.water_test_file, name="water-test-file"),
    path("pemeriksaan/<int:pk>/", views.check_done, name="check-done"),
    path("pemeriksaan/<int:pk>/alihkan/", views.check_reassign, name="check-reassign"),
    path("pemeriksaan/<int:pk>/foto/", views.check_file, name="check-file"),
]
