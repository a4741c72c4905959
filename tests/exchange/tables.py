"""Imports for tests: small tables brought by Ayu, read, checked and let in."""

import csv
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.core import jobs
from sambung.core.access import Actor
from sambung.exchange import actions, queries
from sambung.exchange.models import ImportRun
from sambung.parties.actions import GroundGiven
from tests.cast import Cast

GIVEN = GroundGiven("letter", "Laporan Forum TJSL 2025")
ACTIVITIES = "Tahun;Nama Perusahaan;Desa;Kecamatan;Nama Kegiatan;Nilai (Rp);Status"
NEEDS = "Desa;Kecamatan;Layanan;Usulan Kegiatan;KK;Jiwa;Kondisi Saat Ini"
BOREHOLE = "2025;PT Contoh Banua Energi;Hauwai;Halong;Sumur bor RT 01;185 juta;selesai"
LATRINES = "2025;PT Contoh Banua Energi;Uren;Halong;Jamban keluarga;Rp 92.500.000,-;sudah BAST"
MISSPELT = "2025;PT Contoh Banua Energi;Hauwei;Halong;Sumur bor RT 02;0,2 M;berjalan"
NEWCOMER = "2025;PT Contoh Pendatang Baru;Pudak;Awayan;Tempat cuci tangan SD;24.000.000;selesai"
WATER = "Hauwai;Halong;air minum;Sumur bor Dusun Atas;35;140;Sumur kering bulan Agustus"


def table(heads: str, *rows: str, name: str = "realisasi.csv") -> SimpleUploadedFile:
    """Return a CSV of the head and the rows, parted by semicolons."""
    return SimpleUploadedFile(name, "\r\n".join([heads, *rows, ""]).encode())


def quoted(heads: str, *rows: list[str], name: str = "realisasi.csv") -> SimpleUploadedFile:
    """Return a CSV whose cells may hold anything."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([heads.split(";"), *rows])
    return SimpleUploadedFile(name, text.getvalue().encode())


def ayu(cast: Cast) -> Actor:
    """Return Ayu in her hat of Bappeda."""
    return cast.actor(cast.ayu, cast.bappeda)


def read(cast: Cast, upload: SimpleUploadedFile) -> ImportRun:
    """Bring a file and have it read: its columns wait to be matched."""
    run = actions.start_import(upload=upload, by=ayu(cast))
    jobs.drain()
    run.refresh_from_db()
    return run


def checked(cast: Cast, upload: SimpleUploadedFile) -> ImportRun:
    """Bring a file, take its columns as they were matched, have its rows checked."""
    run = read(cast, upload)
    assert run.state == "matching", run.reason
    matched = {s.pk: actions.Matched(s.kind, s.columns) for s in queries.sheets_of(run)}
    actions.set_columns(run=run, matched=matched, by=ayu(cast), version=run.version)
    jobs.drain()
    run.refresh_from_db()
    return run


def done(cast: Cast, upload: SimpleUploadedFile) -> ImportRun:
    """Bring a file and let its sound rows in."""
    return let_in(cast, checked(cast, upload))


def let_in(cast: Cast, run: ImportRun) -> ImportRun:
    """Let the sound rows of an import in."""
    actions.request_commit(run=run, given=GIVEN, by=ayu(cast), version=run.version)
    jobs.drain()
    run.refresh_from_db()
    return run


def waiting(cast: Cast) -> ImportRun:
    """Return one more import that waits to be looked over, with a fault in it."""
    return checked(cast, table(ACTIVITIES, BOREHOLE, MISSPELT))
