"""Open a table: XLSX, XLS, ODS or CSV becomes sheets of plain texts, or a refusal in words."""

from dataclasses import dataclass


class TableRefused(Exception):
    """A file that is not read; the message says why and what to do."""

    @property
    def words(self) -> str:
        """Return why, in words for the person who brought the file."""
        return str(self.args[0])


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows[0] is row 1 of the file; all rows are equally long; every cell is a text."""

    name: str
    rows: list[list[str]]


def open_table(data: bytes, name: str) -> list[Sheet]:
    """Return the visible sheets of a file, merged cells resolved; raises TableRefused."""
    raise TableRefused(name)
