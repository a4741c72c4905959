"""Prepare a handover, complete it once, undo it while nothing rests on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.delivery import queries, rules
from sambung.delivery.actions.stating import change, lock, not_to_come, once, reasoned
from sambung.delivery.models import Handover, HandoverState
from sambung.delivery.rules import Circle
from sambung.facilities import actions as facilities
from sambung.facilities.actions import Built, Holder, Opening
from sambung.parties.models import Organisation
from sambung.partnerships import actions as partnerships
from sambung.partnerships import rules as partnership_rules
from sambung.partnerships.models import (
    Document,
    DocumentKind,
    NeedKind,
    Partnership,
    StageRecord,
)

COPIED = (
    *("partnership", "facility", "function_tested_on", "is_function_good", "function_note"),
    *("needs_water_test", "operator", "operator_decree", "tariff_rp", "tariff_unit"),
    *("tariff_decided_on", "tariff_decision", "income_month_rp", "operating_month_rp"),
    *("operating_basis", "bill_month_rp", "household_income_month_rp", "warranty_until"),
    *("register_number", "registered_on", "watch_years", "document"),
)


@dataclass(frozen=True)
class Completion:
    """What makes a handover done: the paper's number and day, both sides, and what was lacking."""

    number: str
    on: date
    giver: Organisation
    receiver: Organisation
    watch_years: int = 3
    reasons: Mapping[str, str] = field(default_factory=dict)  # {missing piece: why without}


def origin_of(partnership: Partnership) -> str:
    """Return the text by which a facility knows what it came from."""
    return f"{audit.label_of(partnership)}:{partnership.pk}"


@transaction.atomic
def prepare_handover(*, circle: Circle, built: Built, by: Actor, token: str = "") -> Handover:
    """Begin the handover of a facility of the partnership, with its record still closed."""
    rules.can_prepare(by, circle).or_raise()
    once(token)
    partnership = circle.partnership
    facility = facilities.prepare_facility(
        built=built,
        origin=origin_of(partnership),
        party_ids=circle.party_ids,
        is_simulated=partnership.is_simulated,
        by=by,
    )
    facilities.follow_publishing(
        origin=origin_of(partnership), is_published=partnership.is_published
    )
    handover = Handover.objects.create(
        partnership=partnership,
        facility=facility,
        needs_water_test=built.service == "water",
        by_id=by.user_id,
        at=timezone.now(),
    )
    audit.record("handover.prepared", handover, by=by, scope=partnership)
    return handover


@transaction.atomic
def complete_handover(
    *,
    handover: Handover,
    circle: Circle,
    completion: Completion,
    by: Actor,
    paper: "UploadedFile[Any] | None" = None,
    version: int | None = None,
    token: str = "",
) -> Handover:
    """Do the handover: it opens the facility and begins the watch.

    Whatever is missing needs a reason, kept and shown for ever. Of two at once one is told that it
    was done already.
    """
    locked = Handover.objects.select_for_update().get(pk=handover.pk)
    if locked.state != HandoverState.PREPARED:
        raise Conflict(_("Serah terima ini sudah selesai; tidak ada yang dicatat dua kali."))
    handover.refresh_from_db()
    rules.can_complete(
        by,
        circle,
        giver_id=completion.giver.pk,
        receiver_id=completion.receiver.pk,
        has_paper=paper is not None or handover.document_id is not None,
    ).or_raise()
    once(token)
    must_be_of_table(circle, completion)
    document = kept_paper(handover, circle, completion, paper, by)
    handover.document = document
    exceptions = excepted(handover, completion)
    change(
        handover,
        version,
        state=HandoverState.DONE,
        number=completion.number.strip(),
        done_on=completion.on,
        giver=completion.giver,
        receiver=completion.receiver,
        watch_years=completion.watch_years,
        exceptions=exceptions,
        document=document,
        by_id=by.user_id,
        at=timezone.now(),
    )
    lock(document)
    open_what_was_built(handover, circle, by)
    tell_road(handover, by)
    audit.record(
        "handover.completed",
        handover,
        by=by,
        scope=handover.partnership,
        party=completion.receiver.pk,
        without=sorted(exceptions),
        on=str(completion.on),
    )
    return handover


def must_be_of_table(circle: Circle, completion: Completion) -> None:
    """Refuse a day to come, a watch of another length, and sides that are no party."""
    not_to_come(completion.on)
    if completion.watch_years not in {3, 4, 5}:
        raise Refused(_("Pemantauan berlangsung tiga sampai lima tahun."))
    if not {completion.giver.pk, completion.receiver.pk} <= circle.party_ids:
        raise Refused(_("Yang menyerahkan dan yang menerima adalah pihak dalam kemitraan ini."))


def excepted(handover: Handover, completion: Completion) -> dict[str, dict[str, str]]:
    """Return what is missing with the reason of each; Refused when a reason is not written."""
    shape, _water, _components = queries.shape_of(handover, timezone.localdate())
    missing = rules.missing_of(handover, shape)
    without = rules.reasons_lacking(missing, completion.reasons)
    if without:
        raise Refused(_("Tulis alasan untuk yang belum ada: %s.") % ", ".join(without))
    return {
        key: {"lack": lack, "reason": completion.reasons[key].strip()[:300]}
        for key, lack in missing.items()
    }


def kept_paper(
    handover: Handover,
    circle: Circle,
    completion: Completion,
    paper: "UploadedFile[Any] | None",
    by: Actor,
) -> Document | None:
    """Return the BAST: the one attached before, or the one that came with this form."""
    if paper is None:
        return handover.document
    gives = partnership_rules.speaks_for(by, completion.giver.pk)
    return partnerships.add_document(
        partnership=circle.partnership,
        kind=DocumentKind.HANDOVER,
        title=_("BAST %s") % handover.facility.name,
        upload=paper,
        organisation=completion.giver if gives else completion.receiver,
        by=by,
        number=completion.number.strip(),
        dated_on=completion.on,
        subject=handover,
    )


def open_what_was_built(handover: Handover, circle: Circle, by: Actor) -> None:
    """Open the facility: the receiver owns it unless another was named; checks get holders."""
    facility, receiver = handover.facility, handover.receiver
    if receiver is None or handover.done_on is None:  # a constraint holds that both are there
        raise Conflict(_("Serah terima ini belum lengkap."))
    holders = {
        row.kind.value: Holder(row.organisation.pk if row.organisation else None)
        for row in queries.holders_of(circle.partnership)
    }
    facilities.open_facility(
        facility=facility,
        opening=Opening(
            on=handover.done_on,
            owner=facility.owner or receiver,
            operator=handover.operator,
            register_number=handover.register_number,
            watch_years=handover.watch_years,
            holders=holders,
        ),
        by=by,
    )
    facilities.follow_parties(
        origin=origin_of(circle.partnership), organisation_ids=circle.party_ids
    )


def tell_road(handover: Handover, by: Actor) -> None:
    """Tell the road what is true now, and take back what no longer is; each once."""
    shape, _water, _components = queries.shape_of(handover, timezone.localdate())
    truths = {
        "function_test_good": handover.is_function_good is True,
        "water_test_good": shape.is_water_good,
        "operator_named": handover.operator_id is not None,
        "tariff_decided": handover.tariff_decided_on is not None,
        "handover_done": handover.state == HandoverState.DONE,
    }
    partnership = handover.partnership
    standing = set(
        StageRecord.objects.filter(
            partnership=partnership,
            key__in=truths,
            kind=NeedKind.FACT,
            is_waived=False,
            undone_at__isnull=True,
        ).values_list("key", flat=True)
    )
    for key, is_true in truths.items():
        if is_true and key not in standing:
            partnerships.record_fact(
                partnership=partnership, key=key, by=by, note=str(handover.facility)
            )
        elif not is_true and key in standing:
            partnerships.take_back_fact(
                partnership=partnership, key=key, by=by, reason=str(handover.facility)
            )


@transaction.atomic
def cancel_handover(
    *,
    handover: Handover,
    circle: Circle,
    reason: str,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Handover:
    """Undo a handover before any check of its watch; what was written waits in a new one.

    The undone one stays to be read with its reason.
    """
    rules.can_cancel(by, circle, handover).or_raise()
    words = reasoned(reason)
    once(token)
    facilities.take_back_opening(facility=handover.facility, reason=words, by=by)
    change(handover, version, state=HandoverState.CANCELLED, cancellation_reason=words)
    again = Handover.objects.create(
        **{name: getattr(handover, name) for name in COPIED}, by_id=by.user_id, at=timezone.now()
    )
    audit.record("handover.cancelled", handover, by=by, scope=handover.partnership, reason=words)
    tell_road(again, by)
    return again
