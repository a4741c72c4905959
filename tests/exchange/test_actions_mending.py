"""Rows that repeat each other stay in step when one of them is mended, left out or taken in."""

import pytest

from sambung.activities.models import Activity
from sambung.exchange import actions, queries
from sambung.exchange.models import ImportRow
from tests.exchange import tables
from tests.exchange.tables import ACTIVITIES, BOREHOLE, MISSPELT

pytestmark = pytest.mark.db


def repeated(run) -> list[int | None]:
    """Return which earlier row each row repeats."""
    rows = ImportRow.objects.filter(sheet__run=run).order_by("number")
    return list(rows.values_list("same_as", flat=True))


def test_a_row_whose_twin_is_corrected_comes_in_itself(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, BOREHOLE))
    assert repeated(run) == [None, 2]
    first = queries.rows_of(run, "masuk").get()
    cells = {**first.cells, "title": "Sumur bor RT 09"}
    actions.correct_row(row=first, cells=cells, by=tables.ayu(cast), version=run.version)
    assert repeated(run) == [None, None]
    run.refresh_from_db()
    assert tables.let_in(cast, run).counts["came_in"] == {"activities": 2}
    assert Activity.objects.count() == 2


def test_a_row_whose_twin_is_left_out_comes_in_itself(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, BOREHOLE))
    first, by = queries.rows_of(run, "masuk").get(), tables.ayu(cast)
    actions.leave_out(run=run, by=by, version=run.version, row_ids=[first.pk])
    assert (run.counts["ready"], run.counts["left_out"]) == (1, 1)
    actions.leave_out(run=run, by=by, version=run.version, row_ids=[first.pk], is_out=False)
    assert (run.counts["ready"], run.counts["known"]) == (1, 1)


def test_a_row_mended_into_a_later_one_makes_the_later_the_repeat(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, MISSPELT, BOREHOLE))
    row, twin = queries.rows_of(run, "perbaiki").get(), queries.rows_of(run, "masuk").get()
    actions.correct_row(row=row, cells=twin.cells, by=tables.ayu(cast), version=run.version)
    assert repeated(run) == [None, 2]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (ACTIVITIES, [BOREHOLE.replace("Sumur bor", "Bantuan warga")] * 2),
        ("Desa;Kecamatan;Usulan Kegiatan;KK;Jiwa;Masalah", ["Hauwai;Halong;Bantuan;35;140;-"] * 2),
    ],
    ids=["activities", "needs"],
)
def test_a_sheet_without_services_is_answered_once_for_all_rows(cast, heads, rows):
    numbered = [row.replace("Bantuan", f"Bantuan {at}") for at, row in enumerate(rows)]
    run = tables.checked(cast, tables.table(heads, *numbered, name="SANITASI.csv"))
    assert run.counts["faulty"] == 2
    group = queries.mending(run).groups[0]
    assert (group.field, group.text, group.rows, len(group.suggestions)) == ("service", "", 2, 3)
    given = {"field": "service", "text": "", "value": group.suggestions[1], "version": run.version}
    actions.replace_text(run=run, sheet_id=group.sheet_id, by=tables.ayu(cast), **given)
    assert (run.counts["faulty"], run.counts["ready"]) == (0, 2)


def test_a_day_of_observation_to_come_is_a_fault(cast):
    heads = f"{ACTIVITIES};Dilihat pada"
    run = tables.checked(cast, tables.table(heads, f"{BOREHOLE};1/3/2098"))
    faults = ImportRow.objects.get(sheet__run=run).faults
    assert [(name, "belum tiba" in words) for name, words, _s in faults] == [("known_on", True)]
