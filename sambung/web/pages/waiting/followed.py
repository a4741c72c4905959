"""What a person follows: their region on a map, its partnerships and needs, what else to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.activities.rules import can_read_recap
from sambung.core.access import Actor
from sambung.exchange import rules as exchange_rules
from sambung.needs import queries as needs
from sambung.needs.models import NeedState, PackageState
from sambung.needs.rules import DESK, PROPOSING, READING
from sambung.parties.models import OrganisationKind, Side
from sambung.parties.rules import RECORDING_KINDS
from sambung.partnerships import queries as partnerships
from sambung.partnerships.models import Partnership, Party
from sambung.partnerships.queries import Mark
from sambung.regions import queries as regions
from sambung.regions.models import Level, Region, Service
from sambung.ui import formats
from sambung.ui.charts import SmallMap
from sambung.web.navigation import address_of
from sambung.web.pages.waiting.row import Waiting
from sambung.web.pages.waiting.words import urgency

MOST_FOLLOWED = 4
MOST_LABELS = 6
NEW_WITHIN_DAYS = 7
SHAPES = {"late": ("triangle", "clay"), "due": ("diamond", "amber"), "info": ("circle", "water")}


@dataclass(frozen=True)
class Followed:
    """One followed thing: its name, a line of what is known, and a badge."""

    title: str
    url: str
    line: str
    kind: str = ""
    badge: str = ""


def home_region(actor: Actor) -> Region | None:
    """Return the region of the hat worn, of any hat otherwise; None for national bodies."""
    hats = [hat for hat in (actor.worn, *actor.hats) if hat is not None and hat.region_code]
    if not hats:
        return None
    return Region.objects.select_related("parent").filter(pk=hats[0].region_code).first()


def drawn_region(region: Region | None) -> Region | None:
    """Return the region the map shows: a village's or kecamatan's kabupaten, else itself."""
    if region is None or region.level <= Level.REGENCY:
        return region
    return Region.objects.filter(pk=region.regency_code).first()


def partnerships_of(actor: Actor, region: Region | None) -> list[Partnership]:
    """Return the open partnerships of the actor's own parties or region, newest first."""
    own = Party.objects.filter(organisation_id__in=actor.organisation_ids)
    mine = Q(pk__in=own.values("partnership_id"))
    if region is not None:
        mine |= partnerships.within(region.code)
    rows = partnerships.visible_to(actor).filter(mine, closed_at__isnull=True)
    return list(rows.order_by("-stage_since", "-pk")[:50])


def map_of(
    region: Region | None, rows: Sequence[Waiting], running: Sequence[Partnership], today: date
) -> SmallMap | None:
    """Return the map with what waits, in its shape, and what runs; None with nothing to show."""
    shown = drawn_region(region)
    marks = [*waiting_marks(rows, today), *running_marks(rows, running)]
    inside = [mark for mark in marks if mark is not None]
    if shown is None or shown.level == Level.PROVINCE:
        return partnerships.map_of(shown, inside, _("Yang Anda ikuti")) if inside else None
    return partnerships.map_of(shown, inside, _("Yang Anda ikuti"))


def waiting_marks(rows: Sequence[Waiting], today: date) -> list[Mark]:
    """Return one mark per place where something waits, the most urgent alone."""
    found: dict[str, Mark] = {}
    for row in rows:
        place = row.place
        if place is None or place.lat is None or place.lon is None or place.code in found:
            continue
        kind = urgency(row.due_on, today)[0] if row.due_on else "info"
        shape, fill = SHAPES[kind]
        label = place.name if len(found) < MOST_LABELS else ""
        found[place.code] = Mark(place.lat, place.lon, row.title, shape, fill, label, row.url)
    return list(found.values())


def running_marks(rows: Sequence[Waiting], running: Sequence[Partnership]) -> list[Mark]:
    """Return a leaf mark for each partnership where nothing waits."""
    busy = {row.place.code for row in rows if row.place is not None}
    return [
        Mark(
            partnership.village.lat,
            partnership.village.lon,
            partnership.title,
            fill="leaf",
            url=partnership.get_absolute_url(),
        )
        for partnership in running
        if partnership.village_id not in busy
        and partnership.village.lat is not None
        and partnership.village.lon is not None
    ]


def followed_partnerships(running: Sequence[Partnership], today: date) -> list[Followed]:
    """Return the first partnerships with their stage, and whether the stage is over its date."""
    found = []
    for partnership in running[:MOST_FOLLOWED]:
        due = partnership.stage_due_on
        is_late = due is not None and due < today
        line = _("Tahap %s.") % str(partnership.get_stage_display()).lower()
        if due is not None:
            line = _("Tahap %(stage)s, sampai %(due)s.") % {
                "stage": str(partnership.get_stage_display()).lower(),
                "due": formats.full_date(due),
            }
        badge = ("late", urgency(due, today)[1]) if is_late and due else ("", "")
        found.append(Followed(partnership.title, partnership.get_absolute_url(), line, *badge))
    return found


def followed_region(actor: Actor, region: Region | None) -> Followed | None:
    """Return the region with its needs for those who read them, with its shelf for others."""
    if region is None:
        return None
    if not any(hat.organisation_kind in READING for hat in actor.hats):
        shelf = needs.packages_visible_to(actor).filter(
            needs.below([region.code], "village"), state=PackageState.READY
        )
        n = shelf.count()
        line = ngettext("%(n)s kegiatan siap didukung.", "%(n)s kegiatan siap didukung.", n) % {
            "n": formats.count(n)
        }
        return Followed(region.full_name, region.get_absolute_url(), line)
    return region_with_needs(actor, region)


def region_with_needs(actor: Actor, region: Region) -> Followed:
    """Return the region with how many needs there are and came in lately."""
    since = timezone.now() - timedelta(days=NEW_WITHIN_DAYS)
    sent = needs.needs_in(actor, [region.code]).exclude(state=NeedState.DRAFT).order_by()
    counts = sent.aggregate(total=Count("pk"), new=Count("pk", filter=Q(sent_at__gte=since)))
    new, total = counts["new"], counts["total"]
    line = ngettext("%(n)s usulan tercatat.", "%(n)s usulan tercatat.", total) % {
        "n": formats.count(total)
    }
    if not new:
        return Followed(region.full_name, region.get_absolute_url(), line)
    words = ngettext("%(n)s baru pekan ini", "%(n)s baru pekan ini", new) % {"n": new}
    return Followed(region.full_name, region.get_absolute_url(), line, "info", words)


NATIONAL = frozenset(
    [OrganisationKind.NETWORK, OrganisationKind.MINISTRY, OrganisationKind.PROGRAMME]
)


def network_figures(actor: Actor) -> list[tuple[str, str, str]]:
    """Return counts and the age of data for those who look at the whole country; else nothing."""
    if not any(hat.organisation_kind in NATIONAL for hat in actor.hats):
        return []
    water, sanitation = regions.latest_year(Service.WATER), regions.latest_year(Service.SANITATION)
    shelf = needs.packages_visible_to(actor).filter(state=PackageState.READY).count()
    running = partnerships.visible_to(actor).filter(closed_at__isnull=True).count()
    year = timezone.localdate().year
    return [
        (_("Kegiatan siap didukung"), formats.count(shelf), _("di seluruh Indonesia")),
        (_("Kemitraan terbuka untuk umum"), formats.count(running), _("yang berjalan")),
        (_("Akses air minum layak"), str(water), age_words(year - water)),
        (_("Akses sanitasi layak"), str(sanitation), age_words(year - sanitation)),
    ]


def age_words(years: int) -> str:
    """Return how old the newest official figures are."""
    return ngettext(
        "data terbaru berumur %(n)s tahun", "data terbaru berumur %(n)s tahun", years
    ) % {"n": formats.count(years)}


def also(actor: Actor) -> list[tuple[str, str]]:
    """Return what else the person may want to do, by the hats they have."""
    kinds = {hat.organisation_kind for hat in actor.hats}
    sides = {hat.side for hat in actor.hats}
    wanted: list[tuple[str, str]] = []
    if kinds & PROPOSING:
        wanted.append((_("Ajukan kebutuhan baru"), "needs:need-new"))
    if exchange_rules.can_import(actor):
        wanted.append((_("Mulai dari Excel"), "exchange:import-new"))
        wanted.append((_("Data masuk"), "exchange:import-list"))
    if kinds & RECORDING_KINDS:
        wanted.append((_("Lihat perusahaan dan langkah berikutnya"), "web:company-list"))
    if kinds & DESK:
        wanted += [
            (_("Ketik kertas yang masuk"), "exchange:paper-list"),
            (_("Cetak formulir kertas"), "exchange:paper-forms"),
            (_("Minta rencana"), "plans:scenario-new"),
        ]
    if Side.BUSINESS in sides or Side.SUPPORT in sides:
        wanted.append((_("Lihat kegiatan siap didukung"), "needs:shelf"))
    if Side.BUSINESS in sides:
        wanted.append((_("Perbarui kesanggupan"), "parties:offer-list"))
    wanted.append((_("Unduh daftar kemitraan"), "partnerships:partnership-export"))
    return recap_links(actor) + [
        (words, url) for words, name in wanted if (url := address_of(name))
    ]


def recap_links(actor: Actor) -> list[tuple[str, str]]:
    """Return the way to the recap for the head of the region, for who answers for one."""
    codes = {hat.region_code for hat in actor.hats if hat.region_code}
    return [
        (recap_words(code), reverse("activities:recap", args=[code]))
        for code in sorted(codes)
        if can_read_recap(actor, code)
    ]


def recap_words(code: str) -> str:
    """Return for whom the recap is: a governor, a mayor (codes from 71 on are cities), a regent."""
    if len(code) == len("63"):
        return _("Rekap untuk Gubernur")
    is_city = code.split(".")[1] >= "71"
    return _("Rekap untuk Wali Kota") if is_city else _("Rekap untuk Bupati")
