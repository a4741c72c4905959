"""Partnership, its parties, what each contributes, and who is responsible for what."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.needs.models import Option, Package
from sambung.parties.models import Offer, Organisation, User
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


class Partnership(models.Model):
    """Parties that work together on one package; opened when every source has accepted."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey(Region, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    road = models.CharField(max_length=5, choices=Road, default=Road.SHORT)
    stage = models.CharField(max_length=14, choices=Stage, default=Stage.INTEREST)
    stage_since = models.DateTimeField()
    total_rp = rupiah_field()  # the option's cost when the partnership opened
    community_rp = rupiah_field()
    people_served = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    convener = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    stage_due_on = models.DateField(null=True)  # when this stage should be done; None: not agreed
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=300, blank=True)
    is_published = models.BooleanField(default=False)  # public only when every party agreed
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            rupiah_check("partnership", "total_rp", "community_rp"),
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(closed_at__isnull=True),
                name="partnership_open_once_per_package",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="partnership_stage_known"
            ),
            models.CheckConstraint(condition=Q(road__in=Road.values), name="partnership_road"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closing_reason=""),
                name="partnership_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(community_rp__isnull=True)
                | Q(total_rp__isnull=True)
                | Q(community_rp__lte=F("total_rp")),
                name="partnership_community_within_total",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page, which stands below the list (tests/web hold that)."""
        return f"{self.list_url()}{self.pk}/"

    @staticmethod
    def list_url() -> str:
        """Return the address of the list."""
        return reverse("partnerships:partnership-list")


class PartyPart(models.TextChoices):
    """In what part an organisation joined when the partnership opened."""

    SOURCE = "source", _("Ikut membiayai")
    VILLAGE = "village", _("Pemerintah desanya")
    COMMUNITY = "community", _("Warga: membangun atau mengelola")
    PROPOSER = "proposer", _("Mengusulkan dan mendampingi")
    CONVENER = "convener", _("Mengundang para pihak")


class Party(models.Model):
    """An organisation in a partnership, and in what part."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=PartyPart)
    joined_at = models.DateTimeField()
    agreed_to_publish_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="party_once"),
            models.CheckConstraint(condition=Q(part__in=PartyPart.values), name="party_part_known"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class StageStep(models.Model):
    """One step of a partnership from a stage to another: who, when, why."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="steps")
    from_stage = models.CharField(max_length=14, choices=Stage)
    to_stage = models.CharField(max_length=14, choices=Stage)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_stage__in=Stage.values, to_stage__in=Stage.values),
                name="stage_step_stages_known",
            ),
            models.CheckConstraint(
                condition=~Q(from_stage=F("to_stage")), name="stage_step_goes_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class ContributionKind(models.TextChoices):
    """What is contributed."""

    CASH = "cash", _("uang")
    GOODS = "goods", _("barang / bangunan")
    LABOUR = "labour", _("tenaga")
    LAND = "land", _("lahan")
    EXPERTISE = "expertise", _("keahlian")
    PERMIT = "permit", _("izin")
    DATA = "data", _("data")


class Contribution(models.Model):
    """What one party brings. Five amounts with their own dates; they are never added together."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="contributions")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ContributionKind)
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


class Responsibility(models.Model):
    """One *Siapa yang …?* of a partnership and the party that answers for it; NULL: nobody yet."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="responsibilities")
    key = models.CharField(max_length=30)  # of lifecycle.RESPONSIBILITIES, the catalogue of 18
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    ground = models.CharField(max_length=160, blank=True)
    is_proposed = models.BooleanField(default=True)  # until the party it burdens accepts
    is_needed = models.BooleanField(default=True)  # False: this partnership does without it
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="responsibility_once"),
            models.CheckConstraint(
                condition=Q(is_proposed=True) | Q(party__isnull=False, accepted_at__isnull=False),
                name="responsibility_accepted_by_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.key
