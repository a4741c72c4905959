"""Make rows of an import from the texts of a table: what finds names is loaded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from sambung.core import files
from sambung.exchange import queries
from sambung.exchange.models import ImportRow, ImportRun, ImportSheet
from sambung.exchange.spreadsheets import headers, read, write
from sambung.exchange.spreadsheets.places import Companies, CompanyRow, Gazetteer, PlaceRow
from sambung.exchange.spreadsheets.understand import Fault, Understood, understand
from sambung.ui.personal import identity_number_in, masked

IDENTITY_DIGITS = 16


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


def without_number(text: str) -> str:
    """Return a text with its NIK or family card number masked."""
    number = identity_number_in(text)
    return masked(number) if number else text


def holds_number(texts: Sequence[str]) -> bool:
    """Say whether one of the cells holds a NIK or family card number; short ones cannot."""
    return any(len(text) >= IDENTITY_DIGITS and identity_number_in(text) for text in texts)


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


def marked_sheets(run: ImportRun) -> list[write.Marked]:
    """Return the sheets to hand back: with what was corrected here, and what is still wrong.

    Raises TableRefused when the file is not kept any more.
    """
    tables = tables_of(run)
    return [marked_sheet(sheet, table) for sheet, table in kept_sheets(run, tables)]


def marked_sheet(sheet: ImportSheet, table: read.Sheet) -> write.Marked:
    """Return one sheet with its corrected texts and its faults."""
    faults: dict[int, list[Fault]] = {}
    for row in sheet.rows.filter(Q(has_faults=True) | Q(is_corrected=True)):
        put_corrections(table.rows[row.number - 1], sheet.columns, row)
        if row.has_faults and not row.is_left_out:
            faults[row.number] = [Fault(name, words, tuple(s)) for name, words, s in row.faults]
    return write.Marked(table, headers.find_header(table.rows), faults, sheet.columns)


def put_corrections(texts: list[str], columns: Mapping[str, int], row: ImportRow) -> None:
    """Write what was corrected in the browser into the cells of the person's own table."""
    if row.is_corrected:
        for name, column in columns.items():
            if column < len(texts) and name in row.cells:
                texts[column] = str(row.cells[name])
