from django.urls import path

from sambung.plans.views import invitations, runs, scenarios

app_name = "plans"
urlpatterns = [
    path("", scenarios.scenario_list, name="scenario-list"),
    path("baru/", scenarios.scenario_new, name="scenario-new"),
    path("temuan/", scenarios.scenario_findings, name="scenario-findings"),
    path("pertanyaan/<int:pk>/", scenarios.scenario, name="scenario"),
    path("pertanyaan/<int:pk>/salin/", scenarios.scenario_copy, name="scenario-copy"),
    path("pertanyaan/<int:pk>/hitung/", scenarios.run_request, name="run-request"),
    path("bandingkan/", runs.compare, name="compare"),
    path("<int:pk>/", runs.run, name="run"),
    path("<int:pk>/kemajuan/", runs.run_progress, name="run-progress"),
    path("<int:pk>/batal/", runs.run_cancel, name="run-cancel"),
    path("<int:pk>/bagikan/", runs.run_share, name="run-share"),
    path("<int:pk>/rencana.xlsx", runs.run_workbook, name="run-workbook"),
    path("<int:pk>/soal.json", runs.run_problem, name="run-problem"),
    path("<int:pk>/rencana.json", runs.run_plan, name="run-plan"),
    path("<int:pk>/ajakan/", invitations.run_invite, name="run-invite"),
    path("ajakan/", invitations.invitation_list, name="invitation-list"),
    path("ajakan/ajakan.xlsx", invitations.invitation_export, name="invitation-export"),
    path("ajakan/<int:pk>/", invitations.invitation, name="invitation"),
    path("ajakan/<int:pk>/catat/", invitations.invitation_record, name="invitation-record"),
    path("ajakan/<int:pk>/tautan/", invitations.invitation_link, name="invitation-link"),
    path("ajakan/<int:pk>/tarik/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("ajakan/<int:pk>/sumber-lain/", invitations.invitation_another, name="invitation-another"),
    path(
        "ajakan/<int:pk>/terima-usul/",
        invitations.invitation_accept_change,
        name="invitation-accept-change",
    ),
    path("ajakan/<int:pk>/benarkan/", invitations.invitation_confirm, name="invitation-confirm"),
    path("ajakan/<int:pk>/surat/", invitations.invitation_letter, name="invitation-letter"),
]
