"""Working without an account: below /tamu/, for the holders of guest links alone."""

from sambung.activities.models import Activity
from sambung.needs.models import Need
from sambung.parties.models import Offer, OnBehalf
from tests.house.addresses.table import POST_ONLY, Address, fixed, of

# Who asks, and for whom their guest link speaks; tests/journeys/facts.py makes their cookies.
GUESTS = {
    "tamu_perusahaan": "PT Contoh Sawit Lestari",
    "tamu_desa": "Pemerintah Desa Uren (simulasi)",
}
GONE = {"visitor": 404, "outsider": 404, "member": 404, "kind": "data"}
NO_FILE = "the demo has no such file"
ELSEWHERE = {"visitor": 404, "outsider": 404, "why": "only the holder of a guest link has it"}
COMPANY = ELSEWHERE | {"who": "tamu_perusahaan"}
VILLAGE = ELSEWHERE | {"who": "tamu_desa"}
OF_COMPANY = {"organisation__name": GUESTS["tamu_perusahaan"]}
OF_VILLAGE = {"proposer__name": GUESTS["tamu_desa"], "state": "returned"}

ROWS = [
    Address("web:guest", **COMPANY),
    Address("web:guest-leave", **COMPANY),
    Address(
        "web:guest-join", visitor=302, outsider=302, who="tamu_desa", why="leads home without one"
    ),
    Address("web:guest-record", of(OnBehalf, **OF_COMPANY), **COMPANY),
    Address("web:guest-ground", fixed(pk=1), **GONE, why=NO_FILE),
    Address("web:guest-offer-new", **COMPANY),
    Address("web:guest-offer", of(Offer, **OF_COMPANY), **COMPANY),
    Address("web:guest-activity-new", **COMPANY),
    Address("web:guest-activity", of(Activity, **OF_COMPANY), **COMPANY),
    Address("web:guest-activity-photo", fixed(pk=0), **GONE, why=NO_FILE),
    Address("web:guest-need-new", **VILLAGE),
    Address("web:guest-need", of(Need, **OF_VILLAGE), **VILLAGE),
    Address("web:guest-need-edit", of(Need, **OF_VILLAGE), **VILLAGE),
    Address("web:guest-photo", fixed(pk=0), **GONE, why=NO_FILE),
    Address("web:guest-photo-remove", fixed(pk=0), **POST_ONLY),
]
