"""Region, its boundary, what is known of it (Indicator), and the services of the field."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Service(models.TextChoices):
    """What people are without, and what a package brings."""

    WATER = "water", _("air minum")
    SANITATION = "sanitation", _("sanitasi")
    HYGIENE = "hygiene", _("perilaku higienis")


class Level(models.IntegerChoices):
    """The four levels of administrative regions."""

    PROVINCE = 1, _("provinsi")
    REGENCY = 2, _("kabupaten/kota")
    DISTRICT = 3, _("kecamatan")
    VILLAGE = 4, _("desa/kelurahan")


class RegionKind(models.TextChoices):
    """What a region calls itself."""

    PROVINCE = "provinsi", _("Provinsi")
    REGENCY = "kabupaten", _("Kabupaten")
    CITY = "kota", _("Kota")
    DISTRICT = "kecamatan", _("Kecamatan")
    VILLAGE = "desa", _("Desa")
    URBAN_VILLAGE = "kelurahan", _("Kelurahan")
    CUSTOMARY_VILLAGE = "desa adat", _("Desa adat")


class Figure(models.TextChoices):
    """What is counted of a region: the code of an Indicator."""

    POPULATION = "population", _("penduduk")
    HOUSEHOLDS = "households", _("rumah tangga")
    WATER = "water_pct", _("rumah tangga dengan air minum layak")
    WATER_URBAN = "water_urban_pct", _("rumah tangga perkotaan dengan air minum layak")
    WATER_RURAL = "water_rural_pct", _("rumah tangga perdesaan dengan air minum layak")
    SANITATION = "sanitation_pct", _("rumah tangga dengan sanitasi layak")
    SANITATION_URBAN = "sanitation_urban_pct", _("rumah tangga perkotaan dengan sanitasi layak")
    SANITATION_RURAL = "sanitation_rural_pct", _("rumah tangga perdesaan dengan sanitasi layak")
    POVERTY = "poverty_pct", _("penduduk miskin")


class Caution(models.TextChoices):
    """Why a figure is to be read with care."""

    UNRELIABLE = (
        "unreliable",
        _(
            "Angka Papua Tengah dan Papua Pegunungan berubah tidak wajar dari 2021 ke 2024; "
            "baca dengan hati-hati."
        ),
    )
    UNDIVIDED = "undivided", _("Angka provinsi sebelum pemekaran tahun 2022.")
    NOT_AVAILABLE = "not-available", _("Sumber tidak memuat angka untuk tahun ini.")


class Region(models.Model):
    """A place with its dotted Kemendagri code (text: `11.10` is not 11.1)."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=RegionKind)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # Ancestors, so that "all below" is one indexed comparison on both databases.
    province_code = models.CharField(max_length=2, db_index=True)
    regency_code = models.CharField(max_length=5, db_index=True, blank=True)
    district_code = models.CharField(max_length=8, db_index=True, blank=True)
    search_name = models.CharField(max_length=120, db_index=True)  # lower case, no accents
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    has_own_point = models.BooleanField(default=True)  # False: the point is its kecamatan's
    area_km2 = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="region_level"),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True) | models.Q(lat__gte=-12, lat__lte=8),
                name="region_lat_in_indonesia",
            ),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True) | models.Q(lon__gte=94, lon__lte=142),
                name="region_lon_in_indonesia",
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.PROVINCE, parent__isnull=True)
                | models.Q(level__gt=Level.PROVINCE, parent__isnull=False),
                name="region_parent_unless_province",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Return the address of this region's page."""
        return reverse("regions:region", args=[self.code])

    @property
    def full_name(self) -> str:
        """Return the name as people say it: Kabupaten Balangan, Kota Bogor, Desa Hauwai.

        A proper name: the same in every language.
        """
        return f"{self.kind.capitalize()} {self.name}"

    @property
    def ancestor_codes(self) -> list[str]:
        """Return the codes above this one, widest first, itself last."""
        parts = self.code.split(".")
        return [".".join(parts[: i + 1]) for i in range(len(parts))]


class Boundary(models.Model):
    """The simplified border of a region as GeoJSON geometry text, for drawing only."""

    region = models.OneToOneField(Region, models.CASCADE, primary_key=True, related_name="+")
    geometry = models.TextField()
    lowres = models.TextField(blank=True)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.region_id


class Indicator(models.Model):
    """One figure of one region (none: Indonesia): official or imported, with source and date."""

    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=40)  # a Figure, kept open for figures of later years
    year = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)  # NULL: asked for, not available
    unit = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    as_of = models.DateField(null=True)
    is_official = models.BooleanField(default=True)
    is_simulated = models.BooleanField(default=False)
    caution = models.CharField(max_length=300, blank=True)  # a Caution, or free words

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code", "year"], name="indicator_once"),
            models.UniqueConstraint(
                fields=["code", "year"],
                condition=models.Q(region__isnull=True),
                name="indicator_once_for_indonesia",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True)
                | (models.Q(value__gte=0) & (~models.Q(unit="%") | models.Q(value__lte=100))),
                name="indicator_value_sane",
            ),
        ]
        indexes = [models.Index(fields=["code", "year"], name="indicator_code_year")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.code} {self.year}"

    @property
    def label(self) -> str:
        """Return what is counted, in words; an unknown code speaks for itself."""
        return str(Figure(self.code).label) if self.code in Figure.values else self.code

    @property
    def caution_text(self) -> str:
        """Return why to read this with care, in the reader's language; empty when nothing."""
        return str(Caution(self.caution).label) if self.caution in Caution.values else self.caution


class LoadedFile(models.Model):
    """Which version of a data file was loaded, so that a second load changes nothing."""

    name = models.CharField(max_length=100, unique=True)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    is_shipped = models.BooleanField(default=True)  # False: the operator's own, newer file

    def __str__(self) -> str:
        return self.name
