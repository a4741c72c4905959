"""What companies and programmes did: the register, its map, one activity and its steps."""

from sambung.activities.models import Activity, ActivityPhoto
from tests.house.addresses.table import SEE_LOGIN, Address, of

OPEN = {"published_at": None, "removed_at": None, "region__regency_code": "63.11"}
ONE = of(Activity, **OPEN)
HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}

ROWS = [
    Address("activities:activity-list", visitor=SEE_LOGIN),
    Address("activities:activity-export", visitor=SEE_LOGIN, kind="file"),
    Address("activities:activity-new", visitor=SEE_LOGIN),
    Address("activities:activity", ONE, visitor=404, outsider=404),
    Address("activities:activity-photo", of(ActivityPhoto, consent_by=""), kind="file", **HIDDEN),
]
