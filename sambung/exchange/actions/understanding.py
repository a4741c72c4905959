"""Make rows of an import from the texts of a table: what finds names is loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from sambung.core import files
from sambung.core.text import plain
from sambung.exchange import queries
from sambung.exchange.models import ImportRow, ImportRun, ImportSheet
from sambung.exchange.spreadsheets import read
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.exchange.spreadsheets.places import Companies, CompanyRow, Gazetteer, PlaceRow
from sambung.exchange.spreadsheets.understand import Understood, understand
from sambung.ui.personal import identity_number_in, masked


@dataclass
class Reader:
    """What the rows of one import are understood with."""

    run: ImportRun

    @cached_property
    def places(self) -> Gazetteer:
        """Return the places of the import's region."""
        rows = queries.place_rows(self.run.region)
        return Gazetteer(
            PlaceRow(code, name, kind, above or "") for code, name, kind, above in rows
        )

    @cached_property
    def companies(self) -> Companies:
        """Return the companies that are known, and those the officer says are new."""
        known = [CompanyRow(*row) for row in queries.company_rows()]
        new = [CompanyRow(-n, name) for n, name in enumerate(self.run.new_companies, start=1)]
        return Companies([*known, *new])

    @cached_property
    def today(self) -> date:
        """Return the day on which the rows are read."""
        return timezone.localdate()

    def understand(self, kind: str, cells: Mapping[str, str]) -> Understood:
        """Return what one row says."""
        return understand(
            kind, cells, places=self.places, companies=self.companies, today=self.today
        )

    def fill(self, row: ImportRow, kind: str, cells: Mapping[str, str]) -> ImportRow:
        """Set on a row what its texts say, what is wrong with them, and its key."""
        said = self.understand(kind, cells)
        row.cells = dict(cells)
        row.values = dict(said.values)
        if (row.values.get("company_id") or 0) < 0:
            row.values["company_id"] = None
        row.faults = [[fault.field, fault.words, list(fault.suggestions)] for fault in said.faults]
        row.has_faults = bool(row.faults)
        row.key = said.key
        if row.has_faults and hide_identity_numbers(row.cells):
            self.run.has_nik = True
        return row


def hide_identity_numbers(cells: dict[str, str]) -> bool:
    """Mask every NIK or family card number in the texts; say whether there was one."""
    found = {name: number for name, text in cells.items() if (number := identity_number_in(text))}
    for name, number in found.items():
        cells[name] = masked(number)
    return bool(found)


def tables_of(run: ImportRun) -> list[read.Sheet]:
    """Open the file of an import; raises TableRefused, in words, when it cannot be read."""
    if run.file is None:
        raise read.TableRefused(run.file_name)
    return read.open_table(files.path_of(run.file.sha256).read_bytes(), run.file_name)


def kept_sheets(run: ImportRun, tables: list[read.Sheet]) -> list[tuple[ImportSheet, read.Sheet]]:
    """Return the sheets that somebody gave a kind, each with its table."""
    return [
        (sheet, tables[sheet.position])
        for sheet in queries.sheets_of(run)
        if sheet.kind and sheet.position < len(tables)
    ]


def field_labels(kind: str) -> dict[str, str]:
    """Return field -> its name in words."""
    return {field.name: str(field.label) for field in FIELDS.get(kind, ())}


def same_company(left: str, right: str) -> bool:
    """Return whether two names of companies are the same in plain spelling."""
    return plain(left) == plain(right)
