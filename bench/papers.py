"""How long a paper of the size of a PKS takes as DOCX and PDF.

    python -m bench.papers [--times 10]

Goal: both together <= 1 s. Needs no database.
"""

import argparse
import os
import platform
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sambung.settings")
os.environ.setdefault("SAMBUNG_MODE", "test")

import django

django.setup()

from sambung.core import papers
from sambung.core.papers import Head, Paper, Section, Signer, Table

WORDS = "Para pihak sepakat melaksanakan kegiatan ini sesuai ketentuan yang berlaku. " * 4


def agreement() -> Paper:
    """Return 16 clauses of five paragraphs, two annexes of 60 rows, five signers."""
    clauses = tuple(
        Section(
            f"KETENTUAN {n}", tuple(f"({at}) {WORDS}" for at in range(1, 6)), label=f"Pasal {n}"
        )
        for n in range(1, 17)
    )
    rows = tuple((str(n), f"Uraian pekerjaan nomor {n}", f"Rp{n}.000.000") for n in range(1, 61))
    table = Table(
        ("No.", "Uraian", "Nilai"), rows, frozenset({2}), ("", "Jumlah", "Rp1.830.000.000")
    )
    return Paper(
        title="PERJANJIAN KERJA SAMA",
        head=Head(("PEMERINTAH KABUPATEN CONTOH", "BAPPEDA"), "Jalan Contoh Nomor 1"),
        numbers=("Nomor: 1/2027", "Nomor: 2/2027", "Nomor: 3/2027"),
        opening=(WORDS,),
        sections=clauses,
        signers=tuple(Signer(f"PIHAK {n}", "Nama", "Jabatan", meterai=True) for n in range(1, 6)),
        annexes=tuple(Section("DAFTAR", (), (table,), label=f"Lampiran {n}") for n in ("I", "II")),
        watermark="SIMULASI",
    )


def main() -> None:
    """Set it some times and print the median and the slowest."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--times", type=int, default=10)
    times, paper, seconds = given.parse_args().times, agreement(), []
    for _each in range(times):
        start = time.perf_counter()
        sizes = len(papers.pdf(paper)), len(papers.docx(paper))
        seconds.append(time.perf_counter() - start)
    print(f"{platform.machine()} {platform.python_version()}: PDF {sizes[0]} B, DOCX {sizes[1]} B")
    print(f"median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s of {times}")


if __name__ == "__main__":
    main()
