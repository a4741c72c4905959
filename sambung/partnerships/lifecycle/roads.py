"""The two roads through the twelve stages, and the catalogue of eighteen responsibilities."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.parties.models import OrganisationKind as K
from sambung.partnerships.models import Road, Stage

SHORT_ROAD_BELOW_RP = 250_000_000  # a choice of this project; small works need no MoU
LABOUR_DAY_RP = 100_000  # to value a day of villagers' work; a reference of ours, not verified

ROADS: dict[str, tuple[Stage, ...]] = {
    Road.SHORT: (
        *(Stage.DATA, Stage.PROPOSAL, Stage.INTEREST, Stage.AGREEMENT),
        *(Stage.CONSTRUCTION, Stage.HANDOVER, Stage.OPERATION, Stage.EVALUATION),
    ),
    Road.FULL: tuple(Stage),
}

# How long a stage usually takes at most, in days (domain reference, section 3: a project choice).
USUAL_DAYS: dict[str, int | None] = {
    Stage.DATA: 60,
    Stage.APPROACH: 90,
    Stage.INTEREST: 42,
    Stage.PROPOSAL: 90,
    Stage.FEASIBILITY: 90,
    Stage.MOU: 120,
    Stage.AGREEMENT: 90,
    Stage.WORKPLAN: 60,
    Stage.CONSTRUCTION: 270,
    Stage.HANDOVER: 56,
    Stage.OPERATION: None,  # as long as the facility lives
    Stage.EVALUATION: 365,
}

# What a stage is done with, in the words of the page.
STAGE_PAPERS: dict[str, Promise] = {
    Stage.DATA: _("profil desa dan data yang belum terlayani"),
    Stage.APPROACH: _("surat audiensi dan pemetaan mitra"),
    Stage.INTEREST: _("surat minat atau surat kesanggupan"),
    Stage.PROPOSAL: _("usulan, RAB, dan surat pengantar desa"),
    Stage.FEASIBILITY: _("uji debit dan mutu, gambar rinci, surat lahan"),
    Stage.MOU: _("kesepakatan bersama"),
    Stage.AGREEMENT: _("perjanjian kerja sama atau berita acara"),
    Stage.WORKPLAN: _("rencana kerja masyarakat dan berita acara musyawarah desa"),
    Stage.CONSTRUCTION: _("laporan kemajuan dengan foto"),
    Stage.HANDOVER: _("uji fungsi, uji mutu air, dan berita acara serah terima"),
    Stage.OPERATION: _("aturan iuran dan pembukuan pengelola"),
    Stage.EVALUATION: _("laporan tahunan bersama"),
}


class Group(StrEnum):
    """The four groups in which the page asks *Siapa yang ...?*."""

    PREPARATION = "persiapan"
    CONSTRUCTION = "pembangunan"
    HANDOVER = "serah_terima"
    OPERATION = "operasi"


GROUP_LABELS: dict[str, Promise] = {
    Group.PREPARATION: _("Persiapan"),
    Group.CONSTRUCTION: _("Pembangunan"),
    Group.HANDOVER: _("Serah terima"),
    Group.OPERATION: _("Operasi"),
}
AFTER_HANDOVER = frozenset([Group.HANDOVER, Group.OPERATION])

SOURCES = frozenset(
    [K.COMPANY, K.STATE_COMPANY, K.BANK, K.FOUNDATION, K.ZAKAT, K.DONOR, K.PROGRAMME]
)
BUILDERS = frozenset([K.KKM, K.BKM])
COMMUNITY = BUILDERS | frozenset([K.KPSPAMS, K.BUMDES])
FACILITATORS = frozenset([K.NGO, K.UNIVERSITY, K.SPAMS_ASSOCIATION])
VILLAGE, WORKS, HEALTH = (
    frozenset([K.VILLAGE_GOVERNMENT]),
    frozenset([K.OPD]),
    frozenset([K.PUSKESMAS]),
)
BAPPEDA, POKJA, UTILITY = frozenset([K.BAPPEDA]), frozenset([K.POKJA]), frozenset([K.WATER_UTILITY])


@dataclass(frozen=True)
class Duty:
    """One responsibility of the catalogue: its question and who usually leads it.

    `usual` names kinds of party in the order in which they are looked for.
    """

    key: str
    group: Group
    question: Promise
    usual: tuple[frozenset[K], ...]
    is_critical: bool = False

    @property
    def is_after_handover(self) -> bool:
        """Return whether the duty lasts after the facility is handed over."""
        return self.group in AFTER_HANDOVER


P, C, H, W = Group.PREPARATION, Group.CONSTRUCTION, Group.HANDOVER, Group.OPERATION

# The eighteen of the domain reference, section 4, in its numbering inside each group.
RESPONSIBILITIES: dict[str, Duty] = {
    duty.key: duty
    for duty in [
        Duty("data", P, _("Siapa yang menyiapkan data dan sasaran?"), (BAPPEDA, POKJA)),
        Duty("convening", P, _("Siapa yang mengundang dan mencatat pertemuan?"), (POKJA, BAPPEDA)),
        Duty("brokering", P, _("Siapa yang mempertemukan para pihak?"), (FACILITATORS,)),
        Duty("land", P, _("Siapa yang memastikan tanah dan izin air beres?"), (VILLAGE,), True),
        Duty("design", P, _("Siapa yang mensurvei dan menyusun RAB?"), (WORKS, UTILITY)),
        Duty("capital", C, _("Siapa yang membiayai pembangunan?"), (SOURCES,), True),
        Duty(
            "apbd",
            C,
            _("Siapa yang menambah biaya dari APBD?"),
            (frozenset([K.REGENCY_GOVERNMENT]), WORKS),
        ),
        Duty("apbdes", C, _("Siapa yang menambah biaya dari APBDes?"), (VILLAGE,)),
        Duty(
            "community_cash",
            C,
            _("Siapa yang mengumpulkan iuran awal warga?"),
            (BUILDERS, COMMUNITY),
        ),
        Duty(
            "community_labour",
            C,
            _("Siapa yang menggerakkan tenaga dan bahan warga?"),
            (BUILDERS, COMMUNITY),
        ),
        Duty("construction", C, _("Siapa yang membangun?"), (BUILDERS, SOURCES), True),
        Duty(
            "supervision",
            C,
            _("Siapa yang mengawasi mutu pekerjaan?"),
            (WORKS, FACILITATORS),
            True,
        ),
        Duty("behaviour", C, _("Siapa yang mendampingi perubahan perilaku?"), (HEALTH,)),
        Duty("asset", H, _("Siapa yang mencatat aset?"), (VILLAGE,), True),
        Duty(
            "operation",
            W,
            _("Siapa yang menjalankan dan menarik iuran?"),
            (frozenset([K.KPSPAMS]), UTILITY, frozenset([K.BUMDES, K.UPTD])),
            True,
        ),
        Duty(
            "major_repair",
            W,
            _("Siapa yang memperbaiki kerusakan besar?"),
            (UTILITY, WORKS, frozenset([K.SPAMS_ASSOCIATION])),
            True,
        ),
        Duty("water_quality", W, _("Siapa yang menguji mutu air?"), (HEALTH,), True),
        Duty("monitoring", W, _("Siapa yang memantau dan melaporkan?"), (BAPPEDA, POKJA)),
    ]
}


def road_for(total_rp: int | None, below_rp: int | None = SHORT_ROAD_BELOW_RP) -> Road:
    """Return the short road for small works; an unknown cost, or no threshold, the full one."""
    if total_rp is not None and below_rp is not None and total_rp < below_rp:
        return Road.SHORT
    return Road.FULL
