"""A facility, its water tests against the versioned limits, and the watch after its handover."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.parties.models import Organisation, User
from sambung.regions.models import Region


class FacilityState(models.TextChoices):
    """A facility is prepared while it is built, and open from its handover on."""

    PREPARED = "prepared", _("disiapkan")
    OPEN = "open", _("diserahterimakan")
    ENDED = "ended", _("tidak dipakai lagi")


class Facility(models.Model):
    """What was built: where, whose, run by whom. *Works* and *is used* are observed, not stored."""

    name = models.CharField(max_length=160)
    service = models.CharField(max_length=12)  # regions.Service
    village = models.ForeignKey(Region, models.PROTECT, related_name="+")
    place_note = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    state = models.CharField(max_length=10, choices=FacilityState, default=FacilityState.PREPARED)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    operator = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    register_number = models.CharField(max_length=120, blank=True)  # entry in the asset register
    opened_on = models.DateField(null=True)
    watch_until = models.DateField(null=True)
    people_planned = models.PositiveIntegerField(null=True)
    is_chlorinated = models.BooleanField(null=True)  # None: not known
    is_simulated = models.BooleanField(default=False)
    # Set from above: whose people read it, and whether the public does. A facility knows no
    # partnership; `origin` is the label and number of the thing it came from.
    parties = models.ManyToManyField(Organisation, related_name="+")
    is_published = models.BooleanField(default=False)
    origin = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FacilityState.PREPARED)
                | Q(opened_on__isnull=False, owner__isnull=False),
                name="facility_open_has_owner_and_day",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,  # half a point compares as unknown, which would pass
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="facility_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the facility's page."""
        return reverse("facilities:facility", args=[self.pk])


class Component(models.Model):
    """A part of a facility as it was handed over: the asset list."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="components")
    name = models.CharField(max_length=160)
    asset_class = models.CharField(max_length=20)  # facilities.lifecycle.ASSET_CLASSES
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=20, blank=True)
    value_rp = rupiah_field()  # None: not valued
    condition = models.CharField(max_length=20, blank=True)
    warranty_until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [rupiah_check("component", "value_rp")]

    def __str__(self) -> str:
        return self.name


class WaterUse(models.TextChoices):
    """For which use the water is judged: the regulation has a table for each."""

    DRINKING = "minum", _("air minum")
    HYGIENE = "higiene", _("air higiene dan sanitasi")


class WaterLimit(models.Model):
    """One limit of one regulation's table (domain reference, 13.2); versioned by its dates."""

    regulation = models.CharField(max_length=60)  # Permenkes 2/2023
    table = models.CharField(max_length=60)  # wajib, khusus
    use = models.CharField(max_length=8, choices=WaterUse)
    parameter = models.CharField(max_length=40)  # e_coli, tds, ph ...
    operator = models.CharField(max_length=6)  # max, below, range, none (odourless), around
    low = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    unit = models.CharField(max_length=20, blank=True)
    is_mandatory = models.BooleanField(default=True)
    only_when_chlorinated = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    replaced_by = models.CharField(max_length=60, blank=True)  # a later regulation; empty: in force
    verification = models.CharField(max_length=2)  # governance.Verification: V2 here
    source = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["regulation", "use", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["regulation", "use", "table", "parameter"], name="water_limit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regulation} {self.use} {self.parameter}"


class WaterTest(models.Model):
    """One sample: when, by which laboratory, judged by which regulation's table."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="water_tests")
    sampled_on = models.DateField()
    laboratory = models.CharField(max_length=160, blank=True)
    use = models.CharField(max_length=8, choices=WaterUse, default=WaterUse.DRINKING)
    regulation = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    air_temperature = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # °C, at it
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-sampled_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="water_test_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.sampled_on}"


class WaterResult(models.Model):
    """The value of one parameter of a sample; a parameter without a row was not tested."""

    test = models.ForeignKey(WaterTest, models.CASCADE, related_name="results")
    limit = models.ForeignKey(WaterLimit, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    is_below_detection = models.BooleanField(default=False)  # then `value` is that limit, if known
    was_as_nitrogen = models.BooleanField(default=False)  # typed as N, kept as NO3 or NO2
    is_present = models.BooleanField(null=True)  # odour, taste: perceived or not

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["test", "limit"], name="water_result_once")]

    def __str__(self) -> str:
        return f"{self.test_id} {self.limit_id}"


class CheckKind(models.TextChoices):
    """What is looked at during the watch."""

    FUNCTION = "function", _("fungsi")
    WATER = "water", _("mutu air")
    TARIFF = "tariff", _("iuran dan pembukuan")
    ASSET = "asset", _("aset dan pemeliharaan")


class WatchCheck(models.Model):
    """One check of the watch, with its day and who is to do it."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=10, choices=CheckKind)
    due_on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    holder = models.CharField(max_length=160, blank=True)  # the post that does it
    done_on = models.DateField(null=True)
    is_good = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "kind", "due_on"], name="watch_check_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(is_good__isnull=False),
                name="watch_check_done_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.kind} {self.due_on}"
