"""Documents of a partnership, and what a stage was found to have."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models import Organisation, User
from sambung.partnerships.models.partnership import Partnership
from sambung.partnerships.models.road import Stage
from sambung.regions.models import Region


class DocumentKind(models.TextChoices):
    """Kinds of document: those made here, and those that only come in."""

    PROFILE = "profil", _("Profil desa")
    PROPOSAL = "proposal", _("Proposal")
    INTEREST = "minat", _("Surat minat")
    PLEDGE = "kesanggupan", _("Surat kesanggupan")
    MINUTES = "berita_acara", _("Berita acara")
    LAND = "lahan", _("Surat lahan")
    DESIGN = "rancangan", _("Gambar rinci dan RAB")
    MOU = "kb", _("Kesepakatan bersama")
    AGREEMENT = "pks", _("Perjanjian kerja sama")
    WORKPLAN = "rkm", _("Rencana kerja masyarakat")
    PROGRESS = "kemajuan", _("Laporan kemajuan")
    PAYMENT_REQUEST = "permintaan", _("Permintaan pembayaran")
    RECEIPT = "kuitansi", _("Tanda terima")
    FUNCTION_TEST = "uji_fungsi", _("Berita acara uji fungsi")
    WATER_TEST = "uji_air", _("Hasil uji mutu air")
    HANDOVER = "bast", _("Berita acara serah terima")
    OPERATION = "operasi", _("Aturan iuran dan pembukuan")
    CLOSING = "penutup", _("Laporan penutup")
    DECREE = "sk", _("Surat keputusan")
    EVIDENCE = "bukti", _("Bukti")
    OTHER = "lain", _("Dokumen lain")


class Document(models.Model):
    """One version of a document: made here from the partnership's facts, or brought from outside.

    A draft (`is_private`) is seen by its own organisation alone. A version on which a verification
    or a signature rests is locked: another file is a new version, never a change of this one.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # whose it is
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    content = models.JSONField(null=True)  # core.papers.Paper of one made here
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    edited = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # DOCX
    edition = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_latest = models.BooleanField(default=True)
    is_private = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    locked_at = models.DateTimeField(null=True)  # something verified or signed rests on it
    subject_label = models.CharField(max_length=40, blank=True)  # the thing it belongs to, if one
    subject_id = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_label", "subject_id"], name="document_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=False) | Q(file__isnull=False),
                name="document_has_something",
            ),
            models.CheckConstraint(
                condition=Q(is_private=False) | Q(is_published=False),
                name="document_private_not_public",
            ),
            models.UniqueConstraint(fields=["replaces"], name="document_replaced_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the document's page."""
        return reverse("partnerships:document", args=[self.partnership_id, self.pk])

    @property
    def sha256(self) -> str:
        """Return the hash to which a verification or a signature is bound; '' without a file."""
        return self.file.sha256 if self.file else ""


class NeedKind(models.TextChoices):
    """What a stage may need."""

    DOCUMENT = "document", _("dokumen")
    APPROVAL = "approval", _("persetujuan")
    FACT = "fact", _("keadaan")


class StageRecord(models.Model):
    """That a need of a stage was met, or left out with a reason."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="records")
    stage = models.CharField(max_length=14, choices=Stage)
    key = models.CharField(max_length=40)  # of the template's need
    kind = models.CharField(max_length=8, choices=NeedKind)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    is_waived = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "stage", "key"],
                condition=Q(undone_at__isnull=True),
                name="stage_record_once",
            ),
            models.CheckConstraint(
                condition=Q(is_waived=False) | ~Q(note=""), name="stage_record_waived_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.stage} {self.key}"


class DocumentTemplate(models.Model):
    """Wording of a kind of document: clauses with {fields} that the partnership's facts fill.

    `content` is read by lifecycle.wording.parse, which refuses a field that does not exist.
    """

    kind = models.CharField(max_length=12)  # AgreementKind or DocumentKind
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="id")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(default=1)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_current = models.BooleanField(default=True)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "language", "region"],
                condition=Q(is_current=True),
                name="document_template_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"
