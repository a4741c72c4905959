"""Letterheads and letters."""

from sambung.parties.models import Letterhead


def letterhead_of(organisation_id: int) -> Letterhead | None:
    """Return how the organisation's papers look, None while nobody has said."""
    return (
        Letterhead.objects.select_related("organisation", "logo")
        .filter(organisation_id=organisation_id)
        .first()
    )
