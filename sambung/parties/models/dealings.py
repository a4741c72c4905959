"""Dealings with a company: its units, ring-1 villages and budget season, talks, tasks, letters."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models.links import PersonalLink
from sambung.parties.models.organisations import Contact, Organisation
from sambung.parties.models.people import User
from sambung.regions.models import Region


class RingVillage(models.Model):
    """A village around a company's site (ring 1), by whose word."""

    company = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    village = models.ForeignKey(Region, models.PROTECT, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    kept_by = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "village", "kept_by"], name="ring_village_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.village_id}"


class BudgetSeason(models.Model):
    """When a company plans its next year, as one organisation learnt it."""

    company = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    proposals_months = models.JSONField(default=list)  # 1..12: when proposals are taken
    decision_months = models.JSONField(default=list)  # 1..12: when the budget is decided
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kept_by"], name="budget_season_once")
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.proposals_months}"


class InteractionKind(models.TextChoices):
    """How two organisations met."""

    MEETING = "meeting", _("pertemuan")
    CALL = "call", _("telepon")
    MESSAGE = "message", _("WhatsApp / e-mail")
    LETTER_IN = "letter_in", _("surat masuk")
    LETTER_OUT = "letter_out", _("surat keluar")
    VISIT = "visit", _("kunjungan")


class Interaction(models.Model):
    """One talk with a company, as one organisation wrote it down for itself."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")  # with whom
    kept_by = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=InteractionKind)
    on = models.DateField()
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["kept_by", "organisation", "-on"], name="interaction_of_keeper")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=InteractionKind.values), name="interaction_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Task(models.Model):
    """A next step (tugas) with a day and an owner; done, or dropped with a reason."""

    kept_by = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    subject_label = models.CharField(max_length=40, blank=True)  # what it is about, any thing
    subject_id = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["owner", "due_on"], name="task_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | ~Q(dropped_reason=""),
                name="task_dropped_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True),
                name="task_done_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the task's page."""
        return reverse("parties:task", args=[self.pk])


class Letterhead(models.Model):
    """How an organisation's papers look: its head, its address, who signs, how it numbers."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    lines = models.TextField(max_length=400)  # PEMERINTAH KABUPATEN ... / BADAN PERENCANAAN ...
    address = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=80, blank=True)  # where letters are signed
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_title = models.CharField(max_length=160, blank=True)
    signatory_number = models.CharField(max_length=30, blank=True)  # NIP, printed when given
    saved_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"kop {self.organisation_id}"


class LetterKind(models.TextChoices):
    """Letters an officer writes to a company."""

    AUDIENCE = "audience", _("permohonan audiensi")
    INVITATION = "invitation", _("undangan")
    THANKS = "thanks", _("ucapan terima kasih")
    REMINDER = "reminder", _("pengingat laporan realisasi")


class Letter(models.Model):
    """A letter made from a template: its words as filled in; the DOCX is made from them."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # to whom
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # from whom
    kind = models.CharField(max_length=10, choices=LetterKind)
    number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()
    fields = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_on = models.DateField(null=True)
    # The line in the log of talks that its sending made.
    interaction = models.ForeignKey(Interaction, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-dated_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_kind")
        ]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.dated_on}"

    def get_absolute_url(self) -> str:
        """Return the letter's page."""
        return reverse("parties:letter", args=[self.pk])


class Succession(models.Model):
    """That one person's duties in an organisation pass to another (pindah tugas).

    To a member at once; to somebody invited when they join by their link, and not before.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    leaver = models.ForeignKey(User, models.PROTECT, related_name="+")
    successor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(PersonalLink, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)  # how many tasks, contacts, drafts passed
    passed = models.JSONField(default=dict)  # the same by id, and how the people stood before
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)  # withdrawn before, or taken back after, it passed

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(leaver=F("successor")),
                name="succession_to_another",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(successor__isnull=False),
                name="succession_done_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation", "leaver"],
                condition=Q(done_at__isnull=True, undone_at__isnull=True),
                name="succession_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver_id} -> {self.successor_id}"
