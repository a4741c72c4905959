"""Agreements as people see them: which ones, where each stands in words, and what expires."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import files
from sambung.core.access import Actor
from sambung.parties.models import Membership
from sambung.partnerships import rules
from sambung.partnerships.lifecycle.agreements import (
    REMIND_DAYS,
    days_left,
    has_lapsed,
    party_call,
)
from sambung.partnerships.models import (
    Agreement,
    AgreementState,
    AgreementText,
    Clause,
    Partnership,
    Party,
    Review,
    Signatory,
    Signature,
)
from sambung.partnerships.queries.lists import within
from sambung.ui import formats

S = AgreementState


@dataclass(frozen=True)
class Side:
    """One side of an agreement: how it is called, who signs for it, and whether it has."""

    call: str
    signatory: Signatory
    is_signed: bool


@dataclass(frozen=True)
class AgreementRow:
    """One agreement of a list: where it stands in a plain sentence."""

    agreement: Agreement
    sides: tuple[Side, ...]
    words: str
    mark: str  # the kind of badge
    days_left: int | None

    @property
    def signed(self) -> int:
        """Return how many sides have signed."""
        return sum(side.is_signed for side in self.sides)


def visible_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements the actor may see: drafts of one's own house, shared ones of one's
    partnerships or district, and those the parties published."""
    rows = Agreement.objects.select_related("partnership__village", "owner")
    if actor.is_operator:
        return rows
    ids = _houses(actor)
    parties = Party.objects.filter(
        partnership=OuterRef("partnership"), organisation_id__in=ids, left_at__isnull=True
    )
    shared = Q(Exists(parties)) if ids else Q(pk__in=[])
    places = [
        within(hat.region_code)
        for hat in actor.hats
        if hat.organisation_kind in rules.DESK and hat.role in rules.DECIDING and hat.region_code
    ]
    if places:
        here = Partnership.objects.filter(reduce(or_, places)).filter(pk=OuterRef("partnership"))
        shared |= Q(Exists(here))
    open_to_all = Q(is_published=True, partnership__is_published=True)
    own = Q(owner_id__in=ids)
    return rows.filter(own | open_to_all | (Q(is_shared=True) & shared))


def _houses(actor: Actor) -> set[int]:
    """Return the organisations the actor belongs to, by hat or by link."""
    link = {actor.link_organisation_id} if actor.link_organisation_id else set()
    return set(actor.organisation_ids) | link


def agreements_of(partnership: Partnership, actor: Actor) -> list[AgreementRow]:
    """Return the agreements of a partnership the actor may see, in two queries."""
    return agreement_rows(list(visible_agreements(actor).filter(partnership=partnership)))


def agreement_rows(agreements: Sequence[Agreement]) -> list[AgreementRow]:
    """Return the agreements with their sides and where each stands; one query for all."""
    if not agreements:
        return []
    today, sides = timezone.localdate(), sides_of([row.pk for row in agreements])
    return [_row(row, sides.get(row.pk, ()), today) for row in agreements]


def sides_of(agreement_ids: Collection[int]) -> dict[int, tuple[Side, ...]]:
    """Return the sides of each agreement in order of signing, in one query."""
    live = Signature.objects.filter(signatory=OuterRef("pk"), withdrawn_at__isnull=True)
    rows = (
        Signatory.objects.filter(agreement_id__in=agreement_ids)
        .select_related("party__organisation", "mandate_decree")
        .annotate(is_signed=Exists(live))
        .order_by("position", "id")
    )
    found: dict[int, list[Side]] = {}
    for row in rows:
        sides = found.setdefault(row.agreement_id, [])
        sides.append(Side(party_call(len(sides) + 1), row, bool(row.is_signed)))
    return {pk: tuple(sides) for pk, sides in found.items()}


def signings_waiting_for(actor: Actor) -> list[Signatory]:
    """Return the signatories of the actor's own houses whose turn it is to sign, in one query."""
    own = [hat.organisation_id for hat in actor.hats if hat.role in rules.DECIDING]
    live = Signature.objects.filter(signatory=OuterRef("pk"), withdrawn_at__isnull=True)
    before = Signatory.objects.filter(
        agreement=OuterRef("agreement"), position__lt=OuterRef("position")
    ).exclude(Exists(live))
    rows = Signatory.objects.filter(
        party__organisation_id__in=own,
        agreement__state=S.SIGNING,
        agreement__partnership__closed_at__isnull=True,
    )
    waiting = rows.exclude(Exists(live)).exclude(Exists(before))
    return list(waiting.select_related("agreement__partnership__village", "party__organisation"))


def _row(agreement: Agreement, sides: tuple[Side, ...], today: date) -> AgreementRow:
    """Return one agreement with its plain sentence."""
    left = days_left(agreement, today)
    words, mark = state_words(agreement, sides, today)
    return AgreementRow(agreement, sides, words, mark, left)


def state_words(agreement: Agreement, sides: Sequence[Side], today: date) -> tuple[str, str]:
    """Return where it stands as a sentence, and the badge that goes with it."""
    if agreement.state == S.SIGNING:
        waiting = next((side for side in sides if not side.is_signed), None)
        call = waiting.call if waiting else ""
        return _("Menunggu tanda tangan %s") % call, "due"
    if agreement.state == S.IN_FORCE:
        return _force_words(agreement, today)
    plain = {
        S.DRAFT: (_("Naskah disusun"), "none"),
        S.REVIEW: (_("Sedang ditelaah"), "info"),
        S.LEFT: (_("Berakhir, tidak diperpanjang"), "none"),
        S.RENEWED: (_("Sudah diperbarui dengan perjanjian baru"), "none"),
        S.CANCELLED: (_("Dibatalkan"), "none"),
    }
    words, mark = plain[AgreementState(agreement.state)]
    if agreement.state == S.DRAFT and not agreement.is_shared:
        words = _("Naskah disusun, belum dibagikan")
    return words, mark


def _force_words(agreement: Agreement, today: date) -> tuple[str, str]:
    """Return until when it is in force, or since when it has lapsed."""
    left = days_left(agreement, today)
    if left is None:
        return _("Berlaku, tanpa tanggal berakhir"), "ok"
    day = formats.full_date(agreement.ends_on)
    if left < 0:
        return _("Habis masa berlakunya sejak %s, belum diperpanjang") % day, "late"
    if left <= max(REMIND_DAYS):
        return _("Berlaku sampai %(day)s, tinggal %(left)s hari") % {
            "day": day,
            "left": formats.count(left),
        }, "due"
    return _("Berlaku sampai %s") % day, "ok"


def is_in_force(agreement: Agreement) -> bool:
    """Return whether it is in force today: all have signed, and it has not lapsed."""
    return agreement.state == S.IN_FORCE and not has_lapsed(agreement, timezone.localdate())


@dataclass(frozen=True)
class Expiring:
    """An agreement in force that ends soon, or has lapsed: which step of reminding it is at."""

    agreement: Agreement
    days_left: int
    step: int  # 180, 90, 30; 0 once lapsed


def expiring(today: date, days: Sequence[int] = REMIND_DAYS) -> list[Expiring]:
    """Return agreements in force that end within the widest of the days, or have lapsed."""
    rows = Agreement.objects.filter(
        state=S.IN_FORCE,
        ends_on__lte=today + timedelta(days=max(days)),
        partnership__closed_at__isnull=True,
    ).select_related("partnership__village", "owner")
    return [_expiring(row, today, days) for row in rows.order_by("ends_on", "id")]


def _expiring(agreement: Agreement, today: date, days: Sequence[int]) -> Expiring:
    """Return how near its end an agreement is."""
    left = days_left(agreement, today) or 0
    step = 0 if left < 0 else min(day for day in days if day >= left)
    return Expiring(agreement, left, step)


def agreement_of(partnership: Partnership, pk: int, actor: Actor) -> Agreement | None:
    """Return one agreement of the partnership if the actor may see it, with all it rests on."""
    return (
        visible_agreements(actor)
        .filter(partnership=partnership, pk=pk)
        .select_related(
            *("partnership__village__parent__parent", "owner", "amends", "renews", "template")
        )
        .first()
    )


def clauses_of(agreement: Agreement) -> list[Clause]:
    """Return every clause, removed ones too, in the order of the paper."""
    order = {"opening": 0, "article": 1, "closing": 2}
    rows = agreement.clauses.select_related("changed_by")
    return sorted(rows, key=lambda row: (order[row.part], row.position, row.pk))


def texts_of(agreement: Agreement) -> list[AgreementText]:
    """Return its frozen versions, newest first."""
    return list(agreement.texts.select_related("pdf", "docx", "organisation"))


def reviews_of(agreement: Agreement) -> list[Review]:
    """Return the steps of review as they were sent."""
    return list(agreement.reviews.select_related("organisation", "text", "agreement__partnership"))


def signatures_of(agreement: Agreement) -> dict[int, Signature]:
    """Return signatory id -> the record of signing that stands."""
    rows = Signature.objects.filter(signatory__agreement=agreement, withdrawn_at__isnull=True)
    return {
        row.signatory_id: row
        for row in rows.select_related("recorded_in", "recorded_by", "text", "scan")
    }


def still_kept(text: AgreementText) -> bool:
    """Return whether the stored PDF is there and still has the hash that was signed."""
    return text.pdf.sha256 == text.pdf_sha256 and files.is_kept(text.pdf)


def has_people(organisation_id: int) -> bool:
    """Return whether somebody with an account may bind the organisation."""
    return Membership.objects.filter(
        organisation_id=organisation_id, ended_at__isnull=True, role__in=rules.DECIDING
    ).exists()
