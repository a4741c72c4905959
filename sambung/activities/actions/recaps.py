"""Issue a recap, which freezes it, and withdraw one with a reason."""

import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from sambung.activities import rules
from sambung.activities.models import Recap
from sambung.activities.queries import recaps
from sambung.core import audit
from sambung.core.access import ANONYMOUS, Actor, Hat
from sambung.parties.actions.once import once
from sambung.parties.models import User
from sambung.parties.queries import letterhead_of
from sambung.regions.models import Region


@transaction.atomic
def issue_recap(
    *, region: Region, year: int, letter_number: str = "", token: str = "", by: Actor
) -> Recap:
    """Freeze the recap of the region and year as it is now, under the next number.

    Everything its page, paper and workbook show is kept as data, with its hash. Refused to who
    does not answer for the region in the hat worn; a form sent twice issues once.
    """
    hat = rules.recapping_hat(by, region.code)
    once(token)
    Region.objects.select_for_update().get(pk=region.pk)  # numbers are given one after the other
    data = frozen(region, year, letter_number, hat)
    recap = Recap.objects.create(
        region=region,
        year=year,
        number=recaps.next_number(region, year),
        letter_number=letter_number,
        organisation_id=hat.organisation_id,
        data=data,
        sha256=recaps.digest(data),
        issued_by=User.objects.get(pk=by.user_id or 0),
        issued_at=timezone.now(),
        is_simulated=data["figures"]["simulated"] > 0,
    )
    audit.record("recap.issued", recap, by=by, year=year, number=recap.number, sha256=recap.sha256)
    return recap


def frozen(region: Region, year: int, letter_number: str, hat: Hat) -> dict[str, Any]:
    """Return all that page, paper and workbook show, as plain JSON values.

    Others read it too, so an offer that was opened to the issuer alone names nobody in it.
    """
    figures = recaps.recap_of(region, year, ANONYMOUS)
    head = recaps.head_of(letterhead_of(hat.organisation_id), hat.organisation_name)
    data = {
        "format": recaps.FORMAT,
        "figures": recaps.as_data(figures),
        "document": recaps.document_of(figures, head, number=letter_number, is_preview=False),
        "rows": recaps.activity_rows(region, year),
    }
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain


@transaction.atomic
def withdraw_recap(*, recap: Recap, reason: str, by: Actor) -> Recap:
    """Say that an issued recap no longer holds, and why; it stays readable and numbered."""
    recap = Recap.objects.select_for_update().get(pk=recap.pk)
    rules.can_withdraw_recap(by, recap).or_raise()
    recap.withdrawn_at = timezone.now()
    recap.withdrawn_reason = reason
    recap.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    audit.record("recap.withdrawn", recap, by=by, reason=reason)
    return recap
