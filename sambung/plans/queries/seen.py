"""What a person sees of an answer: frozen values, already without what is not theirs to know."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sambung.plans.models import OPEN_STATES, Invitation, Run
from sambung.ui import formats


@dataclass(frozen=True)
class Payer:
    """What one source carries of a package; another source's name and amount stay hidden."""

    name: str
    fill: str
    amount_rp: int
    offer_id: int | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class Line:
    """A package in the answer, chosen or not."""

    allocation_id: int
    package_id: int
    title: str
    option: str
    village: str
    village_code: str
    lat: float | None
    lon: float | None
    people: int
    years: Decimal
    total_rp: int
    community_rp: int
    capital_rp: int
    is_chosen: bool
    why: str
    change: str
    payers: tuple[Payer, ...]
    invited: tuple[Invitation, ...]

    @property
    def need_rp(self) -> int:
        """Return what the sources carry together."""
        return self.total_rp - self.community_rp

    @property
    def per_person_rp(self) -> int:
        """Return the cost for one person served."""
        return self.total_rp // max(1, self.people)

    @property
    def payer_count(self) -> str:
        """Return how many carry it, the community included."""
        return formats.count(len(self.payers))

    @property
    def years_words(self) -> str:
        """Return how long the service is expected to last."""
        return _("%(n)s tahun") % {"n": formats.decimal_text(self.years, 1)}

    @property
    def can_be_invited(self) -> bool:
        """Return whether nobody was asked for this package from this run yet."""
        return self.is_chosen and not any(i.standing in OPEN_STATES for i in self.invited)


@dataclass(frozen=True)
class SourceLine:
    """What one source had, what the plan uses of it, and why the rest is left."""

    name: str
    fill: str
    offer_id: int | None
    budget_rp: int | None
    used_rp: int
    packages: int
    why: str
    is_range: bool = False

    @property
    def left_rp(self) -> int | None:
        """Return what is left; None while the source has not said how much."""
        return None if self.budget_rp is None else self.budget_rp - self.used_rp


@dataclass(frozen=True)
class Step:
    """What one source's extra money would add."""

    add_rp: int
    gain_years: int  # person-years, as the plan weighs them
    people: int
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    is_same: bool = False
    is_certain: bool = True
    is_exact: bool = True  # both plans proven best; else the gain is at least this


@dataclass(frozen=True)
class Rung:
    """One source's ladder of extra money."""

    name: str
    fill: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Certificate:
    """How good the plan is, in the words that may be said of it."""

    is_ok: bool
    bold: str
    rest: str
    claim: str  # what only the solver says


@dataclass(frozen=True)
class Answer:
    """Everything the page and the files show of one run."""

    run: Run
    sees_all: bool
    people: int
    years: Decimal
    cost_rp: int
    community_rp: int
    budget_rp: int
    certificate: Certificate
    chosen: tuple[Line, ...]
    left_out: tuple[Line, ...]
    sources: tuple[SourceLine, ...]
    unknown: tuple[SourceLine, ...]
    ladder: tuple[Rung, ...]

    @property
    def per_person_rp(self) -> int:
        """Return the cost for one person served, all payers together."""
        return (self.cost_rp + self.community_rp) // max(1, self.people)

    @property
    def untried(self) -> int:
        """Return for how many sources there was no time to try more money."""
        return len(self.sources) - len(self.ladder)

    @property
    def most_added(self) -> int:
        """Return the largest number of people any extra money would add."""
        return max((step.people for rung in self.ladder for step in rung.steps), default=0)

    @property
    def asked(self) -> int:
        """Return how many packages were asked about."""
        return len(self.chosen) + len(self.left_out)
