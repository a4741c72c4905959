"""Recaps as issued: who sees them, what they hold, how two of them differ."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sambung.activities import rules
from sambung.activities.models import Recap
from sambung.activities.queries.recaps.figures import Figures, Sums, from_data
from sambung.activities.queries.recaps.wording import (
    people_or_unknown,
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
    """One thing in both recaps: in words on each side, and whether it differs."""

    name: str
    before: str
    now: str

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
        totals=total_changes(before, now),
        services=tuple(
            Change(service_name(one.key), sums_words(one.sums), sums_words(other.sums))
            for one, other in zip(before.services, now.services, strict=True)
        ),
        places=line_changes(before, now, "places"),
        companies=line_changes(before, now, "companies"),
    )


def total_changes(before: Figures, now: Figures) -> tuple[Change, ...]:
    """Return the totals and the nested amounts."""
    rows = [
        (_("Kegiatan"), [formats.count(each.totals.activities) for each in (before, now)]),
        (
            _("Perusahaan dan lembaga"),
            [formats.count(len(each.companies)) for each in (before, now)],
        ),
        (_("Orang menurut laporan"), [people_or_unknown(each.totals) for each in (before, now)]),
        (
            _("Kegiatan tanpa BAST"),
            [formats.count(each.totals.without_bast) for each in (before, now)],
        ),
        (
            _("Tidak berfungsi penuh"),
            [formats.count(each.totals.not_working) for each in (before, now)],
        ),
        (
            _("Belum diketahui nilainya"),
            [formats.count(each.totals.amount_unknown) for each in (before, now)],
        ),
    ]
    rows += [
        (
            _("Nilai: %(step)s") % {"step": step_name(key)},
            [money_words(each.steps.get(key, Sums())) for each in (before, now)],
        )
        for key in now.steps
    ]
    return tuple(Change(name, one, other) for name, (one, other) in rows)


def money_words(sums: Sums) -> str:
    """Return an amount; where there was nothing, that there was nothing."""
    return formats.rupiah(sums.amount_rp) if sums.activities else _("belum ada")


def sums_words(sums: Sums | None) -> str:
    """Return count and amount of one line."""
    if sums is None or not sums.activities:
        return _("belum ada")
    return _("%(n)s kegiatan, %(amount)s") % {
        "n": formats.count(sums.activities),
        "amount": formats.rupiah_words(sums.amount_rp),
    }


def line_changes(before: Figures, now: Figures, kind: str) -> tuple[Change, ...]:
    """Return the lines of both sides by name; one that is on one side alone is not left out."""
    sides = [{line.key: line for line in getattr(each, kind)} for each in (before, now)]
    names = {key: line.name for side in sides for key, line in side.items()}
    rows = [
        Change(
            place_name(name, now) if kind == "places" else name,
            *(sums_words(side[key].sums if key in side else None) for side in sides),
        )
        for key, name in names.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))
