"""Priority of packages: five visible parts, weighed; an unknown part is left out, never zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.needs.models import (
    HygieneNow,
    Need,
    Package,
    PriorityWeights,
    SanitationNow,
    WaterSource,
)
from sambung.needs.queries.completeness import completeness_of, share_done
from sambung.needs.queries.places import ACCESS_CODE, latest
from sambung.regions.models import Indicator, Service
from sambung.ui.formats import count

POVERTY_FULL = 25  # percent of people poor at which this part reaches 100
WAITING_FULL_DAYS = 730  # two years of waiting reach 100
FAR_M = 500  # water farther than this counts as not basic

WATER_NOW: dict[str, int] = {
    WaterSource.RIVER: 100,
    WaterSource.OPEN_WELL: 75,
    WaterSource.OPEN_SPRING: 75,
    WaterSource.BOUGHT: 60,
    WaterSource.RAIN: 40,
    WaterSource.CLOSED_WELL: 30,
    WaterSource.CLOSED_SPRING: 30,
    WaterSource.BOREHOLE: 30,
    WaterSource.PIPED: 20,
}
SANITATION_NOW: dict[str, int] = {
    SanitationNow.OPEN: 100,
    SanitationNow.PIT: 75,
    SanitationNow.SHARED: 50,
    SanitationNow.NO_TANK: 40,
    SanitationNow.TANK: 0,
}
HYGIENE_NOW: dict[str, int] = {
    HygieneNow.NO_PLACE: 100,
    HygieneNow.NO_SOAP: 50,
    HygieneNow.BASIC: 0,
}


@dataclass(frozen=True)
class Weights:
    """How much each part counts, in percent."""

    gap: int = 30
    poverty: int = 20
    readiness: int = 20
    service_now: int = 20
    waiting: int = 10

    def columns(self) -> dict[str, int]:
        """Return the weights by part."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def values(self) -> list[int]:
        """Return the weights in order."""
        return list(self.columns().values())


@dataclass(frozen=True)
class Part:
    """One part of a priority: its value 0..100 (None: unknown), its weight, and the ground."""

    key: str
    label: str
    value: Decimal | None
    weight: int
    basis: str

    @property
    def points(self) -> Decimal | None:
        """Return what the part adds, or None when unknown."""
        return None if self.value is None else self.value * self.weight / 100


@dataclass(frozen=True)
class Priority:
    """The score of a package and the parts it comes from."""

    parts: tuple[Part, ...]

    @property
    def known(self) -> list[Part]:
        """Return the parts that are known."""
        return [part for part in self.parts if part.value is not None]

    @property
    def score(self) -> Decimal | None:
        """Return the weighed mean of the known parts, one decimal; None when nothing is known."""
        weight = sum(part.weight for part in self.known)
        if not weight:
            return None
        total = sum((part.value or Decimal(0)) * part.weight for part in self.known)
        return (Decimal(total) / weight).quantize(Decimal("0.1"))


def weights_of(regency_codes: Iterable[str]) -> dict[str, Weights]:
    """Return the weights in force by kabupaten/kota; those without a row use the defaults."""
    codes = set(regency_codes)
    rows = PriorityWeights.objects.filter(regency_id__in=codes).order_by("id")
    names = list(Weights().columns())
    found = {row.regency_id: Weights(**{n: getattr(row, n) for n in names}) for row in rows}
    return {code: found.get(code, Weights()) for code in codes}


def priorities_of(packages: Sequence[Package]) -> dict[int, Priority]:
    """Return the priority of each package, in a fixed number of queries.

    The packages must come with `need` and `village`.
    """
    regencies = {package.village.regency_code for package in packages}
    places = regencies | {package.village_id for package in packages}
    figures = latest(places, {*ACCESS_CODE.values(), "poverty_pct", "population"})
    weights = weights_of(regencies)
    ready = completeness_of([package.need for package in packages])
    now = timezone.now()
    return {
        package.pk: Priority(
            parts_of(
                package,
                figures,
                weights[package.village.regency_code],
                share_done(ready[package.need_id]),
                now,
            )
        )
        for package in packages
    }


def parts_of(
    package: Package,
    figures: dict[tuple[str, str], Indicator],
    weights: Weights,
    readiness: Decimal,
    now: datetime,
) -> tuple[Part, ...]:
    """Return the five parts of one package's priority."""
    gap, gap_basis = gap_of(package, figures)
    poverty, poverty_basis = poverty_of(package, figures)
    service, service_basis = service_now_of(package.need)
    waiting, waiting_basis = waiting_of(package.need, now)
    return (
        Part("gap", _("Kesenjangan"), gap, weights.gap, gap_basis),
        Part("poverty", _("Kemiskinan"), poverty, weights.poverty, poverty_basis),
        Part(
            "readiness",
            _("Kesiapan"),
            readiness,
            weights.readiness,
            _("bagian isian dan pemeriksaan yang sudah lengkap"),
        ),
        Part("service_now", _("Layanan sekarang"), service, weights.service_now, service_basis),
        Part("waiting", _("Lama menunggu"), waiting, weights.waiting, waiting_basis),
    )


def gap_of(
    package: Package, figures: dict[tuple[str, str], Indicator]
) -> tuple[Decimal | None, str]:
    """Return the share without the service: of the village if its profile is known, else above."""
    village = figures.get((package.village_id, "population"))
    if village is not None and village.value:
        share = min(Decimal(100), Decimal(package.people) * 100 / Decimal(village.value))
        return share, _("%(people)s dari %(all)s jiwa desa (profil desa %(year)d)") % {
            "people": count(package.people),
            "all": count(village.value),
            "year": village.year,
        }
    code = ACCESS_CODE[Service(package.service)]
    access = figures.get((package.village.regency_code, code))
    if access is None or access.value is None:
        return None, _("belum ada profil desa dan angka kabupaten/kota")
    share = Decimal(100) - Decimal(str(access.value))
    return share, _("rumah tangga tanpa akses layak di kabupaten/kota, %(year)d; %(source)s") % {
        "year": access.year,
        "source": access.source,
    }


def poverty_of(
    package: Package, figures: dict[tuple[str, str], Indicator]
) -> tuple[Decimal | None, str]:
    """Return poverty of the kabupaten/kota on a scale where 25% poor is 100."""
    row = figures.get((package.village.regency_code, "poverty_pct"))
    if row is None or row.value is None:
        return None, _("belum ada angka kemiskinan")
    value = min(Decimal(100), Decimal(str(row.value)) * 100 / POVERTY_FULL)
    return value, _("penduduk miskin kabupaten/kota %(year)d; %(full)d%% dihitung penuh") % {
        "year": row.year,
        "full": POVERTY_FULL,
    }


def service_now_of(need: Need) -> tuple[Decimal | None, str]:
    """Return how bad today's service is, from what the proposer says."""
    if need.service == Service.SANITATION:
        value = SANITATION_NOW.get(need.sanitation_now)
        words = need.get_sanitation_now_display()
    elif need.service == Service.HYGIENE:
        value = HYGIENE_NOW.get(need.hygiene_now)
        words = need.get_hygiene_now_display()
    else:
        value = WATER_NOW.get(need.source_now)
        words = need.get_source_now_display()
        if value is not None and (need.distance_m or 0) > FAR_M:
            value = min(100, value + 25)
    if value is None:
        return None, _("keadaan sekarang belum diisi")
    return Decimal(value), str(words)


def waiting_of(need: Need, now: datetime) -> tuple[Decimal | None, str]:
    """Return how long the need waits since it was sent; two years reach 100."""
    if need.sent_at is None:
        return None, _("belum dikirim")
    days = max(0, (now - need.sent_at).days)
    value = min(Decimal(100), Decimal(days) * 100 / WAITING_FULL_DAYS)
    return value, _("%d hari sejak dikirim; dua tahun dihitung penuh") % days
