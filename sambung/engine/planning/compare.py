"""Two plans side by side: what enters, what leaves, what is paid otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from sambung.engine.planning.plan import Choice, Plan


@dataclass(frozen=True, slots=True)
class Difference:
    """From plan a to plan b; amounts are b less a."""

    entered: tuple[str, ...]
    left: tuple[str, ...]
    option_changed: tuple[tuple[str, str, str], ...]
    sources_changed: tuple[str, ...]
    amounts_changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    spent_rp: dict[str, int]
    people: int
    objective_pd: int


def compare(a: Plan, b: Plan) -> Difference:
    """What changes from one plan to the other, each package in exactly one list."""
    before = {choice.package_id: choice for choice in a.choices}
    after = {choice.package_id: choice for choice in b.choices}
    both = sorted(before.keys() & after.keys())
    kinds = {name: _kind(before[name], after[name]) for name in both}
    return Difference(
        entered=tuple(sorted(after.keys() - before.keys())),
        left=tuple(sorted(before.keys() - after.keys())),
        option_changed=tuple(
            (name, before[name].option_id, after[name].option_id)
            for name in both
            if kinds[name] == "option"
        ),
        sources_changed=tuple(name for name in both if kinds[name] == "sources"),
        amounts_changed=tuple(name for name in both if kinds[name] == "amounts"),
        unchanged=tuple(name for name in both if kinds[name] == "same"),
        spent_rp=_spending(a, b),
        people=b.people - a.people,
        objective_pd=b.objective_pd - a.objective_pd,
    )


def to_dict(difference: Difference) -> dict[str, Any]:
    """The difference as plain data for JSON."""
    return asdict(difference)


def _kind(a: Choice, b: Choice) -> str:
    if a.option_id != b.option_id:
        return "option"
    if a.amounts_rp.keys() != b.amounts_rp.keys():
        return "sources"
    return "same" if a.amounts_rp == b.amounts_rp else "amounts"


def _spending(a: Plan, b: Plan) -> dict[str, int]:
    """Per source, how much more b spends than a; sources that spend the same are left out."""
    spent: Counter[str] = Counter()
    for choice in b.choices:
        spent.update(choice.amounts_rp)
    for choice in a.choices:
        spent.subtract(choice.amounts_rp)
    return {name: amount for name, amount in sorted(spent.items()) if amount}
