"""What stands in the way of a good answer, in words, each with where to mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sambung.plans.queries.inputs import MOST_PACKAGES
from sambung.ui import formats

# What blocks: there is nothing to solve, or more than the engine takes.
BLOCKING = {
    "no_packages": _(
        "Belum ada kegiatan siap didukung di wilayah dan tahun ini. "
        "Jadikan usulan yang sudah diperiksa sebagai kegiatan siap didukung."
    ),
    "no_sources": _(
        "Belum ada sumber dana dengan jumlah yang diketahui dan terbuka untuk wilayah dan tahun "
        "ini. Minta perusahaan atau dinas membuka kesanggupannya kepada Anda."
    ),
    "too_many_packages": _(
        "{n} kegiatan terlalu banyak untuk satu perhitungan; paling banyak {most}. "
        "Pilih wilayah yang lebih kecil atau pilih sebagian kegiatan."
    ),
    "no_links": _(
        "Tidak ada satu pun sumber dana yang boleh melayani kegiatan ini menurut aturannya sendiri."
    ),
}
WARNINGS = {
    "packages_without_source": _("{n} kegiatan tidak punya sumber dana yang boleh melayaninya."),
    "packages_without_cost": _("{n} kegiatan belum punya rincian biaya, jadi belum ikut dihitung."),
    "packages_without_government": _(
        "{n} kegiatan perlu peran pemerintah, tetapi tidak ada dana pemerintah yang menjangkaunya."
    ),
    "packages_out_of_reach": _(
        "{n} kegiatan lebih mahal daripada yang dapat dipikul sumber-sumbernya bersama."
    ),
    "operation_unknown": _(
        "{n} kegiatan belum punya perkiraan biaya operasi; cadangan operasinya belum terhitung."
    ),
    "offers_without_village": _("{n} kesanggupan tidak menjangkau satu kegiatan pun."),
    "offers_unknown": _(
        "{n} kesanggupan belum menyebut jumlah: cocok dengan kegiatan, tetapi tidak ikut dijumlah."
    ),
    "offers_as_range": _("{n} kesanggupan berupa kisaran; yang dihitung batas bawahnya."),
    "offers_missed": _("{n} kesanggupan sudah lewat masa penerimaan usulannya."),
    "offers_used_up": _("{n} kesanggupan sudah habis oleh ajakan atau kemitraan yang berjalan."),
}


@dataclass(frozen=True)
class Mend:
    """One thing to mend: what it is called and which page shows it."""

    label: str
    kind: str  # package | offer
    id: int


@dataclass(frozen=True)
class Finding:
    """One finding before solving; `blocks` when there is nothing to solve."""

    code: str
    count: int = 0
    mends: tuple[Mend, ...] = ()

    @property
    def blocks(self) -> bool:
        """Return whether solving makes no sense until this is mended."""
        return self.code in BLOCKING

    @property
    def words(self) -> str:
        """Return the finding as a sentence."""
        sentence = str((BLOCKING | WARNINGS)[self.code])
        return sentence.format(n=formats.count(self.count), most=formats.count(MOST_PACKAGES))
