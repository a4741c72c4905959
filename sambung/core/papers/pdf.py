"""A paper as PDF: the data laid into one Typst template; texts of people are never source."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from sambung.core import typeset
from sambung.core.papers import saying
from sambung.core.papers.keeping import to_json
from sambung.core.papers.paper import Paper, Section, Table

TEMPLATE = Path(settings.BASE_DIR) / "core" / "templates" / "core" / "paper.typ"


def pdf(paper: Paper, *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return the paper as PDF; a picture whose bytes are not given leaves its caption alone."""
    paper, given = saying.cleaned(paper), dict(pictures or {})
    data = to_json(paper) | {
        "words": saying.words_of(paper),
        "sections": [section(each, given) for each in paper.sections],
        "annexes": [section(each, given) for each in paper.annexes],
        "signer_rows": blocks(paper.signers),
        "witness_rows": blocks(paper.witnesses),
    }
    if paper.head:
        data["head"] = data["head"] | {"logo": paper.head.logo if paper.head.logo in given else ""}
    shown = {name: given[name] for name in saying.pictures_in(paper) if name in given}
    return typeset.pdf(TEMPLATE, data, pictures=shown)


def section(part: Section, pictures: dict[str, bytes]) -> dict[str, Any]:
    """Return one section as the template takes it."""
    return {
        "label": part.label,
        "heading": part.heading,
        "new_page": part.new_page,
        "paragraphs": [saying.hung(paragraph) for paragraph in part.paragraphs],
        "tables": [table(each) for each in part.tables],
        "pictures": [
            {"name": each.name if each.name in pictures else "", "caption": each.caption}
            for each in part.pictures
        ],
    }


def table(given: Table) -> dict[str, Any]:
    """Return one table with its widths."""
    widths = saying.weights(given)
    width = len(widths)
    return {
        "caption": given.caption,
        "columns": list(saying.padded(given.columns, width)) if given.columns else [],
        "rows": [saying.padded(row, width) for row in given.rows],
        "total": saying.padded(given.total, width) if given.total else None,
        "numeric": sorted(given.numeric),
        "widths": widths,
    }


def blocks(signers: tuple[Any, ...]) -> list[list[dict[str, Any] | None]]:
    """Return the blocks of signing in rows."""
    rows = saying.rows_of(signers) if signers else []
    return [[vars(each) | {"dots": saying.DOTS} if each else None for each in row] for row in rows]
