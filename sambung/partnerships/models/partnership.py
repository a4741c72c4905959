"""Partnership, its parties, and its steps along the stages."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import rupiah_check, rupiah_field
from sambung.needs.models import Option, Package
from sambung.parties.models import Organisation, User
from sambung.partnerships.models.road import Road, RoadTemplate, Stage, Umbrella
from sambung.regions.models import Region


class Partnership(models.Model):
    """Parties that work together; opened from a plan, from a package, or by hand (no package)."""

    package = models.ForeignKey(Package, models.PROTECT, null=True, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey(Region, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    about = models.TextField(max_length=2000, blank=True)  # what is built and for whom, by hand
    service = models.CharField(
        max_length=12, blank=True
    )  # regions.Service; by hand without package
    road = models.CharField(max_length=5, choices=Road, default=Road.SHORT)
    # The version of the road it runs on; a later one never moves it. NULL: the road as shipped.
    template = models.ForeignKey(RoadTemplate, models.PROTECT, null=True, related_name="+")
    umbrella = models.ForeignKey(Umbrella, models.PROTECT, null=True, related_name="+")
    is_entered = models.BooleanField(default=False)  # was already running when it was written down
    opened_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=14, choices=Stage, default=Stage.INTEREST)
    stage_since = models.DateTimeField()
    total_rp = rupiah_field()  # the option's cost when the partnership opened
    community_rp = rupiah_field()
    people_served = models.PositiveIntegerField(null=True)  # None: not known
    opened_at = models.DateTimeField()
    convener = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    stage_due_on = models.DateField(null=True)  # when this stage should be done; None: not agreed
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=300, blank=True)
    is_published = models.BooleanField(default=False)  # public only when every party agreed
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            rupiah_check("partnership", "total_rp", "community_rp"),
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(closed_at__isnull=True),
                name="partnership_open_once_per_package",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="partnership_stage_known"
            ),
            models.CheckConstraint(condition=Q(road__in=Road.values), name="partnership_road"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closing_reason=""),
                name="partnership_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(community_rp__isnull=True)
                | Q(total_rp__isnull=True)
                | Q(community_rp__lte=F("total_rp")),
                name="partnership_community_within_total",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, which stands below the list (tests/web hold that)."""
        return f"{self.list_url()}{self.pk}/"

    @staticmethod
    def list_url() -> str:
        """Return the address of the list."""
        return reverse("partnerships:partnership-list")


class PartyPart(models.TextChoices):
    """In what part an organisation joined when the partnership opened."""

    SOURCE = "source", _("Ikut membiayai")
    VILLAGE = "village", _("Pemerintah desanya")
    COMMUNITY = "community", _("Warga: membangun atau mengelola")
    PROPOSER = "proposer", _("Mengusulkan dan mendampingi")
    CONVENER = "convener", _("Mengundang para pihak")
    OPERATOR = "operator", _("Mengelola sesudah serah terima")
    SUPPORT = "support", _("Mendukung teknis atau pembinaan")


class Party(models.Model):
    """An organisation in a partnership: in what part it joined, and any number of roles."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=PartyPart)
    roles = models.JSONField(default=list)  # values of PartyPart beside `part`
    left_at = models.DateTimeField(null=True)
    leaving_reason = models.CharField(max_length=300, blank=True)
    joined_at = models.DateTimeField()
    agreed_to_publish_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="party_once"),
            models.CheckConstraint(condition=Q(part__in=PartyPart.values), name="party_part_known"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class StageStep(models.Model):
    """One step of a partnership from a stage to another: who, when, why."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="steps")
    from_stage = models.CharField(max_length=14, choices=Stage)
    to_stage = models.CharField(max_length=14, choices=Stage)
    reason = models.CharField(max_length=300, blank=True)
    skipped = models.JSONField(default=list)  # stages passed over, and needs left open
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_stage__in=Stage.values, to_stage__in=Stage.values),
                name="stage_step_stages_known",
            ),
            models.CheckConstraint(
                condition=~Q(from_stage=F("to_stage")), name="stage_step_goes_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"
