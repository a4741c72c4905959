"""The letters of the matrix: proposed, answered by the party they burden, taken back, released."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.parties import actions as parties_actions
from sambung.parties.actions import GroundGiven
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.models import Letter, Party, RaciCell, Responsibility, Stage


@transaction.atomic
def propose_letter(
    *,
    responsibility: Responsibility,
    stage: str,
    party: Party,
    letter: str,
    ground: str,
    by: Actor,
    seen: str | None = None,
    token: str = "",
) -> RaciCell:
    """Propose one letter for a party at one stage; for one's own party it is accepted at once.

    The first letter of a slot writes down what the slot inherited until then. `seen` is
    queries.seen_of when the form was shown: Conflict when anybody changed the slot since.
    """
    partnership = responsibility.partnership
    organisation_ids = list(partnership.parties.values_list("organisation_id", flat=True))
    rules.can_propose_responsible(by, partnership, organisation_ids).or_raise()
    _spend(token)
    duty = _held(responsibility)
    _check_slot(duty, stage, party)
    cells = queries.slot_cells(duty, stage)
    if seen is not None and seen != queries.seen_of(duty, cells):
        raise Conflict(_changed())
    cells = cells or _write_inherited(duty, stage)
    if any(cell.party_id == party.pk and cell.letter == letter for cell in cells):
        raise Conflict(_("Pihak itu sudah memegang peran itu di tahap ini."))
    now, is_own = timezone.now(), rules.speaks_for(by, party.organisation_id)
    cell = RaciCell.objects.create(
        responsibility=duty,
        stage=stage,
        party=party,
        letter=letter,
        ground=ground.strip()[:160],
        is_proposed=not is_own,
        proposed_by_id=by.user_id,
        proposed_at=now,
        accepted_at=now if is_own else None,
    )
    _record("raci.accepted" if is_own else "raci.proposed", cell, by)
    return cell


@transaction.atomic
def accept_letter(
    *, cell: RaciCell, by: Actor, version: int | None = None, token: str = ""
) -> RaciCell:
    """Take on the letter that was proposed to one's own party."""
    _answerable(cell, by)
    _spend(token)
    _change(cell, version, is_proposed=False, accepted_at=timezone.now())
    _record("raci.accepted", cell, by)
    return cell


@transaction.atomic
def refuse_letter(
    *, cell: RaciCell, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> None:
    """Say, with a reason, that one's own party cannot take the letter; it is then gone."""
    _answerable(cell, by)
    _spend(token)
    _remove("raci.refused", cell, reason, by, version)


@transaction.atomic
def withdraw_letter(
    *, cell: RaciCell, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> None:
    """Take back, with a reason, a letter one proposed and nobody has accepted."""
    partnership = cell.responsibility.partnership
    rules.can_withdraw_proposal(
        by, partnership, cell.proposed_by_id, is_proposed=cell.is_proposed
    ).or_raise()
    _spend(token)
    _remove("raci.withdrawn", cell, reason, by, version, may_empty=True)


@transaction.atomic
def release_letter(
    *, cell: RaciCell, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> None:
    """Give up, with a reason, a letter one's own party holds."""
    rules.can_release_letter(
        by,
        cell.responsibility.partnership,
        cell.party.organisation_id,
        is_proposed=cell.is_proposed,
    ).or_raise()
    _spend(token)
    _remove("raci.released", cell, reason, by, version)


@transaction.atomic
def record_letter(
    *,
    cell: RaciCell,
    ground: GroundGiven,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> RaciCell:
    """Write down, on a ground, that a party said yes to a letter; its own answer stays open."""
    duty, organisation = cell.responsibility, cell.party.organisation
    partnership = duty.partnership
    ids = list(partnership.parties.values_list("organisation_id", flat=True))
    rules.can_record_answer(
        by, partnership, organisation, ids, is_proposed=cell.is_proposed
    ).or_raise()
    _spend(token)
    _change(cell, version, recorded_at=timezone.now())
    parties_actions.record_on_behalf(
        subject=cell,
        organisation=organisation,
        by=by,
        ground=ground.ground,
        note=ground.note,
        file=ground.file,
        summary=[
            (_("Kemitraan"), str(partnership)),
            (_("Peran"), lifecycle.question_of(duty)),
            (_("Tahap"), str(Stage(cell.stage).label)),
            (_("Sebagai"), str(Letter(cell.letter).label)),
        ],
    )
    _record("raci.recorded", cell, by)
    return cell


def _answerable(cell: RaciCell, by: Actor) -> None:
    """Refuse an answer by anybody but the party the letter burdens."""
    rules.can_answer_letter(
        by,
        cell.responsibility.partnership,
        cell.party.organisation_id,
        is_proposed=cell.is_proposed,
    ).or_raise()


def _held(responsibility: Responsibility) -> Responsibility:
    """Return the duty locked: whoever changes one of its slots waits here for the other."""
    duty = Responsibility.objects.select_for_update().get(pk=responsibility.pk)
    duty.partnership = responsibility.partnership
    return duty


def _check_slot(duty: Responsibility, stage: str, party: Party) -> None:
    """Refuse a duty done without, a stage off the road, and a party from elsewhere or gone."""
    if not duty.is_needed:
        raise Conflict(_("Peran ini ditandai tidak diperlukan. Perlukan lagi lebih dahulu."))
    if stage not in queries.road_stages(duty.partnership):
        raise Conflict(_("Tahap itu tidak ada di jalur kemitraan ini."))
    if party.partnership_id != duty.partnership_id or party.left_at is not None:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))


def _write_inherited(duty: Responsibility, stage: str) -> list[RaciCell]:
    """Write down the letters the slot had by the duty's own party, with their state."""
    if duty.party is None or duty.party.left_at is not None:
        return []
    return RaciCell.objects.bulk_create(
        RaciCell(
            responsibility=duty,
            stage=stage,
            party_id=mark.party_id,
            letter=mark.letter,
            ground=duty.ground,
            is_proposed=duty.is_proposed,
            proposed_by_id=duty.proposed_by_id,
            proposed_at=duty.proposed_at or timezone.now(),
            accepted_at=duty.accepted_at,
            recorded_at=duty.recorded_at,
        )
        for mark in queries.inherited(duty, stage)
    )


def _change(cell: RaciCell, version: int | None, **changes: Any) -> None:
    """Write the changes if nobody changed the cell since `version` (or since it was read)."""
    seen = cell.version if version is None else version
    if not RaciCell.objects.filter(pk=cell.pk, version=seen).update(
        version=F("version") + 1, **changes
    ):
        raise Conflict(_changed())
    cell.refresh_from_db(fields=[*changes, "version"])


def _remove(
    verb: str,
    cell: RaciCell,
    reason: str,
    by: Actor,
    version: int | None,
    *,
    may_empty: bool = False,
) -> None:
    """Take the cell away, with a reason, unless its slot would fall back upon the same party."""
    if not reason.strip():
        raise Conflict(_("Tulis alasannya, supaya pihak lain tahu apa yang perlu dicari."))
    duty = _held(cell.responsibility)
    others = duty.cells.filter(stage=cell.stage).exclude(pk=cell.pk)
    if not may_empty and duty.party_id == cell.party_id and not others.exists():
        raise Conflict(
            _(
                "Sesudah ini tahap itu kembali mengikuti pemegang peran, yaitu pihak ini sendiri."
                " Lepaskan atau tolak perannya, atau usulkan pihak lain lebih dahulu."
            )
        )
    seen = cell.version if version is None else version
    _record(verb, cell, by, reason)
    gone, _by_model = RaciCell.objects.filter(pk=cell.pk, version=seen).delete()
    if not gone:
        raise Conflict(_changed())


def _changed() -> str:
    """Return what a person reads whose slot changed under the hand."""
    return _("Peran di tahap ini baru saja diubah pihak lain. Muat ulang, periksa, lalu ulangi.")


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _record(verb: str, cell: RaciCell, by: Actor, reason: str = "") -> None:
    """Write the entry on the page of the partnership."""
    duty = cell.responsibility
    audit.record(
        verb,
        cell,
        by=by,
        scope=duty.partnership,
        key=duty.key,
        question=duty.question,
        stage=cell.stage,
        letter=cell.letter,
        party=cell.party.organisation_id,
        reason=reason.strip()[:300],
    )
