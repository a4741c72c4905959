"""Simulated village profiles of Balangan whose sums equal the official district figures."""

import hashlib
from dataclasses import dataclass

PEOPLE_PER_HOUSEHOLD = 3.5


@dataclass(frozen=True)
class Profile:
    """A village's simulated people and those without improved water and sanitation."""

    code: str
    people: int
    households: int
    without_water: int
    without_sanitation: int


def chance(code: str, salt: str) -> float:
    """Return a number in [0, 1) that depends on the code alone: the same world every time."""
    digest = hashlib.sha256(f"{salt}:{code}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def shared_out(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Split a whole number by weights; the largest remainders get the units left over."""
    scale = total / sum(weights.values())
    whole = {key: int(weight * scale) for key, weight in weights.items()}
    by_rest = sorted(weights, key=lambda key: (whole[key] - weights[key] * scale, key))
    for key in by_rest[: total - sum(whole.values())]:
        whole[key] += 1
    return whole


def profiles(
    codes: list[str], total: int, without_water: int, without_sanitation: int, least: dict[str, int]
) -> list[Profile]:
    """Return one profile per village; `least` gives people a village must at least have.

    Sums equal the three totals exactly.
    """
    floor = {code: least.get(code, 0) for code in codes}
    weights = {code: 0.4 + chance(code, "people") for code in codes}
    more = shared_out(total - sum(floor.values()), weights)
    people = {code: floor[code] + more[code] for code in codes}
    dry = {code: people[code] * chance(code, "water") ** 2 for code in codes}
    bare = {code: people[code] * chance(code, "sanitation") ** 3 for code in codes}
    water = shared_out(without_water, dry)
    sanitation = shared_out(without_sanitation, bare)
    return [
        Profile(
            code,
            people[code],
            round(people[code] / PEOPLE_PER_HOUSEHOLD),
            min(water[code], people[code]),
            min(sanitation[code], people[code]),
        )
        for code in codes
    ]
