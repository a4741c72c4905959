"""Activity (realisasi TJSL): one thing a company or programme did in one place in one year."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.needs.models import Package
from sambung.parties.models import GivingWay, Organisation, Programme, User
from sambung.partnerships.models import Partnership
from sambung.regions.models import Region, Service


class ActivityKind(models.TextChoices):
    """What was done."""

    NEW_WATER = "new_water", _("sarana air minum baru")
    BOREHOLE = "borehole", _("sumur bor")
    CONNECTIONS = "connections", _("sambungan rumah")
    WATER_REPAIR = "water_repair", _("perbaikan sarana air minum")
    WATER_TRUCK = "water_truck", _("pengiriman air")
    TOILETS = "toilets", _("jamban / tangki septik")
    WASTEWATER = "wastewater", _("IPAL / lumpur tinja")
    HANDWASHING = "handwashing", _("sarana cuci tangan")
    TRAINING = "training", _("pelatihan / penyuluhan")
    OTHER = "other", _("lainnya")


class ActivityState(models.TextChoices):
    """How far an activity has come; a ceremony is not a handover."""

    PLANNED = "planned", _("direncanakan")
    RUNNING = "running", _("berjalan")
    BUILT = "built", _("selesai dibangun, belum serah terima")
    HANDED_OVER = "handed_over", _("serah terima (BAST)")
    STOPPED = "stopped", _("berhenti")


class Answer(models.TextChoices):
    """What somebody saw; unknown is its own answer."""

    UNKNOWN = "unknown", _("belum diketahui")
    YES = "yes", _("ya")
    PARTLY = "partly", _("sebagian")
    NO = "no", _("tidak")


class Activity(models.Model):
    """What one source did in one place in one year, as far as it is known and how old that is."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")  # the finest level known
    place_note = models.CharField(max_length=200, blank=True)
    service = models.CharField(max_length=10, choices=Service)
    kind = models.CharField(max_length=12, choices=ActivityKind, default=ActivityKind.OTHER)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    started_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    amount_rp = rupiah_field()  # as stated by whoever reported it; NULL: not stated
    gives_by = models.CharField(max_length=8, choices=GivingWay, blank=True)  # "": not known
    state = models.CharField(max_length=12, choices=ActivityState, default=ActivityState.RUNNING)
    bast_number = models.CharField(max_length=80, blank=True)
    bast_on = models.DateField(null=True)
    people = models.PositiveIntegerField(null=True)
    households = models.PositiveIntegerField(null=True)
    # The latest ActivityCheck, kept here so that lists of 20,000 rows need no second look.
    works = models.CharField(max_length=8, choices=Answer, default=Answer.UNKNOWN)
    is_used = models.CharField(max_length=8, choices=Answer, default=Answer.UNKNOWN)
    known_on = models.DateField(null=True)
    package = models.ForeignKey(Package, models.PROTECT, null=True, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    note = models.TextField(max_length=1000, blank=True)
    source = models.CharField(max_length=200, blank=True)  # the paper or file it was taken from
    # Who wrote it down; the source itself, or an officer atas nama the source (parties.OnBehalf).
    recorded_in = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)  # when the source itself reported or confirmed
    publish_asked_at = models.DateTimeField(null=True)  # when the source was asked to agree
    published_at = models.DateTimeField(null=True)  # public only after the source agreed
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.CharField(max_length=300, blank=True)
    # Same key, same activity: of an imported row or of a draft on a phone. The run it came with.
    origin_key = models.CharField(max_length=64, null=True, unique=True)
    origin_run = models.BigIntegerField(null=True, db_index=True)
    is_simulated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "-id"]
        indexes = [
            models.Index(fields=["region", "year"], name="activity_region_year"),
            models.Index(fields=["organisation", "year"], name="activity_source_year"),
        ]
        constraints = [
            rupiah_check("activity", "amount_rp"),
            models.CheckConstraint(
                condition=Q(service__in=Service.values), name="activity_service"
            ),
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind"),
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.values), name="activity_state_known"
            ),
            models.CheckConstraint(
                condition=Q(works__in=Answer.values, is_used__in=Answer.values),
                name="activity_answers_known",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100), name="activity_year"
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True)
                | Q(households__isnull=True)
                | Q(people__gte=F("households")),
                name="activity_people_not_below_households",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(finished_on__gte=F("started_on")),
                name="activity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_reason=""),
                name="activity_removed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(reported_at__isnull=False),
                name="activity_public_only_after_its_source_agreed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the activity's page."""
        return reverse("activities:activity", args=[self.pk])


class ActivityCheck(models.Model):
    """What somebody saw of an activity on one day: does it work, is it used, by how many."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="checks")
    on = models.DateField()
    works = models.CharField(max_length=8, choices=Answer, default=Answer.UNKNOWN)
    is_used = models.CharField(max_length=8, choices=Answer, default=Answer.UNKNOWN)
    people = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    origin_key = models.CharField(max_length=64, null=True, unique=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(works__in=Answer.values, is_used__in=Answer.values),
                name="activity_check_answers_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.on}"


class ActivityPhoto(models.Model):
    """Evidence of an activity: a photo, or a paper such as the BAST."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)
    is_bast = models.BooleanField(default=False)
    consent_by = models.CharField(max_length=120, blank=True)  # who says it may be shown
    origin_key = models.CharField(max_length=64, null=True, unique=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.caption or str(self.pk)
