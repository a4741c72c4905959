"""One run as a person may see it. What is not theirs to know never leaves this file."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.needs.models import Package
from sambung.parties.models import OrganisationKind, Side
from sambung.plans import rules
from sambung.plans.models import (
    Allocation,
    Invitation,
    Run,
    Share,
)
from sambung.plans.queries.seen import Answer, Certificate, Line, Payer, Rung, SourceLine, Step
from sambung.plans.queries.words import (
    WHAT_CHANGES,
    WHY_CHOSEN,
    WHY_LEFT,
    WHY_NOT,
    gap_percent,
    sentence,
    sentences,
)
from sambung.ui import formats

_FILL = {
    Side.GOVERNMENT: "gov",
    Side.BUSINESS: "biz",
    Side.COMMUNITY: "com",
    Side.SUPPORT: "sup",
}
_FINANCE = {OrganisationKind.BANK, OrganisationKind.ZAKAT}


def answer_of(run: Run, actor: Actor) -> Answer:
    """Return a finished run as this person may see it."""
    sees_all = rules.sees_as_owner(actor, run.scenario.owner)
    rows = _rows(run)
    names = {f"s{source['offer']}": source["name"] for source in run.sources} if sees_all else {}
    invited = _invited(run, actor, sees_all)
    lines = [_line(row, actor, sees_all, names, invited) for row in rows]
    chosen = tuple(sorted((ln for ln in lines if ln.is_chosen), key=lambda ln: -ln.people))
    left_out = tuple(sorted((ln for ln in lines if not ln.is_chosen), key=lambda ln: -ln.people))
    sources = _sources(run, rows, actor, sees_all)
    return Answer(
        run=run,
        sees_all=sees_all,
        people=run.people or 0,
        years=mean_years(chosen),
        cost_rp=run.cost_rp or 0,
        community_rp=sum(line.community_rp for line in chosen),
        budget_rp=sum(source["left_rp"] or 0 for source in run.sources if source["is_open"]),
        certificate=certificate_of(run),
        chosen=chosen,
        left_out=left_out,
        sources=tuple(s for s in sources if s.budget_rp is not None),
        unknown=tuple(s for s in sources if s.budget_rp is None),
        ladder=_ladder(run) if sees_all else (),
    )


def mean_years(lines: Sequence[Line]) -> Decimal:
    """Return the years of service an average person gets, to one decimal."""
    people = sum(line.people for line in lines)
    total = sum((line.people * line.years for line in lines), Decimal(0))
    return (total / max(1, people)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def certificate_of(run: Run) -> Certificate:
    """Return what may be said of the plan: *terbukti* only of the recomputed bound."""
    objective, proven = run.objective_pd or 0, run.proven_bound_pd or 0
    gap = gap_percent(objective, proven)
    is_finished = run.verification.get("status") == "optimal"
    claimed = gap_percent(objective, run.claimed_bound_pd or 0)
    claim = ""
    if run.verification.get("claimed_by") != "prices" and claimed < gap:
        claim = _("Menurut HiGHS, rencana lain paling banyak %(gap)s lebih baik.") % {
            "gap": formats.percent(claimed)
        }
    if gap == 0:
        return Certificate(
            True,
            _("Tidak ada rencana lain yang lebih baik"),
            _("dengan sumber dan syarat yang sama. Selisih terbukti 0%."),
            "",
        )
    words = {"gap": formats.percent(gap)}
    if is_finished or gap <= 1:
        bold = _("Rencana lain paling banyak %(gap)s lebih baik.") % words
        return Certificate(True, bold, _("Selisih ini terbukti."), claim)
    bold = _("Belum selesai dibandingkan:")
    rest = _("rencana lain mungkin sampai %(gap)s lebih baik.") % words
    return Certificate(False, bold, rest, claim)


def _rows(run: Run) -> list[Allocation]:
    shares = Share.objects.select_related("offer__organisation").order_by("-amount_rp", "id")
    return list(
        Allocation.objects.filter(run=run)
        .select_related("package__village")
        .prefetch_related(Prefetch("shares", shares))
        .order_by("id")
    )


def _invited(run: Run, actor: Actor, sees_all: bool) -> dict[int, list[Invitation]]:
    """Return the invitations sent from a run by package: all for its owner, else one's own."""
    rows = Invitation.objects.filter(run=run).select_related("organisation").order_by("id")
    if not sees_all:
        rows = rows.filter(organisation_id__in=actor.organisation_ids)
    found: dict[int, list[Invitation]] = {}
    for row in rows:
        found.setdefault(row.package_id, []).append(row)
    return found


def _line(
    row: Allocation,
    actor: Actor,
    sees_all: bool,
    names: dict[str, str],
    invited: dict[int, list[Invitation]],
) -> Line:
    is_chosen = bool(row.reason.get("is_chosen"))
    facts = row.reason.get("facts", [])
    package: Package = row.package
    return Line(
        allocation_id=row.pk,
        package_id=row.package_id,
        title=row.title,
        option=row.reason.get("option", ""),
        village=package.village.name,
        village_code=package.village_id,
        lat=package.village.lat,
        lon=package.village.lon,
        people=row.people or package.people,
        years=row.years,
        total_rp=row.total_rp or 0,
        community_rp=row.community_rp or 0,
        capital_rp=row.capital_rp or 0,
        is_chosen=is_chosen,
        why=sentences(WHY_CHOSEN if is_chosen else WHY_NOT, facts, names),
        change="" if is_chosen else _change(row, names),
        payers=_payers(row, actor, sees_all),
        invited=tuple(invited.get(row.package_id, ())),
    )


def _change(row: Allocation, names: dict[str, str]) -> str:
    """Return what would bring a package in: extra money of one source if the ladder knows it."""
    entering = row.reason.get("enters", [])
    if entering:
        first = entering[0]
        return _("Terpilih bila %(source)s menambah %(amount)s.") % {
            "source": names.get(first["source"], _("satu sumber")),
            "amount": formats.rupiah_words(first["add_rp"]),
        }
    words = sentences(WHAT_CHANGES, row.reason.get("facts", [])[:1], names)
    cheaper = row.reason.get("cheaper_rp", 0)
    if words or not cheaper:
        return words
    return _("Berubah bila biayanya turun %(amount)s.") % {"amount": formats.rupiah_words(cheaper)}


def _payers(row: Allocation, actor: Actor, sees_all: bool) -> tuple[Payer, ...]:
    """Return who pays: everybody for the owner; oneself and *sumber lain* for anybody else."""
    payers, others = [], 0
    for share in row.shares.all():
        organisation = share.offer.organisation
        is_mine = organisation.pk in actor.organisation_ids
        if not sees_all and not is_mine:
            others += share.amount_rp
            continue
        payers.append(
            Payer(
                str(organisation),
                fill_of(organisation.side, organisation.kind),
                share.amount_rp,
                share.offer_id,
                is_mine,
            )
        )
    if others:
        payers.append(Payer(_("Sumber lain"), "other", others))
    if row.community_rp and row.reason.get("is_chosen"):
        payers.append(Payer(_("Warga (tunai dan natura)"), "com", row.community_rp))
    return tuple(payers)


def fill_of(side: str, kind: str = "") -> str:
    """Return the colour token of a source's side."""
    if kind in _FINANCE:
        return "fin"
    return "vil" if kind == OrganisationKind.VILLAGE_GOVERNMENT else _FILL[Side(side)]


def _sources(
    run: Run, rows: Sequence[Allocation], actor: Actor, sees_all: bool
) -> list[SourceLine]:
    """Return the sources: all for the owner, only one's own for anybody else."""
    used: dict[int, list[int]] = {}
    for row in rows:
        for share in row.shares.all():
            used.setdefault(share.offer_id, []).append(share.amount_rp)
    why = run.explanation.get("sources", {})
    found = []
    for source in run.sources:
        if not sees_all and source["organisation"] not in actor.organisation_ids:
            continue
        fact = why.get(f"s{source['offer']}")
        amounts = used.get(source["offer"], [])
        found.append(
            SourceLine(
                name=source["name"],
                fill=fill_of(source["side"], source.get("kind", "")),
                offer_id=source["offer"],
                budget_rp=source["left_rp"],
                used_rp=sum(amounts),
                packages=len(amounts) if source["left_rp"] is not None else source["packages"],
                why=sentence(WHY_LEFT, fact, {}) if fact else _why_out(source),
                is_range=source["is_range"],
            )
        )
    return sorted(found, key=lambda line: -line.used_rp)


def _why_out(source: dict[str, Any]) -> str:
    """Return why an offer was not in the problem at all."""
    if not source["is_open"]:
        return _("masa penerimaan usulannya sudah lewat")
    return _("jumlahnya belum diketahui")


def _ladder(run: Run) -> tuple[Rung, ...]:
    names = {f"s{source['offer']}": source for source in run.sources}
    rungs = []
    for rung in run.explanation.get("ladder", []):
        source = names[rung["source"]]
        steps = tuple(
            Step(
                step["add_rp"],
                step["gain_pd"] // 365,
                step["people"],
                tuple(step["enters"]),
                tuple(step["leaves"]),
                step["is_same"],
                step["is_certain"],
                step["is_exact"],
            )
            for step in rung["steps"]
        )
        rungs.append(Rung(source["name"], fill_of(source["side"], source.get("kind", "")), steps))
    return tuple(rungs)
