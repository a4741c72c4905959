from django.urls import path

from sambung.partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("", views.partnership_list, name="partnership-list"),
    path("unduh.xlsx", views.partnership_export, name="partnership-export"),
    path("baru/", views.partnership_new, name="partnership-new"),
    path(
        "baru/kegiatan/<int:package_pk>/",
        views.partnership_from_package,
        name="partnership-from-package",
    ),
    path("<int:pk>/pihak/", views.party_list, name="party-list"),
    path("<int:pk>/pihak/baru/", views.party_new, name="party-new"),
    path("<int:pk>/pihak/<int:party_pk>/peran/", views.party_roles, name="party-roles"),
    path("<int:pk>/pihak/<int:party_pk>/keluar/", views.party_leave, name="party-leave"),
    path("<int:pk>/peran/", views.responsibility_list, name="responsibility-list"),
    path(
        "<int:pk>/peran/<int:duty_pk>/usulkan/",
        views.responsibility_propose,
        name="responsibility-propose",
    ),
    path(
        "<int:pk>/peran/<int:duty_pk>/jawab/",
        views.responsibility_answer,
        name="responsibility-answer",
    ),
    path(
        "<int:pk>/peran/<int:duty_pk>/lepas/",
        views.responsibility_release,
        name="responsibility-release",
    ),
    path(
        "<int:pk>/peran/<int:duty_pk>/perlu/",
        views.responsibility_need,
        name="responsibility-need",
    ),
    path("<int:pk>/tahap/", views.partnership_step, name="partnership-step"),
    path("<int:pk>/tahap/<str:stage>/<str:key>/", views.need_record, name="need-record"),
    path("<int:pk>/syarat/<int:record_pk>/batalkan/", views.need_undo, name="need-undo"),
    path("<int:pk>/tutup/", views.partnership_close, name="partnership-close"),
    path("<int:pk>/terbit/", views.partnership_publish, name="partnership-publish"),
    path(
        "<int:pk>/surat/<int:contribution_pk>/",
        views.contribution_letter,
        name="contribution-letter",
    ),
]
