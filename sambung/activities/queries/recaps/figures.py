"""What a recap says, as frozen values: sums that keep what is unknown apart, lines, concerns."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sambung.regions.models import Level

MONEY_STEPS = ("reported", "built", "handed_over", "seen_working")


@dataclass(frozen=True)
class Sums:
    """Counts and sums of some activities; what nobody stated is counted and never zero."""

    activities: int = 0
    amount_rp: int | None = None  # of those that state one; None: nobody did
    amount_unknown: int = 0
    people: int | None = None
    people_unknown: int = 0
    without_bast: int = 0  # built, and nobody took it over yet
    not_working: int = 0  # works not, or in part
    unseen: int = 0  # nobody said whether it works

    def __add__(self, other: "Sums") -> "Sums":
        """Return both together; unknown and known stay apart."""
        return Sums(
            self.activities + other.activities,
            added(self.amount_rp, other.amount_rp),
            self.amount_unknown + other.amount_unknown,
            added(self.people, other.people),
            self.people_unknown + other.people_unknown,
            self.without_bast + other.without_bast,
            self.not_working + other.not_working,
            self.unseen + other.unseen,
        )


NOTHING = Sums()


def added(one: int | None, other: int | None) -> int | None:
    """Return the sum of what is known, None when neither is."""
    if one is None or other is None:
        return one if other is None else other
    return one + other


def total_of(parts: Iterable[Sums]) -> Sums:
    """Return all parts together."""
    return sum(parts, NOTHING)


@dataclass(frozen=True)
class Line:
    """One row of a table: a company, a place, a service or a way of giving."""

    key: str
    name: str
    sums: Sums
    services: tuple[int, int, int] = (0, 0, 0)  # activities for water, sanitation, hygiene
    others: tuple[str, ...] = ()  # of a place the companies there; of a company its places
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Known:
    """Of how many activities one fact is known."""

    key: str
    known: int
    total: int


@dataclass(frozen=True)
class Silent:
    """A company known here that has reported nothing for the year."""

    pk: int
    name: str
    last_year: int | None  # of its latest activity here; None: known by an offer


@dataclass(frozen=True)
class Item:
    """One activity as the recap shows it."""

    pk: int
    title: str
    source: str
    place: str
    place_code: str
    service: str
    kind: str
    gives_by: str
    state: str
    works: str
    year: int
    amount_rp: int | None
    people: int | None
    bast: str
    known_on: str
    taken_from: str  # the paper or file it was taken from
    is_confirmed: bool  # by the source itself
    is_simulated: bool
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Gaps:
    """Who is not served yet by official figures; None is unknown."""

    year: int = 0
    water_people: int | None = None
    sanitation_people: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Drawing:
    """The borders of the places, as paths in one small map."""

    width: float = 0
    height: float = 0
    outlines: tuple[tuple[str, str], ...] = ()  # (code, path)


@dataclass(frozen=True)
class Mark:
    """One numbered mark on the map: how it stands is in its shape."""

    number: int
    x: float
    y: float
    standing: str  # works, care, open


@dataclass(frozen=True)
class Figures:
    """The recap of one region and year."""

    region_code: str
    region_name: str
    level: int
    year: int
    as_of: str  # the day it was read
    totals: Sums = NOTHING  # everything begun, without what is only planned
    planned: Sums = NOTHING
    steps: dict[str, Sums] = field(default_factory=dict)  # MONEY_STEPS, each part of the one before
    previous: Sums | None = None  # the year before; None: nothing is recorded of it
    previous_companies: int = 0
    companies: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    services: tuple[Line, ...] = ()
    previous_services: tuple[Line, ...] = ()
    ways: tuple[Line, ...] = ()
    known: tuple[Known, ...] = ()
    silent: tuple[Silent, ...] = ()
    concerns: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()  # all of them when few, else none
    newest_known_on: str = ""
    never_seen: int = 0  # activities of which nobody said on a day how they work or are used
    last_saved_on: str = ""
    simulated: int = 0
    gaps: Gaps = Gaps()
    drawing: Drawing = Drawing()
    marks: tuple[Mark, ...] = ()

    @property
    def is_simulated(self) -> bool:
        """Return whether any row in it is simulated."""
        return self.simulated > 0

    @property
    def is_province(self) -> bool:
        """Return whether the places are kab/kota."""
        return self.level == Level.PROVINCE

    @property
    def served_places(self) -> tuple[Line, ...]:
        """Return the places with an activity, those of unknown place left out."""
        return tuple(each for each in self.places if each.key and each.sums.activities)

    @property
    def empty_places(self) -> tuple[Line, ...]:
        """Return the places of which no activity is recorded."""
        return tuple(each for each in self.places if each.key and not each.sums.activities)

    @property
    def as_of_day(self) -> date:
        """Return the day the figures were read."""
        return date.fromisoformat(self.as_of)


def as_data(figures: Figures) -> dict[str, Any]:
    """Return the figures as plain data, to be frozen as JSON."""
    return asdict(figures)


def from_data(data: dict[str, Any]) -> Figures:
    """Return the figures that were frozen; the reverse of as_data."""
    given = dict(data)
    previous = given["previous"]
    given |= {
        "totals": Sums(**given["totals"]),
        "planned": Sums(**given["planned"]),
        "steps": {key: Sums(**each) for key, each in given["steps"].items()},
        "previous": None if previous is None else Sums(**previous),
        "known": tuple(Known(**each) for each in given["known"]),
        "silent": tuple(Silent(**each) for each in given["silent"]),
        "concerns": tuple(Item(**each) for each in given["concerns"]),
        "items": tuple(Item(**each) for each in given["items"]),
        "gaps": Gaps(**given["gaps"]),
        "drawing": drawing_from(given["drawing"]),
        "marks": tuple(Mark(**each) for each in given["marks"]),
    }
    for key in ("companies", "places", "services", "previous_services", "ways"):
        given[key] = tuple(line_from(each) for each in given[key])
    return Figures(**given)


def line_from(data: dict[str, Any]) -> Line:
    """Return one line that was frozen."""
    water, sanitation, hygiene = data["services"]
    plain = {
        "sums": Sums(**data["sums"]),
        "services": (water, sanitation, hygiene),
        "others": tuple(data["others"]),
    }
    return Line(**(data | plain))


def drawing_from(data: dict[str, Any]) -> Drawing:
    """Return the borders that were frozen."""
    outlines = tuple((code, path) for code, path in data["outlines"])
    return Drawing(data["width"], data["height"], outlines)
