"""Find the village, kecamatan or company a text means; unsure ones are suggested, never taken."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceRow:
    """A region as handed in from the database: levels 2 (kab/kota) to 4 (village)."""

    code: str
    name: str
    kind: str  # "desa", "kelurahan", "kecamatan", "kabupaten" ... as RegionKind
    parent_code: str = ""


@dataclass(frozen=True)
class Place:
    """A region that was found."""

    code: str
    name: str
    kind: str
    parent_name: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A region that may be meant; `text` can be put into the cell "Desa" and is then exact."""

    place: Place
    text: str
    score: float


class Gazetteer:
    """The regions names are sought among, usually those of one kab/kota."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self.rows = list(rows)

    def find(self, village: str, district: str = "", code: str = "") -> Place | list[Suggestion]:
        """Return the one place that is meant for certain, else what may be meant, best first."""
        return []


@dataclass(frozen=True)
class CompanyRow:
    """An organisation as handed in from the database."""

    id: int
    name: str
    short_name: str = ""


@dataclass(frozen=True)
class CompanySuggestion:
    """A company that may be meant; `text` can be put into the cell and is then exact."""

    company: CompanyRow
    text: str
    score: float


class Companies:
    """The organisations company names are sought among."""

    def __init__(self, rows: Iterable[CompanyRow]) -> None:
        self.rows = list(rows)

    def find(self, text: str) -> CompanyRow | list[CompanySuggestion]:
        """Return the company that is meant for certain; else what may be meant; [] when new."""
        return []
