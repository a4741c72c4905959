"""Organisations and what hangs on them: memberships, programmes, networks, contacts."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.parties.models.people import User
from sambung.regions.models import Region


class Side(models.TextChoices):
    """The four sides of a partnership (empat sisi)."""

    GOVERNMENT = "government", _("Pemerintah")
    BUSINESS = "business", _("Dunia usaha")
    COMMUNITY = "community", _("Masyarakat")
    SUPPORT = "support", _("Pendamping")


class OrganisationKind(models.TextChoices):
    """Kinds of organisation of the field (domain reference, section 1)."""

    REGENCY_GOVERNMENT = "pemkab", _("Pemerintah kabupaten/kota")
    BAPPEDA = "bappeda", _("Bappeda / Bapperida")
    POKJA = "pokja", _("Pokja PKP")
    FORUM_PKP = "forum_pkp", _("Forum PKP")
    FORUM_TJSL = "forum_tjsl", _("Forum TJSL / TSP / CSR")
    OPD = "opd", _("Dinas / OPD")
    PUSKESMAS = "puskesmas", _("Puskesmas")
    PROVINCE_GOVERNMENT = "pemprov", _("Pemerintah provinsi")
    MINISTRY = "kementerian", _("Kementerian / balai pusat")
    DISTRICT_OFFICE = "kecamatan", _("Kantor kecamatan")
    VILLAGE_GOVERNMENT = "pemdes", _("Pemerintah desa / kelurahan")
    WATER_UTILITY = "pdam", _("PDAM / Perumda Air Minum")
    UPTD = "uptd", _("UPTD air minum / PALD")
    COMPANY = "perusahaan", _("Perusahaan")
    STATE_COMPANY = "bumn", _("BUMN / BUMD")
    BANK = "bank", _("Bank / BPR")
    FOUNDATION = "yayasan", _("Yayasan perusahaan")
    ZAKAT = "baznas", _("BAZNAS / lembaga amal")
    KKM = "kkm", _("KKM / KSM")
    KPSPAMS = "kpspams", _("KPSPAMS / KPP / HIPPAM")
    SPAMS_ASSOCIATION = "asosiasi_spams", _("Asosiasi SPAMS perdesaan")
    BKM = "bkm", _("BKM / LKM")
    BUMDES = "bumdes", _("BUMDes / BUMDesma")
    NGO = "lsm", _("LSM / fasilitator")
    UNIVERSITY = "kampus", _("Perguruan tinggi")
    DONOR = "donor", _("Mitra pembangunan / donor")
    PROGRAMME = "program", _("Program (PAMSIMAS, KOTAKU, …)")
    NETWORK = "jejaring", _("Jejaring nasional")
    MEDIA = "media", _("Media")


K = OrganisationKind
SIDE_OF: dict[str, Side] = {
    **dict.fromkeys(
        [K.REGENCY_GOVERNMENT, K.BAPPEDA, K.POKJA, K.OPD, K.PUSKESMAS, K.PROVINCE_GOVERNMENT]
        + [K.MINISTRY, K.DISTRICT_OFFICE, K.VILLAGE_GOVERNMENT, K.WATER_UTILITY, K.UPTD],
        Side.GOVERNMENT,
    ),
    **dict.fromkeys(
        [K.FORUM_TJSL, K.COMPANY, K.STATE_COMPANY, K.BANK, K.FOUNDATION], Side.BUSINESS
    ),
    **dict.fromkeys([K.KKM, K.KPSPAMS, K.SPAMS_ASSOCIATION, K.BKM, K.BUMDES], Side.COMMUNITY),
    **dict.fromkeys(
        [K.FORUM_PKP, K.ZAKAT, K.NGO, K.UNIVERSITY, K.DONOR, K.PROGRAMME, K.NETWORK, K.MEDIA],
        Side.SUPPORT,
    ),
}


SIDE_MARKS = {
    Side.GOVERNMENT: "gov",
    Side.BUSINESS: "biz",
    Side.COMMUNITY: "com",
    Side.SUPPORT: "sup",
}


class Organisation(models.Model):
    """A party, with or without people who have accounts."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.TextField(blank=True, max_length=2000)
    is_simulated = models.BooleanField(default=False)
    search_name = models.CharField(max_length=240, db_index=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Who wrote it down when it had no people of its own yet; they may invite its first person.
    registered_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "region"],
                name="organisation_name_in_region",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(region__isnull=True),
                name="organisation_name_without_region",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        """Return the organisation's page."""
        return reverse("parties:organisation", args=[self.pk])

    @property
    def side(self) -> Side:
        """Return which of the four sides this kind of organisation stands on."""
        return SIDE_OF[self.kind]

    @property
    def side_mark(self) -> str:
        """Return the class of the square that stands beside the name, by its side."""
        return SIDE_MARKS[self.side]


class Role(models.TextChoices):
    """What a person may do in an organisation."""

    MEMBER = "member", _("anggota")
    OFFICER = "officer", _("petugas")
    SIGNATORY = "signatory", _("penandatangan")
    HEAD = "head", _("pimpinan")


class Membership(models.Model):
    """A person in an organisation: one hat."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    title = models.CharField(max_length=120, blank=True)  # jabatan
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="membership_once",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.organisation_id}"


class Programme(models.Model):
    """A programme of an organisation (PAMSIMAS, KOTAKU, DAK ...), with its term."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="programme_once"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="programme_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NetworkMember(models.Model):
    """That an organisation belongs to a network, from when to when."""

    network = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    member = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "member"], name="network_member_once"),
            models.CheckConstraint(
                condition=~Q(network=F("member")), name="network_not_its_own_member"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="network_member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.network_id}"


class Contact(models.Model):
    """A person to reach at an organisation; seen by its people and by whoever wrote it down."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kept_by = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)  # the post (jabatan); people in it change
    unit = models.CharField(max_length=120, blank=True)  # CSR site, legal at the head office ...
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    keeper = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # who tends it
    until_on = models.DateField(null=True, blank=True)  # left the post on this day
    told_on = models.DateField(null=True, blank=True)  # when told what is kept about them
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(phone="", email=""), name="contact_can_be_reached")
        ]

    def __str__(self) -> str:
        return self.name
