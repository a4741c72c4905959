"""A picture of a filled paper form: a valid entry that somebody types later, both kept."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models import Organisation, User
from sambung.regions.models import Region


class PaperKind(models.TextChoices):
    """Which printed form a picture shows."""

    PROPOSAL = "proposal", _("formulir usulan")
    MINUTES = "minutes", _("berita acara musyawarah desa")
    VISIT = "visit", _("formulir kunjungan")
    ACTIVITY = "activity", _("laporan realisasi TJSL")


class PaperState(models.TextChoices):
    """Whether a picture was typed already."""

    WAITING = "waiting", _("menunggu diketik")
    TYPED = "typed", _("sudah diketik")
    SET_ASIDE = "set_aside", _("disisihkan")


class PaperForm(models.Model):
    """One filled form as it came in: its pages, where it belongs, and what it became."""

    kind = models.CharField(max_length=10, choices=PaperKind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    # What the QR on the paper stands for, when it was printed for one thing (a visit to a need).
    about_label = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.WAITING)
    state_reason = models.CharField(max_length=300, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=120, blank=True)  # of somebody without an account
    sent_by_phone = models.CharField(max_length=20, blank=True)  # erased once typed or set aside
    # Whether whoever sent it belongs to the place; otherwise an officer asks them before typing.
    is_known = models.BooleanField(default=True)
    sent_in = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    typed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    typed_at = models.DateTimeField(null=True)
    draft = models.JSONField(default=dict, blank=True)  # what was typed so far, as it was typed
    subject_label = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    origin_key = models.CharField(max_length=64, null=True, unique=True)  # same key, same form
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["region", "state"], name="paper_region_state")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="paper_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values), name="paper_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(state_reason=""),
                name="paper_set_aside_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(sent_by_phone=""),
                name="paper_phone_only_while_waiting",
            ),
            models.CheckConstraint(
                condition=Q(is_known=True) | Q(sent_by__isnull=False) | ~Q(sent_by_name=""),
                name="paper_unknown_sender_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="typed") | ~Q(subject_id=""), name="paper_typed_became_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page where the form is typed, with its picture beside."""
        return reverse("exchange:paper", args=[self.pk])


class PaperPage(models.Model):
    """One picture of a form."""

    form = models.ForeignKey(PaperForm, models.CASCADE, related_name="pages")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["form", "position"], name="paper_page_once")]

    def __str__(self) -> str:
        return f"{self.form_id}:{self.position}"
