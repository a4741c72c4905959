from django.urls import path

from sambung.exchange.views import (
    files,
    imports,
    paper,
    paper_print,
    paper_send,
    paper_type,
    preview,
)

app_name = "exchange"

import_addresses = [
    path("", imports.import_list, name="import-list"),
    path("unduh.<slug:fmt>", files.import_export, name="import-export"),
    path("baru/", imports.import_new, name="import-new"),
    path("contoh/", files.template_list, name="template-list"),
    path("contoh/<slug:kind>.xlsx", files.template_file, name="template-file"),
    path("<int:pk>/", imports.import_page, name="import"),
    path("<int:pk>/kemajuan/", imports.import_progress, name="import-progress"),
    path("<int:pk>/kolom/", imports.import_columns, name="import-columns"),
    path("<int:pk>/baris/<int:row_pk>/", preview.import_row, name="import-row"),
    path("<int:pk>/ganti/", preview.import_mend, name="import-mend"),
    path("<int:pk>/perusahaan/", preview.import_companies, name="import-companies"),
    path("<int:pk>/lewati/", preview.import_leave_out, name="import-leave-out"),
    path("<int:pk>/kembali/", preview.import_return, name="import-return"),
    path("<int:pk>/masukkan/", preview.import_commit, name="import-commit"),
    path("<int:pk>/hentikan/", imports.import_drop, name="import-drop"),
    path("<int:pk>/batalkan/", imports.import_undo, name="import-undo"),
    path("<int:pk>/ditandai.xlsx", files.import_marked, name="import-marked"),
    path("<int:pk>/berkas/", files.import_file, name="import-file"),
]

# Printed forms, the photos of them that come in, and typing them.
paper_addresses = [
    path("kertas/", paper.paper_forms, name="paper-forms"),
    path("kertas/cetak/usulan-<int:pk>.pdf", paper_print.paper_visit, name="paper-visit"),
    path("kertas/cetak/realisasi-<int:pk>.pdf", paper_print.paper_check, name="paper-check"),
    path("kertas/cetak/<str:kind>.pdf", paper_print.paper_blank, name="paper-blank"),
    path("kertas/kirim/<str:kind>/", paper_send.paper_where, name="paper-where"),
    path("kertas/kirim/<str:kind>/<str:target>/", paper_send.paper_send, name="paper-send"),
    path("kertas/terkirim/<int:pk>/", paper_send.paper_sent, name="paper-sent"),
    path("kertas/masuk/", paper.paper_list, name="paper-list"),
    path("kertas/masuk/ekspor.<str:fmt>", paper.paper_export, name="paper-export"),
    path("kertas/masuk/<int:pk>/", paper_type.paper, name="paper"),
    path("kertas/masuk/<int:pk>/sisihkan/", paper_type.paper_aside, name="paper-aside"),
    path("kertas/masuk/<int:pk>/ambil/", paper_type.paper_take_back, name="paper-take-back"),
    path("kertas/foto/<int:pk>/", paper_type.paper_picture, name="paper-picture"),
]

urlpatterns = [*import_addresses, *paper_addresses]
