"""What a proposer does: start, save a screen, add files, send, resend, withdraw, take up again."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.models import StoredFile
from sambung.needs import queries, rules
from sambung.needs.actions.stepping import take
from sambung.needs.models import Need, NeedPhoto, PhotoKind
from sambung.parties.actions import GroundGiven, notify, record_on_behalf
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation
from sambung.parties.queries import officers_in
from sambung.regions.models import Level, Region


@transaction.atomic
def start_need(
    *,
    proposer: Organisation,
    by: Actor,
    village: Region | None = None,
    is_simulated: bool = False,
    token: str = "",
    origin_key: str | None = None,
) -> Need:
    """Open an empty draft of the organisation; refuses who has no hat to propose in.

    An officer of the desk may open one for a village organisation (atas nama). The same form
    sent twice (`token`) opens one.
    """
    rules.can_start(by).or_raise()
    once(token)
    where = village.code if village else proposer.region_id or ""
    if not rules.is_own(by, proposer.pk) and rules.desk_hat(by, where) is None:
        raise Refused(_("Anda bukan anggota %s.") % proposer)
    if village is not None:
        check_village(by, village)
    need = Need.objects.create(
        proposer=proposer,
        created_by_id=by.user_id,
        village=village,
        state_since=timezone.now(),
        is_simulated=is_simulated or proposer.is_simulated,
        origin_key=origin_key,
    )
    audit.record("need.started", need, by=by, organisation_id=proposer.pk)
    return need


@transaction.atomic
def save_screen(
    *, need: Need, screen: int, values: Mapping[str, object], version: int, by: Actor
) -> Need:
    """Save what one of the five screens holds; values of other screens are not touched.

    Refused once sent; Conflict when somebody saved since this version; figures that cannot be
    (fewer people than households, more people than the village has) change nothing.
    """
    rules.can_edit(by, need).or_raise()
    kept = {name: values[name] for name in rules.SCREENS[screen] if name in values}
    check_facts(by, need, kept)
    kept["title"] = _title(need, kept)
    furthest = max(need.screen, min(screen + 1, 5))
    saved = Need.objects.filter(pk=need.pk, version=version, state=need.state).update(
        **kept,
        screen=furthest,
        version=F("version") + 1,
        saved_at=timezone.now(),
    )
    if not saved:
        raise Conflict(
            _("Usulan ini disimpan dari tempat lain sementara Anda mengisi. Muat ulang halamannya.")
        )
    need.refresh_from_db()
    audit.record("need.saved", need, by=by, screen=screen, fields=sorted(kept))
    return need


def _title(need: Need, kept: Mapping[str, object]) -> str:
    """Return the title given, or one that follows the service and the place as they are now."""
    is_own = bool(need.title) and need.title != queries.title_for(need)
    for name, value in kept.items():
        setattr(need, name, value)
    given = kept.get("title") or (need.title if is_own else "")
    return str(given)[:120] or queries.title_for(need)


def check_facts(by: Actor, need: Need, kept: Mapping[str, object]) -> None:
    """Refuse a village the actor may not propose for, and counts that do not fit together."""
    village = kept.get("village", need.village)
    if isinstance(village, Region):
        check_village(by, village)
    lat, lon = kept.get("lat"), kept.get("lon")
    if isinstance(lat, float) and isinstance(lon, float):
        rules.point_fits(lat, lon, need.village).or_raise()
    people, households = kept.get("people", need.people), kept.get("households", need.households)
    if isinstance(people, int) and isinstance(village, Region):
        least = households if isinstance(households, int) else 0
        known = queries.village_people([village.code]).get(village.code)
        rules.people_fit(people, least, known).or_raise()


def check_village(by: Actor, village: Region) -> None:
    """Refuse a place that is no village, or where the actor may not propose."""
    if village.level != Level.VILLAGE:
        raise Refused(_("Pilih desa atau kelurahan, bukan %s.") % village.full_name)
    rules.can_propose(by, village.code).or_raise()


@transaction.atomic
def add_photo(
    *,
    need: Need,
    file: StoredFile,
    by: Actor,
    kind: str = PhotoKind.PHOTO,
    caption: str = "",
    consent_by: str = "",
) -> NeedPhoto:
    """Attach a stored picture or letter; refused once sent, and above the number kept."""
    rules.can_edit(by, need).or_raise()
    if need.photos.count() >= rules.PHOTOS_AT_MOST:
        raise Refused(_("Paling banyak %d berkas untuk satu usulan.") % rules.PHOTOS_AT_MOST)
    photo = NeedPhoto.objects.create(
        need=need, file=file, kind=kind, caption=caption, consent_by=consent_by
    )
    audit.record("need.photo_added", need, by=by, file=file.sha256, kind=kind)
    return photo


@transaction.atomic
def attach_paper(*, need: Need, file: StoredFile, by: Actor, kind: str = PhotoKind.FORM) -> None:
    """Keep the picture of a paper with the need it speaks of, whatever its state; says nothing new.

    Attached twice it is kept once.
    """
    rules.can_attach_paper(by, need).or_raise()
    _photo, is_new = NeedPhoto.objects.get_or_create(need=need, file=file, defaults={"kind": kind})
    if is_new:
        audit.record("need.paper_attached", need, by=by, file=file.sha256, kind=kind)


@transaction.atomic
def remove_photo(*, photo: NeedPhoto, by: Actor) -> None:
    """Take a picture or letter off a need that is still being written."""
    rules.can_edit(by, photo.need).or_raise()
    audit.record("need.photo_removed", photo.need, by=by, file=photo.file.sha256)
    photo.delete()


@transaction.atomic
def send_need(
    *, need: Need, by: Actor, version: int | None = None, given: GroundGiven | None = None
) -> Need:
    """Send the draft to the desk of its district, which promises an answer in ten working days.

    An officer who wrote it atas nama gives the ground; it waits for the proposer's confirmation.
    """
    rules.can_send(by, need).or_raise()
    is_own = rules.is_own(by, need.proposer_id)
    if not is_own and given is None:
        raise Refused(_("Sebutkan atas dasar apa usulan ini dicatat atas nama %s.") % need.proposer)
    now = timezone.now()
    take(need, "send", by=by, version=version, sent_at=now, answer_due_on=answer_due())
    if given is not None and not is_own:
        record_on_behalf(
            subject=need,
            organisation=need.proposer,
            by=by,
            ground=given.ground,
            note=given.note,
            file=given.file,
            stored=given.stored,
            summary=queries.summary_of(need),
        )
    _tell_desk(need, by)
    return need


@transaction.atomic
def resend(*, need: Need, by: Actor, version: int | None = None) -> Need:
    """Send a returned need again after mending it; the ten working days start anew."""
    rules.can_send(by, need).or_raise()
    take(need, "resend", by=by, version=version, answer_due_on=answer_due())
    _tell_desk(need, by)
    return need


def answer_due() -> date:
    """Return the day by which the desk promises an answer to what is sent today."""
    return rules.working_days_after(timezone.localdate(), rules.ANSWER_WITHIN_DAYS)


def _tell_desk(need: Need, by: Actor) -> None:
    officers = officers_in(need.village_id or "", rules.DESK).exclude(pk=by.user_id or 0)
    notify(
        text=lambda: _("Usulan baru menunggu pemeriksaan: %s.") % need,
        url=reverse("needs:need", args=[need.pk]),
        users=officers,
    )


@transaction.atomic
def take_up_again(*, need: Need, by: Actor) -> Need:
    """Bring a withdrawn need back to draft."""
    rules.can_step(by, need, "take_up_again").or_raise()
    return take(need, "take_up_again", by=by)
