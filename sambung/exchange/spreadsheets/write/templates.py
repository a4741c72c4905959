"""Templates to fill in: header, drop-downs, one example that is never imported, instructions."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from sambung.exchange.spreadsheets.fields import FIELDS, Field
from sambung.exchange.spreadsheets.places import PlaceRow

# A template is a form of an Indonesian office: in Indonesian for every reader.
FILLED, HOW, VILLAGES, LISTS = "Isian", "Petunjuk", "Daftar desa", "Pilihan"
ROWS = 2_000  # rows with drop-downs
EXAMPLE = "contoh"  # in the first cell: the reader leaves the row out
TITLES = {
    "needs": "Usulan",
    "packages": "Kegiatan siap didukung",
    "companies": "Perusahaan dan kontak",
    "offers": "Kesanggupan",
    "activities": "Realisasi TJSL",
    "villages": "Profil desa",
}
INSTRUCTIONS = (
    "Isi lembar “Isian”, satu baris untuk satu hal. Baris “contoh” tidak ikut masuk.",
    "Kolom biru tua wajib diisi. Kolom lain boleh kosong: kosong berarti belum diketahui, "
    "bukan nol.",
    "Rupiah boleh ditulis 1.250.000.000, Rp 1.250.000.000,- , 1,25 miliar, 1,25 M atau 750 juta. "
    "M dibaca miliar, jt dibaca juta.",
    "Tanggal ditulis hari/bulan/tahun: 12/03/2025 atau 12 Maret 2025.",
    "Nama desa ditulis seperti pada lembar “Daftar desa”. Bila ada dua desa dengan nama sama, "
    "isi juga kecamatannya atau kodenya.",
    "Jangan menulis NIK, nomor KK, atau daftar nama warga; cukup jumlahnya. Berkas dengan nomor "
    "kependudukan tidak diterima.",
    "Setelah diunggah, setiap baris ditinjau dulu. Tidak ada yang masuk sebelum Anda setuju, "
    "dan berkas yang sama dua kali tidak menggandakan apa pun.",
)


def template(kind: str, *, region_name: str, villages: Iterable[PlaceRow]) -> bytes:
    """Return an XLSX to fill in for one kind of record; `villages` may hold kecamatan too."""
    listed = sorted(villages, key=lambda row: row.code)
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        looks = looks_of(book)
        filled = book.add_worksheet(FILLED)
        write_how(book.add_worksheet(HOW), kind, region_name, looks)
        places = place_lists(book, listed, looks)
        lists = book.add_worksheet(LISTS)
        lists.hide()
        write_filled(filled, lists, kind, places, looks)
    return out.getvalue()


def looks_of(book: Any) -> dict[str, Any]:
    """Return the formats of a template."""
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    return {
        "required": book.add_format({**head, "bg_color": "#0B6E8F", "font_color": "#FFFFFF"}),
        "head": book.add_format({**head, "bg_color": "#E6F2F5"}),
        "example": book.add_format({"italic": True, "font_color": "#4A5B67", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def write_how(page: Any, kind: str, region_name: str, looks: dict[str, Any]) -> None:
    """Write the instructions and what each column holds."""
    page.write_string(0, 0, f"{TITLES[kind]} – {region_name}", looks["title"])
    for number, words in enumerate(INSTRUCTIONS, start=2):
        page.merge_range(number, 0, number, 3, f"{number - 1}. {words}", looks["words"])
        page.set_row(number, 32)
    first = len(INSTRUCTIONS) + 4
    for column, word in enumerate(("Kolom", "Wajib", "Yang ditulis", "Contoh")):
        page.write_string(first - 1, column, word, looks["head"])
    for number, field in enumerate(FIELDS[kind], start=first):
        required = "ya" if field.is_required else ""
        for column, word in enumerate((field.label, required, meaning(field), field.example)):
            page.write_string(number, column, word, looks["words"])
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 8)
    page.set_column(2, 3, 60)


def meaning(field: Field) -> str:
    """Return what a column holds: its help and its answers."""
    answers = "; ".join(choice.label for choice in field.choices)
    told = f"Pilihan: {answers}." if answers else ""
    return " ".join(word for word in (field.help, told) if word)


def place_lists(book: Any, rows: Sequence[PlaceRow], looks: dict[str, Any]) -> dict[str, str]:
    """Write the list of villages with codes; return where village and kecamatan names stand."""
    page = book.add_worksheet(VILLAGES)
    names = {row.code: row.name for row in rows}
    villages = [row for row in rows if row.code.count(".") == 3]
    districts = [row for row in rows if row.code.count(".") == 2]
    for column, word in enumerate(
        ("Kode", "Nama desa/kelurahan", "Nama kecamatan", "Semua kecamatan")
    ):
        page.write_string(0, column, word, looks["head"])
    for number, row in enumerate(villages, start=1):
        above = names.get(row.parent_code or row.code.rpartition(".")[0], "")
        for column, word in enumerate((row.code, row.name, above)):
            page.write_string(number, column, word, looks["text"])
    for number, row in enumerate(districts, start=1):
        page.write_string(number, 3, row.name, looks["text"])
    page.set_column(0, 3, 24)
    page.freeze_panes(1, 0)
    return {
        "village": f"='{VILLAGES}'!$B$2:$B${len(villages) + 1}" if villages else "",
        "district": f"='{VILLAGES}'!$D$2:$D${len(districts) + 1}" if districts else "",
    }


def write_filled(
    page: Any, lists: Any, kind: str, places: dict[str, str], looks: dict[str, Any]
) -> None:
    """Write the sheet to fill in: header, example, drop-downs."""
    page.write_string(0, 0, "No", looks["head"])
    page.write_string(1, 0, EXAMPLE, looks["example"])
    for column, field in enumerate(FIELDS[kind], start=1):
        page.write_string(
            0, column, field.label, looks["required" if field.is_required else "head"]
        )
        page.write_string(1, column, field.example, looks["example"])
        source = places.get(field.name) or answer_list(lists, column, field)
        if source:
            page.data_validation(2, column, ROWS, column, drop_down(source, field))
        if field.help:
            page.write_comment(0, column, field.help, {"x_scale": 1.6})
    page.set_column(0, 0, 8)
    page.set_column(1, len(FIELDS[kind]), 20, looks["text"])
    page.set_row(0, 36)
    page.freeze_panes(1, 1)


def answer_list(lists: Any, column: int, field: Field) -> str:
    """Write the answers of a closed question into the hidden sheet; return where they stand."""
    if not field.choices:
        return ""
    for number, choice in enumerate(field.choices):
        lists.write_string(number, column, choice.label)
    letter = xlsxwriter.utility.xl_col_to_name(column, True)
    return f"='{LISTS}'!{letter}$1:{letter}${len(field.choices)}"


def drop_down(source: str, field: Field) -> dict[str, Any]:
    """Return the drop-down of a column; another word is allowed and asked about later."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "Tidak ada dalam pilihan",
        "error_message": f"{field.label}: pilih dari daftar supaya langsung terbaca."[:255],
    }
