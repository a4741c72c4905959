from django.urls import URLPattern, URLResolver, path

from sambung.delivery import views

app_name = "delivery"
WORK, STONE = "<int:pk>/pelaksanaan", "<int:pk>/pelaksanaan/tonggak/<int:milestone_pk>"
work: list[URLPattern | URLResolver] = [
    path(f"{WORK}/", views.work, name="work"),
    path(f"{WORK}/rencana/", views.usual_plan, name="usual-plan"),
    path(f"{WORK}/tonggak/", views.milestone_add, name="milestone-add"),
    path(f"{STONE}/ubah/", views.milestone_edit, name="milestone-edit"),
    path(f"{STONE}/tenggat/", views.milestone_move, name="milestone-move"),
    path(f"{STONE}/selesai/", views.milestone_finish, name="milestone-finish"),
    path(f"{STONE}/verifikasi/", views.milestone_verify, name="milestone-verify"),
    path(f"{STONE}/kembalikan/", views.milestone_return, name="milestone-return"),
    path(f"{STONE}/batal/", views.milestone_drop, name="milestone-drop"),
]
money: list[URLPattern | URLResolver] = []
handover: list[URLPattern | URLResolver] = []
urlpatterns = [*work, *money, *handover]
