"""Rekap TJSL: read live from the register, frozen when issued; one set of values for both."""

from sambung.activities.queries.recaps.figures import Figures, as_data, from_data
from sambung.activities.queries.recaps.issued import (
    FORMAT,
    Comparison,
    comparison_of,
    digest,
    figures_in,
    is_whole,
    next_number,
    recaps_visible_to,
    regions_of,
)
from sambung.activities.queries.recaps.paper import Head, document_of, head_of, pdf_of
from sambung.activities.queries.recaps.reading import recap_of
from sambung.activities.queries.recaps.sheets import Sheet, activity_rows, sheets_of
from sambung.activities.queries.recaps.showing import Shown, shown
from sambung.activities.queries.recaps.wording import share_text

__all__ = [
    "FORMAT",
    "Comparison",
    "Figures",
    "Head",
    "Sheet",
    "Shown",
    "activity_rows",
    "as_data",
    "comparison_of",
    "digest",
    "document_of",
    "figures_in",
    "from_data",
    "head_of",
    "is_whole",
    "next_number",
    "pdf_of",
    "recap_of",
    "recaps_visible_to",
    "regions_of",
    "share_text",
    "sheets_of",
    "shown",
]
