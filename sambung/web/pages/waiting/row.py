"""One thing that waits for a person, whichever room it comes from."""

from dataclasses import dataclass
from datetime import date

from sambung.regions.models import Region


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: by when (None: no date), what, why, where to go, the verb."""

    due_on: date | None
    title: str
    context: str
    url: str
    verb: str
    place: Region | None = None
