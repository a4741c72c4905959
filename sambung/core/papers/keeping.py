"""A paper as JSON and back, so that what was said then can be set again."""

from dataclasses import asdict
from typing import Any

from sambung.core.papers.paper import Head, Paper, Picture, Section, Signer, Table


def to_json(paper: Paper) -> dict[str, Any]:
    """Return the paper as plain values that JSON holds."""
    plain: dict[str, Any] = jsonable(asdict(paper))
    return plain


def jsonable(value: Any) -> Any:
    """Return the value with lists for tuples and sets."""
    if isinstance(value, dict):
        return {key: jsonable(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [jsonable(each) for each in value]
    return value


def from_json(content: dict[str, Any]) -> Paper:
    """Return the paper that `to_json` wrote; what an older one did not say stays empty."""
    given = dict(content)
    given["head"] = Head(**lists_of(given["head"])) if given.get("head") else None
    for name in ("sections", "annexes"):
        given[name] = tuple(section_of(each) for each in given.get(name, ()))
    for name in ("signers", "witnesses"):
        given[name] = tuple(Signer(**each) for each in given.get(name, ()))
    return Paper(**lists_of(given))


def section_of(content: dict[str, Any]) -> Section:
    """Return one section."""
    given = dict(content)
    given["tables"] = tuple(table_of(each) for each in given.get("tables", ()))
    given["pictures"] = tuple(Picture(**each) for each in given.get("pictures", ()))
    return Section(**lists_of(given))


def table_of(content: dict[str, Any]) -> Table:
    """Return one table."""
    given = dict(content)
    given["rows"] = tuple(tuple(row) for row in given.get("rows", ()))
    given["numeric"] = frozenset(given.get("numeric", ()))
    return Table(**lists_of(given))


def lists_of(given: dict[str, Any]) -> dict[str, Any]:
    """Return the same with tuples for lists."""
    return {key: tuple(each) if isinstance(each, list) else each for key, each in given.items()}
