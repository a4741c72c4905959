"""Money outside the platform: accounts of institutions, tranches, conditions, statements."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import rupiah_check, rupiah_field
from sambung.delivery.models.work import Milestone
from sambung.parties.models import Organisation, User
from sambung.partnerships.models import Agreement, Contribution, Document, DocumentKind, Grade


class Account(models.Model):
    """An institution's bank account: never a person's; the treasury's only by a grant agreement."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bank = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    name_on_account = models.CharField(max_length=160)
    is_treasury = models.BooleanField(default=False)  # RKUD
    ground = models.CharField(max_length=300, blank=True)  # why the name on it reads differently
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bank", "number"], name="account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.name_on_account}"


class TrancheState(models.TextChoices):
    """Where a tranche stands; lifecycle.TRANCHE_STEPS says what may follow."""

    CLOSED = "closed", _("syarat belum terpenuhi")
    OPEN = "open", _("dapat diajukan")
    CLAIMED = "claimed", _("diajukan")
    VERIFIED = "verified", _("diverifikasi")
    TRANSFERRED = "transferred", _("ditransfer menurut pembayar")
    RECEIVED = "received", _("diterima menurut penerima")
    DISPUTED = "disputed", _("pernyataan berbeda")
    ACCOUNTED = "accounted", _("dipertanggungjawabkan")
    SETTLED = "settled", _("pertanggungjawaban diverifikasi")
    CANCELLED = "cancelled", _("dibatalkan")


class Tranche(models.Model):
    """One part of a contribution of money; it opens when its conditions are verified."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160, blank=True)
    amount_rp = rupiah_field()
    due_on = models.DateField(null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    grant = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")  # NPHD
    payee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=TrancheState, default=TrancheState.CLOSED)
    round = models.PositiveSmallIntegerField(default=1)  # one more each time it is returned
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["contribution_id", "number"]
        constraints = [
            rupiah_check("tranche", "amount_rp"),
            models.UniqueConstraint(fields=["contribution", "number"], name="tranche_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=TrancheState.values), name="tranche_state_known"
            ),
            models.CheckConstraint(condition=Q(amount_rp__gt=0), name="tranche_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} termin {self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the tranche."""
        return reverse("delivery:tranche", args=[self.contribution.partnership_id, self.pk])


class ConditionKind(models.TextChoices):
    """On what a tranche may wait."""

    DOCUMENT = "document", _("dokumen diterima")
    MILESTONE = "milestone", _("tonggak terverifikasi")
    CONTRIBUTION = "contribution", _("sumbangan terverifikasi")


class Condition(models.Model):
    """One condition of a tranche, and by whom it was found met."""

    tranche = models.ForeignKey(Tranche, models.CASCADE, related_name="conditions")
    kind = models.CharField(max_length=12, choices=ConditionKind)
    title = models.CharField(max_length=160, blank=True)
    document_kind = models.CharField(max_length=12, choices=DocumentKind, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, related_name="+")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="+")
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    document_sha256 = models.CharField(max_length=64, blank=True)  # as it was when accepted
    returned_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(met_by__isnull=False),
                name="condition_met_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.kind


class TrancheAct(models.TextChoices):
    """What is stated of a tranche; each by the one who may."""

    CLAIM = "claim", _("pengajuan")
    RETURN = "return", _("dikembalikan")
    VERIFY = "verify", _("verifikasi")
    TRANSFER = "transfer", _("transfer")
    RECEIVE = "receive", _("penerimaan")
    ACCOUNT = "account", _("pertanggungjawaban")
    SETTLE = "settle", _("verifikasi pertanggungjawaban")
    CANCEL = "cancel", _("pembatalan")


class TrancheStatement(models.Model):
    """One statement of a tranche: who says what amount, on what day, with what evidence."""

    tranche = models.ForeignKey(Tranche, models.CASCADE, related_name="statements")
    act = models.CharField(max_length=10, choices=TrancheAct)
    round = models.PositiveSmallIntegerField(default=1)
    amount_rp = rupiah_field()  # of a receipt 0: nothing came
    on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade, blank=True)
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            rupiah_check("tranche_statement", "amount_rp"),
            models.UniqueConstraint(
                fields=["tranche", "act", "round"],
                condition=Q(act__in=["claim", "account", "settle"]),
                name="tranche_stated_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["token"], condition=~Q(token=""), name="tranche_statement_token_once"
            ),
            models.CheckConstraint(
                condition=~Q(act__in=["return", "cancel"]) | ~Q(note=""),
                name="tranche_sent_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tranche_id} {self.act}"
