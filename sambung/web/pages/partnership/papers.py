"""Agreements, documents and the ground a partnership rests on, as its page shows them."""

from collections.abc import Sequence
from typing import Any

from sambung.core.access import Actor
from sambung.partnerships import queries
from sambung.partnerships.models import Partnership

NEWEST = 5


def section(thing: Partnership, actor: Actor, party_ids: Sequence[int]) -> dict[str, Any]:
    """Return the agreements, the newest documents with how many there are, and lapsed grounds."""
    documents = queries.documents_of(thing, actor, party_ids)
    newest = list(documents[: NEWEST + 1])
    return {
        "agreements": queries.agreements_of(thing, actor),
        "documents": queries.document_rows(newest[:NEWEST]),
        "has_more_documents": len(newest) > NEWEST,
        "grounds": [row for row in queries.grounds_of(thing, actor=actor) if row.is_flagged],
    }
