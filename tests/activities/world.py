"""Activities in the valley, recorded by the actions themselves."""

from sambung.activities import actions
from sambung.activities.actions import ActivityFacts
from sambung.activities.models import Activity
from sambung.parties.actions import GroundGiven
from sambung.partnerships.models import Partnership
from tests.cast import Cast
from tests.partnerships.world import opened

HAUWAI = "63.11.02.2001"
FACTS = {"service": "water", "title": "Sumur bor Hauwai", "year": 2024, "kind": "borehole"}
LETTER = GroundGiven("letter", "Surat nomor 12/CSR/2024")


def facts(**changes: object) -> ActivityFacts:
    """Return the facts of a borehole, with changes."""
    return ActivityFacts(**(FACTS | changes))  # type: ignore[arg-type]


def own(cast: Cast, code: str = HAUWAI, **changes: object) -> Activity:
    """Return what Citra's company itself reported."""
    return actions.record_activity(
        organisation=cast.company,
        region=cast.regions[code],
        facts=facts(**changes),
        by=cast.actor(cast.citra),
    )


def recorded(cast: Cast, code: str = HAUWAI, **changes: object) -> Activity:
    """Return what Ayu recorded atas nama the company, on a letter."""
    return actions.record_activity(
        organisation=cast.company,
        region=cast.regions[code],
        facts=facts(**changes),
        ground=LETTER,
        by=cast.actor(cast.ayu),
    )


def partnership(cast: Cast) -> Partnership:
    """Return a partnership of the company in the valley."""
    return opened(cast)
