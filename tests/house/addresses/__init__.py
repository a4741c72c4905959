"""Every address of the site; one file per room, see table.py."""

from tests.house.addresses import (
    accounts,
    dealings,
    needs,
    parties,
    partnerships,
    plans,
    regions,
    web,
)

ADDRESSES = [
    *web.ROWS,
    *regions.ROWS,
    *parties.ROWS,
    *dealings.ROWS,
    *needs.ROWS,
    *plans.ROWS,
    *partnerships.ROWS,
    *accounts.ROWS,
]
