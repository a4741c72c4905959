"""The law a partnership rests on, decrees with their validity, and seasons to be careful in."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models import Organisation
from sambung.regions.models import Region


class InstrumentKind(models.TextChoices):
    """Kinds of legal instrument, from the constitution's statutes down to a village rule."""

    LAW = "uu", _("Undang-Undang")
    GOVERNMENT_REGULATION = "pp", _("Peraturan Pemerintah")
    PRESIDENT_REGULATION = "perpres", _("Peraturan Presiden")
    MINISTER_REGULATION = "permen", _("Peraturan Menteri / lembaga")
    AUTHORITY_REGULATION = "pojk", _("Peraturan / surat edaran OJK")
    INSTRUCTION = "inmen", _("Instruksi")
    PROVINCE_REGULATION = "perda_prov", _("Peraturan daerah provinsi")
    REGENCY_REGULATION = "perda", _("Peraturan daerah kabupaten/kota")
    HEAD_REGULATION = "perkada", _("Peraturan kepala daerah")
    VILLAGE_REGULATION = "perdes", _("Peraturan desa")
    OTHER = "lain", _("Lainnya")


class Verification(models.TextChoices):
    """How well a stated rule was checked; only READ is printed as fact."""

    READ = "V", _("dibaca di sumber umum")
    SECONDARY = "V2", _("sumber sekunder")
    UNVERIFIED = "K", _("belum diverifikasi")


class LegalInstrument(models.Model):
    """One instrument of law: what it is, what matters of it here, and how long it holds."""

    key = models.SlugField(max_length=60, unique=True)  # uu-40-2007; the seed is matched by it
    kind = models.CharField(max_length=12, choices=InstrumentKind)
    number = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField(null=True)  # None: several, or not known
    title = models.CharField(max_length=300)
    articles = models.CharField(max_length=160, blank=True)  # those usually cited
    matters = models.TextField(max_length=2000, blank=True)  # what matters for a partnership
    source = models.CharField(max_length=300, blank=True)
    verification = models.CharField(
        max_length=2, choices=Verification, default=Verification.UNVERIFIED
    )
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    in_force_from = models.DateField(null=True)  # None: not known
    in_force_to = models.DateField(null=True)  # last day; None: no end known
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "year", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_to__gte=F("in_force_from")),
                name="instrument_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}/{self.year}" if self.year else self.number

    def get_absolute_url(self) -> str:
        """Return the page of the instrument."""
        return reverse("governance:instrument", args=[self.pk])


class DecreeKind(models.TextChoices):
    """What a decree (SK) sets up or decides."""

    POKJA = "pokja", _("SK Pokja PKP")
    FORUM = "forum", _("SK Forum")
    KPSPAMS = "kpspams", _("SK KPSPAMS / pengelola")
    TEAM = "team", _("SK tim")
    MANDATE = "mandate", _("Surat kuasa / surat tugas")
    TARIFF = "tariff", _("Keputusan tarif")
    OTHER = "other", _("Keputusan lain")


class Decree(models.Model):
    """A decree with its validity: who issued it, for whom, until when."""

    kind = models.CharField(max_length=10, choices=DecreeKind)
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    dated_on = models.DateField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # last day; None: no end stated
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    instrument = models.ForeignKey(LegalInstrument, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    is_simulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-dated_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="decree_once_in_region"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="decree_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="decree_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the decree."""
        return reverse("governance:decree", args=[self.pk])


class ElectionSeason(models.Model):
    """Days in which ceremonies and pictures are delicate in a region; a setting of the region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")), name="election_season_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.from_on}–{self.to_on}"
