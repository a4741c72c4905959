"""Open a partnership by hand: without a package, from one without a plan, or already running."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict, Hat
from sambung.needs import actions as needs_actions
from sambung.needs.models import Package
from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.actions.community import community_contributions
from sambung.partnerships.actions.opening import add_responsibilities, due_of, village_government
from sambung.partnerships.actions.parties import other_roles
from sambung.partnerships.actions.road import SERVED_FROM
from sambung.partnerships.actions.statements import state_opening
from sambung.partnerships.models import (
    Contribution,
    Partnership,
    Party,
    PartyPart,
    Road,
    RoadTemplate,
    Stage,
    StageStep,
)
from sambung.regions.models import Level, Region, Service


@dataclass(frozen=True)
class Joining:
    """An organisation that takes part from the start, in what part and which other roles."""

    organisation: Organisation
    part: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entered:
    """Where a partnership that already runs stands, since when, and on what ground one says so."""

    stage: str
    since: date
    ground: str


@dataclass(frozen=True)
class ByHand:
    """What is known of a partnership opened by hand; None is not known, never zero."""

    title: str
    about: str = ""
    service: str = ""
    people_served: int | None = None
    total_rp: int | None = None
    community_rp: int | None = None


@transaction.atomic
def open_by_hand(
    *,
    village: Region,
    facts: ByHand,
    by: Actor,
    parties: Sequence[Joining] = (),
    road: str = "",
    template: RoadTemplate | None = None,
    entered: Entered | None = None,
    package: Package | None = None,
    is_simulated: bool = False,
    token: str = "",
) -> Partnership:
    """Open a partnership at a place, at its first stage or at the one it already stands in.

    Who opens takes part, as do the convening desk and the government of the village. The road is
    the one given, else by the threshold in use there. Raises Conflict for a package that has an
    open partnership, a stage that is not on the road, or a day to come; nothing is written then.
    """
    hat = _hat_of(by, village, package)
    _check(village, facts)
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
    chosen = template.road if template else road or queries.road_at(village.code, facts.total_rp)
    used = template or queries.template_for(village.code, chosen)
    partnership = _create(village, facts, hat, chosen, used, package, is_simulated)
    joined = _join(partnership, hat, parties)
    if package is not None:
        Contribution.objects.bulk_create(community_contributions(partnership, package.need, joined))
        state_opening(partnership.contributions.select_related("party"), by)
    add_responsibilities(partnership, joined)
    _place(partnership, entered, by)
    if package is not None:
        _mark(partnership, package, by)
    audit.record(
        "partnership.opened",
        partnership,
        by=by,
        organisation_id=hat.organisation_id,
        package=package.pk if package else None,
        parties=len(joined),
        entered_at=partnership.stage if entered else None,
        reason=entered.ground.strip()[:300] if entered else "",
    )
    return partnership


def _hat_of(by: Actor, village: Region, package: Package | None) -> Hat:
    """Return the hat in which it is opened; raises Refused with the reason."""
    rules.can_open_by_hand(by, village.code).or_raise()
    if package is not None:
        rules.can_open_package(by, package.village_id).or_raise()
        if package.village_id != village.code:
            raise Conflict(_("Kegiatan ini di desa lain. Muat ulang halamannya."))
    hat = rules.opening_hat(by, village.code)
    if hat is None:  # the rule above said yes
        raise Conflict(_("Kemitraan ini tidak dapat dibuka."))
    return hat


def _check(village: Region, facts: ByHand) -> None:
    """Refuse a whole province, an unknown service, and a share larger than the whole."""
    if village.level == Level.PROVINCE:
        raise Conflict(_("Pilih desa, kecamatan, atau kabupaten; provinsi terlalu luas."))
    if not facts.title.strip():
        raise Conflict(_("Tulis judul kemitraan."))
    if facts.service and facts.service not in Service.values:
        raise Conflict(_("Layanan ini tidak dikenal."))
    if (
        facts.community_rp is not None
        and facts.total_rp is not None
        and facts.community_rp > facts.total_rp
    ):
        raise Conflict(_("Bagian warga tidak dapat melebihi seluruh biaya."))


def _create(
    village: Region,
    facts: ByHand,
    hat: Hat,
    road: str,
    template: RoadTemplate | None,
    package: Package | None,
    is_simulated: bool,
) -> Partnership:
    """Create the row; the database lets one open partnership stand per package."""
    if road not in Road.values:
        raise Conflict(_("Jalur ini tidak dikenal."))
    now = timezone.now()
    option = package.options.order_by("position").first() if package else None
    try:
        with transaction.atomic():
            return Partnership.objects.create(
                package=package,
                option=option,
                village=village,
                title=facts.title.strip()[:160],
                about=facts.about.strip()[:2000],
                service=facts.service,
                road=road,
                template=template,
                opened_by_id=hat.organisation_id,
                stage_since=now,
                total_rp=facts.total_rp,
                community_rp=facts.community_rp,
                people_served=facts.people_served,
                opened_at=now,
                convener=queries.convener_of(village.code),
                is_simulated=is_simulated or bool(package and package.is_simulated),
            )
    except IntegrityError as error:
        raise Conflict(_("Kemitraan untuk kegiatan ini sudah terbuka.")) from error


def _join(partnership: Partnership, hat: Hat, given: Sequence[Joining]) -> list[Party]:
    """Join those named, who opens, the village and the desk; each once, by the first mention."""
    opener = Organisation.objects.get(pk=hat.organisation_id)
    joining: dict[int, Joining] = {}

    def add(rows: Iterable[Joining | None]) -> None:
        for row in rows:
            if row is not None:
                joining.setdefault(row.organisation.pk, row)

    add(given)
    add([Joining(opener, part_of(hat))])
    add(_of_place(partnership))
    return [
        Party.objects.create(
            partnership=partnership,
            organisation=row.organisation,
            part=row.part,
            roles=other_roles(row.part, row.roles),
            joined_at=partnership.opened_at,
        )
        for row in joining.values()
    ]


def part_of(hat: Hat) -> str:
    """Return in what part the one who opens takes part."""
    if hat.organisation_kind in lifecycle.SOURCES:
        return PartyPart.SOURCE
    if hat.organisation_kind in lifecycle.FACILITATORS:
        return PartyPart.PROPOSER
    return PartyPart.CONVENER


def _of_place(partnership: Partnership) -> list[Joining]:
    """Return the village's government, its people where a need names them, and the desk."""
    found = []
    if partnership.village.level == Level.VILLAGE:
        village = village_government(partnership.village, partnership.is_simulated)
        found.append(Joining(village, PartyPart.VILLAGE))
    if partnership.package is not None:
        need = partnership.package.need
        bodies = queries.community_bodies(partnership.village_id, need.operator_name)
        found += [Joining(body, PartyPart.COMMUNITY) for body in bodies]
        found.append(Joining(need.proposer, PartyPart.PROPOSER))
    if partnership.convener is not None:
        found.append(Joining(partnership.convener, PartyPart.CONVENER))
    return found


def _place(partnership: Partnership, entered: Entered | None, by: Actor) -> None:
    """Put the partnership at its first stage, or at the one it already stands in."""
    template = queries.template_of(partnership)
    if entered is None:
        first = template.keys[0]
        partnership.stage = first
        partnership.stage_due_on = due_of(template, first, timezone.localdate())
        partnership.save(update_fields=["stage", "stage_due_on"])
        return
    _check_entered(entered, template)
    since = timezone.make_aware(datetime.combine(entered.since, time(12)))
    partnership.stage, partnership.stage_since = Stage(entered.stage), since
    partnership.stage_due_on = due_of(template, entered.stage, entered.since)
    partnership.is_entered = True
    fields = ["stage", "stage_since", "stage_due_on", "is_entered"]
    partnership.save(update_fields=fields)
    if entered.stage != template.keys[0]:
        StageStep.objects.create(
            partnership=partnership,
            from_stage=template.keys[0],
            to_stage=entered.stage,
            reason=entered.ground.strip()[:300],
            by_id=by.user_id,
            organisation_id=by.worn.organisation_id if by.worn else None,
            at=since,
        )


def _check_entered(entered: Entered, template: lifecycle.Template) -> None:
    """Refuse a stage elsewhere, a day to come, and an entry without its ground."""
    if entered.stage not in template.keys:
        raise Conflict(_("Tahap itu tidak ada di jalur kemitraan ini."))
    if entered.since > timezone.localdate():
        raise Conflict(_("Tanggalnya belum tiba. Tulis sejak kapan di tahap itu."))
    if not entered.ground.strip():
        raise Conflict(_("Tulis dasarnya: perjanjian, berita acara, atau catatan mana."))


def _mark(partnership: Partnership, package: Package, by: Actor) -> None:
    """Take the package off the shelf; served at once when its people already are."""
    needs_actions.mark_in_partnership(package=package, by=by)
    if partnership.stage in SERVED_FROM:
        needs_actions.mark_served(package=package, by=by)
