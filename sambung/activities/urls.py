from django.urls import path

from sambung.activities import views
from sambung.activities.views import recaps

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="activity-list"),
    path("unduh.xlsx", views.activity_export, name="activity-export"),
    path("peta/", views.activity_map, name="activity-map"),
    path("baru/", views.activity_new, name="activity-new"),
    path("<int:pk>/", views.activity, name="activity"),
    path("<int:pk>/ubah/", views.activity_edit, name="activity-edit"),
    path("<int:pk>/periksa/", views.activity_check, name="activity-check"),
    path("<int:pk>/foto/", views.photo_add, name="photo-add"),
    path("<int:pk>/bast/", views.activity_hand_over, name="activity-hand-over"),
    path("<int:pk>/berhenti/", views.activity_stop, name="activity-stop"),
    path("<int:pk>/lanjutkan/", views.activity_resume, name="activity-resume"),
    path("<int:pk>/keluarkan/", views.activity_remove, name="activity-remove"),
    path("<int:pk>/kembalikan/", views.activity_restore, name="activity-restore"),
    path("<int:pk>/tautkan/", views.activity_link, name="activity-link"),
    path("<int:pk>/minta/", views.activity_ask, name="activity-ask"),
    path("<int:pk>/terbit/", views.activity_publish, name="activity-publish"),
    path("rekap/", recaps.recap_list, name="recap-list"),
    path("rekap/unduh.xlsx", recaps.recap_list_export, name="recap-list-export"),
    path("rekap/banding/", recaps.recap_compare, name="recap-compare"),
    path("rekap/terbit/<int:pk>/", recaps.recap_issued, name="recap-issued"),
    path("rekap/terbit/<int:pk>/rekap.pdf", recaps.recap_issued_pdf, name="recap-issued-pdf"),
    path(
        "rekap/terbit/<int:pk>/rekap.xlsx",
        recaps.recap_issued_workbook,
        name="recap-issued-workbook",
    ),
    path("rekap/terbit/<int:pk>/tarik/", recaps.recap_withdraw, name="recap-withdraw"),
    path("rekap/<str:code>/", recaps.recap, name="recap"),
    path("rekap/<str:code>/pratinjau.pdf", recaps.recap_pdf, name="recap-pdf"),
    path("rekap/<str:code>/rekap.xlsx", recaps.recap_workbook, name="recap-workbook"),
    path("rekap/<str:code>/terbitkan/", recaps.recap_issue, name="recap-issue"),
    path("foto/<int:pk>/", views.activity_photo, name="activity-photo"),
    path("foto/<int:pk>/hapus/", views.photo_remove, name="photo-remove"),
]
