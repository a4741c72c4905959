"""Imports of the demo: one small file that went in, one that waits to be looked over. Invented."""

import csv
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.core import jobs
from sambung.core.access import Actor
from sambung.exchange import actions, queries
from sambung.exchange.models import ImportRun
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Ground
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import World

HEADS = ["No", "Tahun", "Nama Perusahaan", "Desa", "Kecamatan", "Kegiatan", "Nilai (Rp)", "Status"]
ENERGI, SAWIT, KARET = "PT Contoh Banua Energi", "PT Contoh Sawit Lestari", "PT Contoh Karet Juai"
CAME_IN = [
    [ENERGI, "Uren", "Halong", "Sumur bor dan tandon RT 01", "185 juta", "selesai"],
    [SAWIT, "Kapul", "Halong", "Jamban keluarga tahap 1", "Rp 92.500.000,-", "sudah BAST"],
    [KARET, "Mihu", "Juai", "Perbaikan pipa air minum", "0,15 M", "selesai"],
    [ENERGI, "Tabuan", "Halong", "Tempat cuci tangan SD", "24.000.000", "berjalan"],
]
WAITING = [
    [ENERGI, "Gn. Riut", "Halong", "Sumur bor RT 02", "210 jt", "selesai"],
    [SAWIT, "Gn. Riut", "Halong", "Jamban keluarga tahap 2", "75 juta", "berjalan"],
    ["PT Contoh Kayu Manis", "Marajai", "Halong", "Penampungan air hujan", "60 juta", "rencana"],
    [KARET, "Galumbang", "Juai", "Sambungan rumah", "1.250", "selesai"],
    [ENERGI, "Uren", "Halong", "Sumur bor dan tandon RT 01", "185 juta", "selesai"],
]


def bring_tables(world: World) -> list[ImportRun]:
    """Bring both files as the officer of Bappeda would, and let the first one in."""
    by = world.actor("nur", "bappeda")
    with days_ago(20):
        first = checked("realisasi-2024.csv", 2024, CAME_IN, by)
        given = GroundGiven(Ground.LETTER, "Laporan Forum TJSL Contoh tahun 2024")
        actions.request_commit(run=first, given=given, by=by, version=first.version)
        jobs.drain()
    with days_ago(1):
        second = checked("realisasi-tambahan.csv", 2024, WAITING, by)
    return [first, second]


def checked(name: str, year: int, rows: list[list[str]], by: Actor) -> ImportRun:
    """Bring a file, take its columns as they were matched, and have its rows checked."""
    run = actions.start_import(upload=table(name, year, rows), by=by)
    jobs.drain()
    run.refresh_from_db()
    sheets = queries.sheets_of(run)
    matched = {each.pk: actions.Matched(each.kind, each.columns) for each in sheets}
    actions.set_columns(run=run, matched=matched, by=by, version=run.version)
    jobs.drain()
    run.refresh_from_db()
    return run


def table(name: str, year: int, rows: list[list[str]]) -> SimpleUploadedFile:
    """Return the rows as the CSV that Excel saves here: parted by semicolons."""
    text = StringIO()
    numbered = [[str(n), str(year), *row] for n, row in enumerate(rows, start=1)]
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([HEADS, *numbered])
    return SimpleUploadedFile(name, text.getvalue().encode())
