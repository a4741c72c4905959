"""Recaps: live and previewed, as issued, side by side."""

from sambung.activities.models import Recap
from tests.house.addresses.table import BALANGAN, SEE_LOGIN, Address, fixed, of

HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}
HERE, ISSUED = fixed(code=BALANGAN), of(Recap)

ROWS = [
    Address("activities:recap-list", visitor=SEE_LOGIN),
    Address("activities:recap-list-export", visitor=SEE_LOGIN, kind="file"),
    Address("activities:recap-compare", query=f"?wilayah={BALANGAN}&tahun=2026", **HIDDEN),
    Address("activities:recap", HERE, query="?tahun=2026", **HIDDEN),
    Address("activities:recap-pdf", HERE, query="?tahun=2026", kind="file", **HIDDEN),
    Address("activities:recap-workbook", HERE, query="?tahun=2026", kind="file", **HIDDEN),
    Address("activities:recap-issue", HERE, query="?tahun=2026", **HIDDEN),
    Address("activities:recap-issued", ISSUED, **HIDDEN),
    Address("activities:recap-issued-pdf", ISSUED, kind="file", **HIDDEN),
    Address("activities:recap-issued-workbook", ISSUED, kind="file", **HIDDEN),
    Address("activities:recap-withdraw", ISSUED, **HIDDEN),
]
