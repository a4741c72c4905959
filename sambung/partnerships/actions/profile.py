"""The target profile: points per party, proposed by one and agreed one by one."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict, refuse
from sambung.parties import actions as parties_actions
from sambung.parties.actions import GroundGiven
from sambung.partnerships import rules
from sambung.partnerships.models import Partnership, Party, ProfileOf, TargetProfile

MOST_POINTS = 1000


@transaction.atomic
def propose_profile(
    *,
    partnership: Partnership,
    of: str,
    points: Mapping[int, int],
    note: str,
    by: Actor,
    version: int = 0,
    token: str = "",
) -> TargetProfile:
    """Propose how duties, or money, should be divided; `version` 0: there was none when shown.

    Other points than before ask every party anew; those the proposer speaks for agree with it.
    Raises Conflict for unknown parties, no points at all, and a profile changed meanwhile.
    """
    ids = list(partnership.parties.values_list("organisation_id", flat=True))
    rules.can_propose_responsible(by, partnership, ids).or_raise()
    _spend(token)
    parties = {party.pk: party for party in partnership.parties.filter(left_at__isnull=True)}
    _check(points, parties)
    wanted = {str(pk): points.get(pk, 0) for pk in parties}
    row = TargetProfile.objects.select_for_update().filter(partnership=partnership, of=of).first()
    if (row.version if row else 0) != version:
        raise Conflict(_changed())
    if row is None:
        row = _new(partnership, of)
    if row.points != wanted:
        row.agreed = [pk for pk, p in parties.items() if rules.speaks_for(by, p.organisation_id)]
        row.recorded = []
    row.points, row.note = wanted, note.strip()[:300]
    row.proposed_by_id, row.proposed_at = by.user_id, timezone.now()
    row.version = version + 1
    row.save()
    _record("profile.proposed", row, by)
    return row


@transaction.atomic
def agree_profile(
    *, profile: TargetProfile, party: Party, by: Actor, version: int, token: str = ""
) -> TargetProfile:
    """Say, for one's own party, that the points are as negotiated."""
    if profile.partnership.closed_at is not None:
        refuse(_("Kemitraan ini sudah ditutup.")).or_raise()
    if not rules.speaks_for(by, party.organisation_id):
        refuse(_("Sasaran disetujui oleh setiap pihak sendiri.")).or_raise()
    _spend(token)
    row = _held(profile, party, version)
    if party.pk in row.agreed:
        raise Conflict(_("Pihak ini sudah menyetujui sasaran itu."))
    row.agreed = [*row.agreed, party.pk]
    row.version += 1
    row.save(update_fields=["agreed", "version"])
    _record("profile.agreed", row, by, party=party.organisation_id)
    return row


@transaction.atomic
def record_profile(
    *,
    profile: TargetProfile,
    party: Party,
    ground: GroundGiven,
    by: Actor,
    version: int,
    token: str = "",
) -> TargetProfile:
    """Write down, on a ground, that a party said yes to the points; never its own agreement."""
    partnership = profile.partnership
    ids = list(partnership.parties.values_list("organisation_id", flat=True))
    rules.can_record_answer(
        by, partnership, party.organisation, ids, is_proposed=party.pk not in profile.agreed
    ).or_raise()
    _spend(token)
    row = _held(profile, party, version)
    row.recorded = sorted({*row.recorded, party.pk})
    row.version += 1
    row.save(update_fields=["recorded", "version"])
    parties_actions.record_on_behalf(
        subject=row,
        organisation=party.organisation,
        by=by,
        ground=ground.ground,
        note=ground.note,
        file=ground.file,
        summary=[
            (_("Kemitraan"), str(partnership)),
            (_("Sasaran pembagian"), str(ProfileOf(row.of).label)),
            (str(party), str(row.points.get(str(party.pk), 0))),
        ],
    )
    _record("profile.recorded", row, by, party=party.organisation_id)
    return row


def _new(partnership: Partnership, of: str) -> TargetProfile:
    """Create the row; the database lets one stand for each kind."""
    try:
        with transaction.atomic():
            return TargetProfile.objects.create(
                partnership=partnership, of=ProfileOf(of), proposed_at=timezone.now()
            )
    except IntegrityError as error:
        raise Conflict(_changed()) from error


def _held(profile: TargetProfile, party: Party, version: int) -> TargetProfile:
    """Return the profile locked as it was shown, for a party that takes part."""
    row = TargetProfile.objects.select_for_update().get(pk=profile.pk)
    if row.version != version:
        raise Conflict(_changed())
    if party.partnership_id != row.partnership_id or party.left_at is not None:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    return row


def _check(points: Mapping[int, int], parties: Mapping[int, Party]) -> None:
    """Refuse points of strangers, points out of bounds, and none at all."""
    if not set(points) <= set(parties):
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    if any(not 0 <= value <= MOST_POINTS for value in points.values()):
        raise Conflict(_("Bagian setiap pihak antara 0 dan 1.000."))
    if not any(points.values()):
        raise Conflict(_("Beri bagian kepada sekurangnya satu pihak."))


def _changed() -> str:
    """Return what a person reads whose profile changed under the hand."""
    return _("Sasaran ini baru saja diubah pihak lain. Muat ulang, periksa, lalu ulangi.")


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _record(verb: str, row: TargetProfile, by: Actor, party: int | None = None) -> None:
    """Write the entry on the page of the partnership, with the points as they stand."""
    points = row.points
    audit.record(verb, row, by=by, scope=row.partnership, of=row.of, party=party, points=points)
