"""What the page of one partnership shows, and sums over many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from sambung.core.audit import label_of
from sambung.core.models import Entry
from sambung.parties.models import Organisation, User
from sambung.partnerships.models import (
    Contribution,
    Partnership,
    Party,
    StageStep,
)

SUM_FIELDS = ("proposed_rp", "pledged_rp", "agreed_rp", "delivered_rp", "verified_rp")


def parties_of(partnership: Partnership) -> list[Party]:
    """Return the parties that take part, with their organisations, as they joined."""
    rows = partnership.parties.filter(left_at__isnull=True)
    return list(rows.select_related("organisation").order_by("id"))


def all_parties_of(partnership: Partnership) -> list[Party]:
    """Return the parties, also those that left, as they joined."""
    rows = partnership.parties.select_related("organisation", "partnership")
    return list(rows.order_by("id"))


def contributions_of(partnership: Partnership) -> list[Contribution]:
    """Return what each party brings, with its organisation and letter."""
    return list(
        partnership.contributions.filter(withdrawn_at__isnull=True)
        .select_related("party__organisation", "letter", "offer")
        .order_by("id")
    )


def organisation_ids_of(partnership: Partnership) -> list[int]:
    """Return the organisations that take part in the partnership."""
    rows = partnership.parties.filter(left_at__isnull=True)
    return list(rows.values_list("organisation_id", flat=True))


def steps_of(partnership: Partnership) -> list[StageStep]:
    """Return the stage steps, oldest first."""
    return list(partnership.steps.order_by("id"))


@dataclass(frozen=True)
class Line:
    """One line of a partnership's history with its names resolved."""

    at: datetime
    verb: str
    organisation: str
    person: str
    data: dict[str, object]


def entries_of(partnership: Partnership) -> QuerySet[Entry]:
    """Return the trail of the partnership's page, newest first."""
    return Entry.objects.filter(
        scope_label=label_of(partnership), scope_id=str(partnership.pk)
    ).order_by("-id")


def history_of(partnership: Partnership, most: int = 50) -> list[Line]:
    """Return the newest entries on the partnership's page; an erased name reads as such."""
    return lines_of(list(entries_of(partnership)[:most]))


def lines_of(entries: Sequence[Entry]) -> list[Line]:
    """Return entries with names in place of numbers, in two queries."""
    mentioned = {entry.organisation_id for entry in entries} | {
        entry.data.get("party") for entry in entries
    }
    organisations = Organisation.objects.in_bulk([pk for pk in mentioned if pk])
    people = User.objects.in_bulk([entry.actor_id for entry in entries if entry.actor_id])
    return [_line(entry, organisations, people) for entry in entries]


def _line(entry: Entry, organisations: dict[int, Organisation], people: dict[int, User]) -> Line:
    """Return the entry with names in place of numbers."""
    person = people.get(entry.actor_id) if entry.actor_id else None
    organisation = organisations.get(entry.organisation_id) if entry.organisation_id else None
    data = dict(entry.data)
    if data.get("party"):
        data["party"] = str(organisations.get(data["party"], ""))
    return Line(
        at=entry.at,
        verb=entry.verb,
        organisation=str(organisation) if organisation else "",
        person=person.name if person else (_("nama dihapus") if entry.actor_id else ""),
        data=data,
    )


@dataclass(frozen=True)
class Amounts:
    """The five amounts of a partnership; None: nobody has said anything yet. Never added up."""

    proposed_rp: int | None = None
    pledged_rp: int | None = None
    agreed_rp: int | None = None
    delivered_rp: int | None = None
    verified_rp: int | None = None


def amounts_of(partnership_ids: Collection[int]) -> dict[int, Amounts]:
    """Return the five amounts of each partnership, each summed over its parties alone."""
    rows = (
        Contribution.objects.filter(partnership_id__in=partnership_ids, withdrawn_at__isnull=True)
        .order_by()
        .values("partnership_id")
        .annotate(**{f"sum_{name}": Sum(name) for name in SUM_FIELDS})
        .values_list("partnership_id", *[f"sum_{name}" for name in SUM_FIELDS])
    )
    found = {pk: Amounts(*sums) for pk, *sums in rows}
    return {pk: found.get(pk, Amounts()) for pk in partnership_ids}
