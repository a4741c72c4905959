"""What came in as it came: tables, and pictures of paper forms."""

from sambung.exchange.models.imports import (
    CHECK_JOB,
    COMMIT_JOB,
    READ_JOB,
    ColumnMemory,
    ImportRow,
    ImportRun,
    ImportSheet,
    ImportState,
    RecordKind,
)
from sambung.exchange.models.paper import PaperForm, PaperKind, PaperPage, PaperState

__all__ = [
    "CHECK_JOB",
    "COMMIT_JOB",
    "READ_JOB",
    "ColumnMemory",
    "ImportRow",
    "ImportRun",
    "ImportSheet",
    "ImportState",
    "PaperForm",
    "PaperKind",
    "PaperPage",
    "PaperState",
    "RecordKind",
]
