"""Rows become offers (kesanggupan), drafts until the source or the officer opens them."""

from dataclasses import fields

from django.utils import timezone

from sambung.exchange.actions.becoming.arrivals import Arrivals, keep_subjects
from sambung.exchange.models import ImportRow, RecordKind
from sambung.parties.actions import draft_offer
from sambung.parties.models import Offer, OfferTerms, Organisation

TERMS = frozenset(each.name for each in fields(OfferTerms))


def become_offers(arrivals: Arrivals) -> int:
    """Draft an offer for each row, atas nama its source, and return how many."""
    rows = list(arrivals.rows(RecordKind.OFFERS))
    sources = Organisation.objects.in_bulk({arrivals.organisation_id(row.values) for row in rows})
    made: list[tuple[ImportRow, Offer]] = []
    for row in rows:
        terms = terms_of(row)
        offer = draft_offer(
            organisation=sources[arrivals.organisation_id(row.values)],
            terms=terms,
            by=arrivals.by,
            regions=places_of(row, terms, arrivals),
            ground=arrivals.given,
            is_simulated=arrivals.run.is_simulated,
        )
        made.append((row, offer))
    return keep_subjects(list(made))


def places_of(row: ImportRow, terms: OfferTerms, arrivals: Arrivals) -> list[str]:
    """Return where the source would give; the region of the import when the row does not say."""
    named = [str(code) for code in row.values.get("regions") or []]
    return named or ([] if terms.is_nationwide else [arrivals.run.region_id])


def terms_of(row: ImportRow) -> OfferTerms:
    """Return what a row says of the offer; what it does not say stays as it is for any offer."""
    said = {
        name: value for name, value in row.values.items() if name in TERMS and value is not None
    }
    said.setdefault("year", timezone.localdate().year)
    if "intake_months" in said:
        said["intake_months"] = tuple(said["intake_months"])
    return OfferTerms(**said)
