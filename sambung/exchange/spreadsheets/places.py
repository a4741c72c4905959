"""Find the village or kecamatan a text means; unsure ones are suggested, never taken."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sambung.core.text import plain
from sambung.exchange.spreadsheets.companies import Companies, CompanyRow, CompanySuggestion

__all__ = [
    "Companies",
    "CompanyRow",
    "CompanySuggestion",
    "Gazetteer",
    "Place",
    "PlaceRow",
    "Suggestion",
    "inside_of",
]

LIKE, MOST = 70.0, 5  # how like a name must be to be suggested, and how many are
SAME_DISTRICT = 80.0  # how like a kecamatan's name must be to agree with a certain village
DISTRICTS = frozenset({"kecamatan"})
VILLAGES = frozenset({"desa", "kelurahan", "desa adat"})
CODE = re.compile(r"\b\d{2}\.\d{1,2}\.\d{1,2}\.\d{1,4}\b")
VILLAGE_WORD = re.compile(
    r"^(?:pemerintah |kantor )?(?:desa|ds|kelurahan|kel|kampung|kp|pemdes)\b\.?\s*"
)
DISTRICT_WORD = re.compile(r"^(?:kecamatan|kec|distrik|se kecamatan|se kec)\b\.?\s*")
REGENCY_WORD = re.compile(r"^(?:se |seluruh )?(?:kabupaten|kab|kota)\b\.?\s*")
ABOVE = re.compile(r"\s*[,;(\-–/]?\s*\b(?:kecamatan|kec)\b\.?\s*", re.I)
PARTS = re.compile(r"\s*[,;(/&]\s*|\s+[-–]\s+|\s+dan\s+", re.I)
INSIDE = re.compile(r"[\s,]+((?:rt|rw|dusun|dsn|lingkungan|gang|jalan|jl)\b.*)$", re.I)
RIVER = re.compile(r"\b(?:sei|sungei|s)\b")


@dataclass(frozen=True)
class PlaceRow:
    """A region as handed in from the database: levels 2 (kab/kota) to 4 (village)."""

    code: str
    name: str
    kind: str  # "desa", "kelurahan", "kecamatan", "kabupaten" ... as RegionKind
    parent_code: str = ""


@dataclass(frozen=True)
class Place:
    """A region that was found."""

    code: str
    name: str
    kind: str
    parent_name: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A region that may be meant; `text` can be put into the cell "Desa" and is then exact."""

    place: Place
    text: str
    score: float


Found = Place | list[Suggestion]


def name_key(text: str) -> str:
    """Return a name as it is compared: no blanks, no accents, no `Desa`, Sei and S. as Sungai."""
    words = plain(text).replace(".", " ")
    for prefix in (VILLAGE_WORD, VILLAGE_WORD, DISTRICT_WORD, REGENCY_WORD):
        words = prefix.sub("", words.strip())
    return RIVER.sub("sungai", words).replace(" ", "")


def code_keys(code: str) -> set[str]:
    """Return the ways a dotted code is typed: without dots, and with the zeros Excel dropped."""
    parts = code.split(".")
    short = [str(int(part)) for part in parts]
    return {code, "".join(parts), ".".join(short), "".join(short)}


class Gazetteer:
    """The regions names are sought among, usually those of one kab/kota."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        listed = list(rows)
        names = {row.code: row.name for row in listed}
        self.places: dict[str, Place] = {}
        self.codes: dict[str, list[str]] = defaultdict(list)
        self.villages: dict[str, list[str]] = defaultdict(list)
        self.districts: dict[str, list[str]] = defaultdict(list)
        self.others: dict[str, list[str]] = defaultdict(list)
        self.regencies = [row.code for row in listed if row.code.count(".") == 1]
        self.kept: dict[tuple[str, str, str], Found] = {}
        for row in listed:
            above = row.parent_code or row.code.rpartition(".")[0]
            self.places[row.code] = Place(row.code, row.name, row.kind, names.get(above, ""))
            self.shelf(row.kind)[name_key(row.name)].append(row.code)
            for key in code_keys(row.code):
                self.codes[key].append(row.code)

    def shelf(self, kind: str) -> dict[str, list[str]]:
        """Return the names of one level."""
        if kind in VILLAGES:
            return self.villages
        return self.districts if kind in DISTRICTS else self.others

    def find(self, village: str, district: str = "", code: str = "") -> Found:
        """Return the one place that is meant for certain, else what may be meant, best first.

        Certain is a code, or a name that is exact but for case, blanks, accents and `Desa`, and
        that no other place here has; the same questions are answered from memory.
        """
        asked = (village.strip(), district.strip(), code.strip())
        if asked not in self.kept:
            self.kept[asked] = self.look_up(*asked)
        return self.kept[asked]

    def look_up(self, village: str, district: str, code: str) -> Found:
        """Return what `find` answers, worked out."""
        inside = CODE.search(village)
        coded = self.by_code(code) or (self.by_code(inside[0]) if inside else [])
        if inside and len(coded) == 1:
            return self.places[coded[0]]
        if coded:
            return self.agreeing(coded, village, district)
        if not village:
            return self.of_district(district)
        name, told = self.parted(village)
        return self.by_name(name, told or district)

    def by_code(self, code: str) -> list[str]:
        """Return the places a typed code can mean; one of a village before one of a kecamatan."""
        typed = re.sub(r"[\s\-]", "", code).replace(",", ".").rstrip(".")
        return list(dict.fromkeys(self.codes.get(typed, [])))

    def agreeing(self, codes: Sequence[str], village: str, district: str) -> Found:
        """Return the coded place when the name beside it agrees; else both are suggested."""
        place = self.places[codes[0]]
        name = self.parted(village)[0]
        if len(codes) == 1 and (
            not name or fuzz.ratio(name_key(name), name_key(place.name)) >= LIKE
        ):
            return place
        named = self.by_name(name, district) if name else []
        others = [suggestion(named, 100.0)] if isinstance(named, Place) else named
        return unique([suggestion(self.places[code], 100.0) for code in codes] + others)

    def parted(self, village: str) -> tuple[str, str]:
        """Return name and kecamatan of `Hauwai, Kec. Halong` or `Hauwai (Halong)`."""
        if DISTRICT_WORD.match(plain(village)):
            return village, ""
        village = INSIDE.sub("", village)
        pieces = [piece.strip(" )") for piece in ABOVE.split(village, maxsplit=1)]
        if len(pieces) == 2 and all(pieces):
            return pieces[0], pieces[1]
        if name_key(village) in self.villages:
            return village, ""
        pieces = [piece.strip(" )") for piece in PARTS.split(village) if piece.strip(" )")]
        if len(pieces) == 2 and name_key(pieces[1]) in self.districts:
            return pieces[0], pieces[1]
        return village, ""

    def of_district(self, district: str) -> Found:
        """Return the kecamatan itself, when only that is told."""
        exact = self.districts.get(name_key(district), [])
        if len(exact) == 1:
            return self.places[exact[0]]
        return self.like(district, self.districts) if district else []

    def by_name(self, name: str, district: str) -> Found:
        """Return the village of this name, in this kecamatan when one is told."""
        if wide := self.wide(name):
            return wide
        exact = self.villages.get(name_key(name), [])
        if not exact:
            return self.unsure(name, district)
        within = [code for code in exact if self.lies_in(code, district)]
        if len(within) == 1 and (district or len(exact) == 1):
            return self.places[within[0]]
        return [suggestion(self.places[code], 100.0) for code in within or exact]

    def wide(self, name: str) -> Place | None:
        """Return a kecamatan or kab/kota that is named with its kind: `Kec. Halong`."""
        words = plain(name).replace(".", " ")
        shelf = self.districts if DISTRICT_WORD.match(words) else {}
        shelf = self.others if REGENCY_WORD.match(words) else shelf
        is_whole = shelf is self.others and not name_key(name)  # `seluruh kabupaten`
        codes = list(self.regencies) if is_whole else shelf.get(name_key(name), [])
        return self.places[codes[0]] if len(codes) == 1 else None

    def lies_in(self, code: str, district: str) -> bool:
        """Return whether a village lies in the kecamatan that is told, give or take a slip."""
        above = name_key(self.places[code].parent_name)
        told = name_key(district)
        if told in self.districts or not told:
            return not told or told == above
        return fuzz.ratio(told, above) >= SAME_DISTRICT

    def unsure(self, name: str, district: str) -> list[Suggestion]:
        """Return places whose names are like the one typed; in the told kecamatan first."""
        within = {
            key: [code for code in codes if self.lies_in(code, district)]
            for key, codes in self.villages.items()
        }
        near = self.like(name, within) if district else []
        several = [
            code for part in PARTS.split(name) for code in self.villages.get(name_key(part), [])
        ]
        named = [suggestion(self.places[code], 99.0) for code in several]
        key = name_key(name)
        wider = [*self.others.get(key, []), *self.districts.get(key, [])]
        same = [suggestion(self.places[code], 90.0) for code in wider]
        return unique([*same, *named, *(near or self.like(name, self.villages))])

    def like(self, name: str, shelf: dict[str, list[str]]) -> list[Suggestion]:
        """Return the places of a shelf with names like this one, the likest first."""
        keys = [key for key, codes in shelf.items() if codes]
        near = process.extract(
            name_key(name), keys, scorer=fuzz.ratio, score_cutoff=LIKE, limit=MOST
        )
        return [
            suggestion(self.places[code], score) for key, score, _ in near for code in shelf[key]
        ]


def inside_of(village: str) -> str:
    """Return what a text tells beyond the village: `Hauwai RT 3` tells RT 3."""
    found = INSIDE.search(village)
    return found[1].strip() if found else ""


def suggestion(place: Place, score: float) -> Suggestion:
    """Return a place as it is offered: its name, its kecamatan, its code."""
    above = f", Kec. {place.parent_name}" if place.kind in VILLAGES and place.parent_name else ""
    if place.kind in VILLAGES:
        return Suggestion(place, f"{place.name}{above} ({place.code})", score)
    return Suggestion(place, f"{place.kind.capitalize()} {place.name}", score)


def unique(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the suggestions without the same place twice, at most five."""
    return list({row.place.code: row for row in reversed(list(rows))}.values())[::-1][:MOST]
