import pytest
from django.db import IntegrityError, transaction

from sambung.activities.models import Activity
from sambung.core import files, jobs
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry, Job, StoredFile
from sambung.exchange import actions, queries
from sambung.exchange.models import ColumnMemory, ImportRow, ImportRun, ImportState
from sambung.needs.models import Need, NeedStep
from sambung.parties.models import Notice, Offer, OnBehalf, Organisation
from sambung.regions.models import Indicator
from tests.exchange import tables
from tests.exchange.files import formulas, zip_bomb
from tests.exchange.tables import ACTIVITIES, BOREHOLE, LATRINES, MISSPELT, NEEDS, NEWCOMER, WATER

pytestmark = pytest.mark.db


def test_start_import_keeps_the_file_and_reads_it(cast):
    run = tables.read(cast, tables.table(ACTIVITIES, BOREHOLE))
    assert (run.state, run.region_id, run.organisation) == ("matching", "63.11", cast.bappeda)
    sheet = run.sheets.get()
    assert (sheet.kind, sheet.rows_count) == ("activities", 1)
    assert {"year", "company", "village", "title", "amount_rp"} <= set(sheet.columns)
    assert run.file.sha256 == run.sha256


def test_start_import_is_refused_to_who_does_not_record_for_others(cast):
    for person, body in ((cast.citra, cast.company), (cast.gani, cast.village)):
        with pytest.raises(Refused):
            actions.start_import(
                upload=tables.table(ACTIVITIES, BOREHOLE), by=cast.actor(person, body)
            )
    assert not ImportRun.objects.exists()


def test_a_file_that_is_no_table_keeps_nothing(cast):
    upload = tables.SimpleUploadedFile("usulan.xlsx", b"%PDF-1.7 bukan tabel")
    with pytest.raises(files.FileRefused), transaction.atomic():
        actions.start_import(upload=upload, by=tables.ayu(cast))
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_zip_bomb_fails_with_words_and_a_next_step(cast):
    upload = tables.SimpleUploadedFile("usulan.xlsx", zip_bomb(400))
    run = tables.read(cast, upload)
    assert run.state == ImportState.FAILED
    assert run.reason
    assert not run.sheets.exists()


def test_rows_are_understood_and_counted(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, LATRINES, MISSPELT))
    assert run.state == "preview"
    wanted = {"rows": 3, "ready": 2, "faulty": 1, "known": 0, "left_out": 0}
    assert run.counts == wanted
    row = ImportRow.objects.get(number=2)
    assert row.values["region"] == "63.11.02.2001"
    assert row.values["amount_rp"] == 185_000_000
    assert not Activity.objects.exists()


def test_columns_are_remembered_for_the_next_file(cast):
    heads = ACTIVITIES.replace("Nama Kegiatan", "Zzz")
    run = tables.read(cast, tables.table(heads, BOREHOLE))
    sheet = run.sheets.get()
    assert "title" not in sheet.columns
    columns = {**sheet.columns, "title": 4}
    matched = {sheet.pk: actions.Matched("activities", columns)}
    actions.set_columns(run=run, matched=matched, by=tables.ayu(cast), version=run.version)
    assert ColumnMemory.objects.get(header="zzz").field == "title"
    again = tables.read(cast, tables.table(heads, LATRINES))
    assert again.sheets.get().columns["title"] == 4


def test_columns_without_what_tells_rows_apart_are_refused(cast):
    run = tables.read(cast, tables.table(ACTIVITIES, BOREHOLE))
    sheet = run.sheets.get()
    for matched, words in (
        ({sheet.pk: actions.Matched("", {})}, "sedikitnya satu lembar"),
        ({sheet.pk: actions.Matched("activities", {"year": 0})}, "belum punya kolom"),
    ):
        with pytest.raises(Refused, match=words):
            actions.set_columns(run=run, matched=matched, by=tables.ayu(cast), version=run.version)


def test_one_answer_mends_every_row_with_the_same_text(cast):
    other = MISSPELT.replace("RT 02", "RT 03")
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, MISSPELT, other))
    group = queries.mending(run).groups[0]
    assert (group.field, group.text, group.rows) == ("village", "Hauwei", 2)
    assert any("Hauwai" in text for text in group.suggestions)
    changed = actions.replace_text(
        run=run,
        sheet_id=group.sheet_id,
        field="village",
        text="Hauwei",
        value=group.suggestions[0],
        by=tables.ayu(cast),
        version=run.version,
    )
    run.refresh_from_db()
    assert (changed, run.counts["ready"], run.counts["faulty"]) == (2, 3, 0)


def test_a_row_is_corrected_and_a_stale_version_is_refused(cast):
    run = tables.waiting(cast)
    row = queries.rows_of(run, "perbaiki").get()
    cells = {**row.cells, "village": "Uren"}
    actions.correct_row(row=row, cells=cells, by=tables.ayu(cast), version=run.version)
    row.refresh_from_db()
    assert (row.has_faults, row.is_corrected, row.values["region"]) == (
        False,
        True,
        "63.11.02.2002",
    )
    with pytest.raises(Conflict):
        actions.correct_row(row=row, cells=cells, by=tables.ayu(cast), version=run.version)


def test_rows_are_left_out_and_taken_in_again(cast):
    run = tables.waiting(cast)
    actions.leave_out(run=run, by=tables.ayu(cast), version=run.version)
    assert (run.counts["faulty"], run.counts["left_out"]) == (0, 1)
    row = queries.rows_of(run, "lewati").get()
    by = tables.ayu(cast)
    actions.leave_out(run=run, by=by, version=run.version, row_ids=[row.pk], is_out=False)
    assert (run.counts["faulty"], run.counts["left_out"]) == (1, 0)


def test_commit_writes_all_sound_rows_at_once_and_no_faulty_one(cast):
    run = tables.done(cast, tables.table(ACTIVITIES, BOREHOLE, LATRINES, MISSPELT))
    assert (run.state, run.counts["came_in"]) == ("done", {"activities": 2})
    borehole = Activity.objects.get(title="Sumur bor RT 01")
    assert (borehole.organisation, borehole.recorded_in) == (cast.company, cast.bappeda)
    assert (borehole.amount_rp, borehole.state, borehole.origin_run) == (
        185_000_000,
        "built",
        run.pk,
    )
    assert borehole.reported_at is None
    assert Activity.objects.get(title="Jamban keluarga").state == "handed_over"
    entry = Entry.objects.get(verb="import.committed")
    assert entry.data["came_in"] == {"activities": 2}
    assert Notice.objects.filter(user=cast.ayu, text__contains="selesai").exists()


def test_the_same_file_twice_adds_nothing_and_says_so(cast):
    tables.done(cast, tables.table(ACTIVITIES, BOREHOLE, NEWCOMER))
    again = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, NEWCOMER))
    assert (again.counts["ready"], again.counts["known"]) == (0, 2)
    assert queries.earlier_runs(again).count() == 1
    with pytest.raises(Refused, match="Tidak ada baris"):
        tables.let_in(cast, again)
    assert Activity.objects.count() == 2


def test_two_rows_that_say_the_same_come_in_once(cast):
    run = tables.done(cast, tables.table(ACTIVITIES, BOREHOLE, BOREHOLE))
    assert run.counts["came_in"] == {"activities": 1}
    assert ImportRow.objects.get(number=3).same_as == 2


def test_new_companies_are_written_down_once_however_they_are_written(cast):
    other = NEWCOMER.replace("PT Contoh Pendatang Baru", "PT. CONTOH PENDATANG BARU, Tbk")
    other = other.replace("SD", "SMP")
    run = tables.done(cast, tables.table(ACTIVITIES, NEWCOMER, other))
    made = Organisation.objects.get(name__icontains="Pendatang")
    assert (made.kind, made.region_id, made.registered_by) == ("perusahaan", "63.11", cast.bappeda)
    assert run.counts["made"] == [made.pk]
    assert Activity.objects.filter(organisation=made).count() == 2


def test_a_company_thought_new_is_said_to_be_a_known_one(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, NEWCOMER))
    assert queries.unknown_companies(run) == [("PT Contoh Pendatang Baru", 1)]
    by, name = tables.ayu(cast), "PT. Contoh Pendatang Baru"
    with pytest.raises(Refused, match="Tulis nama"):
        actions.replace_company(run=run, name=name, value=" ", by=by, version=run.version)
    run.refresh_from_db()
    known = cast.company.name
    assert actions.replace_company(run=run, name=name, value=known, by=by, version=run.version) == 1
    assert queries.unknown_companies(run) == []
    tables.let_in(cast, run)
    assert Activity.objects.get().organisation == cast.company


def test_needs_come_in_as_sent_proposals_of_their_village(cast):
    run = tables.done(cast, tables.table(NEEDS, WATER, name="usulan.csv"))
    assert run.counts["came_in"] == {"needs": 1}
    need = Need.objects.get()
    assert (need.state, need.proposer, need.people) == ("sent", cast.village, 140)
    assert need.answer_due_on is not None
    assert NeedStep.objects.get(need=need).to_state == "sent"
    record = OnBehalf.objects.get(subject_id=str(need.pk))
    assert (record.ground, record.ground_note) == ("letter", tables.GIVEN.note)
    again = tables.checked(cast, tables.table(NEEDS, WATER, name="usulan.csv"))
    assert again.counts["known"] == 1


def test_a_village_without_organisation_gets_one(cast):
    row = WATER.replace("Hauwai", "Uren")
    tables.done(cast, tables.table(NEEDS, row, name="usulan.csv"))
    assert Need.objects.get().proposer.name == "Pemerintah Desa Uren"


def test_a_nik_in_a_cell_is_refused_masked_and_the_file_is_not_kept(cast):
    nik = "6311024507890001"
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, MISSPELT.replace("RT 02", nik)))
    assert run.has_nik
    row = queries.rows_of(run, "perbaiki").get()
    assert nik not in str(row.cells) + str(row.faults) + str(row.values)
    run = tables.let_in(cast, run)
    assert run.file is None
    assert not StoredFile.objects.exists()


def test_formulas_of_a_file_come_in_as_texts_or_not_at_all(cast):
    run = tables.read(cast, tables.SimpleUploadedFile("rumus.xlsx", formulas()))
    assert run.state in {"matching", "failed"}
    injected = BOREHOLE.replace("Sumur bor RT 01", "=HYPERLINK(1)")
    checked = tables.checked(cast, tables.table(ACTIVITIES, injected))
    row = ImportRow.objects.get(sheet__run=checked)
    assert row.cells["title"].lstrip("'") == "=HYPERLINK(1)"


def test_undo_takes_out_everything_that_came_in(cast):
    run = tables.done(cast, tables.table(ACTIVITIES, BOREHOLE, NEWCOMER))
    needs = tables.done(cast, tables.table(NEEDS, WATER, name="usulan.csv"))
    for each in (run, needs):
        actions.undo_import(run=each, by=tables.ayu(cast), version=each.version)
        assert each.state == "undone"
    assert not Activity.objects.exists()
    assert not Need.objects.exists()
    assert not OnBehalf.objects.exists()
    assert not Organisation.objects.filter(name__icontains="Pendatang").exists()
    again = tables.checked(cast, tables.table(NEEDS, WATER, name="usulan.csv"))
    assert again.counts["ready"] == 1


def test_undo_is_refused_once_something_was_built_on_it(cast):
    run = tables.done(cast, tables.table(ACTIVITIES, BOREHOLE))
    Activity.objects.update(version=2)
    with pytest.raises(Refused, match="Sumur bor RT 01"):
        actions.undo_import(run=run, by=tables.ayu(cast), version=run.version)
    needs = tables.done(cast, tables.table(NEEDS, WATER, name="usulan.csv"))
    Need.objects.update(state="desk_verified")
    with pytest.raises(Refused, match="sudah diproses"):
        actions.undo_import(run=needs, by=tables.ayu(cast), version=needs.version)


def test_drop_erases_rows_and_file(cast):
    run = tables.waiting(cast)
    actions.drop_import(run=run, by=tables.ayu(cast))
    assert (run.state, run.file) == ("dropped", None)
    assert not ImportRow.objects.exists()
    assert [sheet.samples for sheet in run.sheets.all()] == [[]]
    with pytest.raises(Refused):
        actions.drop_import(run=run, by=tables.ayu(cast))


def test_a_returned_file_takes_the_place_of_the_first_with_its_columns(cast):
    run = tables.waiting(cast)
    mended = tables.table(ACTIVITIES, BOREHOLE, MISSPELT.replace("Hauwei", "Hauwai"))
    actions.return_file(run=run, upload=mended, by=tables.ayu(cast), version=run.version)
    jobs.drain()
    run.refresh_from_db()
    assert (run.state, run.counts["ready"], run.counts["faulty"]) == ("preview", 2, 0)


def test_a_killed_check_starts_anew_and_doubles_nothing(cast):
    run = tables.waiting(cast)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.CHECKING)
    job = jobs.enqueue("exchange.check_rows", run_id=run.pk)
    first = jobs.claim("killed")
    Job.objects.filter(pk=job.pk).update(lease_until=first.lease_until.replace(year=2020))
    second = jobs.claim("alive")
    assert second is not None
    jobs.perform(second)
    jobs.perform(first)
    assert ImportRow.objects.filter(sheet__run=run).count() == 2
    run.refresh_from_db()
    assert run.state == "preview"


def test_a_refusal_at_the_end_leaves_nothing_half(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE, LATRINES))
    row = ImportRow.objects.order_by("-number")[0]
    row.values["region"] = "63.09.01.2001"
    row.save()
    run = tables.let_in(cast, run)
    assert run.state == "preview"
    assert "di luar wilayah" in run.reason
    assert not Activity.objects.exists()


def test_database_refuses_done_without_its_moment_and_states_it_does_not_know(cast):
    run = tables.waiting(cast)
    for change in ({"state": "done", "done_at": None}, {"state": "lost"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ImportRun.objects.filter(pk=run.pk).update(**change)


def test_a_job_that_failed_says_so_and_one_that_was_stopped_leaves_no_row(cast):
    run = tables.waiting(cast)
    for state, back in (("checking", "failed"), ("importing", "preview"), ("reading", "failed")):
        ImportRun.objects.filter(pk=run.pk).update(state=state, reason="")
        actions.job_ended("ValueError: boom", run_id=run.pk)
        run.refresh_from_db()
        assert (run.state, bool(run.reason)) == (back, True)
    ImportRun.objects.filter(pk=run.pk).update(state="dropped")
    actions.job_ended("cancelled", run_id=run.pk)
    assert not ImportRow.objects.exists()


def test_figures_of_villages_come_in_and_are_not_undone(cast):
    heads = "Desa;Kecamatan;Tahun;Sumber data;Tanggal data;Jumlah penduduk;Jumlah KK"
    row = "Hauwai;Halong;2025;Profil desa;31/12/2025;1.240;356"
    run = tables.done(cast, tables.table(heads, row, name="profil.csv"))
    assert run.counts["came_in"] == {"villages": 1}
    figure = Indicator.objects.get(region="63.11.02.2001", code="population", year=2025)
    assert (figure.value, figure.source, figure.is_official) == (1240, "Profil desa", False)
    with pytest.raises(Refused, match="menggantikan angka"):
        actions.undo_import(run=run, by=tables.ayu(cast), version=run.version)


def test_offers_come_in_as_drafts_and_go_out_again(cast):
    heads = "Nama Perusahaan;Tahun;Kesanggupan (Rp)"
    row = "PT Contoh Banua Energi;2027;500 juta"
    run = tables.done(cast, tables.table(heads, row, name="kesanggupan.csv"))
    assert run.counts["came_in"] == {"offers": 1}
    offer = Offer.objects.get()
    assert (offer.state, offer.amount_rp, offer.organisation) == (
        "draft",
        500_000_000,
        cast.company,
    )
    actions.undo_import(run=run, by=tables.ayu(cast), version=run.version)
    assert not Offer.objects.exists()
