"""What contributions bring: goods with their three counts, and works with their checks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from sambung.core.access import Actor
from sambung.delivery import rules
from sambung.delivery.models import FinalCheck, Goods, GoodsStatement, GoodsStep
from sambung.delivery.rules import Circle
from sambung.partnerships.models import Contribution, Partnership, Way


def contributions_given(partnership: Partnership) -> list[Contribution]:
    """Return what is built or handed over; money has its own pages."""
    rows = Contribution.objects.filter(
        partnership=partnership, way__in=[Way.BUILDS, Way.GOODS], withdrawn_at__isnull=True
    )
    return list(rows.select_related("partnership", "party__organisation").order_by("id"))


def contribution_given(partnership: Partnership, pk: int) -> Contribution | None:
    """Return one contribution that is built or handed over, or None."""
    return next((row for row in contributions_given(partnership) if row.pk == pk), None)


def goods_of(partnership: Partnership) -> QuerySet[Goods]:
    """Return the goods of a partnership with what was stated of them, in two queries."""
    said = GoodsStatement.objects.filter(withdrawn_at__isnull=True).select_related("organisation")
    return (
        Goods.objects.filter(contribution__partnership=partnership, removed_at__isnull=True)
        .select_related("contribution__partnership", "contribution__party__organisation")
        .prefetch_related(Prefetch("statements", queryset=said.order_by("on", "id")))
        .order_by("id")
    )


def claimants_of_goods(goods: Goods) -> list[int | None]:
    """Return who gives and who received: neither says what is in use."""
    received = goods.statements.filter(step=GoodsStep.RECEIVED, withdrawn_at__isnull=True)
    giver = goods.contribution.party.organisation_id
    return [giver, *received.values_list("organisation_id", flat=True)]


def limit_of(goods: Goods, step: str) -> int | None:
    """Return the count of the step before: promised, delivered, received; None when unsaid."""
    if step == GoodsStep.DELIVERED:
        return goods.promised
    before = {GoodsStep.RECEIVED: GoodsStep.DELIVERED, GoodsStep.IN_USE: GoodsStep.RECEIVED}
    rows = goods.statements.filter(step=before[GoodsStep(step)], withdrawn_at__isnull=True)
    return rows.order_by("-on", "-id").values_list("quantity", flat=True).first()


@dataclass(frozen=True)
class GoodsRow:
    """One kind of goods with its three counts, side by side and never added; None: nobody said."""

    goods: Goods
    delivered: GoodsStatement | None
    received: GoodsStatement | None
    in_use: GoodsStatement | None
    may_deliver: bool
    may_receive: bool
    may_check: bool

    @property
    def idle(self) -> int | None:
        """Return how many were received and are not in use; None when either is not known."""
        if self.received is None or self.in_use is None:
            return None
        return max(self.received.quantity - self.in_use.quantity, 0)


def goods_row(goods: Goods, actor: Actor, circle: Circle) -> GoodsRow:
    """Return the row of goods; costs no query when they were loaded by goods_of."""
    latest = {row.step: row for row in goods.statements.all()}
    giver = goods.contribution.party.organisation_id
    receivers = {row.organisation_id for row in goods.statements.all() if row.step == "received"}
    others = rules.states_for(actor, circle) - {giver}
    claimants = [giver, *receivers]
    return GoodsRow(
        goods=goods,
        delivered=latest.get(GoodsStep.DELIVERED),
        received=latest.get(GoodsStep.RECEIVED),
        in_use=latest.get(GoodsStep.IN_USE),
        may_deliver=bool(rules.can_state(actor, circle, giver)),
        may_receive=bool(others),
        may_check=bool(rules.can_check_works(actor, circle, claimants=claimants)),
    )


@dataclass(frozen=True)
class GivenRow:
    """One contribution that is built or handed over, with its goods or its last check."""

    contribution: Contribution
    goods: tuple[GoodsRow, ...]
    checks: tuple[FinalCheck, ...]
    may_check: bool
    may_add_goods: bool

    @property
    def is_built(self) -> bool:
        """Return whether its giver builds it by its own vendor."""
        return self.contribution.way == Way.BUILDS


def given_of(circle: Circle, actor: Actor) -> list[GivenRow]:
    """Return all that is built or handed over, in four queries."""
    partnership = circle.partnership
    goods: list[Goods] = list(goods_of(partnership))
    checks: Sequence[FinalCheck] = list(
        FinalCheck.objects.filter(contribution__partnership=partnership)
        .select_related("organisation", "evidence")
        .order_by("-on", "-id")
    )
    return [
        GivenRow(
            contribution=row,
            goods=tuple(
                goods_row(one, actor, circle) for one in goods if one.contribution_id == row.pk
            ),
            checks=tuple(one for one in checks if one.contribution_id == row.pk),
            may_check=row.way == Way.BUILDS
            and bool(rules.can_check_works(actor, circle, claimants=[row.party.organisation_id])),
            may_add_goods=row.way == Way.GOODS and bool(rules.can_state(actor, circle)),
        )
        for row in contributions_given(partnership)
    ]


def are_works_fit(partnership: Partnership) -> bool:
    """Return whether the newest check of everything built found it fit."""
    built = Contribution.objects.filter(
        partnership=partnership, way=Way.BUILDS, withdrawn_at__isnull=True
    )
    newest = {
        row.contribution_id: row.is_fit
        for row in FinalCheck.objects.filter(contribution__in=built).order_by("on", "id")
    }
    return all(newest.get(pk, False) for pk in built.values_list("pk", flat=True))
