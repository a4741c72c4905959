"""Dealings with companies: papers, tasks, letters, duties that pass on."""

from sambung.parties.models import Organisation
from tests.house.addresses.table import BALANGAN, SEE_LOGIN, Address, of

BAPPEDA = of(Organisation, kind="bappeda", region_id=BALANGAN)
OWN = {"visitor": SEE_LOGIN, "outsider": 404}
KEPT = {"visitor": SEE_LOGIN, "outsider": 403}

ROWS = [
    Address("parties:letterhead-update", BAPPEDA, **KEPT),
    Address("parties:letterhead-logo", BAPPEDA, **OWN, kind="file"),
]
