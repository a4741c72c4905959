"""Agreements: clauses, versions, reviews, signatories and the record of signing."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.governance.models import Decree, LegalInstrument
from sambung.parties.models import Organisation, User
from sambung.partnerships.models.contributions import Contribution
from sambung.partnerships.models.papers import DocumentTemplate
from sambung.partnerships.models.partnership import Partnership, Party
from sambung.partnerships.models.road import Umbrella


class AgreementKind(models.TextChoices):
    """Kinds of agreement between parties."""

    MOU = "kb", _("Kesepakatan bersama")
    AGREEMENT = "pks", _("Perjanjian kerja sama")
    SIMPLE = "sederhana", _("Perjanjian sederhana")
    GRANT = "nphd", _("Naskah perjanjian hibah daerah")
    VILLAGE = "desa", _("Perjanjian bersama desa")
    AMENDMENT = "adendum", _("Adendum")


class AgreementState(models.TextChoices):
    """Where an agreement stands; lifecycle.AGREEMENT_STEPS says what may follow."""

    DRAFT = "draft", _("naskah disusun")
    REVIEW = "review", _("ditelaah")
    SIGNING = "signing", _("menunggu tanda tangan")
    IN_FORCE = "in_force", _("berlaku")
    LEFT = "left", _("tidak diperpanjang")
    RENEWED = "renewed", _("diperbarui")
    CANCELLED = "cancelled", _("dibatalkan")


class Agreement(models.Model):
    """An agreement of a partnership; in force when every signatory has signed one same text."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="agreements")
    umbrella = models.ForeignKey(Umbrella, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=AgreementKind)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    template = models.ForeignKey(DocumentTemplate, models.PROTECT, null=True, related_name="+")
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who drafts
    place = models.CharField(max_length=160, blank=True)  # where it is signed
    planned_on = models.DateField(null=True)  # the day written at its head; None: left open
    contributions = models.ManyToManyField(Contribution, related_name="+")  # its money schedule
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)  # last day in force
    in_force_on = models.DateField(null=True)
    is_shared = models.BooleanField(default=False)  # a draft is its owner's own until it is shared
    is_published = models.BooleanField(default=False)
    ending_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_on__isnull=False),
                name="agreement_in_force_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="agreement_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the agreement's page."""
        return reverse("partnerships:agreement", args=[self.partnership_id, self.pk])


class ClausePart(models.TextChoices):
    """Where a clause stands in the text; only articles are numbered."""

    OPENING = "opening", _("pembukaan")
    ARTICLE = "article", _("pasal")
    CLOSING = "closing", _("penutup")


class Clause(models.Model):
    """One clause as it reads now, beside the wording of its template."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    part = models.CharField(max_length=7, choices=ClausePart, default=ClausePart.ARTICLE)
    raw = models.TextField(max_length=8000, blank=True)  # of the template, {fields} not yet filled
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=160, blank=True)
    template_wording = models.TextField(max_length=8000, blank=True)
    wording = models.TextField(max_length=8000)
    is_removed = models.BooleanField(default=False)
    changed_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=ClausePart.values), name="clause_part")
        ]

    def __str__(self) -> str:
        return self.heading


class AgreementText(models.Model):
    """One frozen version of the text with the files rendered from it, or brought from outside."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    content = models.JSONField(null=True)  # core.papers.Paper; None: from outside
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64)
    amounts = models.JSONField(default=list)  # [contribution id, rupiah or null] it states
    is_from_outside = models.BooleanField(default=False)  # dari luar
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class Review(models.Model):
    """One step of review: by whom, sent when, answered when and how."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reviews")
    text = models.ForeignKey(AgreementText, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    desk = models.CharField(max_length=120)  # Bagian Hukum, TKKSD, legal perusahaan ...
    sent_on = models.DateField()
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # lifecycle.OUTCOMES
    note = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(answered_on__isnull=False),
                name="review_outcome_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.desk


class Signatory(models.Model):
    """Who signs for a party, in what order, and by what mandate."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=160)  # the post
    mandate = models.CharField(max_length=300, blank=True)  # jabatan, or surat kuasa nomor ...
    mandate_decree = models.ForeignKey(Decree, models.PROTECT, null=True, related_name="+")
    mandate_until = models.DateField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="signatory_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.party_id}"


class SigningWay(models.TextChoices):
    """How the original came to be; no electronic signature of ours."""

    WET = "basah", _("tinta basah dengan meterai")
    CERTIFIED = "psre", _("tanda tangan elektronik tersertifikasi")


class Signature(models.Model):
    """The record of one signing (catatan penandatanganan), bound to the hash of the text."""

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="signatures")
    text = models.ForeignKey(AgreementText, models.PROTECT, related_name="+")
    pdf_sha256 = models.CharField(max_length=64)
    signed_on = models.DateField()
    letter_number = models.CharField(max_length=120)  # each party has its own
    way = models.CharField(max_length=6, choices=SigningWay)
    provider = models.CharField(max_length=80, blank=True)  # BSrE or another PSrE
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_in = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_on_behalf = models.BooleanField(default=False)  # written down by another, on a ground
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # recorded by mistake, before it was in force
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory"],
                condition=Q(withdrawn_at__isnull=True),
                name="signature_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="signature_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(way="psre") | ~Q(provider=""), name="signature_certified_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory_id} {self.signed_on}"


class Citation(models.Model):
    """An article, or a decree, that a partnership or one of its agreements rests on."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="citations")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="citations")
    instrument = models.ForeignKey(LegalInstrument, models.PROTECT, null=True, related_name="+")
    decree = models.ForeignKey(Decree, models.PROTECT, null=True, related_name="+")
    articles = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(instrument__isnull=False, decree__isnull=True)
                | Q(instrument__isnull=True, decree__isnull=False),
                name="citation_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.instrument_id or self.decree_id}"
