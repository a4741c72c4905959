"""Interest (minat) in a package: noted, and taken back; no money is promised by it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.needs import rules
from sambung.needs.actions.stepping import person_id
from sambung.needs.models import Interest, Package
from sambung.parties.actions import GroundGiven, record_on_behalf
from sambung.parties.models import Organisation


@transaction.atomic
def record_interest(
    *,
    package: Package,
    organisation: Organisation,
    by: Actor,
    note: str = "",
    given: GroundGiven | None = None,
) -> Interest:
    """Note that the organisation looks at the package with interest; saying it twice is once.

    The desk notes it atas nama on a ground, and it waits for the organisation's confirmation.
    """
    rules.can_record_interest(by, package, organisation.pk).or_raise()
    is_own = organisation.pk in by.organisation_ids
    if not is_own and given is None:
        raise Refused(_("Sebutkan atas dasar apa minat %s dicatat.") % organisation)
    interest, is_new = Interest.objects.get_or_create(
        package=package,
        organisation=organisation,
        withdrawn_at=None,
        defaults={"note": note, "recorded_by_id": person_id(by)},
    )
    if is_new:
        audit.record("interest.recorded", package, by=by, organisation_id=organisation.pk)
    if is_new and given is not None and not is_own:
        record_on_behalf(
            subject=interest,
            organisation=organisation,
            by=by,
            ground=given.ground,
            note=given.note,
            summary=[(_("Berminat pada"), package.title), (_("Catatan"), note or "–")],
        )
    return interest


@transaction.atomic
def withdraw_interest(*, interest: Interest, by: Actor) -> Interest:
    """Take an interest back; a second time changes nothing."""
    rules.can_withdraw_interest(by, interest).or_raise()
    if interest.withdrawn_at is None:
        interest.withdrawn_at = timezone.now()
        interest.save(update_fields=["withdrawn_at"])
        audit.record(
            "interest.withdrawn", interest.package, by=by, organisation_id=interest.organisation_id
        )
    return interest
