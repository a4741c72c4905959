"""Read JSON strictly: every value has a type, a range and an address, and nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

MAX_RP = 10**15
MAX_PD = 10**15
MAX_PEOPLE = 10**9
MAX_TEXT = 300


class BadInput(ValueError):
    """A document that cannot be read, with the address of the fault: ``packages[3].id: ...``."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where
        self.message = message


@dataclass(frozen=True, slots=True)
class Reader:
    """One JSON object at a known address; every getter refuses with that address."""

    value: dict[str, Any]
    where: str

    def at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def only(self, *keys: str) -> None:
        """Refuse keys nobody reads: a misspelt limit must not be silently ignored."""
        for key in self.value:
            if key not in keys:
                raise BadInput(self.at(str(key)[:60]), "is not a field of this schema")

    def get(self, key: str) -> Any:
        if key not in self.value:
            raise BadInput(self.at(key), "is missing")
        return self.value[key]

    def whole(self, key: str, low: int, high: int) -> int:
        return whole(self.get(key), self.at(key), low, high)

    def whole_or_none(self, key: str, low: int, high: int) -> int | None:
        return None if self.value.get(key) is None else self.whole(key, low, high)

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self.value:
            return default
        return text(self.get(key), self.at(key))

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        found = self.text(key)
        if found not in (choices := sorted(allowed)):
            raise BadInput(self.at(key), f"must be one of {', '.join(choices)}")
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        found = self.value.get(key, default)
        if not isinstance(found, bool):
            raise BadInput(self.at(key), "must be true or false")
        return found

    def objects(self, key: str, read: Callable[[Reader], T], most: int) -> tuple[T, ...]:
        items = sequence(self.get(key), self.at(key), most)
        return tuple(read(reader(x, f"{self.at(key)}[{i}]")) for i, x in enumerate(items))

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        items = sequence(self.get(key), self.at(key), most)
        return tuple(text(x, f"{self.at(key)}[{i}]") for i, x in enumerate(items))

    def wholes(self, key: str, low: int, high: int, most: int) -> dict[str, int]:
        """Read ``{"name": whole number}``; a missing key is an empty mapping."""
        found = self.value.get(key, {})
        if not isinstance(found, dict) or len(found) > most:
            raise BadInput(self.at(key), f"must be an object of at most {most} entries")
        return {text(k, self.at(key)): whole(v, self.at(f"{key}.{k}"), low, high)
                for k, v in found.items()}  # fmt: skip


def whole(found: Any, where: str, low: int, high: int) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        raise BadInput(where, "must be a whole number")
    if not low <= found <= high:
        raise BadInput(where, f"must be a whole number from {low} to {high}")
    return found


def text(found: Any, where: str) -> str:
    if not isinstance(found, str) or not found or len(found) > MAX_TEXT:
        raise BadInput(where, f"must be a text of 1 to {MAX_TEXT} characters")
    return found


def sequence(found: Any, where: str, most: int) -> list[Any]:
    if not isinstance(found, list):
        raise BadInput(where, "must be a list")
    if len(found) > most:
        raise BadInput(where, f"has {len(found)} entries; at most {most} are allowed")
    return found


def reader(found: Any, where: str) -> Reader:
    if not isinstance(found, dict):
        raise BadInput(where, "must be an object")
    return Reader(found, where)


def parse(document: str | bytes, schema: str) -> Reader:
    """Parse one JSON document of the named schema; refuse NaN, repeated keys and other schemas."""
    try:
        found = json.loads(document, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput("", f"is not JSON: {str(error)[:200]}") from error
    top = reader(found, "")
    if top.value.get("schema") != schema:
        raise BadInput("schema", f'must be "{schema}"')
    return top


def _no_constant(name: str) -> None:
    raise BadInput("", f"is not JSON: {name} is not a number")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadInput("", "an object repeats a key")
    return found
