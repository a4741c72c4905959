"""What is left of an offer: computed from contributions and open invitations, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from sambung.parties.models import AmountKind, Offer
from sambung.partnerships.models import Contribution
from sambung.plans.models import OPEN_STATES, Invitation, InvitationState


@dataclass(frozen=True)
class Left:
    """What one offer holds, in rupiah and in partnerships; None where the source has not said."""

    offer_id: int
    planned_rp: int | None  # the amount, or the lower end of a range
    pledged_rp: int  # carried into partnerships
    reserved_rp: int  # asked in invitations that are still open
    partnerships: int  # partnerships and open invitations together
    most_partnerships: int | None

    @property
    def left_rp(self) -> int | None:
        """Return what may still be asked for; None while the amount is unknown."""
        if self.planned_rp is None:
            return None
        return max(0, self.planned_rp - self.pledged_rp - self.reserved_rp)

    @property
    def slots_left(self) -> int | None:
        """Return how many more partnerships the source takes; None: it set no limit."""
        if self.most_partnerships is None:
            return None
        return max(0, self.most_partnerships - self.partnerships)


def holding_invitations() -> QuerySet[Invitation]:
    """Return the invitations that hold money of their offer and are not yet a partnership."""
    is_pledge = Q(state=InvitationState.ACCEPTED) & (
        Q(is_on_behalf=False) | Q(confirmed_at__isnull=False)
    )
    return Invitation.objects.filter(
        Q(state__in=OPEN_STATES) & (is_pledge | Q(answer_by__gt=timezone.now())),
        partnership__isnull=True,
    )


def left_of(offers: Iterable[int]) -> dict[int, Left]:
    """Return what is left of each offer, in one query."""
    rows = (
        Offer.objects.filter(pk__in=list(offers))
        .annotate(
            pledged=_sum(_open_contributions(), "carries"),
            pledged_count=_count(_open_contributions()),
            delivered=_sum(_closed_contributions(), "carries"),
            reserved=_sum(_reservations(), "carries"),
            reserved_count=_count(_reservations()),
        )
        .order_by()
    )
    return {offer.pk: _left(offer) for offer in rows}


def _left(offer: Offer) -> Left:
    row = vars(offer)
    return Left(
        offer_id=offer.pk,
        planned_rp=planned_rp(offer),
        pledged_rp=row["pledged"] + row["delivered"],
        reserved_rp=row["reserved"],
        partnerships=row["pledged_count"] + row["reserved_count"],
        most_partnerships=offer.most_partnerships,
    )


def planned_rp(offer: Offer) -> int | None:
    """Return what is planned with: the amount, the lower end of a range, None when unknown."""
    if offer.amount_kind == AmountKind.EXACT:
        return offer.amount_rp
    return offer.amount_min_rp if offer.amount_kind == AmountKind.RANGE else None


def _open_contributions() -> QuerySet[Contribution]:
    return _contributions(closed=False).annotate(carries=Coalesce("agreed_rp", "pledged_rp"))


def _closed_contributions() -> QuerySet[Contribution]:
    """A closed partnership used up only what was delivered; the rest is free again."""
    return _contributions(closed=True).annotate(carries=F("delivered_rp"))


def _contributions(*, closed: bool) -> QuerySet[Contribution]:
    return Contribution.objects.filter(
        offer_id=OuterRef("pk"), partnership__closed_at__isnull=not closed
    ).order_by()


def _reservations() -> QuerySet[Invitation]:
    return (
        holding_invitations()
        .filter(offer_id=OuterRef("pk"))
        .order_by()
        .annotate(carries=Coalesce("answered_rp", "amount_rp"))
    )


def _sum(rows: "QuerySet[Contribution] | QuerySet[Invitation]", field: str) -> Coalesce:
    total = rows.values("offer_id").annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(total), Value(0), output_field=BigIntegerField())


def _count(rows: "QuerySet[Contribution] | QuerySet[Invitation]") -> Coalesce:
    total = rows.values("offer_id").annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(total), Value(0), output_field=IntegerField())
