"""A table somebody brought: its sheets, how its columns were read, every row and its faults."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models import Ground, Organisation, User
from sambung.regions.models import Region

READ_JOB, CHECK_JOB, COMMIT_JOB = "exchange.read_file", "exchange.check_rows", "exchange.commit"


class RecordKind(models.TextChoices):
    """What the rows of a sheet become."""

    NEEDS = "needs", _("usulan")
    PACKAGES = "packages", _("kegiatan siap didukung")
    COMPANIES = "companies", _("perusahaan dan kontak")
    OFFERS = "offers", _("kesanggupan")
    ACTIVITIES = "activities", _("realisasi TJSL")
    VILLAGES = "villages", _("profil desa")


class ImportState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", _("sedang dibaca")
    MATCHING = "matching", _("kolom perlu dicocokkan")
    CHECKING = "checking", _("sedang diperiksa")
    PREVIEW = "preview", _("siap ditinjau")
    IMPORTING = "importing", _("sedang dimasukkan")
    DONE = "done", _("sudah masuk")
    UNDONE = "undone", _("dibatalkan kembali")
    DROPPED = "dropped", _("tidak jadi")
    FAILED = "failed", _("gagal dibaca")


class ImportRun(models.Model):
    """One file brought by one person for one region; all of it goes in, or nothing."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")  # names are sought here
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.READING)
    reason = models.CharField(max_length=500, blank=True)  # why it failed or was undone
    # On what rests what others are said to have done: stated once, before anything goes in.
    ground_kind = models.CharField(max_length=8, choices=Ground, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    # Names of companies that nobody knew and the officer says are new, in plain spelling.
    new_companies = models.JSONField(default=list)
    # Whether a NIK stood in the file: then it is not kept once its rows went in.
    has_nik = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)  # rows read, with faults, new, known already
    job_id = models.BigIntegerField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="import_done_when"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the page of the import."""
        return reverse("exchange:import", args=[self.pk])


class ImportSheet(models.Model):
    """One sheet of the file: what its rows are, and which column means what."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="sheets")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=RecordKind, blank=True)  # "": left out
    header_row = models.PositiveIntegerField(default=1)  # 1-based, as the person sees it
    headers = models.JSONField(default=list)  # the merged header texts, by column
    columns = models.JSONField(default=dict)  # field name -> column number, 0-based
    samples = models.JSONField(default=list)  # the first rows, to recognise them by
    rows_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="import_sheet_once")
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One row: as it stood in the file, as it was understood, what is wrong, what it became."""

    sheet = models.ForeignKey(ImportSheet, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # the row number in the file
    cells = models.JSONField(default=dict)  # field -> text as it stood, or as corrected
    values = models.JSONField(default=dict)  # field -> what was understood
    faults = models.JSONField(default=list)  # [field, words, suggestions]
    is_corrected = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    is_known = models.BooleanField(default=False)  # the same thing is already in the register
    same_as = models.PositiveIntegerField(null=True)  # an earlier row of this file says the same
    has_faults = models.BooleanField(default=False)
    key = models.CharField(max_length=64, blank=True)  # what makes two rows the same thing
    subject_label = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["sheet", "has_faults", "number"], name="import_row_faults"),
            models.Index(fields=["key"], name="import_row_key"),
        ]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}:{self.number}"


class ColumnMemory(models.Model):
    """How an organisation matched a header before, so that the next file needs no question."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=RecordKind)
    header = models.CharField(max_length=200)  # plain text of the header
    field = models.CharField(max_length=40)  # "": known to be of no use
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "header"], name="column_memory_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.header} -> {self.field}"
