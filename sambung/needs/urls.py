from django.urls import path

from sambung.needs.views import desk, needs, packages, proposing, shelf

app_name = "needs"
urlpatterns = [
    path("", needs.need_list, name="need-list"),
    path("ekspor.<str:fmt>", needs.need_export, name="need-export"),
    path("baru/", proposing.need_new, name="need-new"),
    path("lembar-kosong/", proposing.blank_sheet, name="blank-sheet"),
    path("<int:pk>/", needs.need, name="need"),
    path("<int:pk>/isi/<int:n>/", proposing.need_screen, name="need-screen"),
    path("<int:pk>/isi/<int:n>/simpan/", proposing.need_autosave, name="need-autosave"),
    path("<int:pk>/desa/", proposing.village_search, name="village-search"),
    path("<int:pk>/kirim/", proposing.need_send, name="need-send"),
    path("<int:pk>/terkirim/", proposing.need_sent, name="need-sent"),
    path("<int:pk>/kembalikan/", desk.need_return, name="need-return"),
    path("<int:pk>/periksa-meja/", desk.need_verify_desk, name="need-verify-desk"),
    path("<int:pk>/periksa-lapangan/", desk.need_verify_field, name="need-verify-field"),
    path("<int:pk>/belum-dapat/", desk.need_not_now, name="need-not-now"),
    path("<int:pk>/tarik/", desk.need_withdraw, name="need-withdraw"),
    path("<int:pk>/buka-kembali/", desk.need_reopen, name="need-reopen"),
    path("<int:pk>/lanjutkan/", desk.need_take_up, name="need-take-up"),
    path("<int:pk>/kegiatan/", packages.package_new, name="package-new"),
    path("berkas/<int:pk>/", proposing.photo, name="photo"),
    path("berkas/<int:pk>/hapus/", proposing.photo_remove, name="photo-remove"),
    path("siap-didukung/", shelf.shelf, name="shelf"),
    path("siap-didukung/ekspor.<str:fmt>", shelf.shelf_export, name="shelf-export"),
    path("kegiatan/<int:pk>/", packages.package, name="package"),
    path("kegiatan/<int:pk>/lembar/", packages.package_sheet, name="package-sheet"),
    path("kegiatan/<int:pk>/susun/", packages.package_edit, name="package-edit"),
    path("kegiatan/<int:pk>/pilihan/", packages.option_new, name="option-new"),
    path("pilihan/<int:pk>/", packages.option_edit, name="option-edit"),
    path("pilihan/<int:pk>/hapus/", packages.option_remove, name="option-remove"),
    path("kegiatan/<int:pk>/siap/", packages.package_ready, name="package-ready"),
    path("kegiatan/<int:pk>/tarik/", packages.package_withdraw, name="package-withdraw"),
    path("kegiatan/<int:pk>/minat/", packages.package_interest, name="package-interest"),
    path(
        "kegiatan/<int:pk>/minat/<int:interest_pk>/tarik/",
        packages.interest_withdraw,
        name="interest-withdraw",
    ),
    path("bobot/<str:code>/", packages.weights, name="weights"),
]
