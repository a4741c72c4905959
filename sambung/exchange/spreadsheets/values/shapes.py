"""What a parser gives back."""

from collections.abc import Callable
from dataclasses import dataclass

Value = str | int | float | bool | list[str] | list[int] | dict[str, int] | None  # ready for JSON


@dataclass(frozen=True)
class Wrong:
    """A text that could not be taken: what stood there, what is wrong, what to do."""

    words: str
    suggestions: tuple[str, ...] = ()  # texts that can be put into the cell as they are


@dataclass(frozen=True)
class Choice:
    """One answer of a closed question: what is stored, what a template offers, other words."""

    value: str
    label: str
    words: tuple[str, ...] = ()


Parser = Callable[[str], "Value | Wrong"]
