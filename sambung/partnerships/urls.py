from django.urls import path

from sambung.partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("", views.partnership_list, name="partnership-list"),
    path("unduh.xlsx", views.partnership_export, name="partnership-export"),
    path("jalur/", views.template_list, name="template-list"),
    path("jalur/bawaan/<str:road>/", views.template_shipped, name="template-shipped"),
    path("jalur/salin/<str:road>/", views.template_copy, name="template-copy"),
    path("jalur/<int:pk>/", views.template, name="template"),
    path("jalur/<int:pk>/ubah/", views.template_edit, name="template-edit"),
    path("jalur/<int:pk>/banding/<int:other_pk>/", views.template_compare, name="template-compare"),
    path("jalur/<int:pk>/kembali/", views.template_return, name="template-return"),
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
    path("<int:pk>/sumbangan/", views.contribution_list, name="contribution-list"),
    path("<int:pk>/sumbangan/unduh.xlsx", views.contribution_export, name="contribution-export"),
    path("<int:pk>/sumbangan/tulis/", views.contribution_add, name="contribution-add"),
    path("<int:pk>/sumbangan/aturan/", views.contribution_rule, name="contribution-rule"),
    path("<int:pk>/sumbangan/<int:contribution_pk>/", views.contribution, name="contribution"),
    path(
        "<int:pk>/sumbangan/<int:contribution_pk>/ubah/",
        views.contribution_change,
        name="contribution-change",
    ),
    path(
        "<int:pk>/sumbangan/<int:contribution_pk>/tarik/",
        views.contribution_withdraw,
        name="contribution-withdraw",
    ),
    path(
        "<int:pk>/sumbangan/<int:contribution_pk>/nyatakan/<slug:of>/",
        views.contribution_state,
        name="contribution-state",
    ),
    path(
        "<int:pk>/sumbangan/<int:contribution_pk>/pernyataan/<int:statement_pk>/tarik/",
        views.statement_withdraw,
        name="statement-withdraw",
    ),
    path(
        "<int:pk>/sumbangan/<int:contribution_pk>/pernyataan/<int:statement_pk>/bukti/",
        views.evidence_file,
        name="evidence-file",
    ),
    path("<int:pk>/keterangan/", views.declaration_list, name="declaration-list"),
    path(
        "<int:pk>/keterangan/<int:row_pk>/tarik/",
        views.declaration_withdraw,
        name="declaration-withdraw",
    ),
    path("<int:pk>/catatan/", views.note_list, name="note-list"),
    path("<int:pk>/catatan/<int:row_pk>/hapus/", views.note_remove, name="note-remove"),
    path("aturan-sumbangan/", views.contribution_rules, name="contribution-rules"),
    path("aturan-sumbangan/tulis/", views.contribution_rule_edit, name="contribution-rule-new"),
    path(
        "aturan-sumbangan/<int:rule_pk>/ubah/",
        views.contribution_rule_edit,
        name="contribution-rule-edit",
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
    path("<int:pk>/dokumen/", views.document_list, name="document-list"),
    path("<int:pk>/dokumen/unduh.xlsx", views.document_export, name="document-export"),
    path("<int:pk>/dokumen/unggah/", views.document_add, name="document-add"),
    path("<int:pk>/dokumen/buat/", views.paper_kinds, name="paper-kinds"),
    path("<int:pk>/dokumen/buat/<slug:kind>/", views.paper_make, name="paper-make"),
    path("<int:pk>/dokumen/<int:document_pk>/", views.document, name="document"),
    path(
        "<int:pk>/dokumen/<int:document_pk>/edisi-baru/",
        views.document_replace,
        name="document-replace",
    ),
    path(
        "<int:pk>/dokumen/<int:document_pk>/tarik/",
        views.document_withdraw,
        name="document-withdraw",
    ),
    path("<int:pk>/dokumen/<int:document_pk>/buka/", views.document_open, name="document-open"),
    path(
        "<int:pk>/dokumen/<int:document_pk>/<str:form>/", views.document_file, name="document-file"
    ),
]
