"""Every read of the delivery room, by theme."""

from sambung.delivery.queries.partnership import circle_of, partnership_for

__all__ = [
    "circle_of",
    "partnership_for",
]
