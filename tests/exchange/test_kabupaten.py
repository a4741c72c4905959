"""The two messy files of a kabupaten go all the way into the registers, and out again."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.activities.models import Activity
from sambung.core import jobs
from sambung.core.models import Job
from sambung.exchange import actions, queries
from sambung.exchange.models import ImportRow, ImportRun, ImportState
from sambung.exchange.spreadsheets.fields import FIELDS
from sambung.needs.models import Need, NeedState, Package, PackageState
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Contact, Organisation, RingVillage
from sambung.regions.models import Indicator, Region
from tests.exchange import files
from tests.exchange.worlds import place_rows

pytestmark = [pytest.mark.django_db, pytest.mark.db]

GROUND = GroundGiven("letter", "surat pengantar 1")


@pytest.fixture
def balangan(cast):
    """All kecamatan and villages of the kabupaten by their real names, and the cast."""
    for row in place_rows():
        parts = row.code.split(".")
        Region.objects.update_or_create(
            code=row.code,
            defaults={
                "name": row.name,
                "kind": row.kind,
                "level": len(parts),
                "parent_id": row.parent_code,
                "province_code": parts[0],
                "regency_code": ".".join(parts[:2]),
                "district_code": ".".join(parts[:3]) if len(parts) > 2 else "",
                "search_name": row.name.lower(),
            },
        )
    return cast


def work():
    """Do the jobs that wait."""
    while (job := jobs.claim("test")) is not None:
        jobs.perform(job)
        assert Job.objects.get(pk=job.pk).state == "done", Job.objects.get(pk=job.pk).error


def looked_over(cast, data, name="a.xlsx"):
    """Bring a file up to its preview, the columns taken as they were guessed."""
    by = cast.actor(cast.ayu)
    run = actions.start_import(upload=SimpleUploadedFile(name, data), by=by)
    work()
    run.refresh_from_db()
    assert run.state == ImportState.MATCHING, run.reason
    matched = {
        sheet.pk: actions.Matched(sheet.kind, sheet.columns) for sheet in queries.sheets_of(run)
    }
    run = actions.set_columns(run=run, matched=matched, by=by, version=run.version)
    work()
    run.refresh_from_db()
    assert run.state == ImportState.PREVIEW, run.reason
    return run


def put_in(cast, run):
    """Let the sound rows in."""
    by = cast.actor(cast.ayu)
    actions.request_commit(run=run, given=GROUND, by=by, version=run.version)
    work()
    run = ImportRun.objects.get(pk=run.pk)
    assert run.state == ImportState.DONE, run.reason
    return run


def template_like(kind, *rows):
    """Return a workbook with the header of a template and these rows (field -> text)."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Isian")
        page.write_row(0, 0, ["No", *(field.label for field in FIELDS[kind])])
        for number, cells in enumerate(rows, start=1):
            page.write(number, 0, number)
            page.write_row(
                number, 1, [cells.get(field.name, field.example) for field in FIELDS[kind]]
            )
    return out.getvalue()


def test_proposals_come_in_with_what_was_unsure_mended_and_a_second_time_add_nothing(balangan):
    run = looked_over(balangan, files.proposals())
    assert (run.counts["rows"], run.counts["faulty"], run.counts["ready"]) == (60, 7, 53)
    for row in ImportRow.objects.filter(sheet__run=run, has_faults=True):
        chosen = {name: suggested[0] for name, _words, suggested in row.faults if suggested}
        run.refresh_from_db()
        actions.correct_row(
            row=row, cells=chosen, by=balangan.actor(balangan.ayu), version=run.version
        )
    run.refresh_from_db()
    assert (run.counts["faulty"], run.counts["ready"]) == (1, 59)  # Desa Antah stays outside
    run = put_in(balangan, run)
    needs = Need.objects.all()
    assert needs.count() == 59
    assert needs.get(village_id="63.11.02.2001", service="water").state == NeedState.SENT
    assert (
        "perkiraan biaya menurut berkas: Rp"
        in needs.get(village_id="63.11.02.2001", service="water").problem
    )
    again = looked_over(balangan, files.proposals())
    assert (again.counts["known"], again.counts["ready"]) == (54, 0)  # one fault is in no key
    actions.undo_import(run=run, by=balangan.actor(balangan.ayu), version=run.version)
    assert Need.objects.count() == 0


def test_activities_come_in_and_companies_are_written_down_once_each(balangan):
    before = Organisation.objects.count()
    run = put_in(balangan, looked_over(balangan, files.activities(), "realisasi.xlsx"))
    assert Activity.objects.count() == 71  # nine name a village that nobody is sure of
    names = set(Activity.objects.values_list("organisation__name", flat=True))
    assert len(names) == 5  # eight spellings of five companies
    assert Organisation.objects.count() == before + 5
    assert Activity.objects.filter(amount_rp=None).exists()
    actions.undo_import(run=run, by=balangan.actor(balangan.ayu), version=run.version)
    assert Organisation.objects.count() == before


def test_packages_come_in_to_be_put_on_the_shelf_and_go_out_again(balangan):
    data = template_like("packages", {}, {"village": "Kapul", "people_served": "999"})
    run = looked_over(balangan, data)
    assert (run.counts["ready"], run.counts["faulty"]) == (1, 1)
    run = put_in(balangan, run)
    package = Package.objects.get()
    option = package.options.get()
    assert (package.state, package.need.state) == (PackageState.DRAFT, NeedState.FIELD_VERIFIED)
    assert (option.total_rp, option.people_served, package.year) == (412_500_000, 180, 2027)
    assert "diperiksa di luar Sambung" in package.need.steps.get().reason
    actions.undo_import(run=run, by=balangan.actor(balangan.ayu), version=run.version)
    assert not Package.objects.exists()
    assert not Need.objects.exists()


def test_companies_come_in_with_contact_and_ring_and_go_out_again(balangan):
    run = put_in(balangan, looked_over(balangan, template_like("companies", {})))
    company = Organisation.objects.get(name="PT Contoh Sejahtera")
    assert company.short_name == "Contoh Sejahtera"
    contact = Contact.objects.get(organisation=company)
    assert (contact.name, contact.unit) == ("Rina Contoh", "CSR site Paringin")
    assert set(RingVillage.objects.values_list("village_id", flat=True)) == {
        *("63.11.02.2001", "63.11.02.2011")
    }
    actions.undo_import(run=run, by=balangan.actor(balangan.ayu), version=run.version)
    assert not Organisation.objects.filter(name="PT Contoh Sejahtera").exists()


def test_village_profiles_come_in_with_source_and_date(balangan):
    put_in(balangan, looked_over(balangan, template_like("villages", {})))
    figures = Indicator.objects.filter(region_id="63.11.02.2001", year=2025)
    assert dict(figures.values_list("code", "value")) == {
        **{"population": 1240, "households": 356, "water_pct": 72.5},
        **{"sanitation_pct": 64, "poverty_pct": 8.1},
    }


def test_identity_number_in_a_column_that_is_not_read_is_noticed_and_the_file_forgotten(balangan):
    nik = "6311025203900001"
    lines = f"Tahun;Perusahaan;Desa;Kegiatan;Golongan\n2025;PT Lain;Hauwai;Sumur bor;{nik}\n"
    run = looked_over(balangan, lines.encode(), "a.csv")
    assert run.has_nik
    assert nik not in str(list(run.sheets.values_list("samples", flat=True)))
    assert put_in(balangan, run).file is None
