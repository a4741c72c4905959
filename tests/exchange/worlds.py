"""The regions of Balangan and two companies, as they are handed in, without a database."""

import csv
import gzip
from functools import cache
from pathlib import Path

from sambung.exchange.spreadsheets.places import Companies, CompanyRow, Gazetteer, PlaceRow

DATA = Path(__file__).resolve().parents[2] / "sambung" / "data" / "idn_regions"
REGENCY = "63.11"


def rows_of(file: str, kind: str = "") -> list[PlaceRow]:
    """Return the regions of one shipped file that lie in Balangan."""
    with gzip.open(DATA / file, "rt", encoding="utf-8") as lines:
        return [
            PlaceRow(row["code"], row["name"], kind or row["type"], row["code"].rpartition(".")[0])
            for row in csv.DictReader(lines)
            if row["code"].startswith(f"{REGENCY}.")
        ]


@cache
def place_rows() -> tuple[PlaceRow, ...]:
    """Return Balangan, its kecamatan and its villages."""
    return (
        PlaceRow(REGENCY, "Balangan", "kabupaten", "63"),
        *rows_of("districts.csv.gz", "kecamatan"),
        *rows_of("villages.csv.gz"),
    )


@cache
def balangan() -> Gazetteer:
    """Return the names of Balangan."""
    return Gazetteer(place_rows())


@cache
def companies() -> Companies:
    """Return two known companies."""
    return Companies(
        [
            CompanyRow(1, "PT Contoh Batubara Balangan", "Contoh Batubara"),
            CompanyRow(2, "PT Bank Contoh Kalimantan"),
        ]
    )
