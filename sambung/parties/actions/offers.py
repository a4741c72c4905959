"""Write, open, pause and close offers; nobody's money is promised by an offer."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.models import StoredFile
from sambung.parties import lifecycle, queries, rules
from sambung.parties.actions.links import notify, record_on_behalf
from sambung.parties.actions.once import once
from sambung.parties.models import (
    Offer,
    OfferRegion,
    OfferState,
    OfferTerms,
    OfferViewer,
    Organisation,
)
from sambung.regions.models import Region


@dataclass(frozen=True)
class GroundGiven:
    """On what an officer rests a record made atas nama a source."""

    ground: str
    note: str = ""
    file: "UploadedFile[Any] | None" = None
    stored: StoredFile | None = None  # or a file that is kept already


@transaction.atomic
def draft_offer(
    *,
    organisation: Organisation,
    terms: OfferTerms,
    by: Actor,
    regions: Sequence[str] = (),
    ring_one: Collection[str] = (),
    viewers: Sequence[Organisation] = (),
    ground: GroundGiven | None = None,
    is_simulated: bool = False,
    token: str = "",
) -> Offer:
    """Write an offer down as a draft; atas nama needs a ground and waits for the source.

    Refuses terms that do not fit, unknown regions, and other companies as viewers.
    """
    rules.can_draft_offer(by, organisation, regions, nationwide=terms.is_nationwide).or_raise()
    once(token)
    must_fit(terms)
    on_behalf = rules.is_on_behalf(by, organisation.pk)
    offer = Offer.objects.create(
        organisation=organisation,
        created_by_id=by.user_id,
        recorded_by_organisation_id=by.worn.organisation_id if on_behalf and by.worn else None,
        is_simulated=is_simulated,
        **columns(terms),
    )
    set_places(offer, regions, ring_one)
    set_viewers(offer, viewers)
    audit.record("offer.drafted", offer, by=by)
    if on_behalf:
        record_ground(offer, ground, by=by)
    return offer


@transaction.atomic
def update_offer(
    *,
    offer: Offer,
    version: int,
    terms: OfferTerms,
    by: Actor,
    regions: Sequence[str] = (),
    ring_one: Collection[str] = (),
    viewers: Sequence[Organisation] = (),
    ground: GroundGiven | None = None,
) -> Offer:
    """Change an offer; atas nama the change waits for the source again.

    Refuses when it changed meanwhile (Conflict), or is closed.
    """
    rules.can_update_offer(by, offer).or_raise()
    rules.can_draft_offer(
        by, offer.organisation, regions, nationwide=terms.is_nationwide
    ).or_raise()
    must_fit(terms)
    changed = Offer.objects.filter(pk=offer.pk, version=version).update(
        version=F("version") + 1, **columns(terms)
    )
    if not changed:
        raise Conflict(_("Kesanggupan ini baru saja diubah orang lain. Periksa lalu ulangi."))
    before = offer_facts(offer)
    offer.refresh_from_db()
    set_places(offer, regions, ring_one)
    set_viewers(offer, viewers)
    audit.record("offer.updated", offer, by=by, before=before)
    if rules.is_on_behalf(by, offer.organisation_id):
        record_ground(offer, ground, by=by)
    return offer


@transaction.atomic
def publish_offer(*, offer: Offer, version: int, by: Actor) -> Offer:
    """Open an offer to whom it names; refuses while it says no place it may serve."""
    has_places = bool(queries.offer_regions([offer.pk])[offer.pk])
    rules.can_publish_offer(by, offer, has_places=has_places).or_raise()
    opened = move(offer, version=version, to=OfferState.PUBLISHED)
    audit.record("offer.published", opened, by=by)
    for viewer in queries.viewers_of(offer.pk):
        notify(
            text=lambda: (
                _("%(name)s membuka kesanggupan %(year)s untuk Anda lihat.")
                % {"name": opened.organisation, "year": opened.year}
            ),
            url=opened.get_absolute_url(),
            organisation=viewer,
        )
    return opened


@transaction.atomic
def pause_offer(*, offer: Offer, version: int, by: Actor, reason: str = "") -> Offer:
    """Stop taking proposals for a while; what is already invited goes on."""
    rules.can_pause_offer(by, offer).or_raise()
    paused = move(offer, version=version, to=OfferState.PAUSED)
    audit.record("offer.paused", paused, by=by, reason=reason)
    return paused


@transaction.atomic
def close_offer(*, offer: Offer, version: int, by: Actor, reason: str = "") -> Offer:
    """Close an offer for good; its pledges stand."""
    rules.can_close_offer(by, offer).or_raise()
    closed = move(offer, version=version, to=OfferState.CLOSED)
    audit.record("offer.closed", closed, by=by, reason=reason)
    return closed


def move(offer: Offer, *, version: int, to: str) -> Offer:
    """Take one step of the lifecycle on the version the person saw, else raise Conflict."""
    state = lifecycle.step(offer.state, to=to)
    moved = Offer.objects.filter(pk=offer.pk, version=version, state=offer.state).update(
        state=state, version=F("version") + 1
    )
    if not moved:
        raise Conflict(_("Kesanggupan ini baru saja diubah orang lain. Periksa lalu ulangi."))
    offer.refresh_from_db()
    return offer


def must_fit(terms: OfferTerms) -> None:
    """Raise Refused with the first finding when the terms do not fit."""
    for reason in rules.terms_fit(terms).values():
        raise Refused(reason)


def columns(terms: OfferTerms) -> dict[str, object]:
    """Return the terms as columns, months in order and once; amounts of another kind dropped."""
    values = asdict(terms)
    values["intake_months"] = sorted(set(terms.intake_months))
    kept = rules.REQUIRED_AMOUNTS[terms.amount_kind]
    for name in ("amount_rp", "amount_min_rp", "amount_max_rp"):
        values[name] = values[name] if name in kept else None
    return values


def offer_facts(offer: Offer) -> dict[str, object]:
    """Return the amounts and year of an offer, for the trail of a change."""
    names = (*rules.AMOUNT_FIELDS, "year", "amount_kind", "most_share_percent")
    return {name: getattr(offer, name) for name in names}


def set_places(offer: Offer, codes: Sequence[str], ring_one: Collection[str]) -> None:
    """Make the offer's places exactly these; refuses a code no region has."""
    known = set(Region.objects.filter(code__in=codes).values_list("code", flat=True))
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise Refused(_("Kode wilayah tidak dikenal: %(code)s.") % {"code": unknown[0]})
    OfferRegion.objects.filter(offer=offer).delete()
    OfferRegion.objects.bulk_create(
        OfferRegion(offer=offer, region_id=code, is_ring_one=code in ring_one)
        for code in sorted(known)
    )


def set_viewers(offer: Offer, viewers: Sequence[Organisation]) -> None:
    """Make the offer's viewers exactly these; refuses other companies."""
    others = {viewer.pk: viewer for viewer in viewers if viewer.pk != offer.organisation_id}
    for viewer in others.values():
        rules.can_be_viewer(viewer).or_raise()
    OfferViewer.objects.filter(offer=offer).exclude(organisation_id__in=others).delete()
    OfferViewer.objects.bulk_create(
        (OfferViewer(offer=offer, organisation_id=pk) for pk in sorted(others)),
        ignore_conflicts=True,
    )


def record_ground(offer: Offer, given: GroundGiven | None, *, by: Actor) -> None:
    """Mark the offer as written atas nama its source; refuses without a ground."""
    if given is None:
        raise Refused(_("Sebutkan dasar catatan ini: surat, foto, notulen, atau telepon."))
    record_on_behalf(
        subject=offer,
        organisation=offer.organisation,
        by=by,
        ground=given.ground,
        note=given.note,
        file=given.file,
        summary=queries.offer_summary(offer),
    )
