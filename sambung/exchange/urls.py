from django.urls import path

from sambung.exchange.views import files, imports, preview

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

# Filled paper forms have their own lines here.
urlpatterns = [*import_addresses]
