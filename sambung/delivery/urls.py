from django.urls import URLPattern, URLResolver, path

from sambung.delivery import views

app_name = "delivery"
WORK, STONE = "<int:pk>/pelaksanaan", "<int:pk>/pelaksanaan/tonggak/<int:milestone_pk>"
REPORT, PHOTO = f"{WORK}/kemajuan/<int:report_pk>", f"{WORK}/foto/<int:photo_pk>"
TROUBLE = f"{WORK}/masalah/<int:trouble_pk>"
work: list[URLPattern | URLResolver] = [
    path(f"{WORK}/", views.work, name="work"),
    path(f"{WORK}/rencana/", views.usual_plan, name="usual-plan"),
    path(f"{WORK}/tonggak/", views.milestone_add, name="milestone-add"),
    path(f"{STONE}/ubah/", views.milestone_edit, name="milestone-edit"),
    path(f"{STONE}/tenggat/", views.milestone_move, name="milestone-move"),
    path(f"{STONE}/selesai/", views.milestone_finish, name="milestone-finish"),
    path(f"{STONE}/verifikasi/", views.milestone_verify, name="milestone-verify"),
    path(f"{STONE}/kembalikan/", views.milestone_return, name="milestone-return"),
    path(f"{WORK}/kemajuan/", views.progress_add, name="progress-add"),
    path(f"{REPORT}/verifikasi/", views.progress_verify, name="progress-verify"),
    path(f"{REPORT}/kembalikan/", views.progress_return, name="progress-return"),
    path(f"{PHOTO}/", views.progress_photo, name="progress-photo"),
    path(f"{PHOTO}/tampilkan/", views.photo_show, name="photo-show"),
    path(f"{PHOTO}/tarik/", views.photo_hide, name="photo-hide"),
    path(f"{WORK}/barang/", views.given, name="given"),
    path(f"{WORK}/barang/tambah/<int:contribution_pk>/", views.goods_add, name="goods-add"),
    path(f"{WORK}/periksa/<int:contribution_pk>/", views.final_check, name="final-check"),
    path(f"{WORK}/barang/<int:goods_pk>/dipakai/", views.goods_use, name="goods-use"),
    path(f"{WORK}/barang/<int:goods_pk>/keluarkan/", views.goods_remove, name="goods-remove"),
    path(
        f"{WORK}/barang/<int:goods_pk>/jumlah/<slug:step>/", views.goods_state, name="goods-state"
    ),
    path(f"{WORK}/acara/", views.ceremony_add, name="ceremony-add"),
    path(f"{WORK}/masalah/", views.trouble_list, name="trouble-list"),
    path(f"{WORK}/masalah/unduh.xlsx", views.trouble_export, name="trouble-export"),
    path(f"{WORK}/masalah/tambah/", views.trouble_add, name="trouble-add"),
    path(f"{TROUBLE}/ubah/", views.trouble_edit, name="trouble-edit"),
    path(f"{TROUBLE}/tutup/", views.trouble_close, name="trouble-close"),
    path(f"{TROUBLE}/buka/", views.trouble_reopen, name="trouble-reopen"),
    path(f"{STONE}/batal/", views.milestone_drop, name="milestone-drop"),
]
MONEY, TERM = "<int:pk>/termin", "<int:pk>/termin/<int:tranche_pk>"
CONDITION = f"{TERM}/syarat/<int:condition_pk>"
money: list[URLPattern | URLResolver] = [
    path(f"{MONEY}/", views.tranche_list, name="tranche-list"),
    path(f"{MONEY}/unduh.xlsx", views.tranche_export, name="tranche-export"),
    path(f"{MONEY}/susun/", views.tranche_plan, name="tranche-plan"),
    path(f"{MONEY}/rekening/", views.account_list, name="account-list"),
    path(f"{MONEY}/rekening/catat/", views.account_add, name="account-add"),
    path(f"{MONEY}/rekening/<int:account_pk>/akhiri/", views.account_end, name="account-end"),
    path(f"{TERM}/", views.tranche, name="tranche"),
    path(f"{TERM}/syarat/", views.condition_add, name="condition-add"),
    path(f"{CONDITION}/hapus/", views.condition_remove, name="condition-remove"),
    path(f"{CONDITION}/terima/", views.condition_accept, name="condition-accept"),
    path(f"{CONDITION}/kembalikan/", views.condition_return, name="condition-return"),
    path(f"{TERM}/<slug:slug>/", views.tranche_act, name="tranche-act"),
]
HANDOVER = "<int:pk>/serah-terima/<int:handover_pk>"
handover: list[URLPattern | URLResolver] = [
    path("<int:pk>/serah-terima/", views.handover_list, name="handover-list"),
    path("<int:pk>/serah-terima/baru/", views.handover_new, name="handover-new"),
    path(f"{HANDOVER}/", views.handover, name="handover"),
    path(f"{HANDOVER}/selesai/", views.handover_complete, name="handover-complete"),
    path(f"{HANDOVER}/batal/", views.handover_cancel, name="handover-cancel"),
    path(f"{HANDOVER}/<slug:piece>/", views.handover_piece, name="handover-piece"),
]
urlpatterns = [*work, *money, *handover]
