"""Ask another source for what is still missing, when one of those asked could not."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor, Conflict, Refused
from sambung.needs.models import PackageState
from sambung.parties.models import Offer, OfferState
from sambung.plans import queries, rules
from sambung.plans.actions.invitations import end_of_day, hold, tell_source
from sambung.plans.actions.once import once, person_id
from sambung.plans.models import Invitation
from sambung.ui import formats


@transaction.atomic
def invite_another(
    *,
    invitation: Invitation,
    offer: Offer,
    amount_rp: int,
    answer_by: date,
    by: Actor,
    message: str = "",
    token: str = "",
) -> Invitation:
    """Ask one more source for a package whose sources so far do not cover its need.

    Refuses more than is missing and more than the offer has left; the plan's own shares stay.
    """
    rules.can_invite(by, invitation.run).or_raise()
    once(token)
    held = hold(invitation)
    asked = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    _check(held, asked, amount_rp)
    another = Invitation(
        run=held.run,
        package=held.package,
        option=held.option,
        offer=asked,
        organisation=asked.organisation,
        amount_rp=amount_rp,
        answer_by=end_of_day(answer_by),
        message=message.strip(),
        sent_by_id=person_id(by),
        sent_for_id=by.worn.organisation_id if by.worn else held.sent_for_id,
        sent_at=timezone.now(),
        is_simulated=held.is_simulated,
    )
    try:
        with transaction.atomic():
            another.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Sumber dana ini sudah diajak untuk kegiatan itu.")) from error
    tell_source(another)
    return another


def _check(held: Invitation, offer: Offer, amount_rp: int) -> None:
    """Refuse what is not missing, not open, or not there."""
    if held.package.state != PackageState.INVITED:
        raise Conflict(_("Kegiatan ini tidak sedang menunggu jawaban para sumber."))
    missing = queries.missing_of(held)
    if not 0 < amount_rp <= missing:
        raise Refused(
            _("Jumlah antara Rp1 dan %(most)s, yaitu yang belum ada sumbernya.")
            % {"most": formats.rupiah(missing)}
        )
    if offer.state != OfferState.PUBLISHED:
        raise Conflict(_("Kesanggupan %(name)s tidak lagi terbuka.") % {"name": offer.organisation})
    left = queries.left_of([offer.pk])[offer.pk]
    if left.slots_left == 0 or (left.left_rp is not None and left.left_rp < amount_rp):
        raise Conflict(
            _("Sisa kesanggupan %(name)s tidak cukup lagi.") % {"name": offer.organisation}
        )
