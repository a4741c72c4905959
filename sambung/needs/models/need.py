"""Need (usulan), its photos and steps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile, rupiah_check, rupiah_field
from sambung.parties.models import Organisation, User
from sambung.regions.models import Region, Service


class NeedState(models.TextChoices):
    """Where a need stands on its road; lifecycle.py says which steps exist and who takes them."""

    DRAFT = "draft", _("draf")
    SENT = "sent", _("terkirim, menunggu pemeriksaan")
    RETURNED = "returned", _("dikembalikan")
    DESK_VERIFIED = "desk_verified", _("lolos pemeriksaan meja")
    FIELD_VERIFIED = "field_verified", _("lolos pemeriksaan lapangan")
    READY = "ready", _("siap didukung")
    INVITED = "invited", _("ajakan dikirim")
    IN_PARTNERSHIP = "in_partnership", _("dalam kemitraan")
    SERVED = "served", _("sudah terlayani")
    WITHDRAWN = "withdrawn", _("ditarik")
    NOT_NOW = "not_now", _("belum dapat dilanjutkan")


class WaterSource(models.TextChoices):
    """Where people take water today."""

    RIVER = "river", _("sungai / danau / irigasi")
    OPEN_WELL = "open_well", _("sumur tak terlindung")
    CLOSED_WELL = "closed_well", _("sumur terlindung")
    BOREHOLE = "borehole", _("sumur bor / pompa")
    OPEN_SPRING = "open_spring", _("mata air tak terlindung")
    CLOSED_SPRING = "closed_spring", _("mata air terlindung")
    RAIN = "rain", _("air hujan")
    PIPED = "piped", _("ledeng, tetapi belum sampai rumah / tidak lancar")
    BOUGHT = "bought", _("membeli (jeriken, galon, tangki)")


class SanitationNow(models.TextChoices):
    """Where most of these people go today."""

    OPEN = "open", _("di sungai, kebun, atau tempat terbuka")
    PIT = "pit", _("lubang / cubluk tanpa leher angsa, atau langsung ke sungai")
    SHARED = "shared", _("jamban umum atau menumpang")
    NO_TANK = "no_tank", _("jamban sendiri, tanpa tangki septik")
    TANK = "tank", _("jamban sendiri dengan tangki septik")


class HygieneNow(models.TextChoices):
    """How most of these people wash their hands today."""

    NO_PLACE = "no_place", _("tidak ada tempat cuci tangan")
    NO_SOAP = "no_soap", _("ada tempatnya, tidak ada air atau sabun")
    BASIC = "basic", _("ada tempatnya, air, dan sabun")


class LandOwner(models.TextChoices):
    """Who owns the land a facility would stand on."""

    VILLAGE = "village", _("tanah desa")
    PERSON = "person", _("milik warga")
    GOVERNMENT = "government", _("milik pemerintah daerah")
    COMPANY = "company", _("milik perusahaan")
    UNSURE = "unsure", _("belum jelas")


class LandLetter(models.TextChoices):
    """What paper exists for the land."""

    GRANT = "grant", _("surat hibah")
    USE_PERMIT = "use_permit", _("surat izin pakai")
    PROMISED = "promised", _("dijanjikan lisan")
    NONE = "none", _("belum ada")


class Need(models.Model):
    """What a village is without, and what its people can carry themselves (usulan)."""

    village = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    proposer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # NULL when it was written without an account; the trail then carries the personal link.
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    service = models.CharField(max_length=10, choices=Service, blank=True)
    title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=16, choices=NeedState, default=NeedState.DRAFT)
    # 1 where
    hamlet = models.CharField(max_length=120, blank=True)  # dusun / RT
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    # 2 what
    problem = models.TextField(max_length=1500, blank=True)
    source_now = models.CharField(max_length=16, choices=WaterSource, blank=True)
    distance_m = models.PositiveIntegerField(null=True, blank=True)
    sanitation_now = models.CharField(max_length=10, choices=SanitationNow, blank=True)
    hygiene_now = models.CharField(max_length=10, choices=HygieneNow, blank=True)
    dry_months = models.JSONField(default=list, blank=True)  # 1..12
    # 3 how many
    people = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    counted_by = models.CharField(max_length=120, blank=True)
    # 4 what the village carries; None: not discussed yet
    has_labour = models.BooleanField(null=True)
    labour_person_days = models.PositiveIntegerField(null=True, blank=True)
    has_cash = models.BooleanField(null=True)
    cash_per_household_rp = rupiah_field()
    has_materials = models.BooleanField(null=True)
    materials_note = models.CharField(max_length=200, blank=True)
    has_village_funds = models.BooleanField(null=True)
    village_funds_rp = rupiah_field()
    monthly_fee_rp = rupiah_field()  # iuran per KK the people say they can pay
    operator_name = models.CharField(max_length=120, blank=True)  # a body (KPSPAMS), not a person
    has_land = models.BooleanField(null=True)
    land_owner = models.CharField(max_length=12, choices=LandOwner, blank=True)
    land_letter = models.CharField(max_length=12, choices=LandLetter, blank=True)
    # 5 photos and letter are NeedPhoto rows
    screen = models.PositiveSmallIntegerField(default=1)  # how far the draft has come, 1..5
    state_reason = models.CharField(max_length=500, blank=True)
    state_since = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer_due_on = models.DateField(null=True)  # when the desk promised an answer
    is_simulated = models.BooleanField(default=False)
    # Same key, same need: of a draft that was written on a phone and sent from there.
    origin_key = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-state_since", "-id"]
        indexes = [
            models.Index(fields=["state", "state_since"], name="need_state"),
            models.Index(fields=["village", "service"], name="need_village_service"),
        ]
        constraints = [
            rupiah_check("need", "cash_per_household_rp", "village_funds_rp", "monthly_fee_rp"),
            models.CheckConstraint(
                condition=Q(state__in=NeedState.values), name="need_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="withdrawn")
                # NULL >= 1 is unknown, and a check lets the unknown pass: say not NULL as well.
                | Q(
                    village__isnull=False,
                    people__isnull=False,
                    people__gte=1,
                    households__isnull=False,
                    households__gte=1,
                    sent_at__isnull=False,
                ),
                name="need_sent_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True)
                | Q(households__isnull=True)
                | Q(people__gte=F("households")),
                name="need_people_not_below_households",
            ),
            models.CheckConstraint(condition=Q(screen__gte=1, screen__lte=5), name="need_screen"),
        ]

    def __str__(self) -> str:
        return self.title or f"usulan {self.pk}"


class PhotoKind(models.TextChoices):
    """What a stored file of a need shows."""

    PHOTO = "photo", _("foto keadaan sekarang")
    LETTER = "letter", _("surat pengantar kepala desa")
    MINUTES = "minutes", _("berita acara musyawarah desa")
    LAND = "land", _("surat tanah")
    FORM = "form", _("formulir kertas yang diisi tangan")


class NeedPhoto(models.Model):
    """A picture or letter of a need."""

    kind = models.CharField(max_length=8, choices=PhotoKind, default=PhotoKind.PHOTO)
    need = models.ForeignKey(Need, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=120, blank=True)
    consent_by = models.CharField(max_length=120, blank=True)  # who says it may be shown
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PhotoKind.values), name="need_photo_kind_known"
            )
        ]


class NeedStep(models.Model):
    """One step of a need on its road: who, when, from, to, why."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=16, choices=NeedState)
    to_state = models.CharField(max_length=16, choices=NeedState)
    reason = models.CharField(max_length=500, blank=True)
    checks = models.JSONField(default=dict, blank=True)  # of a verification: what was looked at
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state__in=["returned", "not_now", "withdrawn"]) | ~Q(reason=""),
                name="need_step_no_refusal_without_reason",
            )
        ]
