"""The road of a partnership: its stages as data, versioned, and agreements that hold several."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.parties.models import Organisation, Programme
from sambung.regions.models import Region


class Road(models.TextChoices):
    """The two roads; below a set amount the short one is the default."""

    SHORT = "short", _("jalur ringkas")
    FULL = "full", _("jalur lengkap")


class Stage(models.TextChoices):
    """The twelve stages of a partnership (domain reference, section 3)."""

    DATA = "data", _("Data")
    APPROACH = "penjajakan", _("Penjajakan")
    INTEREST = "minat", _("Minat")
    PROPOSAL = "usulan", pgettext_lazy("tahap", "Usulan")
    FEASIBILITY = "kelayakan", _("Kelayakan")
    MOU = "mou", _("Kesepakatan")
    AGREEMENT = "pks", _("Perjanjian")
    WORKPLAN = "rkm", _("Rencana kerja")
    CONSTRUCTION = "konstruksi", _("Konstruksi")
    HANDOVER = "serah_terima", _("Serah terima")
    OPERATION = "operasi", _("Operasi")
    EVALUATION = "evaluasi", _("Evaluasi")


class RoadTemplate(models.Model):
    """One version of a road: which stages, what each needs, who closes it, how long, what lapses.

    `content` is read by lifecycle.templates.parse, which refuses what it does not know. A version
    in use is never changed: editing makes the next one, and running partnerships keep theirs.
    """

    road = models.CharField(max_length=5, choices=Road)
    name = models.CharField(max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(default=1)  # of the version
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_current = models.BooleanField(default=True)
    below_rp = rupiah_field()  # the short road is the default below this; None: no such limit
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)  # what changed in this version

    class Meta:
        ordering = ["name", "-number"]
        constraints = [
            rupiah_check("road_template", "below_rp"),
            models.CheckConstraint(condition=Q(road__in=Road.values), name="road_template_road"),
            models.UniqueConstraint(
                fields=["road"],
                condition=Q(is_current=True, region__isnull=True, programme__isnull=True),
                name="road_template_one_national",
            ),
            models.UniqueConstraint(
                fields=["road", "region"],
                condition=Q(is_current=True, programme__isnull=True),
                name="road_template_one_in_region",
            ),
            models.UniqueConstraint(
                fields=["road", "programme"],
                condition=Q(is_current=True, region__isnull=True),
                name="road_template_one_in_programme",
            ),
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(programme__isnull=True),
                name="road_template_of_region_or_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the template."""
        return reverse("partnerships:template", args=[self.pk])


class Umbrella(models.Model):
    """An umbrella agreement: one company, several districts, years and amounts for each."""

    title = models.CharField(max_length=160)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_simulated = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ending_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="umbrella_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the umbrella agreement."""
        return reverse("partnerships:umbrella", args=[self.pk])


class UmbrellaShare(models.Model):
    """What an umbrella agreement sets aside for one district in one year."""

    umbrella = models.ForeignKey(Umbrella, models.CASCADE, related_name="shares")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount_rp = rupiah_field()  # None: the district is named, the amount is not

    class Meta:
        ordering = ["year", "region_id"]
        constraints = [
            rupiah_check("umbrella_share", "amount_rp"),
            models.UniqueConstraint(
                fields=["umbrella", "region", "year"], name="umbrella_share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.umbrella_id} {self.region_id} {self.year}"
