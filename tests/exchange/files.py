"""Files as offices bring them, made on purpose as messy as they are: Balangan (63.11).

`proposals()` holds 60 proposals on three sheets, `activities()` 80 activities of companies on two,
`excel_csv()` what Excel saves as CSV; the rest are attempts to do harm.
"""

import struct
import zipfile
import zlib
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

MADE_ON = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - the time a file says it was made
HALONG = ["Hauwai", "Kapul", "Uren", "Mauya", "Liyu", "Tabuan", "Gunung Riut", "Marajai"]
JUAI = ["Mihu", "Galumbang", "Sirap", "Hukai", "Bata", "Tigarun", "Wonorejo"]
AWAYAN = [
    "Bihara",
    "Sikontan",
    "Pulantan",
    "Tundi",
    "Putat Basiun",
    "Nungka",
    "Piyait",
    "Ambakiang",
]
TEBING = ["Dayak Pitap", "Ju'uh", "Langkap", "Auh", "Mayanau", "Simpang Nadong", "Kambiyain"]
PARINGIN = ["Balang", "Kalahiang", "Layap", "Dahai", "Babayau", "Sungai Ketapi"]
CODES = {"Hauwai": "63.11.02.2001", "Kapul": "63.11.02.2011", "Uren": "63.11.02.2019"}
# As people type them: a slip, an old spelling, a prefix, another case, blanks.
TYPED = {
    "Marajai": "Marjai",  # slip
    "Gunung Riut": "Gn. Riut",  # short
    "Kapul": "Ds. KAPUL",
    "Mauya": " mauya ",
    "Sungai Ketapi": "Sei Ketapi",
    "Ju'uh": "JU`UH",
    "Putat Basiun": "Putat Bassiun",  # slip
    "Simpang Nadong": "Simpang Nadung",  # slip
}
UNSURE = {"Marajai", "Gunung Riut", "Putat Basiun", "Simpang Nadong"}  # asked about
MONEY: list[str | float] = [
    *("Rp 250.000.000,-", "1,25 M", "750 jt", 185000000, "Rp. 412.500.000", "1.25 milyar"),
    *("325.000.000", "95 juta", "Rp1.100.000.000,00", "450,000,000", "± Rp 150 juta", "0,5 M"),
]
PEOPLE_PER_HOUSEHOLD = 4


def proposals() -> bytes:
    """Return the proposals of the kabupaten: 30 water, 20 sanitation, 10 hygiene."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_ON})
        water_sheet(book)
        sanitation_sheet(book)
        hygiene_sheet(book)
    return out.getvalue()


def water_sheet(book: Any) -> None:
    """Titles, a header of two rows, numbered columns, merged kecamatan, a total, signatures."""
    page, head = book.add_worksheet("AIR BERSIH"), book.add_format({"bold": True, "border": 1})
    page.merge_range("A1:J1", "DAFTAR USULAN KEGIATAN AIR BERSIH", head)
    page.merge_range("A2:J2", "KABUPATEN BALANGAN TAHUN ANGGARAN 2027", head)
    for column, text in enumerate(
        ["No", "Kecamatan", "Desa", "Kode Desa", "Jenis", "Usulan Kegiatan", "Penerima Manfaat"]
    ):
        if text != "Penerima Manfaat":
            page.merge_range(3, column, 4, column, text, head)
    page.merge_range(3, 6, 3, 7, "Penerima Manfaat", head)
    page.write_row(4, 6, ["KK", "Jiwa"], head)
    page.merge_range(3, 8, 4, 8, "Perkiraan Biaya\n(Rp)", head)
    page.merge_range(3, 9, 4, 9, "Kondisi Saat Ini", head)
    page.write_row(5, 0, [f"({number})" for number in range(1, 11)])
    row, number = 6, 0
    for district, villages in [
        ("HALONG", HALONG),
        ("Juai", JUAI),
        ("Kec. Awayan", AWAYAN),
        ("Tebing Tinggi", TEBING),
    ]:
        page.merge_range(row, 1, row + len(villages) - 1, 1, district, head)
        for village in villages:
            number += 1
            write_water_row(page, row, number, village)
            row += 1
        row += 1  # an empty row between kecamatan
    page.merge_range(row, 0, row, 5, "JUMLAH", head)
    page.write_formula(row, 6, "=SUM(G7:G50)", None, 1500)
    page.write_row(row, 7, [6000, 12500000000])
    page.write(row + 2, 8, "Paringin, 2 November 2026")
    page.write(row + 3, 8, "Kepala Bapperida")
    page.write(row + 6, 8, "NIP. 19700101")


def write_water_row(page: Any, row: int, number: int, village: str) -> None:
    """Write one proposal; codes lose their dots and zeros, some counts stand as words."""
    households = 20 + number * 3
    page.write(row, 0, number)
    page.write(row, 2, TYPED.get(village, village))
    if village in CODES:
        code = CODES[village]
        lost = int("".join(str(int(part)) for part in code.split(".")))
        page.write(row, 3, {"Hauwai": code, "Kapul": lost}.get(village, code.replace(".", "")))
    page.write(row, 4, ["Air bersih", "SAB", "PAM", "air minum", "SPAM"][number % 5])
    page.write(row, 5, f"Pembangunan sarana air bersih RT {number:02d}")
    page.write(row, 6, f"{households} KK" if number % 4 == 0 else households)
    people = households * PEOPLE_PER_HOUSEHOLD
    page.write(row, 7, f"± {people} jiwa" if number % 5 == 0 else people)
    page.write(row, 8, MONEY[number % len(MONEY)])
    page.write(row, 9, "Sumur kering saat kemarau, warga mengambil air sungai")


def sanitation_sheet(book: Any) -> None:
    """Group rows instead of a column for the kecamatan; amounts in millions; both counts in one."""
    page = book.add_worksheet("SANITASI")
    page.write(0, 0, "USULAN JAMBAN DAN MCK")
    page.write_row(
        2, 0, ["No.", "Nama Desa", "Uraian Kegiatan", "Sasaran", "Biaya (Rp juta)", "Ket."]
    )
    row, number = 3, 0
    for district, villages in [
        ("HALONG", HALONG[:6]),
        ("PARINGIN", PARINGIN),
        ("AWAYAN", [*AWAYAN[:3], "Tangalin", "Merah", "Pudak", "Baru", "Bihara Hilir"]),
    ]:
        page.write(row, 0, f"{'ABC'[number % 3]}. KECAMATAN {district}")
        row += 1
        for village in villages:
            number += 1
            people = 12 * number * PEOPLE_PER_HOUSEHOLD
            work = ["Pembangunan jamban", "Pembangunan MCK umum", "Tangki septik komunal"][
                number % 3
            ]
            sizes = f"{12 * number} KK / {people} jiwa"
            page.write_row(row, 0, [number, TYPED.get(village, village), work, sizes, 80 + number])
            row += 1
    page.write_row(row, 0, ["", "Total", "", "", 1850])


def hygiene_sheet(book: Any) -> None:
    """A plain list, with a village that two kecamatan have and one that nobody knows."""
    page = book.add_worksheet("PHBS")
    page.write_row(
        0, 0, ["no", "desa", "kec", "program", "kegiatan", "jml kk", "jml jiwa", "biaya"]
    )
    villages = [*PARINGIN[:5], "Mihu", "Galumbang", "Desa Antah", "Sirap", "Bata"]
    for number, village in enumerate(villages, start=1):
        district = "Paringin" if number <= 5 else "" if village == "Galumbang" else "Juai"
        page.write_row(
            number, 0, [number, village, district, "CTPS", f"Cuci tangan sekolah {number}"]
        )
        page.write_row(
            number, 5, [15 + number, 60 + number * 4, "25 jt" if number != 3 else "1.250"]
        )


COMPANIES = [
    *(
        "PT. Contoh Batubara Balangan",
        "PT Contoh Batubara Balangan, Tbk",
        "Contoh Batubara Balangan",
    ),
    *("PT Sawit Contoh Makmur", "PT. SAWIT CONTOH MAKMUR", "Bank Contoh Kalimantan (Persero)"),
    *("Yayasan Contoh Peduli", "CV Contoh Karya"),
]
WORKS = [
    ("Pembuatan sumur bor dan tandon", "borehole"),
    ("Pembangunan jamban sehat", "toilets"),
    ("Pemasangan SR PDAM", "connections"),
    ("Bantuan wastafel sekolah", "handwashing"),
    ("Perbaikan SPAM desa", "water_repair"),
    ("Pembangunan IPAL komunal", "wastewater"),
    ("Droping air bersih musim kemarau", "water_truck"),
    ("Pelatihan STBM kader desa", "training"),
]
WAYS = ["Bangun sendiri", "barang", "uang tunai", "Hibah uang", "kontraktor"]
STATES = ["Selesai", "BAST", "proses", "sudah serah terima", "Rencana"]


def activities() -> bytes:
    """Return what companies did from 2023 to 2026: 80 rows on two sheets of different make."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_ON})
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        old_sheet(book.add_worksheet("Rekap 2023-2024"), book.add_format({"bold": True}))
        new_sheet(book.add_worksheet("2025-2026"), days)
        book.add_worksheet("Sheet3")
    return out.getvalue()


def old_sheet(page: Any, head: Any) -> None:
    """40 rows: the year merged downwards, amounts in millions, place and kecamatan in one cell."""
    page.merge_range("A1:H1", "REKAPITULASI CSR PERUSAHAAN KAB. BALANGAN", head)
    page.write_row(
        2,
        0,
        [
            "No",
            "Tahun",
            "Nama Perusahaan",
            "Lokasi",
            "Kegiatan",
            "Nilai (Rp juta)",
            "Bentuk",
            "Status",
        ],
        head,
    )
    villages = [(name, "Halong") for name in HALONG] + [(name, "Awayan") for name in AWAYAN]
    for first, year in ((3, 2023), (23, 2024)):
        page.merge_range(first, 1, first + 19, 1, year)
        for number in range(20):
            village, district = villages[(number + year) % len(villages)]
            work = WORKS[number % len(WORKS)][0]
            place = f"Desa {TYPED.get(village, village)}, Kec. {district}"
            amount: Any = [75, 120.5, "85,5", "", "1.250"][number % 5]
            page.write_row(first + number, 0, [number + 1])
            page.write_row(
                first + number,
                2,
                [COMPANIES[number % len(COMPANIES)], place, f"{work} {year}/{number + 1}", amount]
                + [WAYS[number % len(WAYS)], STATES[number % len(STATES)]],
            )
    page.write_row(43, 0, ["Total", "", "", "", "", 3456])


def new_sheet(page: Any, days: Any) -> None:
    """40 rows: a header of its own words, real dates, handover, whether it works."""
    page.write_row(
        0,
        0,
        ["THN", "PELAKSANA", "DESA", "KECAMATAN", "NAMA KEGIATAN", "JUMLAH DANA", "CARA PENYALURAN"]
        + ["PROGRES", "NO. BAST", "TGL BAST", "KK", "JIWA", "KONDISI"],
    )
    villages = [(name, "Juai") for name in JUAI] + [(name, "Tebing Tinggi") for name in TEBING]
    for number in range(40):
        year = 2025 + number // 20
        village, district = villages[number % len(villages)]
        work = WORKS[(number + 3) % len(WORKS)][0]
        page.write_row(
            number + 1,
            0,
            [year, COMPANIES[(number + 2) % len(COMPANIES)], TYPED.get(village, village), district]
            + [f"{work} tahap {number + 1}", MONEY[number % len(MONEY)], WAYS[number % len(WAYS)]],
        )
        has_bast = number % 3 == 0
        page.write(number + 1, 7, "Selesai BAST" if has_bast else STATES[number % 2 * 2])
        if has_bast:
            page.write(number + 1, 8, f"{number + 1:03d}/BAST/{year}")
            page.write_datetime(number + 1, 9, date(year, 1 + number % 9, 12), days)
        page.write_row(number + 1, 10, [10 + number, (10 + number) * 4])
        page.write(
            number + 1, 12, ["baik", "rusak ringan", "", "berfungsi", "rusak berat"][number % 5]
        )


def excel_csv() -> bytes:
    """Return what Excel on an Indonesian Windows saves as CSV: semicolons, cp1252, CRLF."""
    lines = [
        "Rekap bantuan – 2025;;;;;",
        ";;;;;",
        "No;Nama Perusahaan;Desa;Kegiatan;Nilai (Rp);Tahun",
        '1;PT Contoh Batubara Balangan;Hauwai;"Sumur bor ""RT 3""; tandon";Rp 185.000.000,-;2025',
        "2;CV Contoh Karya;Ju’uh;Jamban sehat – tahap 1;97,5 juta;2025",
        "3;Yayasan Contoh Peduli;Kapul;Wastafel sekolah;25.000.000;TA 2024",
        "Jumlah;;;;307.500.000;",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def formulas() -> bytes:
    """Return a CSV whose cells would run when Excel opened what is written of them."""
    return (
        b"Tahun,Perusahaan,Desa,Kegiatan,Nilai,Keterangan\r\n"
        b'2025,PT Contoh,Hauwai,"=HYPERLINK(""http://contoh.example"",""Sumur bor"")",750 juta,'
        b"@SUM(1+1)\r\n"
        b"2025,+PT Contoh,Kapul,-Jamban sehat,Rp 5.000.000,=1+1\r\n"
    )


def zip_bomb(megabytes: int = 300) -> bytes:
    """Return a small workbook whose sheet unpacks to hundreds of megabytes, truly told."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member("xl/workbook.xml"), b"<workbook/>")
        with archive.open(member("xl/worksheets/sheet1.xml"), "w") as sheet:
            for _ in range(megabytes):
                sheet.write(b"0" * 1024 * 1024)
    return out.getvalue()


def lying_bomb(megabytes: int = 64) -> bytes:
    """Return a bomb whose zip directory says that its sheet has a thousand bytes."""
    data = bytearray(zip_bomb(megabytes))
    small, crc = struct.pack("<I", 1_000), struct.pack("<I", zlib.crc32(b"0" * 1_000))
    place = data.rindex(b"PK\x01\x02")
    data[place + 16 : place + 20], data[place + 24 : place + 28] = crc, small
    return bytes(data)


def copied_text(cells: int = 20_000) -> bytes:
    """Return a small workbook in which every cell uses the same text of 30,000 letters."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_ON})
        page = book.add_worksheet()
        for number in range(cells):
            page.write_string(number // 5, number % 5, "x" * 30_000)
    return out.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """Return a member of a zip with a fixed time."""
    info = zipfile.ZipInfo(name, (2026, 11, 2, 8, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
