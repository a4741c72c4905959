"""Who may do what with what came in: tables here, paper forms in paper.py."""

from sambung.exchange.rules.imports import (
    CORRECTABLE,
    can_commit,
    can_correct,
    can_drop,
    can_import,
    can_match,
    can_undo,
    can_work_on,
    state_words,
)

__all__ = [
    "CORRECTABLE",
    "can_commit",
    "can_correct",
    "can_drop",
    "can_import",
    "can_match",
    "can_undo",
    "can_work_on",
    "state_words",
]
