"""Addresses of the parties room, below /pihak/."""

from django.urls import path, re_path

from sambung.parties import views
from sambung.parties.views import papers

app_name = "parties"
urlpatterns = [
    path("", views.organisation_list, name="organisation-list"),
    re_path(r"^pihak\.(?P<form>csv|xlsx)$", views.organisation_export, name="organisation-export"),
    path("organisasi/baru/", views.organisation_create, name="organisation-create"),
    path("organisasi/<int:pk>/", views.organisation, name="organisation"),
    path("organisasi/<int:pk>/ubah/", views.organisation_update, name="organisation-update"),
    path("organisasi/<int:pk>/undang/", views.person_invite, name="person-invite"),
    path("organisasi/<int:pk>/program/", views.programme_create, name="programme-create"),
    path("organisasi/<int:pk>/anggota/", views.network_member_add, name="network-member-add"),
    path("organisasi/<int:pk>/kontak/", views.contact_add, name="contact-add"),
    path("organisasi/<int:pk>/cari-wilayah/", views.place_find, name="place-find"),
    path("anggota/<int:pk>/akhiri/", views.network_member_end, name="network-member-end"),
    path("kontak/<int:pk>/hapus/", views.contact_remove, name="contact-remove"),
    path("keanggotaan/<int:pk>/akhiri/", views.membership_end, name="membership-end"),
    path("saya/", views.me, name="me"),
    path("saya/hapus/", views.me_erase, name="me-erase"),
    path("saya/data-saya.json", views.me_export, name="me-export"),
    path("saya/sudah-membaca/", views.notice_accept, name="notice-accept"),
    path("data-pribadi/minta/", views.data_request_new, name="data-request-new"),
    path("data-pribadi/permintaan/", views.data_request_list, name="data-request-list"),
    path("data-pribadi/permintaan/<int:pk>/", views.data_request, name="data-request"),
    path("peran/", views.hat_switch, name="hat-switch"),
    path("pemberitahuan/", views.notice_list, name="notice-list"),
    path("pemberitahuan/dibaca/", views.notice_read, name="notice-read"),
    path("kesanggupan/", views.offer_list, name="offer-list"),
    re_path(r"^kesanggupan\.(?P<form>csv|xlsx)$", views.offer_export, name="offer-export"),
    path("kesanggupan/baru/", views.offer_create, name="offer-create"),
    path("kesanggupan/<int:pk>/", views.offer, name="offer"),
    path("kesanggupan/<int:pk>/ubah/", views.offer_update, name="offer-update"),
    path("kesanggupan/<int:pk>/buka/", views.offer_publish, name="offer-publish"),
    path("kesanggupan/<int:pk>/jeda/", views.offer_pause, name="offer-pause"),
    path("kesanggupan/<int:pk>/tutup/", views.offer_close, name="offer-close"),
    path("atas-nama/<int:pk>/", views.on_behalf, name="on-behalf"),
    path("atas-nama/<int:pk>/jawab/", views.on_behalf_answer, name="on-behalf-answer"),
    path("atas-nama/<int:pk>/dasar/", views.on_behalf_ground, name="on-behalf-ground"),
    path("atas-nama/<int:pk>/tautan/", views.on_behalf_link, name="on-behalf-link"),
    path("tautan/<int:pk>/tarik/", views.link_revoke, name="link-revoke"),
    path("tautan/<int:pk>/bergabung/", views.join, name="join"),
    path("benarkan/<int:pk>/", views.confirm, name="confirm"),
    path("t/<str:token>/", views.link, name="link"),
    path("organisasi/<int:pk>/kop/", papers.letterhead_update, name="letterhead-update"),
    path("organisasi/<int:pk>/kop/lambang/", papers.letterhead_logo, name="letterhead-logo"),
]
