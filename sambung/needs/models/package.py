"""Package with options and cost lines; interest; weights of priority."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sambung.core.models import rupiah_check, rupiah_field
from sambung.needs.models.need import Need
from sambung.parties.models import Organisation, User
from sambung.regions.models import Region, Service


class PackageState(models.TextChoices):
    """Where a package (kegiatan siap didukung) stands."""

    DRAFT = "draft", _("disusun")
    READY = "ready", _("siap didukung")
    INVITED = "invited", _("ajakan dikirim")
    IN_PARTNERSHIP = "in_partnership", _("dalam kemitraan")
    SERVED = "served", _("sudah terlayani")
    WITHDRAWN = "withdrawn", _("ditarik")


class Package(models.Model):
    """Work made ready from a verified need, with one to five options to choose from."""

    need = models.OneToOneField(Need, models.PROTECT, related_name="package")
    village = models.ForeignKey(Region, models.PROTECT, related_name="+")
    service = models.CharField(max_length=10, choices=Service)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=16, choices=PackageState, default=PackageState.DRAFT)
    year = models.PositiveSmallIntegerField()  # the year the work could be funded
    people = models.PositiveIntegerField()  # without the service, from the need
    households = models.PositiveIntegerField()
    made_ready_at = models.DateTimeField(null=True)
    # Of the cheapest option, kept by the actions that change options, to filter and sort by.
    lowest_total_rp = rupiah_field()
    lowest_rp_per_person = rupiah_field()
    priority = models.DecimalField(max_digits=4, decimal_places=1, null=True)  # 0..100
    priority_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_simulated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "id"]
        indexes = [
            models.Index(fields=["state", "year"], name="package_state_year"),
            models.Index(fields=["village", "state"], name="package_village_state"),
            models.Index(fields=["state", "-priority", "id"], name="package_by_priority"),
        ]
        constraints = [
            rupiah_check("package", "lowest_total_rp", "lowest_rp_per_person"),
            models.CheckConstraint(
                condition=Q(priority__isnull=True) | Q(priority__gte=0, priority__lte=100),
                name="package_priority_of_100",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PackageState.values), name="package_state_known"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, households__gte=1), name="package_serves_somebody"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2015, year__lte=2100), name="package_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OptionKind(models.TextChoices):
    """What kind of work an option is (PAMSIMAS words for water, and more)."""

    NEW_SYSTEM = "new_system", _("sistem baru")
    EXTENSION = "extension", _("pengembangan / perluasan jaringan")
    OPTIMISATION = "optimisation", _("optimalisasi / perbaikan")
    HOUSE_CONNECTIONS = "house_connections", _("sambungan rumah")
    ON_SITE_SANITATION = "on_site_sanitation", _("jamban dan tangki septik")
    COMMUNAL_SANITATION = "communal_sanitation", _("IPAL / tangki septik komunal")
    BEHAVIOUR = "behaviour", _("perubahan perilaku (STBM)")
    HANDWASHING = "handwashing", _("sarana cuci tangan")
    INSTITUTION = "institution", _("penguatan kelembagaan")


class Option(models.Model):
    """One way to do a package: its cost, who is served, for how long, on what ground."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="options")
    kind = models.CharField(max_length=20, choices=OptionKind)
    title = models.CharField(max_length=120)
    people_served = models.PositiveIntegerField()
    expected_years = models.DecimalField(max_digits=4, decimal_places=1)
    years_basis = models.CharField(max_length=300)  # where the expectation comes from
    is_years_verified = models.BooleanField(default=False)
    operation_yearly_rp = rupiah_field()  # None: not known yet
    price_year = models.PositiveSmallIntegerField()
    community_percent = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(20))
    needs_government = models.BooleanField(default=False)  # new water systems: a government role
    # Sum of the lines and the community's part of it, rounded down; kept by set_cost_lines.
    total_rp = models.BigIntegerField(default=0)
    community_rp = models.BigIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            rupiah_check("option", "operation_yearly_rp", "total_rp", "community_rp"),
            models.CheckConstraint(
                condition=Q(community_rp__lte=F("total_rp")), name="option_community_within_total"
            ),
            models.UniqueConstraint(fields=["package", "position"], name="option_position_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=5), name="option_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(expected_years__gt=0, expected_years__lte=50), name="option_years"
            ),
            models.CheckConstraint(
                condition=Q(community_percent__gte=0, community_percent__lte=90),
                name="option_community_percent",
            ),
            models.CheckConstraint(
                condition=Q(people_served__gte=1), name="option_serves_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def need_rp(self) -> int:
        """Return what sources must carry together: the total less the community's part."""
        return self.total_rp - self.community_rp

    @property
    def rp_per_person(self) -> int:
        """Return the whole cost per person served, rounded down."""
        return self.total_rp // self.people_served


class CostLine(models.Model):
    """One line of a cost estimate (RAB): volume x unit price, with where the price comes from."""

    option = models.ForeignKey(Option, models.CASCADE, related_name="lines")
    item = models.CharField(max_length=160)
    volume = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=20)
    unit_price_rp = models.BigIntegerField()
    price_year = models.PositiveSmallIntegerField(null=True, blank=True)
    price_source = models.CharField(max_length=300, blank=True)
    is_price_verified = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            rupiah_check("cost_line", "unit_price_rp"),
            models.CheckConstraint(condition=Q(volume__gt=0), name="cost_line_volume_positive"),
        ]

    @property
    def amount_rp(self) -> int:
        """Return volume x unit price in whole rupiah, half up."""
        return int((self.volume * self.unit_price_rp + Decimal("0.5")) // 1)


class Interest(models.Model):
    """That an organisation looks at a package with interest (minat); no money is promised."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["package", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="interest_once",
            )
        ]


class PriorityWeights(models.Model):
    """How much each visible part counts in a district's priority, in percent, with who set it."""

    regency = models.ForeignKey(Region, models.CASCADE, related_name="+")
    gap = models.PositiveSmallIntegerField(default=30)
    poverty = models.PositiveSmallIntegerField(default=20)
    readiness = models.PositiveSmallIntegerField(default=20)
    service_now = models.PositiveSmallIntegerField(default=20)
    waiting = models.PositiveSmallIntegerField(default=10)
    reason = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    gap=100 - F("poverty") - F("readiness") - F("service_now") - F("waiting")
                ),
                name="priority_weights_sum_to_100",
            )
        ]
