"""Facilities: the list, one facility, its water tests and the checks of its watch."""

from sambung.facilities.models import Facility, WatchCheck, WaterTest
from tests.house.addresses.table import SEE_LOGIN, Address, of

HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}
OWN = {"is_published": False, "village__regency_code": "63.11", "state": "open"}
ONE = of(Facility, **OWN)
CHECK = of(WatchCheck, done_on=None, facility__is_published=False, facility__state="open")
TEST = of(WaterTest, withdrawn_at=None, facility__is_published=False)
FILES = {"visitor": 404, "outsider": 404, "member": 404, "kind": "file"}

ROWS = [
    Address("facilities:facility-list"),
    Address("facilities:facility-export", kind="file"),
    Address("facilities:facility", ONE, visitor=404, outsider=404),
    Address("facilities:facility-edit", ONE, **HIDDEN),
    Address("facilities:facility-register", ONE, **HIDDEN),
    Address("facilities:water-test-new", ONE, **HIDDEN),
    Address("facilities:check-add", ONE, **HIDDEN),
    Address("facilities:water-test-withdraw", TEST, **HIDDEN),
    Address("facilities:water-test-file", TEST, **FILES, why="the demo's sheets have no file"),
    Address("facilities:check-done", CHECK, **HIDDEN),
    Address("facilities:check-reassign", CHECK, **HIDDEN),
    Address("facilities:check-file", CHECK, **FILES, why="an open check has no photo yet"),
]
