"""What offers have given away in partnerships."""

from collections.abc import Collection

from django.db.models import Case, Count, F, Sum, Value, When
from django.db.models.functions import Coalesce

from sambung.partnerships.models import (
    Contribution,
)


def committed_of(offer_ids: Collection[int]) -> dict[int, int]:
    """Return what each offer has given away in partnerships, in rupiah; 0 where nothing.

    An agreed amount replaces the pledged one; a closed partnership counts only what was delivered.
    Invitations that are accepted but whose partnership is not open yet are not in here.
    """
    standing = Case(
        When(partnership__closed_at__isnull=False, then=Coalesce(F("delivered_rp"), Value(0))),
        default=Coalesce(F("agreed_rp"), F("pledged_rp"), Value(0)),
    )
    rows = (
        Contribution.objects.filter(offer_id__in=offer_ids)
        .order_by()
        .values("offer_id")
        .annotate(total_rp=Sum(standing))
    )
    return dict.fromkeys(offer_ids, 0) | {row["offer_id"]: row["total_rp"] for row in rows}


def partnerships_of_offers(offer_ids: Collection[int]) -> dict[int, int]:
    """Return in how many open partnerships each offer takes part; 0 where in none."""
    rows = (
        Contribution.objects.filter(offer_id__in=offer_ids, partnership__closed_at__isnull=True)
        .order_by()
        .values("offer_id")
        .annotate(n=Count("partnership_id", distinct=True))
    )
    return dict.fromkeys(offer_ids, 0) | {row["offer_id"]: row["n"] for row in rows}
