"""Papers made of a delivery's facts: progress, payment, receipt, handover, closing."""

from sambung.delivery.queries.papers.kinds import own_recipes

__all__ = ["own_recipes"]
