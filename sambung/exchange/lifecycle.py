"""The road of an import: from which states to which; the database keeps nothing of a half step."""

from sambung.exchange.models import ImportState as S

MOVES: dict[str, frozenset[str]] = {
    S.READING: frozenset([S.MATCHING, S.CHECKING, S.FAILED, S.DROPPED]),
    S.MATCHING: frozenset([S.CHECKING, S.DROPPED]),
    S.CHECKING: frozenset([S.PREVIEW, S.MATCHING, S.FAILED, S.DROPPED]),
    S.PREVIEW: frozenset([S.IMPORTING, S.READING, S.CHECKING, S.MATCHING, S.DROPPED]),
    S.IMPORTING: frozenset([S.DONE, S.PREVIEW]),
    S.DONE: frozenset([S.UNDONE]),
    S.FAILED: frozenset([S.DROPPED]),
    S.UNDONE: frozenset(),
    S.DROPPED: frozenset(),
}
MOVING = frozenset([S.READING, S.CHECKING, S.IMPORTING])  # a job is at work
OPEN = frozenset([S.READING, S.MATCHING, S.CHECKING, S.PREVIEW, S.FAILED])  # may still be dropped


def may_move(start: str, to: str) -> bool:
    """Return whether an import may go from one state to another."""
    return to in MOVES[start]
