"""What comes out of a row."""

from dataclasses import dataclass

from sambung.exchange.spreadsheets.values import Value


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, and texts that could stand there instead."""

    field: str
    words: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What a row says. `values` is ready for JSON: days are ISO texts, unknown is absent.

    Places: `values["region"]` is a code. Companies: `values["company_id"]` (None when the company
    is new) and `values["company"]`, its name.
    """

    values: dict[str, Value]
    faults: tuple[Fault, ...]
    key: str


@dataclass
class Row:
    """A row while it is being understood."""

    values: dict[str, Value]
    faults: list[Fault]

    def blame(self, field: str, words: str, suggestions: tuple[str, ...] = ()) -> None:
        """Add a fault, unless the cell has one already."""
        if all(fault.field != field for fault in self.faults):
            self.faults.append(Fault(field, words, suggestions))

    def number(self, name: str) -> int | None:
        """Return a whole number that was understood."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def text(self, name: str) -> str:
        """Return a text that was understood, "" when there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def faults_at(self, *fields: str) -> bool:
        """Return whether one of these cells has a fault."""
        return any(fault.field in fields for fault in self.faults)
