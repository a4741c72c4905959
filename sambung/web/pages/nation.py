"""The national story for visitors: a number as title, three sentences, one map, the provinces."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from sambung.regions import queries
from sambung.regions.models import Level, Service
from sambung.regions.queries import Gap, Story
from sambung.ui import formats
from sambung.ui.charts import Bar, Bars, CircleLegend, Ramp, draw, fit
from sambung.ui.charts.choropleth import (
    Area,
    Choropleth,
    Circle,
    Half,
    Note,
    radius_of,
)

MAP_WIDTH = 1226
INDONESIA = (94.8, -11.15, 141.2, 6.2)  # west, south, east, north
WEST, EAST = (0, 0, 640, 400), (560, 70, 660, 390)
PROVINCES_SHOWN = 10
LARGEST_NAMED = 3
LEGEND = (1_000_000, 500_000, 200_000)


@dataclass(frozen=True)
class Nation:
    """Everything the first page shows a visitor, computed from the loaded figures."""

    story: Story
    drawing: SafeString
    provinces: Bars
    ramp: Ramp
    circles: CircleLegend


def nation(service: Service, language: str) -> Nation:
    """Return the national story in a language, kept until a newer file is loaded."""
    loaded = queries.version()
    return kept_nation(loaded, service, language) if loaded else make_nation(service, language)


@lru_cache(maxsize=8)
def kept_nation(loaded: object, service: Service, language: str) -> Nation:
    """Return the story of one loaded version."""
    return make_nation(service, language)


def make_nation(service: Service, language: str) -> Nation:
    """Compute the story and draw its map."""
    with override(language):
        story = queries.story(service)
        return Nation(
            story=story,
            drawing=draw(map_of(story, service)),
            provinces=provinces_of(story, service),
            ramp=Ramp(
                _("Warna: bagian penduduk tanpa %(service)s layak") % {"service": service.label}
            ),
            circles=CircleLegend(
                _("Lingkaran: jumlah orang"),
                tuple((radius_of(value), formats.count_words(value)) for value in LEGEND),
            ),
        )


def map_of(story: Story, service: Service) -> Choropleth:
    """Return the map: fill by share for every kab/kota, circles for those that hold half."""
    steps = {gap.code: gap.step for gap in story.gaps}
    borders = queries.borders_below(None, Level.REGENCY, lowres=True)
    return Choropleth(
        label=_("Peta Indonesia per kabupaten dan kota: %(service)s layak")
        % {"service": service.label},
        projection=fit(INDONESIA, MAP_WIDTH, margin=4),
        areas=tuple(Area(geometry, steps.get(code, 0)) for code, geometry in borders.items()),
        circles=tuple(circle_of(gap) for gap in story.half if has_point(gap)),
        notes=tuple(notes_of(story)),
        halves=(
            Half(_("Barat"), _("Sumatera, Jawa, Kalimantan"), WEST),
            Half(_("Timur"), _("Sulawesi, Nusa Tenggara, Maluku, Papua"), EAST),
        ),
    )


def has_point(gap: Gap) -> bool:
    """Return whether the place can be drawn as a point."""
    return gap.place is not None and gap.place.lon is not None and gap.place.lat is not None


def circle_of(gap: Gap) -> Circle:
    """Return the circle of a kab/kota with its name and number."""
    words = f"{gap.full_name}: {formats.count(gap.people_without, _('orang'))}"
    lon, lat = point_of(gap)
    return Circle(lon, lat, gap.people_without or 0, words)


def point_of(gap: Gap) -> tuple[float, float]:
    """Return the point of a place that has one."""
    return (gap.place.lon or 0.0, gap.place.lat or 0.0) if gap.place else (0.0, 0.0)


def notes_of(story: Story) -> list[Note]:
    """Return words for the largest kab/kota of different provinces, and for the worst province."""
    largest: dict[str, Gap] = {}
    for gap in story.half:
        if has_point(gap):
            largest.setdefault(gap.code[:2], gap)
    notes = [Note(*point_of(gap), gap.full_name, note_words(gap)) for gap in largest.values()]
    worst = story.worst_share
    if worst is None or not has_point(worst):
        return notes[:LARGEST_NAMED]
    count = formats.count(worst.without_pct)
    words = _("%(count)s dari 100 orang") % {"count": count}
    return [*notes[:LARGEST_NAMED], Note(*point_of(worst), worst.name, words)]


def note_words(gap: Gap) -> str:
    """Return people and share in short: 1,9 juta orang, 33%."""
    people = formats.count_words(gap.people_without, _("orang"))
    return f"{people}, {formats.percent(gap.without_pct, 0)}"


def provinces_of(story: Story, service: Service) -> Bars:
    """Return the provinces with the most people, as bars."""
    return Bars(
        label=_("Provinsi dengan orang terbanyak tanpa %(service)s layak")
        % {"service": service.label},
        rows=tuple(
            Bar(
                name=gap.name,
                value=gap.people_without,
                text=formats.count_words(gap.people_without),
                note=formats.percent(gap.without_pct, 0),
                url=queries.address_of(gap.code),
            )
            for gap in story.provinces[:PROVINCES_SHOWN]
        ),
        heads=(_("Provinsi"), _("Orang"), _("Bagian")),
    )
