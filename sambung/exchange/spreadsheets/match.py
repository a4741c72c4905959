"""Guess what the rows of a sheet are, and which column means what."""

from collections.abc import Mapping, Sequence


def guess_kind(texts: Sequence[str]) -> str:
    """Return the RecordKind value the headers speak of; "" when nothing fits."""
    return ""


def match_columns(kind: str, texts: Sequence[str], memory: Mapping[str, str]) -> dict[str, int]:
    """Return field -> column number (0-based); each column once; `memory` wins.

    `memory` maps `plain_header(text)` to a field name, "" for a column known to be of no use.
    """
    return {}


def plain_header(text: str) -> str:
    """Return a header as it is remembered: lower case, no signs, at most 200 characters."""
    return text.lower()[:200]
