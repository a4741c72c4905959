"""Read the official files into unsaved rows; a file with one bad line is refused whole."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path

from django.utils.translation import gettext as _

from sambung.core.text import plain
from sambung.regions.models import Caution, Figure, Indicator, Level, Region, RegionKind
from sambung.regions.rules import check_code

POPULATION_COLUMN = re.compile(r"population_(\d{4})s([12])")
PERCENT_COLUMN = re.compile(r"((?:water|sanitation|poverty)_pct)_(\d{4})")
UNRELIABLE_PROVINCES = frozenset({"94", "95"})  # Papua Tengah, Papua Pegunungan
PREFIX_OF_KIND = {RegionKind.REGENCY: "Kabupaten ", RegionKind.CITY: "Kota "}
POPULATION_SOURCE = "Ditjen Dukcapil"
SURVEY_SOURCE = "BPS, Susenas"
BORDER_SOURCE = "cahyadsn/wilayah_boundaries (BIG / HDX COD-AB)"
COUNTRY_CODE = "0"


class BadFile(Exception):
    """A file that must not be loaded, with the line and the reason; nothing was written."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(
            _("%(name)s, baris %(line)d: %(reason)s")
            % {"name": name, "line": line, "reason": reason}
        )


@dataclass(frozen=True)
class Contents:
    """What one file holds."""

    regions: list[Region] = field(default_factory=list)
    figures: list[Indicator] = field(default_factory=list)
    borders: dict[str, str] = field(default_factory=dict)  # code -> geometry text

    @property
    def rows(self) -> int:
        """Return how many places, borders or figures the file holds."""
        return len(self.regions) or len(self.borders) or len(self.figures)


@dataclass(frozen=True)
class Line:
    """One line of a table, which knows where it stands so that a refusal can say so."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return the cell without surrounding blanks; refuses a file without the column."""
        if column not in self.cells:
            raise self.refused(_("kolom %(column)s tidak ada.") % {"column": column})
        return (self.cells[column] or "").strip()

    def code(self, column: str, level: Level) -> str:
        """Return a region code of this level; refuses one with a lost zero."""
        text = self.text(column)
        verdict = check_code(text, level)
        if not verdict:
            raise self.refused(verdict.reason)
        return text

    def number_in(self, column: str, low: float, high: float) -> float | None:
        """Return a number between low and high, None for an empty cell (unknown is not zero)."""
        text = self.text(column)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise self.refused(
                _("%(column)s harus angka %(low)g sampai %(high)g, bukan “%(text)s”.")
                % {"column": column, "low": low, "high": high, "text": text[:30]}
            )
        return number

    def refused(self, reason: str) -> BadFile:
        """Return the refusal of the file because of this line."""
        return BadFile(self.file, self.number, reason)


def read_bytes(name: str, folder: Path | None) -> bytes | None:
    """Return the file from the operator's folder, or as shipped; None where it is not there."""
    if folder is None:
        return resources.files("sambung").joinpath("data", *name.split("/")).read_bytes()
    found = [path for path in (folder / name, folder / Path(name).name) if path.is_file()]
    return found[0].read_bytes() if found else None


def text_of(name: str, content: bytes) -> str:
    """Return the text of a plain or gzipped file; refuses what is not UTF-8."""
    try:
        return (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BadFile(name, 0, _("berkas tidak dapat dibaca sebagai teks UTF-8.")) from error


def lines_of(name: str, content: bytes) -> Iterator[Line]:
    """Yield the lines of a CSV file; every cell is text."""
    reader = csv.DictReader(io.StringIO(text_of(name, content)))
    for number, cells in enumerate(reader, start=2):
        yield Line(name, number, cells)


def refuse_duplicates(keys: list[tuple[str, str]], lines: list[Line]) -> None:
    """Refuse a file in which two lines speak of the same thing."""
    seen: set[tuple[str, str]] = set()
    for key, line in zip(keys, lines, strict=True):
        if key in seen:
            raise line.refused(_("kode %(code)s muncul dua kali.") % {"code": key[0]})
        seen.add(key)


def read_places(name: str, content: bytes, level: Level, known: set[str]) -> Contents:
    """Read provinces, kab/kota, kecamatan or villages; refuses unknown parents and duplicates."""
    lines = list(lines_of(name, content))
    regions = [place_of(line, level, known) for line in lines]
    refuse_duplicates([(region.code, "") for region in regions], lines)
    figures = [figure for line in lines for figure in population_of(line)]
    return Contents(regions=regions, figures=figures)


def place_of(line: Line, level: Level, known: set[str]) -> Region:
    """Return the unsaved region of one line."""
    code = line.code("code", level)
    parts = code.split(".")
    parent = ".".join(parts[:-1])
    if parent and parent not in known:
        raise line.refused(_("induk %(parent)s tidak dikenal.") % {"parent": parent})
    kind = kind_of(line, level)
    name = line.text("name").removeprefix(PREFIX_OF_KIND.get(kind, ""))
    if not name:
        raise line.refused(_("nama kosong."))
    return Region(
        code=code,
        name=name,
        kind=kind,
        level=level,
        parent_id=parent or None,
        province_code=parts[0],
        regency_code=".".join(parts[:2]) if level >= Level.REGENCY else "",
        district_code=".".join(parts[:3]) if level >= Level.DISTRICT else "",
        search_name=plain(name.removeprefix("Administrasi ")),
        lat=line.number_in("lat", -12, 8),
        lon=line.number_in("lon", 94, 142),
        has_own_point=line.cells.get("coord_source") != "parent_kecamatan",
        area_km2=line.number_in("area_km2", 0, 2e6) if level <= Level.REGENCY else None,
    )


def kind_of(line: Line, level: Level) -> RegionKind:
    """Return what the place calls itself."""
    if level == Level.PROVINCE:
        return RegionKind.PROVINCE
    if level == Level.DISTRICT:
        return RegionKind.DISTRICT
    text = line.text("type").replace("_", " ")
    if text not in RegionKind.values:
        raise line.refused(_("jenis “%(kind)s” tidak dikenal.") % {"kind": text[:30]})
    return RegionKind(text)


def population_of(line: Line) -> list[Indicator]:
    """Return the registered population of one line, with the half-year it was counted in."""
    found = [match for match in map(POPULATION_COLUMN.fullmatch, line.cells) if match]
    return [
        Indicator(
            region_id=line.text("code"),
            code=Figure.POPULATION,
            year=int(match[1]),
            value=line.number_in(match[0], 0, 4e8),
            unit="orang",
            source=f"{POPULATION_SOURCE}, semester {match[2]} {match[1]}",
            as_of=date(int(match[1]), 6, 30) if match[2] == "1" else date(int(match[1]), 12, 31),
        )
        for match in found
    ]


def read_regency_access(name: str, content: bytes, known: set[str]) -> Contents:
    """Read one line per kab/kota with a column per figure and year (`water_pct_2024`)."""
    lines = list(lines_of(name, content))
    codes = [known_code(line, line.code("code", Level.REGENCY), known) for line in lines]
    refuse_duplicates([(code, "") for code in codes], lines)
    columns = [match for match in map(PERCENT_COLUMN.fullmatch, lines[0].cells) if match]
    return Contents(
        figures=[
            percent_of(code, match[1], int(match[2]), line.number_in(match[0], 0, 100))
            for line, code in zip(lines, codes, strict=True)
            for match in columns
        ]
    )


def read_province_access(name: str, content: bytes, known: set[str]) -> Contents:
    """Read one line per province, year and indicator; province 0 is Indonesia."""
    lines = list(lines_of(name, content))
    keys = [(line.text("province_code"), line.text("indicator")) for line in lines]
    years = [int(line.number_in("year", 1990, 2100) or 0) for line in lines]
    refuse_duplicates(
        [(f"{key[0]} {year}", key[1]) for key, year in zip(keys, years, strict=True)], lines
    )
    return Contents(
        figures=[
            figure
            for line, year in zip(lines, years, strict=True)
            for figure in province_figures(line, year, known)
        ]
    )


def province_figures(line: Line, year: int, known: set[str]) -> list[Indicator]:
    """Return total, urban and rural of one line; an empty urban or rural cell gives no row."""
    code = None
    if line.text("province_code") != COUNTRY_CODE:
        code = known_code(line, line.code("province_code", Level.PROVINCE), known)
    name = f"{line.text('indicator')}_pct"
    if name not in Figure.values:
        raise line.refused(_("indikator “%(name)s” tidak dikenal.") % {"name": name[:30]})
    note = Caution.UNDIVIDED if line.text("note").startswith("undivided") else ""
    total = percent_of(code, name, year, line.number_in("total_pct", 0, 100), note)
    parts = [
        percent_of(code, name.replace("_pct", f"_{part}_pct"), year, share, note)
        for part in ("urban", "rural")
        if (share := line.number_in(f"{part}_pct", 0, 100)) is not None
    ]
    return [total, *parts]


def percent_of(
    code: str | None, figure: str, year: int, value: float | None, caution: str = ""
) -> Indicator:
    """Return a survey share; missing ones say so, those of highland Papua are marked."""
    if not caution and value is None:
        caution = Caution.NOT_AVAILABLE
    if not caution and code and code[:2] in UNRELIABLE_PROVINCES:
        caution = Caution.UNRELIABLE
    return Indicator(
        region_id=code,
        code=figure,
        year=year,
        value=value,
        unit="%",
        source=f"{SURVEY_SOURCE} {year}",
        caution=caution,
    )


def known_code(line: Line, code: str, known: set[str]) -> str:
    """Return the code; refuses a region that is not loaded."""
    if code not in known:
        raise line.refused(_("wilayah %(code)s tidak dikenal.") % {"code": code})
    return code


def read_borders(name: str, content: bytes, known: set[str]) -> Contents:
    """Read a GeoJSON collection whose feature ids are region codes."""
    try:
        features = json.loads(text_of(name, content))["features"]
        pairs = [(str(each["id"]), each["geometry"]) for each in features]
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(name, 0, _("bukan GeoJSON dengan kode wilayah sebagai id.")) from error
    borders: dict[str, str] = {}
    for position, (code, geometry) in enumerate(pairs, start=1):
        line = Line(name, position, {})
        known_code(line, code, known)
        if code in borders:
            raise line.refused(_("kode %(code)s muncul dua kali.") % {"code": code})
        borders[code] = json.dumps(geometry, separators=(",", ":"))
    return Contents(borders=borders)
