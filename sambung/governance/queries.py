"""Every read of the law: the register, decrees and what became of them, seasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.governance import rules
from sambung.governance.models import (
    Decree,
    ElectionSeason,
    LegalInstrument,
    Verification,
)
from sambung.parties.models import Organisation
from sambung.ui.formats import full_date

SOON_DAYS = 90  # a ground that ends within this many days is told ahead


@dataclass(frozen=True)
class Lapse:
    """Whether a ground holds on a day: kind is in_force, soon, lapsed, not_yet or unknown."""

    kind: str
    words: str
    badge: str  # kind of badge
    ends_on: date | None = None

    @property
    def is_lapsed(self) -> bool:
        """Return whether nothing should rest on it any more."""
        return self.kind == "lapsed"


def lapse_of(thing: LegalInstrument | Decree, today: date) -> Lapse:
    """Return whether an instrument or decree holds; what nobody knows stays unknown."""
    if isinstance(thing, LegalInstrument):
        if thing.replaced_by_id is not None:
            words = _("diganti %s") % thing.replaced_by
            return Lapse("lapsed", words, "late", thing.in_force_to)
        return of_days(thing.in_force_from, thing.in_force_to, today)
    if thing.withdrawn_at is not None:
        return Lapse("lapsed", _("dicabut: %s") % thing.withdrawal_reason, "late")
    found = of_days(thing.valid_from or thing.dated_on, thing.valid_to, today)
    law = thing.instrument
    if not found.is_lapsed and law is not None and law.replaced_by_id is not None:
        return Lapse("soon", _("dasarnya diganti; periksa"), "due", thing.valid_to)
    return found


def of_days(start: date | None, end: date | None, today: date) -> Lapse:
    """Return whether a day lies between two, either of which may be unknown."""
    if end is not None and end < today:
        return Lapse("lapsed", _("habis %s") % full_date(end), "late", end)
    if start is not None and start > today:
        return Lapse("not_yet", _("mulai berlaku %s") % full_date(start), "info", end)
    if end is not None and (end - today).days <= SOON_DAYS:
        words = _("habis dalam %s hari") % (end - today).days
        return Lapse("soon", words, "due", end)
    if start is None:
        return Lapse("unknown", _("masa berlaku belum diketahui"), "none", end)
    return Lapse("in_force", _("berlaku"), "ok", end)


def caution_of(instrument: LegalInstrument) -> str:
    """Return what stands beside an instrument that was not read at its source; else nothing."""
    if instrument.verification == Verification.SECONDARY:
        return _("sumber sekunder")
    if instrument.verification == Verification.UNVERIFIED:
        return _("belum diverifikasi, periksa naskah aslinya")
    return ""


def instruments() -> QuerySet[LegalInstrument]:
    """Return the whole register; law is public."""
    return LegalInstrument.objects.select_related("region", "replaced_by", "kept_by")


def codes_above(code: str) -> list[str]:
    """Return a dotted code with those above it, widest first."""
    steps = code.split(".")
    return [".".join(steps[: place + 1]) for place in range(len(steps))]


def instruments_for(region_code: str) -> QuerySet[LegalInstrument]:
    """Return what may be cited in a place: national law and that of the regions above it."""
    return instruments().filter(Q(region__isnull=True) | Q(region_id__in=codes_above(region_code)))


def decrees_visible_to(actor: Actor) -> QuerySet[Decree]:
    """Return the decrees of the actor's regions, and those that name their organisations."""
    rows = Decree.objects.select_related(
        "region", "issuer", "subject", "instrument", "kept_by", "file"
    )
    if actor.is_operator:
        return rows
    own = set(actor.organisation_ids)
    seen = Q(kept_by_id__in=own) | Q(subject_id__in=own) | Q(issuer_id__in=own)
    for hat in actor.hats:
        if hat.organisation_kind in rules.READING and hat.region_code:
            seen |= Q(region_id=hat.region_code)
            seen |= Q(region__code__startswith=f"{hat.region_code}.")
    return rows.filter(seen)


def decrees_for(region_code: str) -> QuerySet[Decree]:
    """Return the standing decrees of a place and of the regions above it."""
    rows = Decree.objects.filter(region_id__in=codes_above(region_code), withdrawn_at=None)
    return rows.select_related("region", "instrument", "subject")


def season_on(region_code: str, day: date) -> ElectionSeason | None:
    """Return the season a place is in on a day, by its own setting or a region's above; or None."""
    return (
        ElectionSeason.objects.filter(
            region_id__in=codes_above(region_code), from_on__lte=day, to_on__gte=day
        )
        .order_by("-region_id", "from_on")
        .first()
    )


def season_note(region_code: str, day: date) -> str:
    """Return the note for ceremonies and publishing while a season runs; empty otherwise."""
    season = season_on(region_code, day)
    if season is None:
        return ""
    return _(
        "Masa pemilihan sampai %(day)s: acara dan foto dengan pejabat atau calon "
        "mudah disalahpahami."
    ) % {"day": full_date(season.to_on)}


def seasons_of(actor: Actor) -> QuerySet[ElectionSeason]:
    """Return the seasons set for the regions whose law the actor keeps."""
    codes = {
        code for hat in rules.keeping_hats(actor) for code in codes_above(hat.region_code or "")
    }
    rows = ElectionSeason.objects.select_related("region", "kept_by")
    return rows.filter(region_id__in=codes) if codes else rows.none()


def houses_of(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations in whose name the actor keeps the law of a region."""
    ids = [hat.organisation_id for hat in rules.keeping_hats(actor)]
    return Organisation.objects.filter(pk__in=ids).select_related("region")


def bodies_in(codes: Iterable[str]) -> QuerySet[Organisation]:
    """Return organisations of the regions and below, which decrees may be about."""
    where = Q()
    for code in codes:
        where |= Q(region_id=code) | Q(region__code__startswith=f"{code}.")
    found = Organisation.objects.filter(where) if where else Organisation.objects.none()
    return found.order_by("name")
