"""Every page with a list asks the database the same number of questions at 1 and at 20 rows.

One line per page: who looks, where, and what makes one more row of it. Add yours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sambung.activities.actions.recaps import issue_recap
from sambung.activities.models import Activity, Recap
from sambung.parties.models import Notice
from tests.activities import world as activities
from tests.cast import Cast
from tests.exchange import papers
from tests.exchange import tables as imports
from tests.needs import world as needs
from tests.parties import world as parties
from tests.partnerships import world as partnerships

MOST = 25  # queries of any page; the home asks every room once


@dataclass(frozen=True)
class ListPage:
    """A page with a list, and what adds one row to it."""

    name: str
    add: Callable[[Cast], Any]
    who: str | None = "ayu"
    arguments: tuple[Any, ...] = ()
    query: str = ""


def notice(cast: Cast) -> Notice:
    """Send Ayu one more notice."""
    return Notice.objects.create(user=cast.ayu, text="Ada usulan baru", url="/")


def recap_row(cast: Cast) -> Activity:
    """Record one more activity of the year of the recap."""
    return activities.recorded(cast, year=2026, title=f"Sumur {Activity.objects.count()}")


def issued_recap(cast: Cast) -> Recap:
    """Issue one more recap."""
    return issue_recap(region=cast.regions["63.11"], year=2026, by=cast.actor(cast.ayu))


PAGES = [
    ListPage("exchange:import-list", imports.waiting),
    ListPage("web:home", needs.sent, who=None),
    ListPage("web:home", needs.sent),
    ListPage("web:home", partnerships.opened),
    ListPage("web:home", notice),
    ListPage("web:region", needs.ready, arguments=("63.11",)),
    ListPage("web:region", partnerships.opened, arguments=("63.11",)),
    ListPage("regions:map", needs.ready),
    ListPage("web:search", needs.ready, query="?q=balangan"),
    ListPage("needs:need-list", needs.sent),
    ListPage("needs:shelf", needs.ready),
    ListPage("needs:shelf", needs.ready, who=None),
    ListPage("partnerships:partnership-list", partnerships.opened),
    ListPage("activities:activity-list", activities.recorded),
    ListPage("activities:activity-list", activities.own, who="citra"),
    ListPage("activities:activity-map", activities.recorded),
    ListPage("web:region", activities.recorded, arguments=("63.11",)),
    ListPage("activities:recap", recap_row, arguments=("63.11",), query="?tahun=2026"),
    ListPage("activities:recap-list", issued_recap),
    ListPage("parties:organisation-list", parties.organisation),
    ListPage("parties:offer-list", parties.opened),
    ListPage("parties:offer-list", parties.recorded),
    ListPage("parties:guest-link-list", parties.guest_link),
    ListPage("parties:notice-list", notice),
    ListPage("parties:task-list", parties.task),
    ListPage("web:company-list", parties.organisation),
    ListPage("web:home", parties.task),
    ListPage("parties:me", parties.contact, who="citra"),
    ListPage("exchange:paper-list", papers.waiting),
    ListPage("web:home", papers.waiting),
]


def queries_of(client: Client, path: str) -> int:
    """Return how many queries a page asks, once everything that is kept in memory is."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.db
@pytest.mark.parametrize("page", PAGES, ids=lambda p: f"{p.name}-{p.add.__name__}-{p.who}")
def test_list_page_asks_as_many_questions_at_1_as_at_20_rows(cast, as_person, page):
    client = as_person(getattr(cast, page.who)) if page.who else Client()
    path = reverse(page.name, args=page.arguments) + page.query
    page.add(cast)
    one = queries_of(client, path)
    for _ in range(19):
        page.add(cast)
    assert queries_of(client, path) == one
    assert one <= MOST
