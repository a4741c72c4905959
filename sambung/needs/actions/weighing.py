"""Priority: set the weights of a district, and keep the packages' stored scores in step."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.core.jobs import Work
from sambung.needs import queries, rules
from sambung.needs.actions.stepping import person_id
from sambung.needs.models import Package, PackageState, PriorityWeights
from sambung.needs.queries import Weights
from sambung.regions.models import Region


@transaction.atomic
def set_priority_weights(
    *, regency: Region, weights: Weights, reason: str, by: Actor
) -> PriorityWeights:
    """Record new weights of a kabupaten/kota, with the reason; old ones stay in the record.

    Refused unless they add up to 100.
    """
    rules.can_set_weights(by, regency.code).or_raise()
    if sum(weights.values()) != 100:
        raise Refused(_("Bobot harus berjumlah 100; sekarang %d.") % sum(weights.values()))
    if not reason.strip():
        raise Refused(_("Tulis alasan mengubah bobot; pihak lain akan membacanya."))
    row = PriorityWeights.objects.create(
        regency=regency, reason=reason, set_by_id=person_id(by), **weights.columns()
    )
    audit.record("weights.set", row, by=by, scope=regency, reason=reason, **weights.columns())
    refresh_priorities(regency_code=regency.code)
    return row


@transaction.atomic
def refresh_priorities(
    *, regency_code: str | None = None, package_ids: Iterable[int] | None = None
) -> int:
    """Recompute the stored scores of packages on the shelf and return how many there are.

    Waiting time grows by the day, so a daily job does this for all.
    """
    held = Package.objects.filter(state=PackageState.READY).select_related("need", "village")
    if regency_code is not None:
        held = held.filter(village__regency_code=regency_code)
    if package_ids is not None:
        held = held.filter(pk__in=list(package_ids))
    packages = list(held)
    scores = queries.priorities_of(packages)
    now = timezone.now()
    for package in packages:
        package.priority, package.priority_at = scores[package.pk].score, now
    Package.objects.bulk_update(packages, ["priority", "priority_at"], batch_size=200)
    return len(packages)


def refresh_all(work: Work) -> None:
    """Recompute every stored score: the daily job `needs.refresh_priorities`."""
    with work.effects():
        refresh_priorities()
