"""How much text the cells of a workbook would hold: one long text may be used by a million cells.

The file keeps such a text once, the library that makes cells copies it for each; a file of 240 KB
was seen to take 6 GB. So the copies are counted before any is made.
"""

import re
from collections.abc import Iterable

ITEM_END = b"</si>"
USE = re.compile(rb"<(?:x:)?c\b[^>]*?\bt=\"s\"[^>]*>\s*<(?:x:)?v>(\d+)</")
HARMLESS = 1_000  # bytes of a shared text, markup included, that may be used any number of times


def lengths_of(pieces: Iterable[bytes]) -> list[int]:
    """Return the bytes of every shared text, in order, without keeping any of them."""
    lengths: list[int] = []
    running, tail = 0, b""
    for piece in pieces:
        parts = (tail + piece).split(ITEM_END)
        for part in parts[:-1]:
            lengths.append(running + len(part))
            running = 0
        kept = parts[-1][-len(ITEM_END) :]  # the end mark may lie across two pieces
        running += len(parts[-1]) - len(kept)
        tail = kept
    return lengths


def copied_bytes(lengths: list[int], sheets: Iterable[Iterable[bytes]]) -> int:
    """Return how many bytes of long texts all cells would hold together."""
    total = 0
    for pieces in sheets:
        tail = b""
        for piece in pieces:
            for found in USE.finditer(tail + piece):
                if found.end() > len(tail) and (number := int(found[1])) < len(lengths):
                    total += lengths[number]
            tail = piece[-300:]
    return total
