"""The recap as one page of paper: every text ready, so that a frozen one is set from data alone."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image

from sambung.activities.queries.recaps.drawing import svg_of
from sambung.activities.queries.recaps.figures import (
    MONEY_STEPS,
    Figures,
    Item,
    Known,
    Line,
    Sums,
)
from sambung.activities.queries.recaps.wording import (
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
    source_note,
    standing_words,
    step_name,
)
from sambung.core import typeset
from sambung.core.files import path_of
from sambung.parties.models import Letterhead
from sambung.ui import formats

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "activities" / "recap.typ"
MOST_ROWS = 14
MOST_CONCERNS = 4
LONGEST, LONGEST_SOURCE = 32, 48  # letters of a cell; whole names stand in the workbook
LOGO_SIDE = 320  # pixels
MAP, LOGO = "map.svg", "logo.png"


@dataclass(frozen=True)
class Head:
    """What stands above and below an official paper, frozen with it."""

    lines: tuple[str, ...]
    address: str = ""
    place: str = ""
    logo: str = ""  # PNG as base64, small
    signatory_name: str = ""
    signatory_title: str = ""
    signatory_number: str = ""


def head_of(letterhead: Letterhead | None, organisation_name: str) -> Head:
    """Return the letterhead of an organisation; its bare name while it has none."""
    if letterhead is None:
        return Head((organisation_name.upper(),))
    lines = [line.strip() for line in letterhead.lines.splitlines() if line.strip()]
    return Head(
        tuple(lines) or (organisation_name.upper(),),
        letterhead.address,
        letterhead.place,
        logo_text(letterhead),
        letterhead.signatory_name,
        letterhead.signatory_title,
        letterhead.signatory_number,
    )


def logo_text(letterhead: Letterhead) -> str:
    """Return the logo as a small PNG in base64; "" without one, or when its file is gone."""
    if letterhead.logo is None:
        return ""
    path = path_of(letterhead.logo.sha256)
    if not path.exists():
        return ""
    picture: Image.Image = Image.open(path)
    picture.thumbnail((LOGO_SIDE, LOGO_SIDE))
    out = BytesIO()
    picture.convert("RGBA").save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def document_of(
    figures: Figures, head: Head, *, number: str = "", is_preview: bool = True
) -> dict[str, Any]:
    """Return all that stands on the paper, in Indonesian: it is a paper of an Indonesian office."""
    with override("id"):
        return {
            "head": list(head.lines),
            "address": head.address,
            "logo": head.logo,
            "title": _("REKAPITULASI KEGIATAN TANGGUNG JAWAB SOSIAL DAN LINGKUNGAN (TJSL)"),
            "subtitle": _(
                "Air minum, sanitasi, dan perilaku higienis · %(region)s · Tahun %(year)s"
            )
            % {"region": figures.region_name, "year": figures.year},
            "number": _("Nomor: %(number)s") % {"number": number or "……………………"},
            "day": _("Keadaan %(day)s") % {"day": formats.full_date(figures.as_of_day)},
            "marks": marks_on(figures, is_preview=is_preview),
            "sentences": [strong(each) for each in sentences(figures)],
            "attention": [strong(each.text) for each in concerns(figures)[:MOST_CONCERNS]],
            **headings(figures),
            "money": money_bars(figures),
            "services": service_bars(figures),
            "known": known_bars(figures),
            **table_of(figures),
            "change": change_of(figures),
            "map": map_text(figures),
            "sources": source_note(figures),
            "page": _("Halaman 1 dari 1"),
            "sign": sign_of(figures, head),
        }


def headings(figures: Figures) -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "attention_head": _("Perlu perhatian"),
        "nothing_waits": _("Tidak ada yang tercatat menunggu tindak lanjut."),
        "money_head": _("Nilai menurut laporan"),
        "money_note": _("Tidak dijumlahkan: tiap angka bagian dari angka di atasnya."),
        "services_head": _("Bagian tiap layanan"),
        "known_head": _("Kelengkapan laporan"),
        "change_head": _("Dibanding %(year)s") % {"year": figures.year - 1},
        "legend_works": _("berfungsi"),
        "legend_care": _("perlu perhatian"),
        "legend_open": _("belum diketahui"),
        "legend_area": _("ada kegiatan"),
    }


def marks_on(figures: Figures, *, is_preview: bool) -> list[str]:
    """Return what stands across the paper."""
    marks = [_("PRATINJAU")] if is_preview else []
    return marks + ([_("SIMULASI")] if figures.is_simulated else [])


def strong(sentence: str) -> list[dict[str, Any]]:
    """Return a sentence in parts that the template sets bold or not."""
    return [{"t": text, "b": is_strong} for text, is_strong in pieces(sentence)]


def bar(name: str, words: str, part: float | None, note: str = "") -> dict[str, Any]:
    """Return one bar: a part of 0 to 1; None is unknown and hatched, never empty."""
    return {"name": name, "words": words, "part": part, "note": note}


def money_bars(figures: Figures) -> list[dict[str, Any]]:
    """Return the nested amounts, widest first; what is only planned stands apart."""
    widest = figures.totals.amount_rp or 0
    rows = [(step_name(key), figures.steps.get(key, Sums())) for key in MONEY_STEPS]
    bars = [bar(name, money_words(sums), part_of(sums, widest)) for name, sums in rows]
    if figures.planned.activities:
        words = money_words(figures.planned)
        bars.append(bar(_("Masih direncanakan"), words, part_of(figures.planned, widest), "apart"))
    return bars


def money_words(sums: Sums) -> str:
    """Return the amount of some activities; where there are none, that there are none."""
    return formats.rupiah_words(sums.amount_rp) if sums.activities else _("belum ada")


def part_of(sums: Sums, widest: int) -> float | None:
    """Return the length of a bar; no activity is an empty bar, an unknown amount None."""
    if not sums.activities:
        return 0.0
    if sums.amount_rp is None:
        return None
    return round(min(1.0, sums.amount_rp / widest), 4) if widest else 0.0


def service_bars(figures: Figures) -> list[dict[str, Any]]:
    """Return each service by its share of the stated amounts, with its count in words."""
    total, rows = figures.totals, []
    for line in figures.services:
        by_amount = amount_share(line.sums, total)
        words = _("nilai belum diketahui") if by_amount is None else formats.percent(by_amount, 0)
        note = _("%(n)s dari %(all)s kegiatan") % {
            "n": formats.count(line.sums.activities),
            "all": formats.count(total.activities),
        }
        if line.sums.amount_unknown and by_amount is not None:
            note += ", " + _("%(n)s tanpa nilai") % {"n": formats.count(line.sums.amount_unknown)}
        part = None if by_amount is None else round(by_amount / 100, 4)
        rows.append(bar(service_name(line.key), words, part, note))
    return rows


def known_bars(figures: Figures) -> list[dict[str, Any]]:
    """Return of how many activities each fact is known."""
    return [
        bar(
            known_name(each),
            known_words(each),
            each.known / each.total if each.total else 0.0,
        )
        for each in figures.known
    ]


def known_words(known: Known) -> str:
    """Return of how many it is known; a dash where there is nothing to know it of."""
    if not known.total:
        return "–"
    return _("%(known)s dari %(total)s") % {
        "known": formats.count(known.known),
        "total": formats.count(known.total),
    }


def change_of(figures: Figures) -> dict[str, Any]:
    """Return both years side by side, or that there is nothing to compare."""
    rows = change_rows(figures)
    return {
        "heads": ["", str(figures.year - 1), str(figures.year)],
        "rows": [list(row) for row in rows],
        "none": "" if rows else no_comparison(figures),
    }


def table_of(figures: Figures) -> dict[str, Any]:
    """Return who helped where: each activity when they are few, else one row a place."""
    rows = item_rows(figures) if figures.items else place_rows(figures)
    left = len(rows) - MOST_ROWS
    shown = rows if left <= 0 else rows[:MOST_ROWS]
    more = (
        _("dan %(n)s lainnya, lihat lampiran XLSX") % {"n": formats.count(left)} if left > 0 else ""
    )
    where = _("Desa") if figures.items else place_word(figures).capitalize()
    last = _("Keadaan") if figures.items else _("Tanpa BAST")
    what = _("Layanan") if figures.items else _("Kegiatan")
    return {
        "table_head": _("Siapa membantu di mana"),
        "table": {
            "heads": ["", where, _("Pendukung"), what, _("Orang"), _("Rp juta"), last],
            "right": [4, 5] if figures.items else [3, 4, 5, 6],
            "rows": shown,
            "more": more,
            "note": unknown_note(figures),
            "empty": _("Belum ada kegiatan yang tercatat."),
        },
    }


def unknown_note(figures: Figures) -> str:
    """Return what ? and * mean in the table, where either can stand."""
    if not figures.totals.activities:
        return ""
    if figures.items:
        return _("? belum diketahui")
    return _("? belum diketahui · * sebagian belum diketahui dan tidak dihitung nol")


def item_rows(figures: Figures) -> list[list[str]]:
    """Return one row an activity."""
    return [item_row(number, item) for number, item in enumerate(figures.items, 1)]


def item_row(number: int, item: Item) -> list[str]:
    """Return the cells of one activity; what is not known says so."""
    return [
        str(number),
        short(item.place),
        short(item.source, LONGEST_SOURCE),
        service_name(item.service),
        formats.count(item.people) if item.people is not None else "?",
        millions(item.amount_rp),
        standing_words(item),
    ]


def place_rows(figures: Figures) -> list[list[str]]:
    """Return one row a place with an activity, numbered as on the map."""
    named = [place_row(str(at), line) for at, line in enumerate(figures.served_places, 1)]
    rest = [line for line in figures.places if not line.key]
    return named + [place_row("", line, place_name("", figures)) for line in rest]


def place_row(number: str, line: Line, name: str = "") -> list[str]:
    """Return the cells of one place."""
    sums = line.sums
    people = formats.count(sums.people) if sums.people is not None else "?"
    return [
        number,
        short((name or line.name).replace("Kabupaten ", "Kab. ")),
        companies_text(line.others),
        formats.count(sums.activities),
        people + ("*" if sums.people is not None and sums.people_unknown else ""),
        millions(sums.amount_rp)
        + ("*" if sums.amount_rp is not None and sums.amount_unknown else ""),
        formats.count(sums.without_bast),
    ]


def companies_text(names: Sequence[str]) -> str:
    """Return the first company and how many more."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no counting
        return short("".join(names))
    return _("%(first)s, %(n)s lainnya") % {"first": short(names[0], 24), "n": len(names) - 1}


def short(text: str, longest: int = LONGEST) -> str:
    """Return the text, cut with an ellipsis where it is too long for a cell."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def millions(amount_rp: int | None) -> str:
    """Return an amount in million rupiah, "?" when nobody stated it."""
    if amount_rp is None:
        return "?"
    return formats.decimal_text(amount_rp / 1_000_000, 0 if amount_rp >= 10_000_000 else 1)


def map_text(figures: Figures) -> str:
    """Return the map as SVG, "" where no border is known."""
    if not figures.drawing.outlines:
        return ""
    counts = {place.key: place.sums.activities for place in figures.places}
    return svg_of(figures.drawing, figures.marks[:MOST_ROWS], counts)


def sign_of(figures: Figures, head: Head) -> dict[str, str]:
    """Return the block for the signature; dots where nobody is named."""
    day = formats.full_date(figures.as_of_day)
    return {
        "place": f"{head.place}, {day}" if head.place else day,
        "title": head.signatory_title,
        "name": head.signatory_name or "……………………………………",
        "number": _("NIP %(number)s") % {"number": head.signatory_number}
        if head.signatory_number
        else "",
    }


def pdf_of(document: dict[str, Any]) -> bytes:
    """Return the one page: of the data alone, so that the same data always give the same page."""
    pictures = {}
    if document["map"]:
        pictures[MAP] = document["map"].encode()
    if document["logo"]:
        pictures[LOGO] = base64.b64decode(document["logo"])
    plain = document | {"map": bool(document["map"]), "logo": bool(document["logo"])}
    return typeset.pdf(TEMPLATE, plain, pictures=pictures)
