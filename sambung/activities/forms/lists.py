"""What narrows the register."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from sambung.activities.models import Activity, ActivityKind, ActivityState, Answer
from sambung.activities.queries import WITHOUT_BAST, Facets, in_place, with_text
from sambung.regions.models import Service

AGES = [
    ("365", gettext_lazy("lebih dari 1 tahun")),
    ("730", gettext_lazy("lebih dari 2 tahun")),
    ("kosong", gettext_lazy("belum pernah diperiksa")),
]
BEGUN = ("mulai", gettext_lazy("semua kecuali direncanakan"))
FAULTY = ("kurang", gettext_lazy("tidak atau sebagian"))
LACKING = [("nilai", gettext_lazy("tanpa nilai")), ("orang", gettext_lazy("tanpa jumlah orang"))]
COLUMNS = {"nilai": "amount_rp", "orang": "people"}


def choice(label: Any, empty: Any, **kwargs: Any) -> django_filters.ChoiceFilter:
    """Return a choice with words for all of them."""
    return django_filters.ChoiceFilter(label=label, empty_label=empty, **kwargs)


class ActivityFilter(django_filters.FilterSet):
    """The register by text, year, source, place, service, kind, state, working and age."""

    cari = django_filters.CharFilter(method="has_words", label=gettext_lazy("Kata"))
    tahun = choice(gettext_lazy("Tahun"), gettext_lazy("Semua tahun"), field_name="year")
    sumber = choice(
        gettext_lazy("Sumber"), gettext_lazy("Semua sumber"), field_name="organisation_id"
    )
    kecamatan = choice(gettext_lazy("Kecamatan"), gettext_lazy("Semua kecamatan"), method="lies_in")
    layanan = choice(
        gettext_lazy("Layanan"),
        gettext_lazy("Semua layanan"),
        field_name="service",
        choices=Service.choices,
    )
    jenis = choice(
        gettext_lazy("Jenis"),
        gettext_lazy("Semua jenis"),
        field_name="kind",
        choices=ActivityKind.choices,
    )
    keadaan = choice(
        gettext_lazy("Sampai mana"),
        gettext_lazy("Semua keadaan"),
        method="stands",
        choices=[*ActivityState.choices, BEGUN],
    )
    berfungsi = choice(
        gettext_lazy("Berfungsi"),
        gettext_lazy("Semua"),
        method="was_seen",
        choices=[*Answer.choices, FAULTY],
    )
    bast = choice(
        gettext_lazy("BAST"),
        gettext_lazy("Semua"),
        method="by_bast",
        choices=[("tanpa", gettext_lazy("tanpa BAST")), ("ada", gettext_lazy("ada BAST"))],
    )
    umur = choice(
        gettext_lazy("Terakhir diketahui"),
        gettext_lazy("Kapan pun"),
        method="known_before",
        choices=AGES,
    )
    tanpa = choice(
        gettext_lazy("Belum diisi"),
        gettext_lazy("Tidak disaring"),
        method="lacks",
        choices=LACKING,
    )
    wilayah = django_filters.CharFilter(method="lies_in", label=gettext_lazy("Wilayah"))

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, facets: Facets, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["tahun"].extra["choices"] = [(year, str(year)) for year in facets.years]
        self.filters["sumber"].extra["choices"] = facets.sources
        self.filters["kecamatan"].extra["choices"] = facets.districts

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep nothing when what is asked for does not occur: all of it would be a wrong answer."""
        return queryset.none() if self.form.errors else super().filter_queryset(queryset)

    def has_words(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Keep what has every word in its title, its source or its place."""
        return rows.filter(with_text(text))

    def lies_in(self, rows: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        """Keep what lies in the place."""
        return rows.filter(in_place(code))

    def stands(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        """Keep one state, or everything that was at least begun, as a recap counts it."""
        if asked == BEGUN[0]:
            return rows.exclude(state=ActivityState.PLANNED)
        return rows.filter(state=asked)

    def was_seen(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        """Keep one answer, or everything that works not or only in part."""
        faulty = [Answer.NO, Answer.PARTLY]
        return rows.filter(works__in=faulty if asked == FAULTY[0] else [asked])

    def lacks(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        """Keep what does not state the amount, or the number of people."""
        return rows.filter(**{f"{COLUMNS[asked]}__isnull": True})

    def by_bast(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        """Keep what was built and never handed over, or what was."""
        return rows.filter(WITHOUT_BAST if asked == "tanpa" else Q(state="handed_over"))

    def known_before(self, rows: QuerySet[Any], _name: str, asked: str) -> QuerySet[Any]:
        """Keep what was last seen so long ago, or what nobody ever checked."""
        if asked == "kosong":
            return rows.filter(works=Answer.UNKNOWN)
        before = timezone.localdate() - timedelta(days=int(asked))
        return rows.filter(Q(known_on__lt=before) | Q(known_on__isnull=True))


class PlaceFilter(django_filters.FilterSet):
    """What the map shows: one year, one service, or all."""

    tahun = choice(gettext_lazy("Tahun"), gettext_lazy("Semua tahun"), field_name="year")
    layanan = choice(
        gettext_lazy("Layanan"),
        gettext_lazy("Semua layanan"),
        field_name="service",
        choices=Service.choices,
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["tahun"].extra["choices"] = [(year, str(year)) for year in years]
