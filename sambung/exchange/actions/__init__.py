"""Every write of the exchange room, by theme."""

from sambung.exchange.actions.committing import commit_rows, request_commit
from sambung.exchange.actions.matching import Matched, rematch, set_columns
from sambung.exchange.actions.mending import (
    accept_new_companies,
    correct_row,
    leave_out,
    replace_company,
    replace_text,
)
from sambung.exchange.actions.reading import check_rows, job_ended, read_file
from sambung.exchange.actions.starting import drop_import, return_file, start_import
from sambung.exchange.actions.understanding import marked_sheets
from sambung.exchange.actions.undoing import undo_import

__all__ = [
    "Matched",
    "accept_new_companies",
    "check_rows",
    "commit_rows",
    "correct_row",
    "drop_import",
    "job_ended",
    "leave_out",
    "marked_sheets",
    "read_file",
    "rematch",
    "replace_company",
    "replace_text",
    "request_commit",
    "return_file",
    "set_columns",
    "start_import",
    "undo_import",
]
