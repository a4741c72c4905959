"""Tell the road of a partnership that something became true in its delivery."""

from sambung.core.access import Actor
from sambung.partnerships.actions import record_fact
from sambung.partnerships.models import Document, Partnership


def tell(partnership: Partnership, key: str, by: Actor, document: Document | None = None) -> None:
    """Record the fact for the stage that asks for it; harmless when none does."""
    record_fact(partnership=partnership, key=key, by=by, document=document)
