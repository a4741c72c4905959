"""Water limits and tests, judged by the table each was made under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.facilities import rules
from sambung.facilities.lifecycle import PARAMETERS
from sambung.facilities.models import Facility, WaterLimit, WaterResult, WaterTest, WaterUse
from sambung.facilities.queries.visible import visible_to
from sambung.facilities.rules import Judged, Judgement, Measured, Outcome, Quality
from sambung.ui import formats


@dataclass(frozen=True)
class Table:
    """One table a sample may be judged by."""

    regulation: str
    use: str
    replaced_by: str

    @property
    def key(self) -> str:
        """Return the text by which a form names it."""
        return f"{self.regulation}|{self.use}"

    @property
    def label(self) -> str:
        """Return its name in words: the use first, the regulation beside it."""
        return f"{WaterUse(self.use).label} – {self.regulation}"


def tables() -> list[Table]:
    """Return every table there is, those in force first, drinking before hygiene."""
    rows = WaterLimit.objects.order_by().values_list("regulation", "use", "replaced_by").distinct()
    found = [Table(*row) for row in rows]
    order = [WaterUse.DRINKING, WaterUse.HYGIENE]
    return sorted(
        found,
        key=lambda table: (
            bool(table.replaced_by),
            order.index(WaterUse(table.use)),
            table.regulation,
        ),
    )


def table_named(key: str) -> Table | None:
    """Return the table a form names, else the first in force; None when none is loaded."""
    known = tables()
    return next((table for table in known if table.key == key), known[0] if known else None)


def limits_of(regulation: str, use: str) -> list[WaterLimit]:
    """Return the limits of one table in the order of the rule."""
    return list(WaterLimit.objects.filter(regulation=regulation, use=use).order_by("position"))


@dataclass(frozen=True)
class TestRow:
    """One test with its judgement in words."""

    test: WaterTest
    judgement: Judgement
    words: str
    reasons: tuple[str, ...]
    age_days: int
    is_secondary: bool  # the limits were read in secondary sources

    @property
    def badge(self) -> str:
        """Return the kind of badge that shows the whole of it."""
        kinds = {Quality.GOOD: "ok", Quality.BAD: "late", Quality.INCOMPLETE: "due"}
        return kinds.get(self.judgement.quality, "none")

    @property
    def is_good(self) -> bool:
        """Return whether the water is good by this test: never by one withdrawn or incomplete."""
        return self.test.withdrawn_at is None and self.judgement.quality == Quality.GOOD


def tests_of(facility: Facility, today: date) -> list[TestRow]:
    """Return the tests of a facility, newest first, judged; withdrawn ones among them."""
    tests = with_results(WaterTest.objects.filter(facility=facility))
    return judged(list(tests), facility.is_chlorinated, today)


def with_results(tests: QuerySet[WaterTest]) -> QuerySet[WaterTest]:
    """Return the tests with their results and limits, in two queries."""
    results = WaterResult.objects.select_related("limit")
    return tests.select_related("organisation", "file").prefetch_related(
        Prefetch("results", queryset=results)
    )


def judged(tests: Sequence[WaterTest], is_chlorinated: bool | None, today: date) -> list[TestRow]:
    """Return each test with its judgement; the limits of all tables cost one query."""
    limits = limits_for(tests)
    return [
        row_of(test, limits.get((test.regulation, test.use), []), is_chlorinated, today)
        for test in tests
    ]


def limits_for(tests: Sequence[WaterTest]) -> dict[tuple[str, str], list[WaterLimit]]:
    """Return the limits of every table the tests were made under, in one query."""
    found: dict[tuple[str, str], list[WaterLimit]] = {}
    wanted = {test.regulation for test in tests}
    for limit in WaterLimit.objects.filter(regulation__in=wanted) if wanted else []:
        found.setdefault((limit.regulation, limit.use), []).append(limit)
    return found


def row_of(
    test: WaterTest, limits: list[WaterLimit], is_chlorinated: bool | None, today: date
) -> TestRow:
    """Return one test judged by its own table."""
    measured = {
        result.limit.parameter: Measured(result.value, result.is_below_detection, result.is_present)
        for result in test.results.all()
    }
    judgement = rules.judge(
        limits, measured, is_chlorinated=is_chlorinated, air_temperature=test.air_temperature
    )
    return TestRow(
        test=test,
        judgement=judgement,
        words=quality_words(judgement),
        reasons=tuple(reasons_of(judgement)),
        age_days=(today - test.sampled_on).days,
        is_secondary=any(limit.verification != "V" for limit in limits),
    )


def newest_of(
    facilities: Iterable[Facility], today: date, until: date | None = None
) -> dict[int, TestRow]:
    """Return the newest test of each facility that counts, judged, in three queries for all.

    `until` leaves out what was sampled after that day.
    """
    rows = {facility.pk: facility for facility in facilities}
    newest: dict[int, WaterTest] = {}
    counting = WaterTest.objects.filter(facility__in=rows, withdrawn_at__isnull=True)
    if until is not None:
        counting = counting.filter(sampled_on__lte=until)
    for test in with_results(counting.order_by("-sampled_on", "-pk")):
        newest.setdefault(test.facility_id, test)
    limits = limits_for(list(newest.values()))
    return {
        pk: row_of(
            test, limits.get((test.regulation, test.use), []), rows[pk].is_chlorinated, today
        )
        for pk, test in newest.items()
    }


def tests_visible_to(actor: Actor) -> QuerySet[WaterTest]:
    """Return the tests of the facilities the actor may see."""
    return WaterTest.objects.filter(facility__in=visible_to(actor)).select_related(
        "facility__village", "organisation", "file"
    )


def quality_words(judgement: Judgement) -> str:
    """Return what a sample says in a few words; never *passes* while anything is untested."""
    n, of = formats.count(judgement.tested), formats.count(judgement.needed)
    return {
        Quality.GOOD: _("memenuhi (%(n)s/%(of)s)"),
        Quality.BAD: _("tidak memenuhi"),
        Quality.INCOMPLETE: _("belum lengkap (%(n)s/%(of)s)"),
        Quality.UNTESTED: _("belum diuji"),
    }[judgement.quality] % {"n": n, "of": of}


def reasons_of(judgement: Judgement) -> list[str]:
    """Return why the sample reads as it does, one sentence a reason."""
    said = [
        (_("Melampaui batas: %s."), judgement.having(Outcome.BAD)),
        (
            _("Belum diuji: %s."),
            [row for row in judgement.having(Outcome.UNTESTED) if row.limit.is_mandatory],
        ),
        (
            _("Batas deteksi laboratorium tidak cukup kecil atau tidak ditulis: %s."),
            judgement.having(Outcome.UNCERTAIN),
        ),
        (
            _("Belum diketahui apakah airnya diberi klor, jadi belum dihitung: %s."),
            judgement.having(Outcome.UNKNOWN_USE),
        ),
        (
            _("Airnya tidak diberi klor, jadi tidak berlaku: %s."),
            judgement.having(Outcome.NOT_APPLICABLE),
        ),
        (
            _("Dicatat tanpa dinilai, karena suhu udara tidak diketahui: %s."),
            judgement.having(Outcome.NOTED),
        ),
    ]
    words = [text % names_of(rows) for text, rows in said if rows]
    if judgement.is_partial:
        words.append(
            _("Hanya sebagian tabel peraturan lama ini yang dibaca, jadi belum dapat lengkap.")
        )
    return words


def names_of(rows: Iterable[Judged]) -> str:
    """Return the names of the parameters, parted by commas."""
    return ", ".join(parameter_words(row.limit.parameter) for row in rows)


def parameter_words(key: str) -> str:
    """Return the name of a parameter."""
    return str(PARAMETERS.get(key, key))
