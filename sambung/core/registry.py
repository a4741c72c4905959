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
