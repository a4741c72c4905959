"""The recap as the page shows it: charts, map and tables, each number open to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.activities.queries.recaps.figures import MONEY_STEPS, Figures, Item, Line, Sums
from sambung.activities.queries.recaps.wording import (
    age_words,
    amount_share,
    change_rows,
    concerns,
    known_name,
    no_comparison,
    pieces,
    place_name,
    place_word,
    sentences,
    service_name,
    share,
    source_note,
    standing_words,
    step_name,
    way_name,
)
from sambung.ui import formats
from sambung.ui.charts import Amount, Amounts, Bar, Bars, Outline, Point, SmallMap

BEGUN = "mulai"  # the register's word for everything but plans
SHAPES = {"works": ("circle", "leaf"), "care": ("square", "amber"), "open": ("ring", "paper")}
STEPS_OF_RAMP = (1, 3, 6, 12)  # lower edges of steps 2 to 5: activities in a place

Link = Callable[..., str]


def link_into(figures: Figures) -> Link:
    """Return a function: the register narrowed to this region and year, and what else is given."""
    base = {"tahun": figures.year, "wilayah": figures.region_code, "keadaan": BEGUN}

    def link(**narrowed: Any) -> str:
        query = {key: value for key, value in (base | narrowed).items() if value != ""}
        return f"{reverse('activities:activity-list')}?{urlencode(query)}"

    return link


def no_link(**_narrowed: Any) -> str:
    """Return no address: what was frozen is not the register of today."""
    return ""


@dataclass(frozen=True)
class Row:
    """One line of a table with its addresses."""

    number: str
    name: str
    url: str
    sums: Sums
    services: tuple[int, int, int]
    others: str
    bast_url: str


@dataclass(frozen=True)
class ItemRow:
    """One activity with its standing in words."""

    number: int
    item: Item
    url: str
    service: str
    standing: str


@dataclass(frozen=True)
class Waiting:
    """One concern with where its rows are."""

    parts: list[tuple[str, bool]]
    url: str


@dataclass(frozen=True)
class Shown:
    """Everything the page draws."""

    sentences: list[list[tuple[str, bool]]]
    waiting: list[Waiting]
    money: Amounts
    planned: Sums
    planned_url: str
    by_amount: Bars
    by_count: Bars
    ways: Bars
    known: Bars
    drawing: SmallMap | None
    places: list[Row]
    companies: list[Row]
    items: list[ItemRow]
    changes: list[tuple[str, str, str]]
    no_comparison: str
    place_word: str
    all_url: str
    sources: str
    age: str


def shown(figures: Figures, *, is_live: bool = True) -> Shown:
    """Return what the page draws of live or of frozen figures; only live ones open to rows."""
    link = link_into(figures) if is_live else no_link
    return Shown(
        sentences=[pieces(each) for each in sentences(figures)],
        waiting=waiting_of(figures, link),
        money=money_of(figures),
        planned=figures.planned,
        planned_url=link(keadaan="planned"),
        by_amount=service_bars(figures, link, is_amount=True),
        by_count=service_bars(figures, link, is_amount=False),
        ways=way_bars(figures, link),
        known=known_bars(figures),
        drawing=map_of(figures, link),
        places=place_rows(figures, link),
        companies=company_rows(figures, link),
        items=item_rows(figures, is_live=is_live),
        changes=change_rows(figures),
        no_comparison=no_comparison(figures),
        place_word=place_word(figures),
        all_url=link(),
        sources=source_note(figures),
        age=age_words(figures),
    )


NARROWED = {
    "works": {"berfungsi": "kurang"},
    "bast": {"bast": "tanpa", "keadaan": ""},
    "unseen": {"berfungsi": "unknown"},
    "amount": {"tanpa": "nilai"},
}


def waiting_of(figures: Figures, link: Link) -> list[Waiting]:
    """Return the concerns, each with its rows in the register where it has some."""
    return [
        Waiting(pieces(each.text), link(**NARROWED[each.key]) if each.key in NARROWED else "")
        for each in concerns(figures)
    ]


def money_of(figures: Figures) -> Amounts:
    """Return the nested amounts; each says of how many activities nobody stated one."""
    rows = []
    for key in MONEY_STEPS:
        sums = figures.steps.get(key, Sums())
        note = _("%(n)s kegiatan") % {"n": formats.count(sums.activities)}
        if sums.amount_unknown:
            unknown = formats.count(sums.amount_unknown)
            note += ", " + _("%(n)s belum diketahui nilainya") % {"n": unknown}
        # No activity is Rp0; an activity whose amount nobody stated is unknown.
        rows.append(Amount(step_name(key), sums.amount_rp if sums.activities else 0, note))
    return Amounts(
        _("Nilai menurut laporan, dari yang dilaporkan sampai yang berfungsi"), tuple(rows)
    )


def service_bars(figures: Figures, link: Link, *, is_amount: bool) -> Bars:
    """Return the share of each service, by stated amounts or by count of activities."""
    total = figures.totals
    label = _("Bagian layanan menurut nilai") if is_amount else _("Bagian layanan menurut kegiatan")
    rows = []
    for line in figures.services:
        part = (
            amount_share(line.sums, total)
            if is_amount
            else share(line.sums.activities, total.activities)
        )
        rows.append(
            Bar(
                with_unknown(service_name(line.key), line.sums)
                if is_amount
                else service_name(line.key),
                part,
                formats.percent(part, 0) if part is not None else formats.unknown_amount(),
                note=service_note(line.sums, is_amount=is_amount, is_known=part is not None),
                url=link(layanan=line.key),
                fill="water",
            )
        )
    return Bars(
        label, tuple(rows), (_("Layanan"), _("Bagian"), _("Nilai") if is_amount else _("Kegiatan"))
    )


def service_note(sums: Sums, *, is_amount: bool, is_known: bool) -> str:
    """Return the figure beside a share; an unknown amount is said once, as the share."""
    if not is_amount:
        return formats.count(sums.activities)
    return amount_note(sums) if is_known else ""


def amount_note(sums: Sums) -> str:
    """Return the stated amount, or that there is nothing yet."""
    return formats.rupiah_words(sums.amount_rp) if sums.activities else _("belum ada")


def with_unknown(name: str, sums: Sums) -> str:
    """Return a name with how many of its activities state no amount, where only some do."""
    if sums.amount_rp is None or not sums.amount_unknown:
        return name
    return _("%(name)s (%(n)s tanpa nilai)") % {
        "name": name,
        "n": formats.count(sums.amount_unknown),
    }


def way_bars(figures: Figures, link: Link) -> Bars:
    """Return how many activities are given in each way; amounts beside, never added up."""
    rows = tuple(
        Bar(
            with_unknown(way_name(line.key), line.sums),
            line.sums.activities,
            formats.count(line.sums.activities),
            note=amount_note(line.sums),
            fill="water" if line.key else "line",
        )
        for line in figures.ways
    )
    return Bars(_("Cara memberi"), rows, (_("Cara"), _("Kegiatan"), _("Nilai")))


def known_bars(figures: Figures) -> Bars:
    """Return how complete the reports are."""
    rows = tuple(
        Bar(
            known_name(each),
            share(each.known, each.total),
            formats.percent(share(each.known, each.total), 0) if each.total else "–",
            note=_("%(known)s dari %(total)s")
            % {"known": formats.count(each.known), "total": formats.count(each.total)},
            fill="leaf",
        )
        for each in figures.known
    )
    return Bars(
        _("Kelengkapan laporan"), rows, (_("Yang dilaporkan"), _("Diketahui"), _("Kegiatan"))
    )


def step_of(activities: int) -> str:
    """Return the fill of a place by its number of activities; none recorded is hatched."""
    if not activities:
        return "unknown"
    return f"m{1 + sum(activities > edge for edge in STEPS_OF_RAMP)}"


def map_of(figures: Figures, link: Link) -> SmallMap | None:
    """Return the map of who works where; None where no border is known."""
    drawing = figures.drawing
    if not drawing.outlines:
        return None
    places = {place.key: place for place in figures.places}
    outlines = tuple(
        outline_of(path, places[code], link)
        for code, path in drawing.outlines
        if path and code in places
    )
    rows = figures.items or figures.served_places
    points = tuple(
        Point(
            mark.x,
            mark.y,
            name=f"{mark.number}. {name_of(rows[mark.number - 1])}",
            shape=SHAPES[mark.standing][0],
            fill=SHAPES[mark.standing][1],
            radius=5,
            label=str(mark.number),
        )
        for mark in figures.marks
        if mark.number <= len(rows)
    )
    label = _("Peta kegiatan tahun %(year)s di %(region)s") % {
        "year": figures.year,
        "region": figures.region_name,
    }
    return SmallMap(label, drawing.width, drawing.height, outlines, points=points)


def name_of(row: Item | Line) -> str:
    """Return what a mark on the map is."""
    return f"{row.place}: {row.source}" if isinstance(row, Item) else row.name


def outline_of(path: str, place: Line, link: Link) -> Outline:
    """Return one place, its number of activities in its name."""
    words = _("%(n)s kegiatan") % {"n": formats.count(place.sums.activities)}
    name = f"{place.name}: {words if place.sums.activities else _('belum ada kegiatan tercatat')}"
    url = link(wilayah=place.key) if place.sums.activities else ""
    return Outline(path, name, step_of(place.sums.activities), url)


def place_rows(figures: Figures, link: Link) -> list[Row]:
    """Return every place; those with an activity carry the number they have on the map."""
    numbers = {line.key: str(at) for at, line in enumerate(figures.served_places, 1)}
    marked = {} if figures.items else numbers
    return [
        row_of(
            line, link, marked.get(line.key, ""), place_name(line.name, figures), wilayah=line.key
        )
        for line in figures.places
    ]


def company_rows(figures: Figures, link: Link) -> list[Row]:
    """Return every company, by name."""
    return [row_of(line, link, "", line.name, sumber=line.key) for line in figures.companies]


def row_of(line: Line, link: Link, number: str, name: str, **narrowed: str) -> Row:
    """Return one line; what is not in the register has no address."""
    has_rows = bool(line.sums.activities and line.key)
    return Row(
        number,
        name,
        link(**narrowed) if has_rows else "",
        line.sums,
        line.services,
        ", ".join(line.others),
        link(**narrowed, bast="tanpa", keadaan="") if has_rows and line.sums.without_bast else "",
    )


def item_rows(figures: Figures, *, is_live: bool) -> list[ItemRow]:
    """Return each activity with its number on the map."""
    return [
        ItemRow(
            number,
            item,
            reverse("activities:activity", args=[item.pk]) if is_live else "",
            service_name(item.service),
            standing_words(item),
        )
        for number, item in enumerate(figures.items, 1)
    ]
