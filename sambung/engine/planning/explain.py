"""Why each package is in or out, as codes and numbers; the site finds the words.

Everything follows from one exact pricing of each package at the plan's own prices, so an
explanation never contradicts the certificate it stands beside.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sambung.engine.planning.deals import (
    Arm,
    Deal,
    Network,
    Rates,
    best_deal,
    fees_of,
    lay_out,
)
from sambung.engine.planning.greedy import Ledger
from sambung.engine.planning.plan import MONEY_SCALE, UNIT_SCALE, Choice, Plan
from sambung.engine.planning.problem import PPM, Option, Package, Problem

BEST_VALUE = "best_value"
"""Among the packages with most benefit per rupiah."""
FITS_WHAT_IS_LEFT = "fits_what_is_left"
"""Not among those, but it uses money, slots and places that the others leave."""
SERVES_THE_LEAST = "serves_the_least"
"""Worth its cost only because it counts for a floor of the least served."""

NO_SOURCE = "no_source"
"""No source may serve the package."""
CANNOT_BE_PAID = "cannot_be_paid"
"""Sources may serve it, but no admissible set of them can pay any option."""
PRICED_OUT = "priced_out"
"""Others make more of the same scarce money, slots or place."""
NEXT_IN_LINE = "next_in_line"
"""Worth its cost at the plan's prices, but what is left does not fit it."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One part of what a package would use, valued at the plan's prices."""

    what: str
    id: str
    value_pd: int
    amount_rp: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """Why a package is in the plan."""

    package_id: str
    option_id: str
    why: str
    people: int
    total_rp: int
    community_rp: int
    community_share_ppm: int
    shares_ppm: dict[str, int]
    rank: int
    ranked: int
    people_per_billion: int
    surplus_pd: int
    is_least_served: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a package is not in the plan and what would change it.

    ``missing_pd``: how much more benefit would make it worth its cost at the plan's prices;
    ``cheaper_rp``: how much less cost to the sources would. Both zero when it is next in line.
    ``blocked_by``: what is used up in this plan, as (what, id, how much is short).
    """

    package_id: str
    why: str
    option_id: str
    benefit_pd: int
    missing_pd: int
    cheaper_rp: int
    charges: tuple[Charge, ...]
    dearest: str
    dearest_id: str
    blocked_by: tuple[tuple[str, str, int], ...]
    is_least_served: bool


@dataclass(frozen=True, slots=True)
class SourceUse:
    """What a source spends, what it has left, and why the rest stays.

    ``left_why``: ``all_used``, ``slots_used`` (no partnerships left), ``below_ticket`` (less than
    its smallest ticket), ``no_price`` (what it may pay is paid), or ``does_not_fit``.
    """

    source_id: str
    budget_rp: int
    spent_rp: int
    left_rp: int
    packages: int
    slots: int | None
    left_why: str
    worth_pd_per_billion: int
    slot_worth_pd: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The plan, explained."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[SourceUse, ...]


def explain(problem: Problem, plan: Plan) -> Explanation:
    """Explain a verified plan; refuses nothing, as verify has said what is wrong with it."""
    told = _Teller(problem, plan)
    chosen = {choice.package_id: choice for choice in plan.choices}
    return Explanation(
        chosen=tuple(told.chosen(p, chosen[p.id]) for p in problem.packages if p.id in chosen),
        left_out=tuple(told.left_out(k, p) for k, p in enumerate(problem.packages)
                       if p.id not in chosen),
        sources=tuple(told.use(i) for i in range(len(problem.sources))),
    )  # fmt: skip


def to_dict(told: Explanation) -> dict[str, Any]:
    """The explanation as plain data for JSON."""
    return asdict(told)


def rates_of(problem: Problem, plan: Plan) -> Rates:
    """The plan's prices by position, one person-day being 1.0."""
    prices = plan.prices
    return Rates(
        money=[prices.money.get(s.id, 0) / MONEY_SCALE for s in problem.sources],
        slots=[prices.slots.get(s.id, 0) / UNIT_SCALE for s in problem.sources],
        places=[prices.places.get(p.id, 0) / UNIT_SCALE for p in problem.places],
        floors=[prices.floors.get(f.id, 0) / UNIT_SCALE for f in problem.floors],
    )


def ledger_of(problem: Problem, net: Network, plan: Plan) -> Ledger:
    """What the plan uses and leaves; choices the problem does not admit are left out."""
    ledger = Ledger(net)
    position = {s.id: i for i, s in enumerate(problem.sources)}
    arms = {(problem.packages[a.package].id, problem.packages[a.package].options[a.option].id): a
            for a in net.arms}  # fmt: skip
    for choice in plan.choices:
        arm = arms.get((choice.package_id, choice.option_id))
        if arm is None or not choice.amounts_rp.keys() <= position.keys():
            continue
        paid = sorted((position[name], amount) for name, amount in choice.amounts_rp.items())
        deal = Deal(arm.index, tuple(s for s, _ in paid), tuple(w for _, w in paid))
        if ledger.fits(deal):
            ledger.add(deal)
    return ledger


class _Teller:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.net = lay_out(problem)
        self.rates = rates_of(problem, plan)
        self.fees = fees_of(self.net, self.rates)
        self.ledger = ledger_of(problem, self.net, plan)
        values = [
            (-_per_rupiah(option), p.id, option.id)
            for p in problem.packages
            for option in p.options
        ]
        best: dict[str, tuple[float, str, str]] = {}
        for row in sorted(values):
            best.setdefault(row[1], row)
        order = sorted(best.values())
        self.rank = {name: i for i, (_, name, _) in enumerate(order, start=1)}

    def chosen(self, package: Package, choice: Choice) -> Chosen:
        option = next(o for o in package.options if o.id == choice.option_id)
        benefit, floors, cost = self._worth(package, option, choice)
        rank = self.rank[package.id]
        why = BEST_VALUE if rank <= len(self.plan.choices) else FITS_WHAT_IS_LEFT
        if why != BEST_VALUE and benefit < cost <= benefit + floors:
            why = SERVES_THE_LEAST
        total = max(1, option.total_rp)
        return Chosen(
            package_id=package.id,
            option_id=option.id,
            why=why,
            people=option.people,
            total_rp=option.total_rp,
            community_rp=option.community_rp,
            community_share_ppm=option.community_rp * PPM // total,
            shares_ppm={name: w * PPM // total for name, w in choice.amounts_rp.items()},
            rank=rank,
            ranked=len(self.rank),
            people_per_billion=option.people * 10**9 // total,
            surplus_pd=round(benefit + floors - cost),
            is_least_served=package.least_served,
        )

    def _worth(
        self, package: Package, option: Option, choice: Choice
    ) -> tuple[float, float, float]:
        """Benefit, what floors add, and what its money, slots and place are worth."""
        position = {s.id: i for i, s in enumerate(self.problem.sources)}
        places = {p.id: i for i, p in enumerate(self.problem.places)}
        floors = sum(
            price * option.people
            for price, floor in zip(self.rates.floors, self.problem.floors, strict=True)
            if package.id in floor.package_ids
        )
        cost = self.rates.places[places[package.place_id]]
        for name, amount in choice.amounts_rp.items():
            cost += amount * self.rates.money[position[name]] + self.fees[position[name]]
        return float(option.benefit_pd), floors, cost

    def left_out(self, k: int, package: Package) -> LeftOut:
        arms = self.net.arms_of[k]
        if not package.source_ids or not arms:
            why = CANNOT_BE_PAID if package.source_ids else NO_SOURCE
            return LeftOut(package.id, why, "", 0, 0, 0, (), "", "", (), package.least_served)
        found = [best_deal(self.net, self.net.arms[a], self.rates, self.fees, -1e30) for a in arms]
        gain, deal = max((f for f in found if f), key=lambda f: (f[0], -f[1].arm))
        arm = self.net.arms[deal.arm]
        charges = self._charges(arm, deal)
        dearest = max(charges, key=lambda c: (c.value_pd, c.what), default=Charge("", "", 0))
        missing = max(0, -round(gain))
        return LeftOut(
            package_id=package.id,
            why=NEXT_IN_LINE if missing == 0 else PRICED_OUT,
            option_id=package.options[arm.option].id,
            benefit_pd=arm.benefit,
            missing_pd=missing,
            cheaper_rp=self._cheaper(arm, deal, missing),
            charges=charges,
            dearest=dearest.what,
            dearest_id=dearest.id,
            blocked_by=self._blocks(arm, deal),
            is_least_served=package.least_served,
        )

    def _charges(self, arm: Arm, deal: Deal) -> tuple[Charge, ...]:
        charges = []
        for s, amount in zip(deal.sources, deal.amounts, strict=True):
            name = self.problem.sources[s].id
            charges.append(Charge("money", name, round(amount * self.rates.money[s]), amount))
            if self.rates.slots[s] > 0:
                charges.append(Charge("slots", name, round(self.rates.slots[s])))
        if self.rates.places[arm.place] > 0:
            place = self.problem.places[arm.place].id
            charges.append(Charge("place", place, round(self.rates.places[arm.place])))
        return tuple(charges)

    def _cheaper(self, arm: Arm, deal: Deal, missing: int) -> int:
        """How much less the sources would have to pay, taken off the dearest of them."""
        dearest = max((self.rates.money[s] for s in deal.sources), default=0.0)
        return min(arm.need, round(missing / dearest)) if dearest > 0 else 0

    def _blocks(self, arm: Arm, deal: Deal) -> tuple[tuple[str, str, int], ...]:
        """What this plan has used up of what the deal would take."""
        blocks = []
        if self.ledger.places[arm.place] < 1:
            blocks.append(("place", self.problem.places[arm.place].id, 1))
        for s, amount in zip(deal.sources, deal.amounts, strict=True):
            name = self.problem.sources[s].id
            if self.ledger.slots[s] < 1:
                blocks.append(("slots", name, 1))
            if self.ledger.money[s] < amount:
                blocks.append(("money", name, amount - self.ledger.money[s]))
        return tuple(blocks)

    def use(self, i: int) -> SourceUse:
        source, left = self.problem.sources[i], self.ledger.money[i]
        slots_left = self.ledger.slots[i]
        served = sum(i in deal.sources for deal in self.ledger.deals.values())
        return SourceUse(
            source_id=source.id,
            budget_rp=source.budget_rp,
            spent_rp=source.budget_rp - left,
            left_rp=left,
            packages=served,
            slots=source.max_packages,
            left_why=self._left_why(i, left, slots_left),
            worth_pd_per_billion=round(self.rates.money[i] * 10**9),
            slot_worth_pd=round(self.rates.slots[i]),
        )

    def _left_why(self, i: int, left: int, slots_left: int) -> str:
        if left == 0:
            return "all_used"
        if slots_left < 1:
            return "slots_used"
        if left < self.problem.sources[i].min_ticket_rp:
            return "below_ticket"
        return "no_price" if self.rates.money[i] == 0 else "does_not_fit"


def _per_rupiah(option: Option) -> float:
    return option.benefit_pd / max(1, option.need_rp)
