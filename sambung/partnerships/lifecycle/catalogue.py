"""What a road may speak of: facts, approvals, who closes a stage, and how much of each."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sambung.partnerships.lifecycle.roads import Group
from sambung.partnerships.models import Stage

FORMAT = 1
MOST_DAYS = 3650
MOST_NEEDS = 24  # of one stage
MOST_DUTIES = 40
KEY = re.compile(r"[a-z][a-z0-9_]{1,29}")

# What may become true of a partnership; other rooms record it, a template only asks for it.
FACTS: dict[str, Promise] = {
    "land_secured": gettext_lazy("lahan dan izin sumber air sudah jelas"),
    "mou_in_force": gettext_lazy("kesepakatan bersama berlaku"),
    "agreement_in_force": gettext_lazy("perjanjian berlaku"),
    "critical_duties_accepted": gettext_lazy("peran yang menentukan sudah disanggupi pihaknya"),
    "community_contribution_verified": gettext_lazy("kontribusi warga terverifikasi"),
    "works_done": gettext_lazy("pekerjaan selesai"),
    "final_check_good": gettext_lazy("pemeriksaan akhir baik"),
    "function_test_good": gettext_lazy("uji fungsi baik"),
    "water_test_good": gettext_lazy("uji mutu air memenuhi syarat"),
    "handover_done": gettext_lazy("serah terima selesai"),
    "operator_named": gettext_lazy("pengelola ditetapkan"),
    "tariff_decided": gettext_lazy("iuran diputuskan"),
}
APPROVALS: dict[str, Promise] = {
    "audience": gettext_lazy("pertemuan awal dengan calon mitra"),
    "village_letter": gettext_lazy("surat pengantar kepala desa"),
    "village_meeting": gettext_lazy("persetujuan musyawarah desa"),
    "source_tested": gettext_lazy("debit dan mutu sumber air sudah diuji"),
    "legal_review": gettext_lazy("telaah hukum kedua pihak"),
}
CLOSERS: dict[str, Promise] = {
    "desk": gettext_lazy("petugas daerah"),
    "source": gettext_lazy("pihak yang membiayai"),
    "village": gettext_lazy("pemerintah desa"),
    "community": gettext_lazy("kelompok warga"),
    "operator": gettext_lazy("pengelola"),
    "facilitator": gettext_lazy("fasilitator"),
    "any": gettext_lazy("pihak mana pun"),
}
NEVER_WITHOUT = (Stage.HANDOVER, Stage.OPERATION)  # a facility is handed over, and then watched
STAGES_OF_GROUP: dict[str, tuple[Stage, ...]] = {
    Group.PREPARATION: (
        *(Stage.DATA, Stage.APPROACH, Stage.INTEREST, Stage.PROPOSAL),
        *(Stage.FEASIBILITY, Stage.MOU, Stage.AGREEMENT, Stage.WORKPLAN),
    ),
    Group.CONSTRUCTION: (Stage.CONSTRUCTION,),
    Group.HANDOVER: (Stage.HANDOVER,),
    Group.OPERATION: (Stage.OPERATION, Stage.EVALUATION),
}
