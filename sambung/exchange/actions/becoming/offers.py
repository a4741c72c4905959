"""Rows become offers (kesanggupan), drafts until the source or the officer opens them."""

from dataclasses import fields

from django.utils import timezone

from sambung.exchange.actions.becoming.arrivals import Arrivals, keep_subjects
from sambung.exchange.models import ImportRow, RecordKind
from sambung.parties.actions import draft_offer
from sambung.parties.models import AmountKind, Offer, OfferTerms, Organisation

TERMS = frozenset(each.name for each in fields(OfferTerms))


def become_offers(arrivals: Arrivals) -> int:
    """Draft an offer for each row, atas nama its source, and return how many."""
    made: list[tuple[ImportRow, Offer]] = []
    for row in arrivals.rows(RecordKind.OFFERS):
        offer = draft_offer(
            organisation=Organisation.objects.get(pk=arrivals.organisation_id(row)),
            terms=terms_of(row),
            by=arrivals.by,
            regions=[str(row.values.get("region") or arrivals.run.region_id)],
            ground=arrivals.given,
            is_simulated=arrivals.run.is_simulated,
        )
        made.append((row, offer))
    return keep_subjects(list(made))


def terms_of(row: ImportRow) -> OfferTerms:
    """Return what a row says of the offer; how sure the amount is follows from what is filled."""
    said = {name: value for name, value in row.values.items() if name in TERMS and value}
    said.setdefault("year", timezone.localdate().year)
    if "intake_months" in said:
        said["intake_months"] = tuple(said["intake_months"])
    services = row.values.get("services") or []
    if services:
        said |= {f"for_{name}": name in services for name in ("water", "sanitation", "hygiene")}
    if "amount_kind" not in said:
        said["amount_kind"] = amount_kind(said)
    return OfferTerms(**said)


def amount_kind(said: dict[str, object]) -> str:
    """Return exact, range or unknown, by what was filled."""
    if "amount_rp" in said:
        return AmountKind.EXACT
    is_range = "amount_min_rp" in said and "amount_max_rp" in said
    return AmountKind.RANGE if is_range else AmountKind.UNKNOWN
