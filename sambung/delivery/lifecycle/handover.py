"""The checklist of a handover: its pieces, and what the tariff covers."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.parties.models import OrganisationKind as K


class Piece(StrEnum):
    """What a handover asks for; each is written down alone."""

    FUNCTION = "uji-fungsi"
    WATER = "uji-air"
    ASSETS = "aset"
    OWNER = "pencatatan"
    OPERATOR = "pengelola"
    TARIFF = "iuran"
    WARRANTY = "garansi"
    PAPER = "bast"


PIECES: dict[str, Promise] = {
    Piece.FUNCTION: _("Uji fungsi"),
    Piece.WATER: _("Uji mutu air"),
    Piece.ASSETS: _("Daftar aset"),
    Piece.OWNER: _("Pemilik aset dan pencatatannya"),
    Piece.OPERATOR: _("Pengelola"),
    Piece.TARIFF: _("Keputusan iuran"),
    Piece.WARRANTY: _("Masa pemeliharaan (garansi)"),
    Piece.PAPER: _("Naskah BAST"),
}
OF_WATER = frozenset([Piece.WATER, Piece.TARIFF])  # asked of a water facility alone

COVERS_OPERATION, COVERS_MAINTENANCE = Decimal(1), Decimal("1.2")  # a ladder of this project
BILL_SHARE_AT_MOST = Decimal("0.04")  # of income; Permendagri 71/2016 jo. 21/2020
VILLAGE_OWNERS = frozenset([K.VILLAGE_GOVERNMENT])
REGION_OWNERS = frozenset(
    [K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT, K.BAPPEDA, K.OPD, K.UPTD, K.DISTRICT_OFFICE]
    + [K.PUSKESMAS]
)
OPERATING = frozenset(
    [K.KPSPAMS, K.WATER_UTILITY, K.BUMDES, K.UPTD, K.KKM, K.BKM, K.VILLAGE_GOVERNMENT, K.OPD]
)


class Recovery(StrEnum):
    """What the tariff's income covers."""

    LOSS = "rugi"
    OPERATION = "bop"
    MAINTENANCE = "pemeliharaan"
    UNKNOWN = "unknown"


RECOVERY_WORDS: dict[str, Promise] = {
    Recovery.LOSS: _("rugi: iuran belum menutup biaya operasi (BOP)"),
    Recovery.OPERATION: _("menutup BOP, belum pemeliharaan"),
    Recovery.MAINTENANCE: _("menutup BOP dan pemeliharaan"),
    Recovery.UNKNOWN: _("belum diketahui: isi penerimaan dan biaya operasi"),
}


@dataclass(frozen=True)
class Worth:
    """What a tariff is worth: the ratio to the real operating cost, and the bill to income."""

    recovery: Recovery
    ratio: Decimal | None
    bill_share: Decimal | None  # None: bill or income not known

    @property
    def is_affordable(self) -> bool | None:
        """Return whether the bill stays within the bound; None when it cannot be known."""
        return None if self.bill_share is None else self.bill_share <= BILL_SHARE_AT_MOST


def worth_of(
    *,
    income_rp: int | None,
    cost_rp: int | None,
    bill_rp: int | None = None,
    household_rp: int | None = None,
) -> Worth:
    """Return what the tariff covers; unknown stays unknown, and a cost of nothing says nothing."""
    ratio = Decimal(income_rp) / cost_rp if income_rp is not None and cost_rp else None
    share = Decimal(bill_rp) / household_rp if bill_rp is not None and household_rp else None
    return Worth(recovery_of(ratio), ratio, share)


def recovery_of(ratio: Decimal | None) -> Recovery:
    """Return the rung of a cost-recovery ratio."""
    if ratio is None:
        return Recovery.UNKNOWN
    if ratio < COVERS_OPERATION:
        return Recovery.LOSS
    return Recovery.MAINTENANCE if ratio >= COVERS_MAINTENANCE else Recovery.OPERATION


def book_of(kind: str) -> tuple[str, Promise]:
    """Return the key of the instrument that says how an owner of this kind books it, and words."""
    if kind in VILLAGE_OWNERS:
        return "permendagri-1-2016", _("aset desa: buku inventaris aset desa dan SK kades")
    if kind in REGION_OWNERS:
        return "permendagri-19-2016", _("barang milik daerah: kartu inventaris barang (KIB)")
    return "", _("bukan aset desa atau daerah: pembukuan pemiliknya sendiri")
