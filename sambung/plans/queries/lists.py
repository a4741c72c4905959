"""The lists of this room: questions with their answers, shared answers, invitations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.core.models import Job
from sambung.plans.models import (
    OPEN_STATES,
    Allocation,
    Invitation,
    InvitationState,
    Run,
    RunState,
    Scenario,
)
from sambung.plans.queries.invited import Change, changed_since, need_of
from sambung.plans.queries.scope import (
    invitations_visible_to,
    of_the_house,
    scenarios_visible_to,
    visible_to,
)
from sambung.plans.queries.sheets import Sheet
from sambung.plans.queries.wording import disclaimer
from sambung.ui import formats

MOST_ROWS = 100


@dataclass(frozen=True)
class ScenarioRow:
    """A question with its newest answer."""

    scenario: Scenario
    run: Run | None


def scenario_rows(actor: Actor) -> list[ScenarioRow]:
    """Return the questions of the actor's house, newest first, each with its newest answer."""
    newest = Run.objects.filter(scenario_id=OuterRef("pk")).order_by("-number").values("pk")[:1]
    scenarios = list(scenarios_visible_to(actor).annotate(newest_id=Subquery(newest))[:MOST_ROWS])
    ids = [vars(scenario)["newest_id"] for scenario in scenarios]
    runs = Run.objects.defer("problem", "plan", "explanation").in_bulk(
        [pk for pk in ids if pk is not None]
    )
    return [ScenarioRow(s, runs.get(vars(s)["newest_id"])) for s in scenarios]


def own_runs(actor: Actor) -> QuerySet[Run]:
    """Return the finished runs of the actor's house, whole."""
    return (
        Run.objects.filter(of_the_house(actor, "scenario__"), state=RunState.DONE)
        .select_related("scenario__owner", "scenario__region", "requested_by")
        .order_by("-id")
    )


def shared_runs(actor: Actor) -> list[Run]:
    """Return the runs others shared with the actor."""
    return list(
        visible_to(actor)
        .exclude(of_the_house(actor, "scenario__"))
        .defer("problem", "plan", "explanation")
        .order_by("-shared_at")[:MOST_ROWS]
    )


def runs_of(scenario: Scenario, actor: Actor) -> list[Run]:
    """Return the answers to a question, newest first."""
    return list(
        visible_to(actor)
        .filter(scenario=scenario)
        .defer("problem", "plan", "explanation")
        .order_by("-number")
    )


def other_runs(run: Run, actor: Actor) -> list[Run]:
    """Return the finished runs one may be compared with, of the same place first."""
    return list(
        own_runs(actor)
        .exclude(pk=run.pk)
        .filter(scenario__region_id=run.scenario.region_id)
        .defer("problem", "plan", "explanation")[:10]
    )


def outdated(run: Run) -> list[Change]:
    """Return what changed since the run among packages nobody was invited for yet."""
    asked = Invitation.objects.filter(run=run).values("package_id")
    rows = (
        Allocation.objects.filter(run=run, option__isnull=False)
        .exclude(package_id__in=asked)
        .prefetch_related("shares__offer__organisation")
    )
    return changed_since(list(rows))


@dataclass(frozen=True)
class Progress:
    """How far a run is, in words."""

    words: str
    seconds: int
    limit_s: int


def progress_of(run: Run) -> Progress:
    """Return how far a run is: what the worker last said of it."""
    job = Job.objects.filter(pk=run.job_id or 0).first()
    said: Mapping[str, Any] = job.progress if job else {}
    waited = int((timezone.now() - run.requested_at).total_seconds())
    return Progress(_progress_words(run, said), waited, run.settings.get("time_limit_s", 60))


def _progress_words(run: Run, said: Mapping[str, Any]) -> str:
    if run.state == RunState.WAITING:
        return _("Menunggu giliran dihitung.")
    step = said.get("step")
    if step == "verify":
        return _("Memeriksa ulang setiap syarat dan menghitung batas terbaik.")
    if step == "explain":
        return _("Menyusun penjelasan dan mencoba tambahan uang dari tiap sumber.")
    gap = said.get("gap_ppm")
    if isinstance(gap, int) and gap < 10**6:
        return _("Membandingkan pilihan: sudah dalam %(gap)s dari yang terbaik.") % {
            "gap": formats.percent(max(gap, 1000 if gap else 0) / 10_000)
        }
    return _("Menyiapkan perhitungan.")


def invitation_rows(actor: Actor, wanted: Mapping[str, Any]) -> QuerySet[Invitation]:
    """Return the invitations one may see that fit the filters; overdue ones count as lapsed."""
    rows = invitations_visible_to(actor).order_by("-sent_at", "id")
    overdue = Q(state__in=OPEN_STATES, answer_by__lte=timezone.now()) & ~(
        Q(state=InvitationState.ACCEPTED) & (Q(is_on_behalf=False) | Q(confirmed_at__isnull=False))
    )
    state = wanted.get("keadaan")
    if state == InvitationState.LAPSED:
        rows = rows.filter(Q(state=state) | overdue)
    elif state:
        rows = rows.filter(state=state).exclude(overdue)
    if wanted.get("arah") == "masuk":
        rows = rows.filter(organisation_id__in=actor.organisation_ids)
    elif wanted.get("arah") == "keluar":
        rows = rows.filter(of_the_house(actor, "run__scenario__"))
    if wanted.get("rencana"):
        rows = rows.filter(run_id=wanted["rencana"])
    if wanted.get("cari"):
        text = wanted["cari"]
        rows = rows.filter(
            Q(package__title__icontains=text) | Q(organisation__name__icontains=text)
        )
    return rows


def waiting_invitations(actor: Actor) -> list[Invitation]:
    """Return the invitations that wait for an answer of the actor's own bodies, soonest first."""
    return list(
        invitations_visible_to(actor)
        .filter(
            organisation_id__in=actor.organisation_ids,
            state__in=[InvitationState.SENT, InvitationState.WILLING],
            answer_by__gt=timezone.now(),
        )
        .order_by("answer_by")[:MOST_ROWS]
    )


def waiting_changes(actor: Actor) -> list[Invitation]:
    """Return the changes sources proposed that wait for the actor's house, soonest first."""
    return list(
        invitations_visible_to(actor)
        .filter(
            of_the_house(actor, "run__scenario__"),
            state=InvitationState.CHANGED,
            answer_by__gt=timezone.now(),
        )
        .order_by("answer_by")[:MOST_ROWS]
    )


def invitations_of(package_ids: Iterable[int], actor: Actor) -> dict[int, list[Invitation]]:
    """Return by package the invitations the actor may see, in one query."""
    found: dict[int, list[Invitation]] = {}
    for row in invitations_visible_to(actor).filter(package_id__in=list(package_ids)):
        found.setdefault(row.package_id, []).append(row)
    return found


def invitation_sheet(rows: Iterable[Invitation]) -> Sheet:
    """Return the list of invitations as a sheet."""
    heads = (
        *(_("Kegiatan"), _("Desa"), _("Sumber"), _("Diajak memikul (Rp)"), _("Dijawab (Rp)")),
        *(_("Keadaan"), _("Atas nama"), _("Jawaban ditunggu"), _("Alasan"), _("Nomor surat")),
    )
    body = tuple(
        (
            *(row.package.title, row.package.village.name, str(row.organisation), row.amount_rp),
            *(row.answered_rp, str(InvitationState(row.standing).label)),
            _("ya") if row.is_on_behalf else "",
            *(formats.table_date(row.answer_by), row.reason, row.letter_number),
        )
        for row in rows
    )
    return Sheet(_("ajakan"), heads, body)


@dataclass(frozen=True)
class InvitationFacts:
    """What both sides see of an invitation's package: the need, and who else carries how much."""

    need_rp: int
    pledged_rp: int
    waiting_rp: int
    others: tuple[Invitation, ...]  # for the owner alone

    @property
    def missing_rp(self) -> int:
        """Return what nobody was asked for or agreed to."""
        return max(0, self.need_rp - self.pledged_rp - self.waiting_rp)


def facts_of(invitation: Invitation, actor: Actor, is_owner: bool) -> InvitationFacts:
    """Return the sums around an invitation; names and amounts of others only for the owner."""
    rows = list(
        Invitation.objects.filter(package_id=invitation.package_id, run_id=invitation.run_id)
        .select_related("organisation")
        .order_by("id")
    )
    still = [row for row in rows if row.standing in OPEN_STATES]
    return InvitationFacts(
        need_rp=need_of(invitation),
        pledged_rp=sum(row.carries_rp for row in still if row.is_pledge),
        waiting_rp=sum(row.carries_rp for row in still if not row.is_pledge),
        others=tuple(row for row in rows if row.pk != invitation.pk) if is_owner else (),
    )


def invitation_text(invitation: Invitation, name: str, address: str) -> str:
    """Return what an officer sends by WhatsApp to a source without an account."""
    return "\n".join(
        [
            _("Yth. %(name)s, %(source)s") % {"name": name, "source": invitation.organisation},
            _("%(owner)s mengajak mendukung: %(package)s.")
            % {"owner": invitation.sent_for, "package": invitation.package},
            _("Jumlah yang diajak: %(amount)s. Jawaban ditunggu sampai %(day)s.")
            % {
                "amount": formats.rupiah(invitation.amount_rp),
                "day": formats.full_date(invitation.answer_by),
            },
            disclaimer(),
            _("Jawab lewat tautan pribadi ini (sekali pakai):"),
            address,
        ]
    )


@dataclass(frozen=True)
class Side:
    """One package in two answers."""

    title: str
    first: Allocation | None
    second: Allocation | None


@dataclass(frozen=True)
class Comparison:
    """Two answers side by side."""

    enters: tuple[Side, ...]
    leaves: tuple[Side, ...]
    stays: tuple[Side, ...]
    settings: tuple[tuple[str, Any, Any], ...]
    gap_overlap: bool  # the difference is smaller than what either could still be better


def comparison_of(first: Run, second: Run, actor: Actor) -> Comparison:
    """Return what the second answer takes in and leaves out against the first."""
    rows = list(
        Allocation.objects.filter(run__in=[first, second], option__isnull=False)
        .select_related("option")
        .order_by("title")
    )
    before = {row.package_id: row for row in rows if row.run_id == first.pk}
    after = {row.package_id: row for row in rows if row.run_id == second.pk}
    keys = list(dict.fromkeys([*before, *after]))
    sides = {
        key: Side((after.get(key) or before[key]).title, before.get(key), after.get(key))
        for key in keys
    }
    difference = abs((first.objective_pd or 0) - (second.objective_pd or 0))
    slack = max((run.proven_bound_pd or 0) - (run.objective_pd or 0) for run in (first, second))
    return Comparison(
        enters=tuple(sides[key] for key in keys if key not in before),
        leaves=tuple(sides[key] for key in keys if key not in after),
        stays=tuple(sides[key] for key in keys if key in before and key in after),
        settings=_differences(first, second),
        gap_overlap=0 < difference <= slack,
    )


def _differences(first: Run, second: Run) -> tuple[tuple[str, Any, Any], ...]:
    """Return what was asked differently, by the words of the form."""
    labels = {
        "year": _("Tahun"),
        "has_floor": _("Menjaga desa paling tertinggal"),
        "floor_percent": _("Bagian orang di desa paling tertinggal (%)"),
        "equity_weight_percent": _("Tambahan bobot desa paling tertinggal (%)"),
        "most_sources": _("Sumber tiap kegiatan"),
        "company_share_percent": _("Bagian terbesar perusahaan (%)"),
        "government_share_percent": _("Bagian terbesar pemerintah (%)"),
        "facilitator_places": _("Tempat pendampingan"),
        "backstop_years": _("Cadangan operasi (tahun)"),
    }
    pairs = ((label, first.settings.get(k), second.settings.get(k)) for k, label in labels.items())
    return tuple((label, _plain(a), _plain(b)) for label, a, b in pairs if a != b)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return _("tidak dibatasi") if value is None else formats.decimal_text(value)
