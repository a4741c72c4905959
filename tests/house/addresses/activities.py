"""What companies and programmes did: the register, its map, one activity and its steps."""

from sambung.activities.models import Activity, ActivityPhoto
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, of

OPEN = {"published_at": None, "removed_at": None, "region__regency_code": "63.11"}
ONE = of(Activity, **OPEN)
ATAS_NAMA = of(Activity, **OPEN, reported_at=None, state="built")
HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}

ROWS = [
    Address("activities:activity-list"),
    Address("activities:activity-export", kind="file"),
    Address("activities:activity-map"),
    Address("activities:activity-new", visitor=SEE_LOGIN),
    Address("activities:activity", ONE, visitor=404, outsider=404),
    Address("activities:activity-edit", ATAS_NAMA, **HIDDEN),
    Address("activities:activity-check", ONE, **HIDDEN),
    Address("activities:photo-add", ONE, **HIDDEN),
    Address("activities:activity-hand-over", ONE, **HIDDEN),
    Address("activities:activity-stop", ATAS_NAMA, **HIDDEN),
    Address("activities:activity-remove", ATAS_NAMA, **HIDDEN),
    Address("activities:activity-link", ONE, **HIDDEN),
    Address("activities:activity-ask", ATAS_NAMA, **HIDDEN),
    Address("activities:activity-resume", ONE, **POST_ONLY),
    Address("activities:activity-restore", ONE, **POST_ONLY),
    Address("activities:activity-publish", ONE, **POST_ONLY),
    Address("activities:photo-remove", of(ActivityPhoto), **POST_ONLY),
    Address(
        "activities:activity-photo",
        of(ActivityPhoto, consent_by="", is_bast=False),
        visitor=404,
        outsider=404,
        kind="file",
    ),
]
