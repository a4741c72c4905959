"""The page of one partnership: stages, who answers for what, money, parties, papers, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sambung.core.access import Actor
from sambung.parties.models import OrganisationKind, Side
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.models import Contribution, Partnership, Party, Stage
from sambung.partnerships.queries import Amounts, Division, DutyRow
from sambung.regions.models import Level, Region
from sambung.ui import charts, formats
from sambung.web.pages.trail import Told, told

SIDE_CLASS: dict[str, str] = {
    Side.GOVERNMENT: "gov",
    Side.BUSINESS: "biz",
    Side.COMMUNITY: "com",
    Side.SUPPORT: "sup",
}


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def partnership(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one partnership to its parties, its desk, and everybody once all agreed to publish."""
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    parties = queries.parties_of(thing)
    ids = [party.organisation_id for party in parties]
    duties = queries.responsibilities_of(thing)
    rows = [queries.duty_row(duty, request.actor, ids) for duty in duties]
    contributions = queries.contributions_of(thing)
    amounts = queries.amounts_of([thing.pk])[thing.pk]
    divisions = queries.shares_of(duties, parties)
    is_inside = bool(rules.can_read_letters(request.actor, thing, ids))
    context = {
        "partnership": thing,
        "crumbs": crumbs(thing),
        "rail": rail(thing),
        "lede": lede(thing, parties),
        "groups": groups([row for row in rows if row.is_critical]),
        "other_groups": groups([row for row in rows if not row.is_critical]),
        "orphans_sentence": orphans_sentence(rows),
        "balance_sentence": balance_sentence(divisions),
        "blocks": blocks(divisions),
        "amounts": amounts_chart(amounts, thing),
        "contributions": contributions,
        "parties": party_rows(parties, contributions),
        "letters": letters(contributions),
        "dues": dues(thing, rows),
        "history": told(queries.history_of(thing)) if is_inside else list[Told](),
        "is_inside": is_inside,
        "may_lead": bool(rules.can_lead(request.actor, thing)),
        "may_publish": bool(rules.can_agree_to_publish(request.actor, thing, ids)),
        "own_agreed": own_agreed(request.actor, parties),
        "share": queries.share_text(thing, parties, amounts, rows),
        "simulated": thing.is_simulated,
    }
    return render(request, "web/partnership.html", context)


def crumbs(thing: Partnership) -> list[tuple[str, str]]:
    """Return the kabupaten, the kecamatan and the village, as the region pages have them."""
    above: list[tuple[str, str]] = []
    place: Region | None = thing.village
    while place is not None and place.level > Level.PROVINCE:
        above.append((place.name, place.get_absolute_url()))
        place = place.parent
    return above[::-1]


def lede(thing: Partnership, parties: Sequence[Party]) -> str:
    """Return the first sentence: how many parties, for whom, at which stage."""
    if thing.closed_at is not None:
        return _("Ditutup %(when)s: %(reason)s") % {
            "when": formats.full_date(thing.closed_at),
            "reason": thing.closing_reason,
        }
    sentence = ngettext(
        "%(n)s pihak bekerja untuk %(people)s jiwa. Sekarang di tahap %(stage)s",
        "%(n)s pihak bekerja untuk %(people)s jiwa. Sekarang di tahap %(stage)s",
        len(parties),
    ) % {
        "n": formats.count(len(parties)),
        "people": formats.count(thing.people_served),
        "stage": str(thing.get_stage_display()).lower(),
    }
    if thing.stage_due_on is None:
        return f"{sentence}."
    due = _("direncanakan selesai %(when)s") % {"when": formats.month_year(thing.stage_due_on)}
    return f"{sentence}; {due}."


def rail(thing: Partnership) -> charts.Rail:
    """Return the stages of the partnership's road: done with their month, now, next."""
    stages = lifecycle.ROADS[thing.road]
    place = stages.index(Stage(thing.stage))
    done_at = {step.from_stage: step.at for step in queries.steps_of(thing)}
    drawn = []
    for number, stage in enumerate(stages):
        if number < place:
            when = in_short(done_at.get(stage))
            drawn.append(charts.Stage(str(stage.label), "done", when))
        elif number == place:
            drawn.append(charts.Stage(str(stage.label), "now", until(thing), late=late(thing)))
        else:
            drawn.append(charts.Stage(str(stage.label), "next"))
    return charts.Rail(_("Tahap kemitraan"), tuple(drawn))


def in_short(moment: datetime | date | None) -> str:
    """Return Jan 2026, or nothing."""
    if moment is None:
        return ""
    year = moment.year if not isinstance(moment, datetime) else timezone.localtime(moment).year
    return f"{formats.month_short(moment)} {year}"


def until(thing: Partnership) -> str:
    """Return by when the stage of now should be done, in short."""
    due = thing.stage_due_on
    return "" if due is None else _("sampai %(when)s") % {"when": in_short(due)}


def late(thing: Partnership) -> str:
    """Return how late the stage is in words, or nothing."""
    due = thing.stage_due_on
    if due is None or thing.closed_at is not None or due >= timezone.localdate():
        return ""
    days = (timezone.localdate() - due).days
    return ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", days) % {"n": days}


def side_class(party: Party) -> str:
    """Return the colour class of a party; the village is set apart from its district."""
    if party.organisation.kind == OrganisationKind.VILLAGE_GOVERNMENT:
        return "vil"
    return SIDE_CLASS[party.organisation.side]


@dataclass(frozen=True)
class Question:
    """One row of *Siapa yang …?* with the colour of who answers."""

    row: DutyRow
    side: str


def groups(rows: Sequence[DutyRow]) -> list[tuple[str, list[Question]]]:
    """Return the rows under the four groups of the catalogue, empty groups left out."""
    found: dict[str, list[Question]] = {}
    for row in rows:
        side = side_class(row.duty.party) if row.duty.party else ""
        found.setdefault(row.group_label, []).append(Question(row, side))
    return list(found.items())


def orphans_sentence(rows: Sequence[DutyRow]) -> str:
    """Return how many of the critical duties have nobody, in words; empty when none."""
    orphans = [row for row in rows if row.is_critical and row.is_orphan]
    if not orphans:
        return ""
    return ngettext(
        "%(n)s belum ada penanggung jawabnya.",
        "%(n)s belum ada penanggung jawabnya.",
        len(orphans),
    ) % {"n": formats.count(len(orphans))}


def balance_sentence(divisions: tuple[Division, Division]) -> str:
    """Return who holds most after the handover, and how many duties nobody holds then."""
    before, after = divisions
    words = _("Sebelum serah terima, %(total)s peran terbagi pada %(parties)s pihak.") % {
        "total": formats.count(before.total),
        "parties": formats.count(sum(1 for share in before.held if share.count)),
    }
    most = max(after.held, key=lambda share: share.count, default=None)
    held = sum(share.count for share in after.held)
    if most is None or not held:
        return words + " " + _("Sesudahnya belum satu pun ada yang memegang.")
    words += " " + _("Sesudahnya, %(n)s dari %(total)s peran ada pada %(party)s.") % {
        "n": formats.count(most.count),
        "total": formats.count(after.total),
        "party": most.party,
    }
    if after.orphans:
        words += " " + _("%(n)s belum ada yang memegang.") % {"n": formats.count(after.orphans)}
    return words


def blocks(divisions: tuple[Division, Division]) -> charts.Blocks:
    """Return one block per duty, before and after the handover."""
    names = (_("Sebelum serah terima, %s peran"), _("Sesudah serah terima, %s peran"))
    return charts.Blocks(
        _("Pembagian peran sebelum dan sesudah serah terima"),
        tuple(
            charts.BlockRow(name % formats.count(division.total), row_of_blocks(division))
            for name, division in zip(names, divisions, strict=True)
        ),
    )


def row_of_blocks(division: Division) -> tuple[charts.Block, ...]:
    """Return the blocks of every party that holds something, then those nobody holds."""
    held = [
        charts.Block(block_name(share.party), share.count, side_class(share.party))
        for share in division.held
        if share.count
    ]
    if division.orphans:
        held.append(charts.Block(_("belum ada"), division.orphans, "orphan"))
    return tuple(held)


def block_name(party: Party) -> str:
    """Return a word short enough to stand under one block."""
    kind, side = party.organisation.kind, party.organisation.side
    if kind == OrganisationKind.VILLAGE_GOVERNMENT:
        return _("Desa")
    if side == Side.COMMUNITY:
        return str(party.organisation.get_kind_display()).split(" / ")[0]
    words = {
        Side.GOVERNMENT: _("Pemda"),
        Side.BUSINESS: _("Perusahaan"),
        Side.SUPPORT: _("Pendamping"),
    }
    return words[side]


def amounts_chart(amounts: Amounts, thing: Partnership) -> charts.Amounts:
    """Return the five amounts in their order, each with the gap to the last one known."""
    values = (
        (_("Diusulkan"), amounts.proposed_rp, _("usulan dan ajakan")),
        (
            pgettext("jumlah", "Kesanggupan"),
            amounts.pledged_rp,
            _("surat para pihak dan pernyataan desa"),
        ),
        (_("Disepakati"), amounts.agreed_rp, _("perjanjian")),
        (_("Realisasi"), amounts.delivered_rp, _("laporan para pihak")),
        (_("Terverifikasi"), amounts.verified_rp, _("dilihat di lapangan")),
    )
    gap_words = (
        "",
        _("%s belum ada yang sanggup"),
        _("%s masih dibicarakan"),
        _("%s belum terwujud"),
        _("%s belum diperiksa"),
    )
    rows, above = [], None
    for (name, value, note), words in zip(values, gap_words, strict=True):
        lacks = above is not None and value is not None and value < above
        gap = words % formats.rupiah_words(above - value) if lacks and above and value else ""
        rows.append(charts.Amount(name, value, note if value is not None else "", gap))
        above = value if value is not None else above
    return charts.Amounts(_("Uang: lima angka yang berbeda"), tuple(rows))


@dataclass(frozen=True)
class PartyRow:
    """A party with its side, its part, and what it pledged."""

    party: Party
    side: str
    side_words: str
    pledged_rp: int | None


def party_rows(parties: Sequence[Party], contributions: Sequence[Contribution]) -> list[PartyRow]:
    """Return each party with the sum of what it pledged itself; None when it stated nothing."""
    pledged: dict[int, int] = {}
    for row in contributions:
        if row.pledged_rp is not None:
            pledged[row.party_id] = pledged.get(row.party_id, 0) + row.pledged_rp
    return [
        PartyRow(
            party,
            side_class(party),
            str(Side(party.organisation.side).label),
            pledged.get(party.pk),
        )
        for party in parties
    ]


def letters(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the contributions of sources: each rests on a letter, or should."""
    return [row for row in contributions if row.offer_id is not None]


@dataclass(frozen=True)
class DueRow:
    """One thing due on the page: how urgent, by when, what, and for whom."""

    kind: str
    words: str
    title: str
    who: str


def due_words(day: date) -> tuple[str, str]:
    """Return the badge of a date: late, due within two weeks, or later."""
    days = (day - timezone.localdate()).days
    if days < 0:
        words = ngettext("Terlambat %(n)s hari", "Terlambat %(n)s hari", -days) % {"n": -days}
        return "late", words
    return ("due" if days <= 14 else "info"), formats.full_date(day)


def dues(thing: Partnership, rows: Sequence[DutyRow]) -> list[DueRow]:
    """Return what is due: the stage, duties to answer, critical duties to fill."""
    if thing.closed_at is not None:
        return []
    found: list[tuple[date, str, str]] = []
    if thing.stage_due_on is not None:
        papers = str(lifecycle.STAGE_PAPERS[thing.stage])
        title = _("Selesaikan tahap %s") % str(thing.get_stage_display()).lower()
        found.append((thing.stage_due_on, title, papers))
    for waiting in queries.waiting_in(thing, [row.duty for row in rows]):
        found.append((waiting.due_on, *waiting_words(waiting)))
    return [
        DueRow(*due_words(day), title=title, who=who)
        for day, title, who in sorted(found, key=lambda item: item[0])
    ]


def waiting_words(waiting: queries.Waiting) -> tuple[str, str]:
    """Return title and who for duties that wait."""
    questions = [str(lifecycle.RESPONSIBILITIES[key].question) for key in waiting.duties]
    if waiting.kind == queries.WaitingKind.ANSWER:
        title = ngettext("Jawab %(n)s usulan peran", "Jawab %(n)s usulan peran", len(questions)) % {
            "n": formats.count(len(questions))
        }
        return title, _("pihak yang diusulkan")
    title = ngettext(
        "Tetapkan %(n)s penanggung jawab", "Tetapkan %(n)s penanggung jawab", len(questions)
    ) % {"n": formats.count(len(questions))}
    return title, " ".join(questions)


def own_agreed(actor: Actor, parties: Sequence[Party]) -> bool:
    """Return whether every party the actor speaks for agreed to publish."""
    own = [party for party in parties if rules.speaks_for(actor, party.organisation_id)]
    return bool(own) and all(party.agreed_to_publish_at for party in own)
