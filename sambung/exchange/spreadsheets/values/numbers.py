"""Numbers as people type them: 1.250, 1,250, 1250, 1 250, 12,5, 1.25E+9."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GROUPED = [
    (re.compile(r"^(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$"), "."),  # 1.250.000,00
    (re.compile(r"^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$"), ","),  # 1,250,000.00
    (re.compile(r"^(\d{1,3}(?:\.\d{3}){2,})\.(\d{1,2})$"), "."),  # 1.250.000.00
    (re.compile(r"^(\d{1,3}(?:,\d{3}){2,}),(\d{1,2})$"), ","),
    (re.compile(r"^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$"), " "),
    (re.compile(r"^(\d{1,3}(?:'\d{3})+)(?:[.,](\d+))?$"), "'"),
]
PLAIN = re.compile(r"^(\d+)(?:[.,](\d+))?$")
POWER = re.compile(r"^\d(?:[.,]\d+)?e\+?\d{1,2}$", re.I)
ONE_GROUP = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")
LONGEST = 40  # characters; no number people type is longer


@dataclass(frozen=True)
class Number:
    """A number that was read; `other` is the second reading of one like 1.250, else None."""

    value: Decimal
    other: Decimal | None = None
    mark: str = ""  # the sign between the only two groups, when there is a second reading


def read_number(text: str) -> Number | None:
    """Return the number a text is, None when it is none; signs and units are not its business."""
    if len(text) > LONGEST or not text.isascii():
        return None
    if ONE_GROUP.match(text):
        mark = "," if "," in text else "."
        return Number(Decimal(text.replace(mark, "")), Decimal(text.replace(",", ".")), mark)
    for pattern, mark in GROUPED:
        if found := pattern.match(text):
            return Number(Decimal(f"{found[1].replace(mark, '')}.{found[2] or '0'}"))
    if PLAIN.match(text) or POWER.match(text):
        return Number(Decimal(text.replace(",", ".")))
    return None


def whole(value: Decimal) -> int:
    """Return the nearest whole number, half up: a third of an amount has no cents here."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def plain_text(value: Decimal) -> str:
    """Return a number as one types it without doubt: 1250, 1,25."""
    text = format(value.normalize(), "f")
    return text.replace(".", ",")
