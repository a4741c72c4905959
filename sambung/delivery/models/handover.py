"""The handover (BAST): tests, assets, owner, operator, tariff, warranty; it opens the facility."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import rupiah_check, rupiah_field
from sambung.facilities.models import Facility
from sambung.governance.models import Decree
from sambung.parties.models import Organisation, User
from sambung.partnerships.models import Document, Partnership


class HandoverState(models.TextChoices):
    """A handover is prepared, then done; a ceremony is neither."""

    PREPARED = "prepared", _("disiapkan")
    DONE = "done", _("diserahterimakan")
    CANCELLED = "cancelled", _("dibatalkan")


class Handover(models.Model):
    """The handover of one facility of a partnership."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=HandoverState, default=HandoverState.PREPARED)
    number = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True)
    giver = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    function_tested_on = models.DateField(null=True)
    is_function_good = models.BooleanField(null=True)  # None: not tested
    function_note = models.CharField(max_length=300, blank=True)
    needs_water_test = models.BooleanField(default=True)
    operator = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    operator_decree = models.ForeignKey(Decree, models.PROTECT, null=True, related_name="+")
    tariff_rp = rupiah_field()  # per tariff_unit
    tariff_unit = models.CharField(max_length=20, blank=True)  # m³, bulan per KK
    tariff_decided_on = models.DateField(null=True)
    tariff_decision = models.CharField(max_length=160, blank=True)  # Perdes nomor ...
    income_month_rp = rupiah_field()  # expected from the tariff
    operating_month_rp = rupiah_field()  # real operating cost (BOP)
    operating_basis = models.CharField(max_length=300, blank=True)
    bill_month_rp = rupiah_field()  # what a household pays a month
    household_income_month_rp = rupiah_field()
    warranty_until = models.DateField(null=True)
    register_number = models.CharField(max_length=120, blank=True)
    registered_on = models.DateField(null=True)
    watch_years = models.PositiveSmallIntegerField(default=3)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    exceptions = models.JSONField(default=dict)  # {missing thing: reason it was done without}
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    cancellation_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            rupiah_check(
                "handover",
                *("tariff_rp", "income_month_rp", "operating_month_rp"),
                *("bill_month_rp", "household_income_month_rp"),
            ),
            models.UniqueConstraint(
                fields=["facility"],
                condition=~Q(state="cancelled"),
                name="handover_once_per_facility",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancellation_reason=""),
                name="handover_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(done_on__isnull=False, receiver__isnull=False, giver__isnull=False),
                name="handover_done_is_whole",
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="handover_to_another"),
            models.CheckConstraint(
                condition=Q(watch_years__gte=3, watch_years__lte=5), name="handover_watch_3_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"BAST {self.number or self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page of the handover."""
        return reverse("delivery:handover", args=[self.partnership_id, self.pk])
