"""Recaps as issued: who sees them, what they hold, how two of them differ."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.models import Recap
from sambung.activities.queries.recaps.figures import NOTHING, Figures, Sums, from_data
from sambung.activities.queries.recaps.wording import (
    activity_words,
    place_name,
    service_name,
    step_name,
)
from sambung.core.access import Actor
from sambung.needs.queries import below
from sambung.regions.models import Region
from sambung.ui import formats

FORMAT = 1  # of the frozen data


def digest(data: dict[str, Any]) -> str:
    """Return the SHA-256 of frozen data, whatever the order a database keeps its keys in."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def governed_codes(actor: Actor) -> list[str]:
    """Return the regions the actor's hats answer for."""
    found = {hat.region_code for hat in actor.hats if hat.region_code}
    return sorted(code for code in found if rules.can_read_recap(actor, code))


def recaps_visible_to(actor: Actor) -> QuerySet[Recap]:
    """Return the issued recaps of the regions the actor's hats answer for."""
    recaps = Recap.objects.select_related("region", "organisation", "issued_by")
    if actor.is_operator:
        return recaps
    return recaps.filter(below(governed_codes(actor), "region"))


def regions_of(actor: Actor) -> list[Region]:
    """Return the regions whose recap the actor may make, for the first page."""
    return list(Region.objects.filter(code__in=governed_codes(actor)).order_by("code"))


def figures_in(recap: Recap) -> Figures:
    """Return the figures as issued, from the frozen data alone."""
    return from_data(recap.data["figures"])


def is_whole(recap: Recap) -> bool:
    """Return whether the frozen data still have the hash they were issued with."""
    return digest(recap.data) == recap.sha256


def next_number(region: Region, year: int) -> int:
    """Return the number after the last recap of the region and year."""
    numbers = Recap.objects.filter(region=region, year=year).order_by("-number")
    return (numbers.values_list("number", flat=True).first() or 0) + 1


@dataclass(frozen=True)
class Change:
    """One thing in both recaps: in words on each side, and by how much it differs."""

    name: str
    before: str
    now: str
    difference: str = ""  # with its sign; "" where one side is not known, or nothing changed

    @property
    def differs(self) -> bool:
        """Return whether the two sides say different things."""
        return self.before != self.now


@dataclass(frozen=True)
class Comparison:
    """Two recaps side by side."""

    totals: tuple[Change, ...]
    services: tuple[Change, ...]
    places: tuple[Change, ...]
    companies: tuple[Change, ...]


def comparison_of(before: Figures, now: Figures) -> Comparison:
    """Return what is the same and what changed; what is absent on one side says so."""
    return Comparison(
        totals=(*count_changes(before, now), *money_changes(before, now)),
        services=tuple(
            sums_change(service_name(one.key), one.sums, other.sums)
            for one, other in zip(before.services, now.services, strict=True)
        ),
        places=line_changes(before, now, "places"),
        companies=line_changes(before, now, "companies"),
    )


def count_changes(before: Figures, now: Figures) -> list[Change]:
    """Return what is counted on both sides."""
    one, other = before.totals, now.totals
    rows = [
        (_("Kegiatan"), one.activities, other.activities),
        (_("Perusahaan dan lembaga"), len(before.companies), len(now.companies)),
        (_("Orang menurut laporan"), people_of(one), people_of(other)),
        (_("Kegiatan tanpa BAST"), one.without_bast, other.without_bast),
        (_("Tidak berfungsi penuh"), one.not_working, other.not_working),
        (_("Belum diketahui nilainya"), one.amount_unknown, other.amount_unknown),
    ]
    return [
        Change(name, count_words(left), count_words(right), signed(left, right, formats.count))
        for name, left, right in rows
    ]


def money_changes(before: Figures, now: Figures) -> list[Change]:
    """Return the nested amounts on both sides."""
    pairs = [(key, before.steps.get(key, NOTHING), sums) for key, sums in now.steps.items()]
    return [
        Change(
            _("Nilai: %(step)s") % {"step": step_name(key)},
            money_words(one),
            money_words(other),
            signed(amount_of(one), amount_of(other), formats.rupiah_words),
        )
        for key, one, other in pairs
    ]


def count_words(number: int | None) -> str:
    """Return a count, or that nobody knows."""
    return formats.unknown_amount() if number is None else formats.count(number)


def people_of(sums: Sums) -> int | None:
    """Return the people by report; no activity reaches nobody, an unstated number is unknown."""
    return sums.people if sums.activities else 0


def amount_of(sums: Sums) -> int | None:
    """Return the stated amount; no activity is none, an unstated amount is unknown."""
    return sums.amount_rp if sums.activities else 0


def signed(before: int | None, now: int | None, words: Callable[[int], str]) -> str:
    """Return the difference with its sign; "" where there is none or one side is unknown."""
    if before is None or now is None or before == now:
        return ""
    return f"{'+' if now > before else '−'}{words(abs(now - before))}"


def money_words(sums: Sums) -> str:
    """Return an amount; where there was nothing, that there was nothing."""
    return formats.rupiah(sums.amount_rp) if sums.activities else _("belum ada")


def sums_words(sums: Sums) -> str:
    """Return count and amount of one line."""
    if not sums.activities:
        return _("belum ada")
    return _("%(n)s kegiatan, %(amount)s") % {
        "n": formats.count(sums.activities),
        "amount": formats.rupiah_words(sums.amount_rp),
    }


def sums_change(name: str, one: Sums, other: Sums) -> Change:
    """Return one line on both sides; the difference is of its activities."""
    difference = signed(one.activities, other.activities, activity_words)
    return Change(name, sums_words(one), sums_words(other), difference)


def line_changes(before: Figures, now: Figures, kind: str) -> tuple[Change, ...]:
    """Return the lines of both sides by name; one that is on one side alone is not left out."""
    one, other = ({line.key: line for line in getattr(each, kind)} for each in (before, now))
    names = {key: line.name for key, line in (one | other).items()}
    rows = [
        sums_change(
            place_name(name, now) if kind == "places" else name,
            one[key].sums if key in one else NOTHING,
            other[key].sums if key in other else NOTHING,
        )
        for key, name in names.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))
