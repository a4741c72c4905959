"""Offer (minat / kesanggupan): what one source could give in one year, under its own rules."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import rupiah_check, rupiah_field
from sambung.parties.models.organisations import Organisation, Programme
from sambung.parties.models.people import User
from sambung.regions.models import Region


class OfferState(models.TextChoices):
    """Where an offer stands."""

    DRAFT = "draft", _("draf")
    PUBLISHED = "published", _("terbuka")
    PAUSED = "paused", _("dijeda")
    CLOSED = "closed", _("ditutup")


class AmountKind(models.TextChoices):
    """How sure the amount of an offer is."""

    EXACT = "exact", _("jumlah pasti")
    RANGE = "range", _("kisaran")
    UNKNOWN = "unknown", _("belum diketahui")


class GivingWay(models.TextChoices):
    """How a source gives."""

    BUILDS = "builds", _("membangun sendiri lewat penyedia")
    GOODS = "goods", _("memberi barang")
    MONEY = "money", _("uang ke rekening lembaga")


@dataclass(frozen=True)
class OfferTerms:
    """What a source says of one year: the part of an offer that a person types."""

    year: int
    title: str = ""
    programme_id: int | None = None
    amount_kind: str = AmountKind.UNKNOWN
    amount_rp: int | None = None
    amount_min_rp: int | None = None
    amount_max_rp: int | None = None
    in_kind_rp: int | None = None
    in_kind_note: str = ""
    is_nationwide: bool = False
    for_water: bool = True
    for_sanitation: bool = True
    for_hygiene: bool = True
    smallest_ticket_rp: int | None = None
    largest_ticket_rp: int | None = None
    most_partnerships: int | None = None
    most_share_percent: int = 60
    intake_months: tuple[int, ...] = ()
    gives_by: str = GivingWay.BUILDS
    reports_needed: str = ""
    note: str = ""


class Offer(models.Model):
    """What one source could give in one year, under its own rules (minat / kesanggupan)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.DRAFT)
    amount_kind = models.CharField(max_length=8, choices=AmountKind, default=AmountKind.UNKNOWN)
    amount_rp = rupiah_field()
    amount_min_rp = rupiah_field()
    amount_max_rp = rupiah_field()
    in_kind_rp = rupiah_field()
    in_kind_note = models.CharField(max_length=300, blank=True)
    is_nationwide = models.BooleanField(default=False)
    for_water = models.BooleanField(default=True)
    for_sanitation = models.BooleanField(default=True)
    for_hygiene = models.BooleanField(default=True)
    smallest_ticket_rp = rupiah_field()
    largest_ticket_rp = rupiah_field()
    most_partnerships = models.PositiveSmallIntegerField(null=True, blank=True)
    most_share_percent = models.PositiveSmallIntegerField(default=60)
    intake_months = models.JSONField(default=list, blank=True)  # 1..12; empty: all year
    gives_by = models.CharField(max_length=8, choices=GivingWay, default=GivingWay.BUILDS)
    reports_needed = models.CharField(max_length=300, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    is_simulated = models.BooleanField(default=False)
    # Set when an officer wrote it down atas nama the source; that organisation may go on with it.
    recorded_by_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "organisation__name", "id"]
        constraints = [
            rupiah_check(
                "offer",
                *["amount_rp", "amount_min_rp", "amount_max_rp", "in_kind_rp"],
                *["smallest_ticket_rp", "largest_ticket_rp"],
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_kind="exact",
                    amount_rp__isnull=False,
                    amount_min_rp__isnull=True,
                    amount_max_rp__isnull=True,
                )
                | Q(
                    amount_kind="range",
                    amount_rp__isnull=True,
                    amount_min_rp__isnull=False,
                    amount_max_rp__isnull=False,
                )
                | Q(
                    amount_kind="unknown",
                    amount_rp__isnull=True,
                    amount_min_rp__isnull=True,
                    amount_max_rp__isnull=True,
                ),
                name="offer_amount_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(amount_min_rp__isnull=True)
                | Q(amount_max_rp__isnull=True)
                | Q(amount_min_rp__lte=F("amount_max_rp")),
                name="offer_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(smallest_ticket_rp__isnull=True)
                | Q(largest_ticket_rp__isnull=True)
                | Q(smallest_ticket_rp__lte=F("largest_ticket_rp")),
                name="offer_tickets_in_order",
            ),
            models.CheckConstraint(
                condition=Q(most_share_percent__gte=1, most_share_percent__lte=100),
                name="offer_share_in_percent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OfferState.values), name="offer_state_known"
            ),
            models.CheckConstraint(
                condition=Q(gives_by__in=GivingWay.values), name="offer_giving_way_known"
            ),
            models.CheckConstraint(
                condition=Q(for_water=True) | Q(for_sanitation=True) | Q(for_hygiene=True),
                name="offer_has_a_service",
            ),
            models.CheckConstraint(
                condition=Q(most_partnerships__isnull=True) | Q(most_partnerships__gte=1),
                name="offer_slots_at_least_one",
            ),
            models.CheckConstraint(condition=Q(year__gte=2015, year__lte=2100), name="offer_year"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.organisation_id} {self.year}"

    def get_absolute_url(self) -> str:
        """Return the offer's page."""
        return reverse("parties:offer", args=[self.pk])


class OfferRegion(models.Model):
    """A region, of any level, that an offer may serve; all below it are included."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    is_ring_one = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "region"], name="offer_region_once")
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.region_id}"


class OfferViewer(models.Model):
    """An organisation, beside the source itself, that may see an offer; never another company."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "organisation"], name="offer_viewer_once")
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.organisation_id}"
