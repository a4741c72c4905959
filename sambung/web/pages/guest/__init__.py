"""Working without an account: everything a guest link opens, below /tamu/."""

from django.urls import path

from sambung.web.pages.guest import activities, home, needs, offers, records

urlpatterns = [
    path("", home.home, name="guest"),
    path("selesai/", home.leave, name="guest-leave"),
    path("akun/", home.join, name="guest-join"),
    path("catatan/<int:pk>/", records.record, name="guest-record"),
    path("catatan/<int:pk>/dasar/", records.ground, name="guest-ground"),
    path("kesanggupan/baru/", offers.offer_new, name="guest-offer-new"),
    path("kesanggupan/<int:pk>/", offers.offer, name="guest-offer"),
    path("realisasi/baru/", activities.activity_new, name="guest-activity-new"),
    path("realisasi/<int:pk>/", activities.activity, name="guest-activity"),
    path("realisasi/foto/<int:pk>/", activities.activity_photo, name="guest-activity-photo"),
    path("usulan/baru/", needs.need_new, name="guest-need-new"),
    path("usulan/<int:pk>/", needs.need, name="guest-need"),
    path("usulan/<int:pk>/isi/", needs.need_edit, name="guest-need-edit"),
    path("usulan/foto/<int:pk>/", needs.photo, name="guest-photo"),
    path("usulan/foto/<int:pk>/hapus/", needs.photo_remove, name="guest-photo-remove"),
]
