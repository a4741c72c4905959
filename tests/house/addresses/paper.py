"""Printed forms and the papers that come in."""

from sambung.activities.models import Activity
from sambung.exchange.models import PaperForm, PaperPage
from sambung.needs.models import Need
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, fixed, of

HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}
WAITING = of(PaperForm, state="waiting")
SENT = of(Need, state="sent")


def village_of_paper():
    """Return a place and kind whose entry anybody may open."""
    return {
        "kind": "proposal",
        "target": PaperForm.objects.filter(state="waiting").order_by("pk")[0].region_id,
    }


ROWS = [
    Address("exchange:paper-forms", query="?desa=63.11.02.2001"),
    Address("exchange:paper-blank", fixed(kind="proposal"), kind="file"),
    Address("exchange:paper-visit", SENT, **HIDDEN, kind="file"),
    Address("exchange:paper-check", of(Activity), **HIDDEN, kind="file"),
    Address("exchange:paper-where", fixed(kind="minutes"), query="?cari=hauwai"),
    Address("exchange:paper-send", village_of_paper),
    Address("exchange:paper-sent", WAITING),
    Address("exchange:paper-list", visitor=SEE_LOGIN),
    Address("exchange:paper-export", fixed(fmt="xlsx"), visitor=SEE_LOGIN, kind="file"),
    Address("exchange:paper", WAITING, **HIDDEN),
    Address("exchange:paper-aside", WAITING, **HIDDEN),
    Address("exchange:paper-take-back", fixed(pk=1), **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address(
        "exchange:paper-picture",
        of(PaperPage, form__state="waiting"),
        **HIDDEN,
        kind="file",
    ),
]
