"""What the needs map downloads: borders and figures as small JSON, made once per loaded version."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import override

from sambung.regions.models import Level, Region, Service
from sambung.regions.queries.atlas import Version, atlas, kept, version
from sambung.regions.queries.gaps import gap_of, years_for
from sambung.regions.queries.outlines import Geometry, borders_below, points_below
from sambung.regions.queries.places import children, own_counts_by_district, own_figures_of

COUNTRY_DIGITS = 2  # 0.01 degree is 1.1 km: finer than the 0.02 degree the borders were cut to
REGENCY_DIGITS = 3
SERVICES = (Service.WATER, Service.SANITATION)


@dataclass(frozen=True)
class Payload:
    """Bytes ready to send, plain and gzipped, with their tag."""

    plain: bytes
    gzipped: bytes
    etag: str


def payload_of(thing: Any) -> Payload:
    """Return a thing as JSON bytes, compressed once."""
    plain = json.dumps(thing, separators=(",", ":"), ensure_ascii=False).encode()
    tag = hashlib.sha256(plain).hexdigest()[:20]
    return Payload(plain, gzip.compress(plain, 9, mtime=0), f'"{tag}"')


def data_version() -> str:
    """Return a short mark of the loaded files, for addresses that may be kept for ever."""
    return hashlib.sha256(repr(version()).encode()).hexdigest()[:12]


def rounded_geometry(geometry: Geometry, digits: int) -> Geometry:
    """Return a geometry with fewer decimals; rings that shrink to nothing are left out."""
    places = geometry["coordinates"]
    polygons = [places] if geometry["type"] == "Polygon" else places
    small = [[rounded_ring(ring, digits) for ring in polygon] for polygon in polygons]
    kept_parts = [polygon for polygon in small if polygon and len(polygon[0]) > 3]  # noqa: PLR2004
    return {"type": "MultiPolygon", "coordinates": kept_parts or small}


def rounded_ring(ring: list[list[float]], digits: int) -> list[list[float]]:
    """Return a closed ring of rounded points without repeats side by side."""
    points: list[list[float]] = []
    for lon, lat, *_rest in ring:
        point = [round(lon, digits), round(lat, digits)]
        if not points or points[-1] != point:
            points.append(point)
    return points


def country_borders() -> Payload:
    """Return the low-resolution borders of all kab/kota; the code is the id."""
    return kept(make_country_borders, kept_country_borders)


@lru_cache(maxsize=1)
def kept_country_borders(loaded: Version) -> Payload:
    """Return the borders of one loaded version."""
    return make_country_borders()


def make_country_borders() -> Payload:
    """Build the national collection."""
    return payload_of(collection(borders_below(None, Level.REGENCY, lowres=True), COUNTRY_DIGITS))


def province_borders(region: Region) -> Payload:
    """Return the full borders of a province's kab/kota, for who has come close."""
    return payload_of(collection(borders_below(region, Level.REGENCY), REGENCY_DIGITS))


def collection(borders: dict[str, Geometry], digits: int, **facts: dict[str, Any]) -> Any:
    """Return borders as GeoJSON features with their code and what else is given of them."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": code, **{key: each[code] for key, each in facts.items()}},
                "geometry": rounded_geometry(geometry, digits),
            }
            for code, geometry in borders.items()
        ],
    }


def country_figures(language: str) -> Payload:
    """Return every kab/kota's figures for the map, in the reader's language."""
    return kept(
        lambda: make_country_figures(language),
        lambda loaded: kept_country_figures(loaded, language),
    )


@lru_cache(maxsize=4)
def kept_country_figures(loaded: Version, language: str) -> Payload:
    """Return the figures of one loaded version in one language."""
    return make_country_figures(language)


def make_country_figures(language: str) -> Payload:
    """Build name, province, point, population and each service and year of every kab/kota."""
    with override(language):
        book = atlas()
        series = [(service, year) for service in SERVICES for year in years_for(service, book)]
        places: dict[str, Any] = {}
        for code in book.regencies:
            place = book.places[code]
            gaps = [gap_of(book, code, service, year) for service, year in series]
            places[code] = {
                "n": place.full_name,
                "p": book.places[place.province_code].name,
                "xy": [place.lon, place.lat],
                "pop": book.population(code),
                "v": [[gap.access_pct, gap.people_without] for gap in gaps],
                "c": next((gap.caution for gap in gaps if gap.is_unreliable), ""),
            }
        return payload_of(
            {"series": [[service.value, year] for service, year in series], "places": places}
        )


def regency_borders(region: Region) -> Payload:
    """Return one kab/kota's kecamatan borders and village points with what villages counted.

    A village without figures of its own says nothing: no official figure is spread over it.
    """
    names = {row.code: row.full_name for row in children(region)}
    counted = own_counts_by_district(region)
    points = points_below(region)
    own = own_figures_of([code for code, *_rest in points])
    return payload_of(
        {
            "districts": collection(
                borders_below(region, Level.DISTRICT),
                REGENCY_DIGITS,
                n=names,
                own={code: code in counted for code in names},
            ),
            "villages": {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"code": code, "n": name, "own": code in own},
                        "geometry": {
                            "type": "Point",
                            "coordinates": [round(lon, 4), round(lat, 4)],
                        },
                    }
                    for code, name, lon, lat, _has_own_point in points
                ],
            },
        }
    )
