"""What the rows of each kind become, in the order in which one may need another."""

from collections.abc import Callable

from sambung.exchange.actions.becoming.activities import become_activities
from sambung.exchange.actions.becoming.arrivals import Arrivals
from sambung.exchange.actions.becoming.companies import become_companies
from sambung.exchange.actions.becoming.needs import become_needs
from sambung.exchange.actions.becoming.offers import become_offers
from sambung.exchange.actions.becoming.packages import become_packages
from sambung.exchange.actions.becoming.villages import become_villages
from sambung.exchange.models import RecordKind

BECOMING: dict[str, Callable[[Arrivals], int]] = {
    RecordKind.VILLAGES: become_villages,
    RecordKind.COMPANIES: become_companies,
    RecordKind.OFFERS: become_offers,
    RecordKind.NEEDS: become_needs,
    RecordKind.PACKAGES: become_packages,
    RecordKind.ACTIVITIES: become_activities,
}

__all__ = ["BECOMING", "Arrivals"]
