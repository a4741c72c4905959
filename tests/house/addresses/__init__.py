"""Every address of the site; one file per room, see table.py."""

from tests.house.addresses import (
    accounts,
    activities,
    agreements,
    dealings,
    delivery,
    exchange,
    guests,
    needs,
    paper,
    parties,
    partnerships,
    plans,
    recaps,
    regions,
    roads,
    web,
)

ADDRESSES = [
    *web.ROWS,
    *regions.ROWS,
    *parties.ROWS,
    *dealings.ROWS,
    *guests.ROWS,
    *needs.ROWS,
    *plans.ROWS,
    *partnerships.ROWS,
    *agreements.ROWS,
    *roads.ROWS,
    *delivery.ROWS,
    *activities.ROWS,
    *recaps.ROWS,
    *exchange.ROWS,
    *paper.ROWS,
    *accounts.ROWS,
]
