"""What may become a partnership without a plan."""

from functools import reduce
from operator import or_

from django.db.models import Count, Q

from sambung.core.access import Actor
from sambung.needs.models import Package, PackageState
from sambung.partnerships import rules

MOST_OFFERED = 20


def packages_to_open(actor: Actor) -> list[Package]:
    """Return ready packages of the desk's own places in which a source is interested."""
    desks = [
        Q(village__regency_code=hat.region_code)
        for hat in actor.hats
        if hat.organisation_kind in rules.DESK and hat.role in rules.DECIDING and hat.region_code
    ]
    if not desks:
        return []
    rows = Package.objects.filter(reduce(or_, desks), state=PackageState.READY)
    counted = rows.annotate(
        interested=Count("interests", filter=Q(interests__withdrawn_at__isnull=True))
    )
    found = counted.filter(interested__gt=0).select_related("village")
    return list(found.order_by("-interested", "pk")[:MOST_OFFERED])
