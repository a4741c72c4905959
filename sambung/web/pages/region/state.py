"""Where a region stands: the first sentences, the years, the neighbours, the map."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.regions import queries
from sambung.regions.models import Level, Region, Service
from sambung.regions.queries import Atlas, Gap, Ground
from sambung.ui import formats
from sambung.ui.charts import Mark as YearMark
from sambung.ui.charts import SmallMap, TailRow, Tails, YearRow, Years
from sambung.ui.parts import ShareText
from sambung.web.pages.region.outline import map_of
from sambung.web.pages.region.sections import Mark

TITLES = {
    Service.WATER: gettext_lazy("Air minum layak"),
    Service.SANITATION: gettext_lazy("Sanitasi layak"),
}
OLD_FROM_YEARS = 2  # figures of this age are marked on the page


@dataclass(frozen=True)
class ServiceState:
    """One service: the gap now, its years as a chart, and what was computed."""

    service: Service
    title: str
    gap: Gap
    chart: Years
    computed_years: tuple[int, ...]


@dataclass(frozen=True)
class State:
    """Everything the upper half of the page shows."""

    title: str
    chosen: Service
    water: ServiceState | None = None
    sanitation: ServiceState | None = None
    movement: Tails | None = None
    movement_title: str = ""
    outline: SmallMap | None = None
    sources: str = ""
    age: int = 0
    cautions: tuple[str, ...] = ()
    unknown_names: str = ""
    poverty: queries.Reading | None = None
    area_km2: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    own: queries.OwnFigures = field(default_factory=queries.OwnFigures)
    above: Region | None = None
    share: ShareText | None = None

    @property
    def services(self) -> list[ServiceState]:
        """Return the services that have figures."""
        return [each for each in (self.water, self.sanitation) if each]

    @property
    def is_official(self) -> bool:
        """Return whether official figures reach this level."""
        return bool(self.services)


def service_named(word: str) -> Service:
    """Return the service of an address; anything unknown is water."""
    return Service.SANITATION if word == Service.SANITATION else Service.WATER


def state_of(
    region: Region | None,
    word: str,
    ground: Ground,
    above: Sequence[Region] = (),
    marks: Sequence[Mark] = (),
) -> State:
    """Return the state of a region; kecamatan and villages have no official figures."""
    if region is not None and region.level >= Level.DISTRICT:
        return small_state(region, ground, above, marks)
    return wide_state(region, service_named(word), queries.atlas(), ground, marks)


def small_state(
    region: Region, ground: Ground, above: Sequence[Region], marks: Sequence[Mark]
) -> State:
    """Return what is known of a kecamatan or village: its own figures and where it lies."""
    return State(
        title=region.full_name,
        chosen=Service.WATER,
        outline=map_of(region, ground, marks),
        own=ground.own.get(region.code, queries.OwnFigures()),
        above=next((each for each in above if each.level == Level.REGENCY), None),
        counts={"villages": len(ground.villages)},
        share=share_text(region, region.full_name, []),
    )


def wide_state(
    region: Region | None, chosen: Service, book: Atlas, ground: Ground, marks: Sequence[Mark]
) -> State:
    """Return where Indonesia, a province or a kab/kota stands."""
    code = region.code if region else None
    water, sanitation = (
        service_state(book, code, each) for each in (Service.WATER, Service.SANITATION)
    )
    shown = [each for each in (water, sanitation) if each]
    title = region.full_name if region else _("Indonesia")
    years = [each.gap.year for each in shown]
    return State(
        title=title,
        chosen=chosen,
        water=water,
        sanitation=sanitation,
        movement=movement_of(book, region, chosen),
        movement_title=movement_title(book, region, chosen),
        outline=map_of(region, ground, marks, chosen) if region else None,
        sources=", ".join(dict.fromkeys(each.gap.source for each in shown if each.gap.source)),
        age=timezone.localdate().year - min(years, default=timezone.localdate().year),
        cautions=cautions_of(shown),
        unknown_names=unknown_names(shown),
        poverty=poverty_of(book, code),
        area_km2=region.area_km2 if region else None,
        counts=counts_of(book, region, ground),
        share=share_text(region, title, shown) if region else None,
    )


def service_state(book: Atlas, code: str | None, service: Service) -> ServiceState | None:
    """Return one service with its years, None when nobody ever published it here."""
    readings = queries.trend(book, code, service)
    if not readings:
        return None
    title = str(TITLES[service])
    rows = tuple(YearRow(reading.year, reading.value) for reading in readings)
    return ServiceState(
        service=service,
        title=title,
        gap=queries.gap_of(book, code, service, queries.latest_year(service, book)),
        chart=Years(label=title, rows=rows, marks=marks_of(book, code, service), noun=_("layak")),
        computed_years=tuple(r.year for r in readings if r.source == queries.COMPUTED),
    )


def marks_of(book: Atlas, code: str | None, service: Service) -> tuple[YearMark, ...]:
    """Return the province and Indonesia to compare with, the lower one first."""
    above = [] if code is None else [None] if len(code) == 2 else [code[:2], None]  # noqa: PLR2004
    year = queries.latest_year(service, book)
    gaps = [queries.gap_of(book, each, service, year) for each in above]
    marks = [YearMark(gap.name, gap.access_pct) for gap in gaps if gap.access_pct is not None]
    return tuple(sorted(marks, key=lambda mark: mark.percent))


def movement_of(book: Atlas, region: Region | None, service: Service) -> Tails | None:
    """Return the dots with tails: a kab/kota among its province, else the parts of the whole."""
    year = queries.latest_year(service, book)
    if region is None:
        gaps = queries.province_gaps(book, service, year)
    else:
        gaps = queries.gaps_inside(book, region.province_code, service, year)
    if not any(gap.access_pct is not None for gap in gaps):
        return None
    rows = [tail_of(gap, region) for gap in sorted(gaps, key=lowest_first)]
    values = [value for row in rows for value in (row.before, row.now) if value is not None]
    earliest = next((gap.before.year for gap in gaps if gap.before), year)
    return Tails(
        label=movement_title(book, region, service),
        rows=tuple(rows),
        heads=(str(earliest), str(year), _("Belum terlayani")),
        low=max(0, int(min(values) // 10) * 10),
        high=100,
    )


def lowest_first(gap: Gap) -> tuple[bool, float, str]:
    """Order by the share with access, the lowest first; the unknown last."""
    return (gap.access_pct is None, gap.access_pct or 0, gap.code)


def tail_of(gap: Gap, region: Region | None) -> TailRow:
    """Return one row: where it was, where it is, how many people are not served."""
    place = gap.place
    return TailRow(
        name=gap.full_name if place and place.kind == "kota" else gap.name,
        before=gap.before.value if gap.before else None,
        now=gap.access_pct,
        text=formats.count(gap.people_without, _("orang")),
        url=queries.address_of(gap.code),
        is_on=region is not None and gap.code == region.code,
    )


def movement_title(book: Atlas, region: Region | None, service: Service) -> str:
    """Return the heading over the dots."""
    title = str(TITLES[service])
    if region is None:
        return _("%(service)s, provinsi demi provinsi") % {"service": title}
    others = len(book.inside(region.province_code))
    if region.level == Level.PROVINCE:
        return _("%(service)s di %(count)d kabupaten dan kota") % {
            "service": title,
            "count": others,
        }
    return _("%(service)s, %(name)s dan %(count)d tetangganya") % {
        "service": title,
        "name": region.name,
        "count": others - 1,
    }


def cautions_of(states: list[ServiceState]) -> tuple[str, ...]:
    """Return why the shown figures are to be read with care, each once."""
    words = [
        reading.caution_text
        for state in states
        for reading in [queries.Reading(state.gap.year, None, "", state.gap.caution)]
        if reading.caution_text and state.gap.access_pct is not None
    ]
    return tuple(dict.fromkeys(words))


def unknown_names(states: list[ServiceState]) -> str:
    """Return which kab/kota are left out of the sums, by service; empty when none."""
    return "; ".join(
        f"{state.title.lower()}: {', '.join(place.name for place in state.gap.unknown)}"
        for state in states
        if state.gap.unknown
    )


def poverty_of(book: Atlas, code: str | None) -> queries.Reading | None:
    """Return the newest share of poor people of a kab/kota."""
    years = book.years.get("poverty_pct", ())
    return book.reading(code, "poverty_pct", max(years)) if years else None


def counts_of(book: Atlas, region: Region | None, ground: Ground) -> dict[str, int]:
    """Return how many regions lie directly below, and for a kab/kota how many villages."""
    if region is None:
        return {"provinces": len(book.by_province)}
    if region.level == Level.PROVINCE:
        return {"regencies": len(book.inside(region.code))}
    return {"districts": len(ground.districts), "villages": len(ground.villages)}


@dataclass(frozen=True)
class Facts:
    """A region in short: both services, or what it counted itself, and where it lies."""

    gaps: tuple[Gap, ...]
    own: queries.OwnFigures
    above: str
    age: int


def facts_of(region: Region, year: str) -> Facts:
    """Return the region in short for a year; a year without figures falls back to the newest."""
    above = ", ".join(each.full_name for each in reversed(queries.ancestors(region)))
    if region.level >= Level.DISTRICT:
        own = queries.own_figures_of([region.code]).get(region.code, queries.OwnFigures())
        return Facts((), own, above, 0)
    book = queries.atlas()
    gaps = tuple(
        queries.gap_of(book, region.code, service, year_or_newest(service, year, book))
        for service in (Service.WATER, Service.SANITATION)
    )
    age = timezone.localdate().year - max(gap.year for gap in gaps)
    return Facts(gaps, queries.OwnFigures(), above, age)


def year_or_newest(service: Service, year: str, book: Atlas) -> int:
    """Return the asked year where the service has figures of it, else the newest."""
    years = queries.years_for(service, book)
    return next((each for each in years if str(each) == year), max(years, default=0))


def share_text(region: Region, title: str, states: list[ServiceState]) -> ShareText:
    """Return what anybody may send on of a place: who lacks what there, by which source."""
    return ShareText.of(
        title,
        *[
            _("%(service)s: %(people)s belum terlayani (perkiraan, %(source)s)")
            % {
                "service": state.title,
                "people": formats.count(state.gap.people_without, _("orang")),
                "source": state.gap.source,
            }
            for state in states
        ],
        path=region.get_absolute_url(),
    )
