"""What the rooms above know of a region: packages and needs here, and who works here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities import queries as activities
from sambung.activities.models import Activity, ActivityState
from sambung.core.access import Actor
from sambung.needs import queries as needs
from sambung.needs.models import Need, NeedState, Package, PackageState
from sambung.partnerships import queries as partnerships
from sambung.partnerships.models import Partnership
from sambung.regions import queries as regions
from sambung.regions.models import Level, Region
from sambung.ui import formats

Thing = TypeVar("Thing", bound=Model)
SHOWN = 4
YEARS_TOLD = 5
MARKED = 60  # points on the map; more than this only cover one another
NOT_YET_PACKAGES = frozenset(
    [NeedState.SENT, NeedState.RETURNED, NeedState.DESK_VERIFIED, NeedState.FIELD_VERIFIED]
)
KINDS: dict[str, str] = {
    PackageState.INVITED: "due",
    NeedState.RETURNED: "due",
    PackageState.IN_PARTNERSHIP: "ok",
    PackageState.SERVED: "ok",
}


@dataclass(frozen=True)
class Row:
    """One thing of a section, ready to draw."""

    title: str
    url: str
    context: str
    figure: str
    badge: str
    state: str
    is_simulated: bool


@dataclass(frozen=True)
class Mark:
    """One point of the outline map."""

    lon: float
    lat: float
    name: str
    shape: str
    fill: str
    url: str


@dataclass(frozen=True)
class Section:
    """One section of the page: its rows, how many there are in all, and where the rest is."""

    anchor: str
    title: str
    words: str
    rows: tuple[Row, ...]
    total: int
    more_url: str
    empty: str
    marks: tuple[Mark, ...] = ()
    map_url: str = ""

    @property
    def is_simulated(self) -> bool:
        """Return whether any of it is simulated."""
        return any(row.is_simulated for row in self.rows)


def sections_of(actor: Actor, region: Region) -> list[Section]:
    """Return the sections of a region that the actor may see."""
    return [
        needs_section(actor, region),
        work_section(actor, region),
        helped_section(actor, region),
    ]


def here(region: Region) -> Q:
    """Return the condition that a village lies in the region."""
    return regions.inside(region, "village__")


def needs_section(actor: Actor, region: Region) -> Section:
    """Return the packages open to all, and the needs the actor may read."""
    packages = needs.packages_visible_to(actor).filter(here(region))
    packages = packages.exclude(state__in=[PackageState.DRAFT, PackageState.WITHDRAWN])
    waiting = needs.visible_to(actor).filter(here(region), state__in=NOT_YET_PACKAGES)
    shown, packages_in_all = first_of(packages.order_by("-priority", "pk"))
    asked, waiting_in_all = first_of(waiting.order_by("-state_since", "pk"))
    counts = (packages_in_all, waiting_in_all)
    rows = [package_row(package) for package in shown[:SHOWN]]
    rows += [need_row(need) for need in asked[:SHOWN]]
    return Section(
        anchor="kebutuhan",
        title=_("Kebutuhan"),
        words=needs_words(*counts),
        rows=tuple(rows),
        total=sum(counts),
        more_url=shelf_url(region),
        empty=_("Belum ada kegiatan siap didukung di sini."),
        marks=marks_of(shown, "circle", "earth"),
    )


def first_of(rows: QuerySet[Thing]) -> tuple[list[Thing], int]:
    """Return as many as a map bears, and how many there are in all: one query unless many."""
    shown = list(rows[: MARKED + 1])
    return shown[:MARKED], rows.count() if len(shown) > MARKED else len(shown)


def needs_words(packages: int, waiting: int) -> str:
    """Return how many packages and needs there are, in one sentence."""
    if not packages and not waiting:
        return ""
    words = _("%(count)s kegiatan terbuka bagi mitra.") % {"count": formats.count(packages)}
    if waiting:
        words += " " + _("%(count)s usulan masih diperiksa.") % {"count": formats.count(waiting)}
    return words


def shelf_url(region: Region) -> str:
    """Return the shelf narrowed to the kab/kota; of a province the whole shelf."""
    address = reverse("needs:shelf")
    return f"{address}?kabupaten={region.regency_code}" if region.regency_code else address


def package_row(package: Package) -> Row:
    """Return a package as a row."""
    return Row(
        title=package.title,
        url=reverse("needs:package", args=[package.pk]),
        context=place_words(package.village),
        figure=formats.count(package.households, _("KK")),
        badge=KINDS.get(package.state, "info"),
        state=package.get_state_display(),
        is_simulated=package.is_simulated,
    )


def need_row(need: Need) -> Row:
    """Return a need as a row."""
    return Row(
        title=need.title or _("Usulan tanpa judul"),
        url=reverse("needs:need", args=[need.pk]),
        context=place_words(need.village) if need.village else "",
        figure=formats.count(need.households, _("KK")) if need.households else "",
        badge=KINDS.get(need.state, "info"),
        state=need.get_state_display(),
        is_simulated=need.is_simulated,
    )


def place_words(village: Region) -> str:
    """Return the village and its kecamatan."""
    return f"{village.full_name}, {village.parent.name}" if village.parent else village.full_name


def work_section(actor: Actor, region: Region) -> Section:
    """Return the open partnerships the actor may see here."""
    found: QuerySet[Partnership] = partnerships.visible_to(actor).filter(
        here(region), closed_at__isnull=True
    )
    shown, total = first_of(found.order_by("-opened_at", "-pk"))
    parties = partnerships.parties_of_many([each.pk for each in shown[:SHOWN]])
    return Section(
        anchor="siapa",
        title=_("Siapa bekerja di sini"),
        words="",
        rows=tuple(partnership_row(each, parties.get(each.pk, [])) for each in shown[:SHOWN]),
        total=total,
        more_url=reverse("partnerships:partnership-list"),
        empty=_("Belum ada kemitraan yang diterbitkan para pihaknya di sini."),
        marks=marks_of(shown, "square", "water"),
    )


def partnership_row(partnership: Partnership, parties: Sequence[Any]) -> Row:
    """Return a partnership as a row, with its first parties."""
    names = ", ".join(str(each) for each in parties[:3])
    return Row(
        title=partnership.title,
        url=partnership.get_absolute_url(),
        context=" · ".join(filter(None, [partnership.village.full_name, names])),
        figure=formats.count(partnership.people_served, _("orang")),
        badge="info",
        state=partnership.get_stage_display(),
        is_simulated=partnership.is_simulated,
    )


def helped_section(actor: Actor, region: Region) -> Section:
    """Return the newest activities the actor may see here, with how many each year had."""
    here_below = activities.visible_to(actor).filter(activities.in_place(region.code))
    years = activities.year_counts(here_below)
    shown = here_below.select_related("organisation", "region__parent")
    newest = shown.order_by("-year", "-pk")[:SHOWN] if years else []
    return Section(
        anchor="realisasi",
        title=_("Siapa membantu di sini"),
        words=years_words(years),
        rows=tuple(activity_row(each) for each in newest),
        total=sum(count for _year, count in years),
        more_url=f"{reverse('activities:activity-list')}?wilayah={region.code}",
        empty=_("Belum ada realisasi yang tercatat atau terbit di sini."),
        map_url=f"{reverse('activities:activity-map')}?wilayah={region.code}",
    )


def years_words(years: Sequence[tuple[int, int]]) -> str:
    """Return how many activities each of the newest years had, in one sentence."""
    if not years:
        return ""
    parts = [f"{year}: {formats.count(count)}" for year, count in years[:YEARS_TOLD]]
    return _("Realisasi tercatat per tahun: %s.") % ", ".join(parts)


def activity_row(activity: Activity) -> Row:
    """Return an activity as a row."""
    return Row(
        title=activity.title,
        url=activity.get_absolute_url(),
        context=f"{activity.organisation} · {place_words(activity.region)} · {activity.year}",
        figure="" if activity.people is None else formats.count(activity.people, _("orang")),
        badge="ok" if activity.state == ActivityState.HANDED_OVER else "info",
        state=activity.get_state_display(),
        is_simulated=activity.is_simulated,
    )


def marks_of(things: Sequence[Package | Partnership], shape: str, fill: str) -> tuple[Mark, ...]:
    """Return the points of packages or partnerships at their villages."""
    return tuple(
        Mark(
            lon=thing.village.lon,
            lat=thing.village.lat,
            name=thing.title,
            shape=shape,
            fill=fill,
            url=reverse("needs:package", args=[thing.pk])
            if isinstance(thing, Package)
            else thing.get_absolute_url(),
        )
        for thing in things
        if thing.village.lon is not None and thing.village.lat is not None
    )


def marks_on(region: Region, sections: Sequence[Section]) -> tuple[Mark, ...]:
    """Return the marks of a region's map; a province's map shows shares, not points."""
    if region.level == Level.PROVINCE:
        return ()
    return tuple(mark for section in sections for mark in section.marks)
