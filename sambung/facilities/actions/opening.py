"""A facility is prepared while it is built, and opened by its handover."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.facilities import lifecycle, rules
from sambung.facilities.models import Component, Facility, FacilityState, WatchCheck
from sambung.parties.models import Organisation
from sambung.regions.models import Region


@dataclass(frozen=True)
class Built:
    """What is built, where, and for how many."""

    name: str
    service: str
    village: Region
    place_note: str = ""
    latitude: float | None = None
    longitude: float | None = None
    people_planned: int | None = None
    is_chlorinated: bool | None = None


@dataclass(frozen=True)
class Holder:
    """Who does a kind of check: an organisation, and the post in it."""

    organisation_id: int | None = None
    post: str = ""


@dataclass(frozen=True)
class Opening:
    """What a handover says of a facility that it opens."""

    on: date
    owner: Organisation
    operator: Organisation | None = None
    register_number: str = ""
    watch_years: int = 3
    holders: dict[str, Holder] = field(default_factory=dict)  # by kind of check


@transaction.atomic
def prepare_facility(
    *,
    built: Built,
    by: Actor,
    origin: str = "",
    party_ids: Iterable[int] = (),
    is_simulated: bool = False,
) -> Facility:
    """Write down a facility that is still being built; the room above says whose it is."""
    facility = Facility.objects.create(
        name=built.name.strip(),
        service=built.service,
        village=built.village,
        place_note=built.place_note.strip(),
        latitude=built.latitude,
        longitude=built.longitude,
        people_planned=built.people_planned,
        is_chlorinated=built.is_chlorinated,
        origin=origin,
        is_simulated=is_simulated,
    )
    facility.parties.set(party_ids)
    audit.record("facility.prepared", facility, by=by)
    return facility


@transaction.atomic
def describe_facility(
    *, facility: Facility, built: Built, by: Actor, version: int | None = None
) -> Facility:
    """Correct what is written about a facility; its village stays."""
    rules.can_change(by, facility).or_raise()
    change(
        facility,
        version,
        name=built.name.strip(),
        place_note=built.place_note.strip(),
        latitude=built.latitude,
        longitude=built.longitude,
        people_planned=built.people_planned,
        is_chlorinated=built.is_chlorinated,
    )
    audit.record("facility.described", facility, by=by)
    return facility


@transaction.atomic
def open_facility(*, facility: Facility, opening: Opening, by: Actor) -> Facility:
    """Open a facility at its handover and begin its watch; the room above asked who may.

    Raises Conflict when it is open already.
    """
    opened = Facility.objects.filter(pk=facility.pk, state=FacilityState.PREPARED).update(
        state=FacilityState.OPEN,
        opened_on=opening.on,
        owner=opening.owner,
        operator=opening.operator,
        register_number=opening.register_number,
        watch_until=lifecycle.months_later(opening.on, 12 * opening.watch_years),
        version=F("version") + 1,
    )
    if not opened:
        raise Conflict(_("Sarana ini sudah diserahterimakan."))
    facility.refresh_from_db()
    begin_watch(facility, opening)
    audit.record("facility.opened", facility, by=by, on=str(opening.on))
    return facility


def begin_watch(facility: Facility, opening: Opening) -> None:
    """Write the calendar of the watch, each check with who is to do it."""
    planned = lifecycle.calendar(
        opening.on, opening.watch_years, has_water=facility.service == "water"
    )
    nobody = Holder()
    WatchCheck.objects.bulk_create(
        WatchCheck(
            facility=facility,
            kind=check.kind,
            due_on=check.due_on,
            organisation_id=opening.holders.get(check.kind, nobody).organisation_id,
            holder=opening.holders.get(check.kind, nobody).post,
        )
        for check in planned
    )


@transaction.atomic
def take_back_opening(*, facility: Facility, reason: str, by: Actor) -> Facility:
    """Undo an opening, with the checks nobody did yet; refuses once a check was recorded."""
    locked = Facility.objects.select_for_update().get(pk=facility.pk)
    if locked.state != FacilityState.OPEN:
        raise Conflict(_("Sarana ini belum diserahterimakan."))
    if locked.checks.filter(done_on__isnull=False).exists():
        raise Refused(
            _("Pemantauannya sudah berjalan: ada pemeriksaan yang dicatat. Serah terima tetap.")
        )
    locked.checks.all().delete()
    change(
        facility,
        locked.version,
        state=FacilityState.PREPARED,
        opened_on=None,
        watch_until=None,
    )
    audit.record("facility.opening_taken_back", facility, by=by, reason=reason)
    return facility


@transaction.atomic
def set_register_number(
    *, facility: Facility, number: str, by: Actor, version: int | None = None
) -> Facility:
    """Write down under which number the asset register holds it, also after the handover."""
    rules.can_change(by, facility).or_raise()
    change(facility, version, register_number=number.strip()[:120])
    audit.record("facility.registered", facility, by=by)
    return facility


@transaction.atomic
def set_owner(*, facility: Facility, owner: Organisation | None, number: str, by: Actor) -> None:
    """Write down, before the handover, whose it will be; the room above asked who may."""
    if facility.state != FacilityState.PREPARED:
        raise Conflict(_("Sarana ini sudah diserahterimakan."))
    change(facility, None, owner=owner, register_number=number.strip()[:120])
    audit.record("facility.owner_set", facility, by=by)


def follow_parties(*, origin: str, organisation_ids: Iterable[int]) -> None:
    """Let the people of these organisations read what came from `origin`; set from above."""
    ids = list(organisation_ids)
    for facility in Facility.objects.filter(origin=origin):
        facility.parties.set(ids)


def follow_publishing(*, origin: str, is_published: bool) -> None:
    """Let the public read what came from `origin`, or no longer; set from above."""
    Facility.objects.filter(origin=origin).update(is_published=is_published)


@transaction.atomic
def set_components(*, facility: Facility, components: Iterable[Component], by: Actor) -> int:
    """Keep the asset list of a facility that is not handed over yet, in place of the earlier."""
    locked = Facility.objects.select_for_update().get(pk=facility.pk)
    if locked.state != FacilityState.PREPARED:
        raise Conflict(_("Sarana ini sudah diserahterimakan; daftar asetnya tetap."))
    locked.components.all().delete()
    rows = list(components)
    for row in rows:
        row.facility = locked
    Component.objects.bulk_create(rows)
    audit.record("facility.components_set", facility, by=by, components=len(rows))
    return len(rows)


def change(facility: Facility, version: int | None, **values: object) -> None:
    """Write the values if nobody changed the row since `version` (or since it was read)."""
    seen = facility.version if version is None else version
    changed = Facility.objects.filter(pk=facility.pk, version=seen).update(
        version=F("version") + 1, **values
    )
    if not changed:
        raise Conflict(_("Sarana ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    facility.refresh_from_db()
