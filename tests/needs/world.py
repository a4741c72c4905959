"""Steps the tests of this room take again and again, by the actions themselves."""

from decimal import Decimal

from sambung.needs import actions
from sambung.needs.models import Need, Package
from sambung.needs.queries import LineFacts, OptionFacts
from sambung.regions.models import Indicator
from tests.cast import Cast

FACTS: dict[int, dict[str, object]] = {
    2: {"service": "water", "problem": "Air diambil dari sungai", "source_now": "river"},
    3: {"people": 497, "households": 142, "counted_by": "kader desa"},
    4: {"has_labour": True, "labour_person_days": 480, "has_cash": True}
    | {"cash_per_household_rp": 75_000, "operator_name": "KPSPAMS Contoh"},
    5: {"lat": -2.24, "lon": 115.66},
}


def profile(cast: Cast, people: int, code: str = "63.11.02.2001") -> None:
    """Import how many people live in the village."""
    Indicator.objects.create(
        region=cast.regions[code],
        code="population",
        year=2025,
        value=people,
        unit="orang",
        source="profil desa uji",
        is_official=False,
    )


def draft(cast: Cast, **changes: object) -> Need:
    """Return a draft of Gani, filled on all five screens, with changes."""
    gani = cast.actor(cast.gani)
    need = actions.start_need(proposer=cast.village, village=cast.regions["63.11.02.2001"], by=gani)
    for screen, values in FACTS.items():
        mine = values | {name: changes[name] for name in values.keys() & changes.keys()}
        actions.save_screen(need=need, screen=screen, values=mine, version=need.version, by=gani)
    return need


def sent(cast: Cast, **changes: object) -> Need:
    """Return a need that Gani sent."""
    return actions.send_need(need=draft(cast, **changes), by=cast.actor(cast.gani))


def field_verified(cast: Cast, **changes: object) -> Need:
    """Return a need that Ayu passed at the desk and in the field."""
    need = sent(cast, **changes)
    ayu = cast.actor(cast.ayu)
    actions.verify_desk(need=need, by=ayu)
    return actions.verify_field(need=need, by=ayu)


def ready(cast: Cast, **changes: object) -> Package:
    """Return a package on the shelf."""
    ayu = cast.actor(cast.ayu)
    package = actions.draft_package(need=field_verified(cast, **changes), by=ayu)
    return actions.make_ready(package=package, by=ayu)


def option_facts(**changes: object) -> OptionFacts:
    """Return a valid option with one line of Rp100 juta, with changes."""
    values: dict[str, object] = {
        "kind": "extension",
        "title": "Perluasan jaringan",
        "people_served": 400,
        "expected_years": Decimal("12.5"),
        "years_basis": "catatan pengelola",
        "price_year": 2026,
        "lines": (LineFacts("Pipa", Decimal("10"), "m", 10_000_000),),
    }
    return OptionFacts(**(values | changes))
