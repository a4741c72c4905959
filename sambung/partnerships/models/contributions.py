"""What each party brings: five amounts, each stated on a day with its evidence; rules and notes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.parties.models import Offer, Organisation, User
from sambung.partnerships.models.papers import Document
from sambung.partnerships.models.partnership import Partnership, Party
from sambung.regions.models import Region


class ContributionKind(models.TextChoices):
    """What is contributed."""

    CASH = "cash", _("uang")
    GOODS = "goods", _("barang / bangunan")
    LABOUR = "labour", _("tenaga")
    LAND = "land", _("lahan")
    EXPERTISE = "expertise", _("keahlian")
    PERMIT = "permit", _("izin")
    DATA = "data", _("data")
    OTHER = "other", _("lainnya")


class Way(models.TextChoices):
    """How a contribution is given; only money to an institution has tranches."""

    BUILDS = "builds", _("membangun lewat vendor sendiri")
    GOODS = "goods", _("menyerahkan barang atau tenaga")
    MONEY = "money", _("uang ke rekening lembaga")


class Contribution(models.Model):
    """What one party brings. Five amounts with their own dates; they are never added together."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="contributions")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ContributionKind)
    way = models.CharField(max_length=6, choices=Way, blank=True)  # empty: not agreed yet
    title = models.CharField(max_length=160, blank=True)  # what is given, in words
    quantity = models.CharField(max_length=80, blank=True)  # 120 batang, 60 hari orang kerja ...
    proposed_rp = rupiah_field()
    proposed_on = models.DateField(null=True)
    pledged_rp = rupiah_field()
    pledged_on = models.DateField(null=True)
    agreed_rp = rupiah_field()
    agreed_on = models.DateField(null=True)
    delivered_rp = rupiah_field()
    delivered_on = models.DateField(null=True)
    verified_rp = rupiah_field()
    verified_on = models.DateField(null=True)
    verifier = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    valuation_basis = models.CharField(max_length=300, blank=True)
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    letter_number = models.CharField(max_length=80, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            rupiah_check(
                "contribution",
                *["proposed_rp", "pledged_rp", "agreed_rp", "delivered_rp", "verified_rp"],
            ),
            models.CheckConstraint(
                condition=Q(verified_rp__isnull=True) | Q(verifier__isnull=False),
                name="contribution_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ContributionKind.values), name="contribution_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind}"


class AmountOf(models.TextChoices):
    """Which of the five amounts a statement is about; they are never added together."""

    PROPOSED = "proposed", _("diusulkan")
    PLEDGED = "pledged", _("kesanggupan")
    AGREED = "agreed", _("disepakati")
    DELIVERED = "delivered", _("realisasi")
    VERIFIED = "verified", _("terverifikasi")


class Grade(models.TextChoices):
    """The two grades of verification."""

    DESK = "meja", _("meja")
    FIELD = "lapangan", _("lapangan")


class ContributionStatement(models.Model):
    """One statement of one of the five amounts: by whom, on what day, with what evidence.

    The row of the contribution carries the newest of each; this is how it came to be.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="statements")
    of = models.CharField(max_length=10, choices=AmountOf)
    amount_rp = rupiah_field()  # None: given, but not valued
    on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who states
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade, blank=True)  # of a verification
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    evidence_sha256 = models.CharField(max_length=64, blank=True)  # as it was when stated
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            rupiah_check("contribution_statement", "amount_rp"),
            models.CheckConstraint(
                condition=Q(of__in=AmountOf.values), name="contribution_statement_of"
            ),
            models.CheckConstraint(
                condition=~Q(of=AmountOf.VERIFIED) | ~Q(grade=""),
                name="contribution_verified_with_grade",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.of}"


class ContributionRule(models.Model):
    """A division that a programme or region asks for; it warns and never blocks.

    `parts` is a list of {"label", "sides": [...], "kinds": [...], "percent"}.
    """

    name = models.CharField(max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    parts = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    is_current = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class RuleChoice(models.Model):
    """Which contribution rule a partnership is held against."""

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="rule_choice")
    rule = models.ForeignKey(ContributionRule, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.rule_id}"


class DeclarationKind(models.TextChoices):
    """What a party declares so that nobody is surprised later."""

    VENDOR = "vendor", _("vendor yang berhubungan")
    LANDOWNER = "land", _("pemilik tanah")
    PERMIT = "permit", _("izin yang belum terbit")
    OTHER = "other", _("hal lain")


class Declaration(models.Model):
    """A declaration of a party: a related vendor, a landowner, a pending permit."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="declarations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=DeclarationKind)
    text = models.CharField(max_length=600)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.kind}"


class PrivateNote(models.Model):
    """A note that only its own organisation reads."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="notes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.organisation_id}"
