"""Working without an account: below /tamu/, for the holders of guest links alone."""

from tests.house.addresses.table import POST_ONLY, Address, fixed

GONE = {"visitor": 404, "outsider": 404, "member": 404, "kind": "data"}
NO_LINK = "only the holder of a guest link has such a page; tests/journeys and tests/web open it"

ROWS = [
    Address("web:guest", **GONE, why=NO_LINK),
    Address("web:guest-leave", **GONE, why=NO_LINK),
    Address("web:guest-join", visitor=302, outsider=302, member=302, kind="data", why="leads home"),
    Address("web:guest-record", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-ground", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-offer-new", **GONE, why=NO_LINK),
    Address("web:guest-offer", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-activity-new", **GONE, why=NO_LINK),
    Address("web:guest-activity", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-activity-photo", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-need-new", **GONE, why=NO_LINK),
    Address("web:guest-need", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-need-edit", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-photo", fixed(pk=1), **GONE, why=NO_LINK),
    Address("web:guest-photo-remove", fixed(pk=1), **POST_ONLY),
]
