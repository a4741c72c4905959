"""The work: milestones with dates, progress with photos, goods, final checks, issues and risks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models import Organisation, User
from sambung.partnerships.models import Contribution, Document, Grade, Partnership, Party, Stage


class Milestone(models.Model):
    """One piece of the work plan; its dates change only by a person, with a reason."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    stage = models.CharField(max_length=14, choices=Stage, blank=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")  # who does it
    starts_on = models.DateField(null=True)
    due_on = models.DateField()
    weight = models.PositiveSmallIntegerField(default=0)  # points of the whole work
    done_on = models.DateField(null=True)
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    stated_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+"
    )  # who wrote it
    returned_at = models.DateTimeField(null=True)  # stated done, and sent back
    return_reason = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField(null=True)
    verifier = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade, blank=True)
    dropped_at = models.DateTimeField(null=True)
    dropping_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="milestone_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True)
                | Q(done_on__isnull=False, verifier__isnull=False),
                name="milestone_verified_after_done",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | ~Q(dropping_reason=""),
                name="milestone_dropped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DueChange(models.Model):
    """That a due date was moved: from when to when, why, by whom."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="due_changes")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.from_on} → {self.to_on}"


class Progress(models.Model):
    """How far the work is on a day, as stated by one party, with photos; verified by another."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    percent = models.PositiveSmallIntegerField()  # of the whole work
    note = models.CharField(max_length=600, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    verified_on = models.DateField(null=True)
    verifier = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade, blank=True)
    returned_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=300, blank=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="progress_percent"),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True) | Q(verifier__isnull=False),
                name="progress_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True) | Q(returned_at__isnull=True),
                name="progress_verified_or_returned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.percent} %"


class ProgressPhoto(models.Model):
    """A photo of the work: when, where, at which mark; public only with consent."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    mark = models.PositiveSmallIntegerField()  # 0, 25, 50, 75, 100
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    caption = models.CharField(max_length=160, blank=True)
    consent_by = models.CharField(max_length=120, blank=True)  # who says there is consent
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["mark", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__in=[0, 25, 50, 75, 100]), name="progress_photo_mark"
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | ~Q(consent_by=""),
                name="progress_photo_public_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.progress_id} {self.mark} %"


class GoodsStep(models.TextChoices):
    """What happens to goods; delivered is not received, received is not in use."""

    DELIVERED = "delivered", _("dikirim")
    RECEIVED = "received", _("diterima")
    IN_USE = "in_use", _("dipakai")


class Goods(models.Model):
    """A kind of goods a contribution brings, and how many were promised."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=20)
    promised = models.PositiveIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class GoodsStatement(models.Model):
    """How many were delivered, received, or found in use on a day, and who says so."""

    goods = models.ForeignKey(Goods, models.CASCADE, related_name="statements")
    step = models.CharField(max_length=10, choices=GoodsStep)
    quantity = models.PositiveIntegerField()
    on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.goods_id} {self.step} {self.quantity}"


class FinalCheck(models.Model):
    """The check at the end of works a company built by its own vendor."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    on = models.DateField()
    is_fit = models.BooleanField()
    findings = models.CharField(max_length=600, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who checked
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.on}"


class TroubleKind(models.TextChoices):
    """A risk may come; an issue is here."""

    ISSUE = "issue", _("masalah")
    RISK = "risk", _("risiko")


class Trouble(models.Model):
    """An issue or a risk: what, how bad, who sees to it, by when, how it ended."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=TroubleKind)
    title = models.CharField(max_length=160)
    note = models.CharField(max_length=600, blank=True)
    likelihood = models.PositiveSmallIntegerField(null=True)  # 1-3, of a risk
    impact = models.PositiveSmallIntegerField(null=True)  # 1-3
    owner = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who says so
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=600, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(outcome=""),
                name="trouble_closed_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ceremony(models.Model):
    """A ceremony is an event, not a handover: it opens nothing and closes nothing."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    on = models.DateField()
    title = models.CharField(max_length=160)
    note = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return self.title
