"""Find the place and the company of a row."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.companies import new_name
from sambung.exchange.spreadsheets.places import (
    Companies,
    CompanySuggestion,
    Gazetteer,
    Place,
    Suggestion,
    inside_of,
)
from sambung.exchange.spreadsheets.understand.shapes import Row
from sambung.exchange.spreadsheets.values import is_nothing, shown

VILLAGE_LEVEL = 3  # dots in a village's code
WIDE_KINDS = frozenset({"activities"})  # may be known no finer than kecamatan or kabupaten
DETAIL_OF = {"activities": "place_note", "needs": "hamlet"}
PLACELESS_KINDS = frozenset({"companies", "offers"})


def find_place(row: Row, kind: str, cells: Mapping[str, str], places: Gazetteer) -> None:
    """Put the code of the row's place into `region`, or say what may be meant."""
    if kind in PLACELESS_KINDS or row.faults_at("village"):
        return
    village, district, code = (told(cells, name) for name in ("village", "district", "code"))
    if not (village or district or code):
        return
    found = places.find(village, district, code)
    if isinstance(found, Place):
        take_place(row, kind, found, village or district or code)
        return
    if kind not in WIDE_KINDS:
        found = [each for each in found if each.place.code.count(".") == VILLAGE_LEVEL]
    field = "village" if village or not code else "code"
    row.blame(field, place_words(village or code or district, district, found), offered(found))


def told(cells: Mapping[str, str], name: str) -> str:
    """Return what a cell says, "" when it says that nobody knows."""
    text = cells.get(name, "")
    return "" if is_nothing(text) else text


def take_place(row: Row, kind: str, place: Place, text: str) -> None:
    """Keep a place that is certain, and what is told inside it; most kinds need a village."""
    if place.code.count(".") == VILLAGE_LEVEL or kind in WIDE_KINDS:
        row.values["region"] = place.code
        if (inside := inside_of(text)) and kind in DETAIL_OF:
            row.values.setdefault(DETAIL_OF[kind], inside)
        return
    row.blame(
        "village",
        _("“%(text)s” bukan desa atau kelurahan. Tulis nama desanya.") % {"text": shown(text)},
    )


def place_words(text: str, district: str, found: Sequence[Suggestion]) -> str:
    """Return why a place is not certain, and what to do."""
    words = {"text": shown(text), "district": shown(district)}
    same = [each for each in found if each.score >= 100]
    if len(same) > 1 and len({each.place.name for each in same}) == 1:
        return _("Ada lebih dari satu desa bernama “%(text)s”. Pilih yang dimaksud.") % words
    if same and district:
        return _("“%(text)s” tidak ada di kecamatan “%(district)s”. Pilih yang dimaksud.") % words
    if found:
        return _("“%(text)s” tidak ada dalam daftar desa. Pilih yang dimaksud.") % words
    return _("“%(text)s” tidak ada dalam daftar desa wilayah ini. Periksa namanya.") % words


def offered(found: Sequence[Suggestion]) -> tuple[str, ...]:
    """Return the texts that are offered."""
    return tuple(each.text for each in found)


def find_company(row: Row, kind: str, cells: Mapping[str, str], companies: Companies) -> None:
    """Put the row's company into `company_id` and `company`, or say which may be meant.

    A company like no other is new: its id is None. One nearly like another is asked about;
    `baru: PT X` says that it is new all the same.
    """
    text = told(cells, "company")
    if not text or row.faults_at("company"):
        return
    found = companies.find(text)
    if not isinstance(found, list):
        row.values |= {"company_id": found.id, "company": found.name}
    elif not found:
        row.values |= {"company_id": None, "company": " ".join((new_name(text) or text).split())}
    else:
        row.blame("company", company_words(text, found), company_texts(text, found))


def company_words(text: str, found: Sequence[CompanySuggestion]) -> str:
    """Return why a company is not certain."""
    return _("“%(text)s” mirip dengan %(name)s yang sudah tercatat. Pilih yang dimaksud.") % {
        "text": shown(text),
        "name": found[0].company.name,
    }


def company_texts(text: str, found: Sequence[CompanySuggestion]) -> tuple[str, ...]:
    """Return the known companies, and last that it is a new one."""
    return (*(each.text for each in found), f"baru: {' '.join(text.split())}")


def codes_in(row: Row, field: str, text: str, places: Gazetteer) -> list[str]:
    """Return the codes of several places in one cell, parted by semicolons or commas."""
    codes: list[str] = []
    for part in text.replace("\n", ";").replace(",", ";").split(";"):
        if not part.strip():
            continue
        found = places.find(part)
        if isinstance(found, Place):
            codes.append(found.code)
        else:
            row.blame(field, place_words(part, "", found), offered(found))
    return list(dict.fromkeys(codes))
