"""Names of jobs and the functions behind them; imports nothing, so every apps.py may use it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Registration:
    """What a job name stands for."""

    path: str
    ended: str | None = None  # called with (reason, arguments) when it failed or was cancelled


REGISTRY: dict[str, Registration] = {}
SCHEDULES: dict[str, timedelta] = {}


def register(
    name: str, path: str, *, ended: str | None = None, every: timedelta | None = None
) -> None:
    """Name the function that does a job; `every` also puts it on the schedule."""
    REGISTRY[name] = Registration(path, ended)
    if every is not None:
        SCHEDULES[name] = every


@dataclass(frozen=True)
class Duty:
    """What people hold in a room that passes to a successor: dotted names to count and pass it."""

    count: str  # (user_id, organisation_id) -> (words, how many)
    hand_over: str  # (from_id=, to_id=, organisation_id=, only=ids or None) -> ids that passed


DUTIES: dict[str, Duty] = {}


def register_duty(name: str, *, count: str, hand_over: str) -> None:
    """Name what a room's people hold, so that it passes when one of them leaves (pindah tugas)."""
    DUTIES[name] = Duty(count, hand_over)


PAPERS: dict[str, str] = {}


def register_papers(room: str, recipes: str) -> None:
    """Name the function that returns which papers a room makes of a partnership's facts."""
    PAPERS[room] = recipes
