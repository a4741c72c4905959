"""Who plans, claims, verifies, pays and receives a tranche; nobody speaks for two sides of it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.delivery.lifecycle import CONDITIONS_COUNT_IN, PAYEE_ACTS, PAYER_ACTS, TRANCHE_STEPS
from sambung.delivery.models import Condition, ConditionKind, Tranche, TrancheAct, TrancheState
from sambung.delivery.rules.seeing import (
    Circle,
    can_state,
    checks_in,
    verifies_in,
    writes_for_others,
)
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import Contribution, Way


@dataclass(frozen=True)
class Voice:
    """One statement already made: of which side, by whom, and whether its party owns it."""

    act: str
    user_id: int | None
    recorded_in_id: int | None = None  # set when it was written atas nama
    is_confirmed: bool = False  # the party itself confirmed what was written


@dataclass(frozen=True)
class Table:
    """What the rules need to know of a tranche; loaded once by queries.table_of."""

    circle: Circle
    tranche: Tranche
    state: TrancheState  # as the conditions make it now
    payer_id: int
    voices: tuple[Voice, ...] = ()
    with_people: frozenset[int] = frozenset()  # of payer and payee, who has people with accounts
    is_stale: bool = False  # something it rests on was replaced or taken back since

    @property
    def payee_id(self) -> int:
        """Return the organisation that receives."""
        return self.tranche.payee_id


def can_plan_tranches(actor: Actor, circle: Circle, contribution: Contribution) -> Verdict:
    """The payer or the convening desk plans tranches of money; never who would receive it."""
    if circle.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if contribution.way != Way.MONEY or contribution.withdrawn_at is not None:
        return refuse(_("Hanya sumbangan uang ke rekening lembaga yang memakai termin."))
    payer_id = contribution.party.organisation_id
    if partnership_rules.is_convener(actor, circle.partnership) or partnership_rules.speaks_for(
        actor, payer_id
    ):
        return ALLOWED
    return refuse(_("Termin disusun oleh pembayar atau petugas yang mengundang."))


def can_act(actor: Actor, table: Table, act: TrancheAct) -> Verdict:
    """Say whether the actor may make this statement now, and why not."""
    if table.circle.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if act not in TRANCHE_STEPS[table.state]:
        return refuse(
            _("Termin ini %(state)s; langkah itu belum atau tidak lagi dapat dilakukan.")
            % {"state": table.state.label}
        )
    if act in PAYEE_ACTS | PAYER_ACTS:
        return _can_speak(actor, table, act)
    if act == TrancheAct.CANCEL:
        return can_plan_tranches(actor, table.circle, table.tranche.contribution)
    if act == TrancheAct.RETURN and table.state == TrancheState.VERIFIED:
        return _can_hold_back(actor, table)
    return _can_judge(actor, table)


def _can_speak(actor: Actor, table: Table, act: TrancheAct) -> Verdict:
    """A side speaks for itself; one without accounts is written down atas nama."""
    own = table.payee_id if act in PAYEE_ACTS else table.payer_id
    verdict = one_voice(actor, table, act)
    if not verdict:
        return verdict
    if act == TrancheAct.TRANSFER and table.is_stale:
        return refuse(
            _("Bukti diganti sesudah diverifikasi. Verifikasi ulang dahulu, lalu transfer.")
        )
    if partnership_rules.speaks_for(actor, own):
        return ALLOWED
    if own in table.with_people:
        return refuse(_("Lembaga ini punya orang sendiri di Sambung; merekalah yang menyatakan."))
    if writes_for_others(actor, table.circle):
        return can_state(actor, table.circle, own)
    return refuse(_("Ini dinyatakan oleh pihaknya sendiri, atau dicatat petugas yang mengundang."))


def one_voice(actor: Actor, table: Table, act: TrancheAct) -> Verdict:
    """Nobody speaks for the payee and for another side, nor a house that wrote both down."""
    is_payee = act in PAYEE_ACTS
    house = actor.worn.organisation_id if actor.worn else actor.link_organisation_id
    for voice in table.voices:
        if (voice.act in PAYEE_ACTS) == is_payee or voice.is_confirmed:
            continue
        if voice.user_id is not None and voice.user_id == actor.user_id:
            return refuse(_("Anda sudah menyatakan untuk pihak lain dalam termin ini."))
        if voice.recorded_in_id is not None and voice.recorded_in_id == house:
            return refuse(
                _("Lembaga Anda mencatat kata pihak lain di termin ini. Mintalah pihak itu")
                + " "
                + _("membenarkannya lewat tautan pribadi, atau minta orang lain menyatakan.")
            )
    return ALLOWED


def _can_judge(actor: Actor, table: Table) -> Verdict:
    """Verify or return: never the claimant, a person with a hat there, nor who wrote it down."""
    verdict = one_voice(actor, table, TrancheAct.VERIFY)
    if not verdict:
        return verdict
    if partnership_rules.belongs_to(actor, [table.payee_id]):
        return refuse(_("Pengajuan sendiri tidak dapat diverifikasi sendiri; minta pihak lain."))
    if judge_of(actor, table) is not None:
        return ALLOWED
    if table.state == TrancheState.ACCOUNTED:
        return refuse(
            _("Pertanggungjawaban diperiksa petugas daerah, pengawas, atau pendamping; bukan")
            + " "
            + _("pembayar dan bukan penerima.")
        )
    return refuse(_("Diverifikasi oleh pembayar, petugas daerah, atau pihak lain."))


def judge_of(actor: Actor, table: Table) -> int | None:
    """Return the organisation in whose name the actor may verify this tranche now, or None."""
    if table.state == TrancheState.ACCOUNTED:
        return verifies_in(actor, table.circle, claimants=[table.payee_id, table.payer_id])
    return checks_in(actor, table.circle, claimants=[table.payee_id])


def _can_hold_back(actor: Actor, table: Table) -> Verdict:
    """After verification the payer, or who could verify, sends the claim back."""
    if partnership_rules.speaks_for(actor, table.payer_id):
        return one_voice(actor, table, TrancheAct.RETURN)
    return _can_judge(actor, table)


def can_judge_condition(
    actor: Actor,
    table: Table,
    condition: Condition,
    document_owners: Collection[int] = (),
    written_by_id: int | None = None,
) -> Verdict:
    """A document is accepted by one who is neither the payee, nor whose it is, nor who kept it."""
    if condition.kind != ConditionKind.DOCUMENT:
        return refuse(_("Syarat ini terpenuhi oleh verifikasi di tempatnya sendiri."))
    if table.state not in CONDITIONS_COUNT_IN:
        return refuse(_("Uang termin ini sudah dikirim; syaratnya tidak lagi diubah."))
    claimants = [table.payee_id, *document_owners]
    if partnership_rules.belongs_to(actor, claimants):
        return refuse(_("Dokumen sendiri tidak dapat diterima sendiri; minta pihak lain."))
    if written_by_id is not None and written_by_id == actor.user_id:
        return refuse(_("Anda sendiri yang mengunggah dokumen ini; orang lain menerimanya."))
    if condition_judge(actor, table, document_owners) is not None:
        return ALLOWED
    return refuse(_("Syarat diperiksa oleh pembayar, petugas daerah, atau pihak lain."))


def condition_judge(actor: Actor, table: Table, document_owners: Collection[int]) -> int | None:
    """Return the organisation in whose name the actor may accept a document, or None."""
    return checks_in(actor, table.circle, claimants=[table.payee_id, *document_owners])


def can_change_conditions(actor: Actor, table: Table) -> Verdict:
    """Who plans the tranche names its conditions, until it is claimed."""
    if table.state not in {TrancheState.CLOSED, TrancheState.OPEN}:
        return refuse(_("Termin ini sudah diajukan; syaratnya tidak lagi diubah."))
    verdict = can_plan_tranches(actor, table.circle, table.tranche.contribution)
    if verdict and partnership_rules.belongs_to(actor, [table.payee_id]):
        return refuse(_("Syarat tidak ditetapkan oleh penerima uangnya."))
    return verdict
