"""Who may write, open and close an offer; what its terms must keep; when it takes proposals."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.core.models import RP_MAX
from sambung.parties.models import AmountKind, Offer, OfferState, OfferTerms, Organisation
from sambung.parties.rules.hats import (
    COMPETING_KINDS,
    GIVING_KINDS,
    acts_for,
    guest_in,
    hat_covers,
    may_record,
    speaks_for,
)

FIRST_YEAR, LAST_YEAR = 2015, 2100


def can_draft_offer(
    actor: Actor, organisation: Organisation, region_codes: Iterable[str], *, nationwide: bool
) -> Verdict:
    """The source itself, or atas nama an officer for places in their own hat's reach."""
    if acts_for(actor, organisation.pk):
        return ALLOWED
    if guest_in(actor, organisation.pk):
        return can_give(organisation)
    if not may_record(actor) or actor.worn is None:
        return refuse(_("Kesanggupan ditulis oleh petugas sumber dana itu, atau atas namanya."))
    worn = actor.worn
    if nationwide or not all(hat_covers(worn, code) for code in region_codes):
        return refuse(_("Atas nama pihak lain, Anda hanya mencatat untuk wilayah Anda sendiri."))
    return ALLOWED


def can_give(organisation: Organisation) -> Verdict:
    """Companies and other givers state what they could give; a village proposes instead."""
    if organisation.kind in GIVING_KINDS:
        return ALLOWED
    return refuse(_("Kesanggupan dinyatakan oleh perusahaan atau pemberi lain, bukan oleh desa."))


def is_on_behalf(actor: Actor, organisation_id: int) -> bool:
    """Return whether the hat worn now is not of the source itself; a guest link is the source."""
    if guest_in(actor, organisation_id):
        return False
    return actor.worn is None or actor.worn.organisation_id != organisation_id


def keeps_offer(actor: Actor, offer: Offer) -> bool:
    """Return whether the hat worn now may go on with the offer."""
    recorder = offer.recorded_by_organisation_id
    return speaks_for(actor, offer.organisation_id) or (
        recorder is not None and acts_for(actor, recorder)
    )


def can_update_offer(actor: Actor, offer: Offer) -> Verdict:
    """The source, or who recorded it, until it is closed."""
    if not keeps_offer(actor, offer):
        return refuse(_("Kesanggupan ini diurus oleh sumber dananya atau pencatatnya."))
    if offer.state == OfferState.CLOSED:
        return refuse(_("Kesanggupan yang sudah ditutup tidak diubah lagi. Buat yang baru."))
    return ALLOWED


def can_publish_offer(actor: Actor, offer: Offer, *, has_places: bool) -> Verdict:
    """Who keeps it may open it, once it says where it may serve."""
    if not keeps_offer(actor, offer):
        return refuse(_("Kesanggupan ini dibuka oleh sumber dananya atau pencatatnya."))
    if not has_places and not offer.is_nationwide:
        return refuse(_("Sebutkan dulu wilayah yang dapat dilayani, atau pilih seluruh Indonesia."))
    return ALLOWED


def can_pause_offer(actor: Actor, offer: Offer) -> Verdict:
    """Who keeps it may pause it."""
    if keeps_offer(actor, offer):
        return ALLOWED
    return refuse(_("Kesanggupan ini dijeda oleh sumber dananya atau pencatatnya."))


def can_close_offer(actor: Actor, offer: Offer) -> Verdict:
    """Who keeps it may close it."""
    if keeps_offer(actor, offer):
        return ALLOWED
    return refuse(_("Kesanggupan ini ditutup oleh sumber dananya atau pencatatnya."))


def can_be_viewer(viewer: Organisation) -> Verdict:
    """Anybody may be named, but never another company."""
    if viewer.kind in COMPETING_KINDS:
        return refuse(
            _("%(name)s adalah perusahaan; kesanggupan tidak dibuka kepada perusahaan lain.")
            % {"name": viewer.name}
        )
    return ALLOWED


def terms_fit(terms: OfferTerms) -> dict[str, str]:
    """Return what is wrong with the terms, by field; empty when all is well."""
    found = amount_findings(terms)
    if not FIRST_YEAR <= terms.year <= LAST_YEAR:
        found["year"] = _("Tahun antara 2015 dan 2100.")
    if not (terms.for_water or terms.for_sanitation or terms.for_hygiene):
        found["for_water"] = _("Pilih paling sedikit satu layanan.")
    if not 1 <= terms.most_share_percent <= 100:
        found["most_share_percent"] = _("Bagian antara 1% dan 100%.")
    if terms.most_partnerships is not None and terms.most_partnerships < 1:
        found["most_partnerships"] = _("Paling sedikit satu kemitraan; kosongkan bila bebas.")
    if any(month not in MONTHS for month in terms.intake_months):
        found["intake_months"] = _("Bulan antara Januari dan Desember.")
    return found


def amount_findings(terms: OfferTerms) -> dict[str, str]:
    """Return what is wrong with the amounts: missing, out of bounds, or in the wrong order."""
    found = {}
    for name in AMOUNT_FIELDS:
        amount = getattr(terms, name)
        if amount is not None and not 0 <= amount <= RP_MAX:
            found[name] = _("Jumlah antara Rp0 dan Rp1.000 triliun.")
    for name in REQUIRED_AMOUNTS[terms.amount_kind]:
        if getattr(terms, name) is None:
            found[name] = _("Isi jumlahnya, atau pilih “belum diketahui”.")
    if out_of_order(terms.amount_min_rp, terms.amount_max_rp):
        found["amount_max_rp"] = _("Batas atas lebih kecil daripada batas bawah.")
    if out_of_order(terms.smallest_ticket_rp, terms.largest_ticket_rp):
        found["largest_ticket_rp"] = _("Dukungan terbesar lebih kecil daripada yang terkecil.")
    return found


AMOUNT_FIELDS = (
    *("amount_rp", "amount_min_rp", "amount_max_rp", "in_kind_rp"),
    *("smallest_ticket_rp", "largest_ticket_rp"),
)
REQUIRED_AMOUNTS: dict[str, tuple[str, ...]] = {
    AmountKind.EXACT: ("amount_rp",),
    AmountKind.RANGE: ("amount_min_rp", "amount_max_rp"),
    AmountKind.UNKNOWN: (),
}


def out_of_order(low: int | None, high: int | None) -> bool:
    """Return whether both are known and the upper is below the lower."""
    return low is not None and high is not None and high < low


def intake_warning(intake_months: Collection[int], on_date: date) -> str:
    """Return a warning when proposals are not taken in the month of the date, else ""."""
    if not intake_months or on_date.month in intake_months:
        return ""
    following = [month for month in sorted(intake_months) if month > on_date.month]
    opens = following[0] if following else min(intake_months)
    year = on_date.year if following else on_date.year + 1
    wait = (year - on_date.year) * 12 + opens - on_date.month
    return _(
        "Di luar masa penerimaan usulan: dibuka lagi %(month)s %(year)s (%(wait)s bulan lagi)."
    ) % {"month": MONTHS[opens], "year": year, "wait": wait}
