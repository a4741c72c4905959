"""Who may do what with needs and packages, and which figures fit together."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import cos, hypot, radians

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.needs.lifecycle import EDITABLE, NEED_STEPS, PACKAGE_EDITABLE, Step, Who
from sambung.needs.models import Interest, Need, Option, Package, PackageState
from sambung.parties.models import SIDE_OF, Role, Side
from sambung.parties.models import OrganisationKind as K
from sambung.parties.rules import guest_in, hat_covers
from sambung.regions.models import Region
from sambung.ui.formats import count

ANSWER_WITHIN_DAYS = 10  # working days in which the desk promises an answer
OPTIONS_AT_MOST = 5
PHOTOS_AT_MOST = 8

# Village, district and facilitator organisations: they propose.
PROPOSING = frozenset(
    [K.VILLAGE_GOVERNMENT, K.DISTRICT_OFFICE, K.PUSKESMAS, K.KKM, K.KPSPAMS, K.BKM, K.BUMDES]
    + [K.SPAMS_ASSOCIATION, K.NGO, K.UNIVERSITY, K.PROGRAMME]
)
# The desk of a kabupaten/kota: it verifies, makes packages, and may record for a village.
DESK = frozenset([K.BAPPEDA, K.POKJA, K.OPD])
# May read what was sent from their own region; companies and media see the shelf instead.
READING = (
    PROPOSING
    | DESK
    | frozenset([K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT, K.FORUM_PKP, K.WATER_UTILITY, K.UPTD])
)
DECIDING = frozenset([Role.OFFICER, Role.SIGNATORY, Role.HEAD])
INTERESTED_SIDES = frozenset([Side.BUSINESS, Side.SUPPORT, Side.GOVERNMENT])
NEVER_SOURCES = frozenset(
    [K.BAPPEDA, K.POKJA, K.VILLAGE_GOVERNMENT, K.DISTRICT_OFFICE, K.PUSKESMAS, K.MEDIA]
)
SOURCE_KINDS = frozenset(
    kind for kind, side in SIDE_OF.items() if side in INTERESTED_SIDES and kind not in NEVER_SOURCES
)


def covers(hat: Hat, code: str) -> bool:
    """Return whether the hat reaches the place; a national facilitator reaches them all."""
    if hat.region_code is None:
        return hat.organisation_kind in PROPOSING
    return hat_covers(hat, code)


def fitting_hat(
    actor: Actor, kinds: Collection[str], code: str, roles: Collection[str] = tuple(Role)
) -> Hat | None:
    """Return the hat to act in over a place: the one worn if it fits, else the first that does."""
    worn = (actor.worn,) if actor.worn else ()
    return next(
        (
            hat
            for hat in (*worn, *actor.hats)
            if hat.organisation_kind in kinds and hat.role in roles and covers(hat, code)
        ),
        None,
    )


def desk_hat(actor: Actor, code: str) -> Hat | None:
    """Return the hat of the district's desk the actor may decide in, or None."""
    hat = fitting_hat(actor, DESK, code, DECIDING)
    return hat if hat is not None and hat.region_code is not None else None


def guest_proposes(actor: Actor) -> bool:
    """Return whether the actor is here by a guest link of a village or facilitator organisation."""
    guest = actor.guest
    return (
        guest is not None
        and guest_in(actor, guest.organisation_id)
        and guest.organisation_kind in PROPOSING
    )


def can_propose(actor: Actor, village_code: str) -> Verdict:
    """Say whether the actor belongs to a village, district or facilitator organisation there."""
    if guest_proposes(actor) and actor.guest is not None and covers(actor.guest, village_code):
        return ALLOWED
    if not actor.is_known and actor.guest is None:
        return refuse(_("Masuk dahulu untuk mengajukan usulan."))
    if fitting_hat(actor, PROPOSING, village_code) or desk_hat(actor, village_code):
        return ALLOWED
    return refuse(
        _("Usulan diajukan oleh pihak desa, kecamatan, atau pendamping di wilayah itu sendiri.")
    )


def can_start(actor: Actor) -> Verdict:
    """Say whether the actor has any hat, or a guest link, in which a need can be proposed."""
    if guest_proposes(actor):
        return ALLOWED
    if not actor.is_known and actor.guest is None:
        return refuse(_("Masuk dahulu untuk mengajukan usulan."))
    if any(hat.organisation_kind in PROPOSING for hat in actor.hats):
        return ALLOWED
    if any(hat.organisation_kind in DESK and hat.role in DECIDING for hat in actor.hats):
        return ALLOWED
    return refuse(_("Usulan diajukan oleh pihak desa, kecamatan, atau pendamping."))


def is_own(actor: Actor, organisation_id: int) -> bool:
    """Return whether the actor proposes in the organisation's own name: by a hat or guest link."""
    return organisation_id in actor.organisation_ids or guest_in(actor, organisation_id)


def is_proposer(actor: Actor, need: Need) -> bool:
    """Return whether the need is of the actor's own organisation, or was written by the actor."""
    return is_own(actor, need.proposer_id) or (
        actor.user_id is not None and need.created_by_id == actor.user_id
    )


def can_edit(actor: Actor, need: Need) -> Verdict:
    """Say whether the actor may change what the need says: its proposer, before it is sent."""
    if not is_proposer(actor, need):
        return refuse(_("Hanya pengusul yang dapat mengubah isian."))
    if need.state not in EDITABLE:
        return refuse(_("Usulan sudah dikirim; isian dapat diubah bila dikembalikan."))
    return ALLOWED


def can_attach_paper(actor: Actor, need: Need) -> Verdict:
    """Say whether the actor may keep the picture of a paper with the need: proposer or desk."""
    if is_proposer(actor, need) or can_propose(actor, need.village_id or ""):
        return ALLOWED
    return refuse(_("Kertas dilampirkan oleh pengusul, pendamping, atau petugas wilayah ini."))


def can_take(actor: Actor, need: Need, step: Step) -> Verdict:
    """Say whether the actor may take the step of the need's road; the state is checked apart."""
    if step.who == Who.PROPOSER:
        return ALLOWED if is_proposer(actor, need) else refuse(_("Langkah ini milik pengusul."))
    if step.who == Who.ROAD:
        return refuse(_("Langkah ini mengikuti ajakan atau kemitraan, tidak diambil sendiri."))
    if step.who == Who.VERIFIER and is_proposer(actor, need):
        return refuse(_("Anda pengusulnya; usulan diperiksa oleh orang lain."))
    if need.village_id is None or desk_hat(actor, need.village_id) is None:
        return refuse(_("Langkah ini milik petugas Bappeda, Pokja, atau dinas kabupaten/kota ini."))
    return ALLOWED


def can_step(actor: Actor, need: Need, name: str) -> Verdict:
    """Say whether the step exists from the need's state and the actor may take it."""
    step = NEED_STEPS[name]
    if need.state not in step.start:
        return refuse(_("Langkah ini tidak ada dari keadaan sekarang: %s.") % state_name(need))
    return can_take(actor, need, step)


def state_name(thing: Need | Package) -> str:
    """Return the state in words."""
    return str(thing.get_state_display())


def can_plan(actor: Actor, village_code: str) -> Verdict:
    """Say whether the actor makes packages for the place: the desk of its kabupaten/kota."""
    if desk_hat(actor, village_code) is None:
        return refuse(_("Kegiatan disusun oleh petugas Bappeda, Pokja, atau dinas setempat."))
    return ALLOWED


def can_edit_package(actor: Actor, package: Package) -> Verdict:
    """Say whether the actor may change options and costs: the desk, until sources are invited."""
    if package.state not in PACKAGE_EDITABLE:
        return refuse(_("Isi kegiatan tidak dapat diubah lagi: %s.") % state_name(package))
    return can_plan(actor, package.village_id)


def can_record_interest(actor: Actor, package: Package, organisation_id: int) -> Verdict:
    """Say whether the actor may note interest for an organisation: its own, or the desk for it."""
    if package.state not in {PackageState.READY, PackageState.INVITED}:
        return refuse(_("Minat dicatat selama kegiatan siap didukung."))
    hat = actor.hat_in(organisation_id)
    if hat is not None and hat.role in DECIDING and is_interested_side(hat):
        return ALLOWED
    if desk_hat(actor, package.village_id) is not None:
        return ALLOWED
    return refuse(_("Minat dicatat oleh petugas perusahaan atau lembaga itu sendiri."))


def is_interested_side(hat: Hat) -> bool:
    """Return whether an organisation of this kind may be a source for packages."""
    return hat.organisation_kind in SOURCE_KINDS


def can_set_weights(actor: Actor, regency_code: str) -> Verdict:
    """Say whether the actor may set how priority is weighed in a kabupaten/kota."""
    if desk_hat(actor, regency_code) is None:
        return refuse(_("Bobot prioritas ditetapkan petugas Bappeda, Pokja, atau dinas setempat."))
    return ALLOWED


def people_fit(people: int, households: int, village_people: int | None) -> Verdict:
    """Say whether the counts are possible: households <= people <= people of the village."""
    if people < households:
        return refuse(
            _("%(people)s jiwa tidak mungkin kurang dari %(households)s KK.")
            % {"people": count(people), "households": count(households)}
        )
    if village_people is not None and people > village_people:
        return refuse(
            _("Profil desa mencatat %(village)s jiwa; %(people)s jiwa melebihinya.")
            % {"village": count(village_people), "people": count(people)}
        )
    return ALLOWED


POINT_WITHIN_KM = 60  # the widest villages reach this far from their office


def point_fits(lat: float, lon: float, village: Region | None) -> Verdict:
    """Say whether a point can lie in the village: no farther from its office than any reaches."""
    if village is None or village.lat is None or village.lon is None:
        return ALLOWED
    north, east = (lat - village.lat) * 111.2, (lon - village.lon) * 111.2 * cos(radians(lat))
    far = hypot(north, east)
    if far <= POINT_WITHIN_KM:
        return ALLOWED
    return refuse(
        _("Titik ini %(far)s km dari %(village)s. Periksa lintang dan bujurnya.")
        % {"far": count(round(far)), "village": village.full_name}
    )


def served_fit(people_served: int, package_people: int, village_people: int | None) -> Verdict:
    """Say whether an option may serve so many: no more than wait, no more than live there."""
    if village_people is not None and people_served > village_people:
        return refuse(
            _("Profil desa mencatat %(village)s jiwa; pilihan ini tidak dapat melayani %(n)s.")
            % {"village": count(village_people), "n": count(people_served)}
        )
    if people_served > package_people:
        return refuse(
            _("Usulan mencatat %(people)s jiwa tanpa layanan; %(n)s jiwa melebihinya.")
            % {"people": count(package_people), "n": count(people_served)}
        )
    return ALLOWED


def working_days_after(start: date, days: int) -> date:
    """Return the date so many working days after start; Saturdays and Sundays do not count."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


# What each of the five screens asks; lat, lon and files are on the fifth.
SCREENS: dict[int, tuple[str, ...]] = {
    1: ("village", "hamlet"),
    2: ("title", "service", "problem", "source_now", "distance_m", "dry_months")
    + ("sanitation_now", "hygiene_now"),
    3: ("people", "households", "counted_by"),
    4: ("has_labour", "labour_person_days", "has_cash", "cash_per_household_rp", "has_materials")
    + ("materials_note", "has_village_funds", "village_funds_rp", "has_land", "land_owner")
    + ("land_letter", "monthly_fee_rp", "operator_name"),
    5: ("lat", "lon"),
}


def missing_to_send(need: Need) -> list[tuple[int, str]]:
    """Return what still lacks before the need can be sent: the screen and the words."""
    wanted = [
        (1, need.village_id, _("desa atau kelurahannya")),
        (2, need.service, _("layanan yang dibutuhkan")),
        (2, need.problem, _("apa masalahnya")),
        (3, need.people, _("berapa jiwa")),
        (3, need.households, _("berapa keluarga (KK)")),
    ]
    return [(screen, words) for screen, value, words in wanted if not value]


def can_send(actor: Actor, need: Need) -> Verdict:
    """Say whether the need may be sent now: by its proposer, complete, from draft or returned."""
    if not is_proposer(actor, need):
        return refuse(_("Usulan dikirim oleh pengusulnya."))
    missing = missing_to_send(need)
    if missing:
        return refuse(
            _("Belum dapat dikirim; masih kurang: %s.") % ", ".join(w for _s, w in missing)
        )
    return ALLOWED


def community_part_rp(total_rp: int, percent: Decimal) -> int:
    """Return the community's part of a total: percent of it, rounded down to whole rupiah."""
    return int(total_rp * percent // 100)


def complete_to_offer(options: Sequence[Option]) -> Verdict:
    """Say whether the options can go on the shelf: each with a cost above zero."""
    if not options:
        return refuse(_("Tambahkan sedikitnya satu pilihan."))
    empty = [option.title for option in options if option.total_rp <= 0]
    if empty:
        return refuse(_("Pilihan ini belum punya rincian biaya: %s.") % ", ".join(empty))
    return ALLOWED


def can_withdraw_interest(actor: Actor, interest: Interest) -> Verdict:
    """Say whether the actor may take an interest back: its organisation, or the desk."""
    hat = actor.hat_in(interest.organisation_id)
    if hat is not None and hat.role in DECIDING:
        return ALLOWED
    if desk_hat(actor, interest.package.village_id) is not None:
        return ALLOWED
    return refuse(_("Minat ditarik oleh lembaga yang menyatakannya."))
