"""What a house keeps of its dealings with others, for its own people alone."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.core.access import Actor
from sambung.core.text import plain
from sambung.parties.models import (
    BudgetSeason,
    Contact,
    Interaction,
    Organisation,
    OrganisationKind,
    RingVillage,
    Task,
)
from sambung.parties.queries.organisations import contacts_visible_to, organisations_visible_to
from sambung.parties.queries.tasks import TaskRow, open_tasks, task_rows, tasks_visible_to
from sambung.parties.rules import COMPETING_KINDS
from sambung.regions.models import Region
from sambung.ui import formats

COMPANY_KINDS = COMPETING_KINDS | {OrganisationKind.ZAKAT, OrganisationKind.DONOR}
SHOWN_AFTER_REMOVAL = timedelta(days=7)  # how long a removed line can be put back from the page


def interactions_visible_to(actor: Actor) -> QuerySet[Interaction]:
    """Return the talks that the actor's own organisations wrote down; nobody else sees them."""
    return Interaction.objects.filter(kept_by_id__in=actor.organisation_ids).select_related(
        "by", "contact", "file", "organisation", "kept_by"
    )


def rings_visible_to(actor: Actor) -> QuerySet[RingVillage]:
    """Return the ring villages that the actor's own organisations wrote down."""
    return RingVillage.objects.filter(kept_by_id__in=actor.organisation_ids).select_related(
        "village", "village__parent", "company"
    )


def seasons_visible_to(actor: Actor) -> QuerySet[BudgetSeason]:
    """Return the budget seasons that the actor's own organisations learnt."""
    return BudgetSeason.objects.filter(kept_by_id__in=actor.organisation_ids)


def season_of(company_id: int, house_id: int) -> BudgetSeason | None:
    """Return what the house knows of a company's budget season."""
    return BudgetSeason.objects.filter(company_id=company_id, kept_by_id=house_id).first()


def runs(months: Collection[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs of months as (first, last), across the turn of the year too."""
    wanted = set(months)
    if len(wanted) == 12:
        return [(1, 12)]
    firsts = [month for month in sorted(wanted) if (month - 2) % 12 + 1 not in wanted]
    return [(first, last_of(first, wanted)) for first in firsts]


def last_of(first: int, wanted: set[int]) -> int:
    """Return the last month of the run that begins with the first."""
    month = first
    while month % 12 + 1 in wanted:
        month = month % 12 + 1
    return month


def run_words(first: int, last: int) -> str:
    """Return Agustus, or Agustus–September."""
    return str(MONTHS[first]) if first == last else f"{MONTHS[first]}–{MONTHS[last]}"


def season_words(months: Collection[int], today: date) -> str:
    """Return when proposals are taken and how long until then; '' when no month is known."""
    if not months:
        return ""
    if len(set(months)) == 12:
        return _("sepanjang tahun")
    spoken = ", ".join(run_words(*run) for run in runs(months))
    if today.month in months:
        ends = last_of(today.month, set(months))
        until = _("sedang berlangsung sampai akhir %(month)s") % {"month": MONTHS[ends]}
        return f"{spoken}, {until}"
    wait = min((month - today.month) % 12 for month in months)
    words = ngettext("mulai %(n)s bulan lagi", "mulai %(n)s bulan lagi", wait)
    return f"{spoken}, {words % {'n': formats.count(wait)}}"


@dataclass(frozen=True)
class Post:
    """One post (jabatan) of a unit: who is in it now, and who was before."""

    title: str
    now: list[Contact]
    before: list[Contact]


@dataclass(frozen=True)
class Unit:
    """One unit of a company with its posts."""

    name: str
    posts: list[Post]


def units_of(contacts: Iterable[Contact]) -> list[Unit]:
    """Return contacts by unit and post; who left stands behind who came."""
    today = timezone.localdate()
    units: dict[str, dict[str, list[Contact]]] = {}
    for row in contacts:
        units.setdefault(row.unit, {}).setdefault(row.title, []).append(row)
    return [
        Unit(unit, [post_of(title, rows, today) for title, rows in sorted(posts.items())])
        for unit, posts in sorted(units.items())
    ]


def post_of(title: str, rows: Sequence[Contact], today: date) -> Post:
    """Return one post with those in it now and those before, the latest first."""
    gone = [row for row in rows if row.until_on and row.until_on <= today]
    now = [row for row in rows if row not in gone]
    before = sorted(gone, key=lambda row: row.until_on or today, reverse=True)
    return Post(title, sorted(now, key=lambda row: row.name), before)


@dataclass(frozen=True)
class Dealings:
    """What one house keeps of one other party."""

    interactions: list[Interaction]
    removed: list[Interaction]
    tasks: list[TaskRow]
    rings: list[RingVillage]
    season: BudgetSeason | None
    season_words: str
    decision_words: str
    is_open: bool  # proposals are taken this month


def dealings_of(actor: Actor, organisation: Organisation, *, most: int = 30) -> Dealings:
    """Return what the actor's organisations keep of the party."""
    pk, today = organisation.pk, timezone.localdate()
    talks = interactions_visible_to(actor).filter(organisation_id=pk)
    recent = timezone.now() - SHOWN_AFTER_REMOVAL
    tasks = open_tasks(tasks_visible_to(actor)).filter(organisation_id=pk)
    house_id = actor.worn.organisation_id if actor.worn else 0
    season = season_of(pk, house_id)
    return Dealings(
        interactions=list(talks.filter(removed_at__isnull=True)[:most]),
        removed=list(talks.filter(removed_at__gte=recent)[:5]),
        tasks=task_rows(tasks),
        rings=list(rings_visible_to(actor).filter(company_id=pk).order_by("village__name")),
        season=season,
        season_words=season_words(season.proposals_months, today) if season else "",
        decision_words=season_words(season.decision_months, today) if season else "",
        is_open=season is not None and today.month in season.proposals_months,
    )


def companies_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the companies an officer works with, each with its last talk and next step.

    Those of the place of any hat, below it, above it and national ones, and whoever the house
    keeps anything of.
    """
    codes = [hat.region_code for hat in actor.hats if hat.region_code]
    near = Q(region__isnull=True)
    for code in codes:
        above = Region(code=code).ancestor_codes
        near |= Q(region_id__in=above) | Q(region__code__startswith=f"{code}.")
    dealt = Q(pk__in=interactions_visible_to(actor).values("organisation_id"))
    dealt |= Q(pk__in=seasons_visible_to(actor).values("company_id"))
    dealt |= Q(pk__in=rings_visible_to(actor).values("company_id"))
    dealt |= Q(pk__in=contacts_visible_to(actor).values("organisation_id"))
    rows = organisations_visible_to(actor).filter(near | dealt, kind__in=COMPANY_KINDS)
    return rows.annotate(last_on=last_talk(actor), next_on=next_step(actor))


def last_talk(actor: Actor) -> Subquery:
    """Return the day of the latest talk of one's own houses with a party."""
    talks = interactions_visible_to(actor).filter(
        organisation_id=OuterRef("pk"), removed_at__isnull=True
    )
    return Subquery(talks.order_by("-on").values("on")[:1])


def next_step(actor: Actor) -> Subquery:
    """Return the day of the next open task with a party."""
    tasks = open_tasks(tasks_visible_to(actor)).filter(organisation_id=OuterRef("pk"))
    return Subquery(tasks.order_by("due_on").values("due_on")[:1])


def companies_like(
    rows: QuerySet[Organisation], text: str, region: Region | None
) -> QuerySet[Organisation]:
    """Return the companies whose name has every word, of the region or below it."""
    for word in plain(text).split():
        rows = rows.filter(search_name__contains=word)
    if region is None:
        return rows
    return rows.filter(Q(region_id=region.code) | Q(region__code__startswith=f"{region.code}."))


def open_now(actor: Actor) -> list[int]:
    """Return the companies that take proposals this month, as one's own houses learnt it."""
    month = timezone.localdate().month
    rows = seasons_visible_to(actor).values_list("company_id", "proposals_months")
    return [pk for pk, months in rows if month in months]


@dataclass(frozen=True)
class CompanyRow:
    """One company as the officer's list shows it."""

    company: Organisation
    talk: Interaction | None
    step: TaskRow | None
    season: str
    is_open: bool  # proposals are taken this month


def company_rows(actor: Actor, companies: Iterable[Organisation]) -> list[CompanyRow]:
    """Return companies with last talk, next step and season, in three questions."""
    rows = list(companies)
    ids = [row.pk for row in rows]
    talks = first_by(
        interactions_visible_to(actor).filter(organisation_id__in=ids, removed_at__isnull=True)
    )
    tasks = open_tasks(tasks_visible_to(actor)).filter(organisation_id__in=ids)
    steps = first_step_by(tasks.order_by("due_on", "id"))
    seasons = {row.company_id: row for row in seasons_visible_to(actor).filter(company_id__in=ids)}
    today = timezone.localdate()
    return [
        CompanyRow(
            row,
            talks.get(row.pk),
            steps.get(row.pk),
            season_words(seasons[row.pk].proposals_months, today) if row.pk in seasons else "",
            row.pk in seasons and today.month in seasons[row.pk].proposals_months,
        )
        for row in rows
    ]


def first_by(talks: Iterable[Interaction]) -> dict[int, Interaction]:
    """Return the first talk of each party, as ordered."""
    found: dict[int, Interaction] = {}
    for talk in talks:
        found.setdefault(talk.organisation_id, talk)
    return found


def first_step_by(tasks: Iterable[Task]) -> dict[int, TaskRow]:
    """Return the first task of each party, as ordered."""
    found: dict[int, TaskRow] = {}
    for row in task_rows(tasks):
        found.setdefault(row.task.organisation_id or 0, row)
    return found
