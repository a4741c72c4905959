import pytest
from django.test import Client
from django.urls import reverse

from sambung.activities.models import Activity
from sambung.core import jobs, tokens
from sambung.exchange.models import ImportRow, ImportRun
from tests.exchange import tables
from tests.exchange.tables import ACTIVITIES, BOREHOLE, MISSPELT, NEWCOMER

pytestmark = pytest.mark.db


def upload_with(client: Client, file=None, **more):
    """Send the form of a new file."""
    data = {"file": file or tables.table(ACTIVITIES, BOREHOLE, MISSPELT), **more}
    return client.post(reverse("exchange:import-new"), data)


def test_whole_road_from_file_to_done(cast, as_person):
    client = as_person(cast.ayu)
    page = upload_with(client, token=tokens.new_token())
    run = ImportRun.objects.get()
    assert page.url == run.get_absolute_url()
    assert "Sedang dibaca" in client.get(page.url).text
    jobs.drain()
    columns = reverse("exchange:import-columns", args=[run.pk])
    assert client.get(page.url).url == columns
    shown = client.get(columns)
    assert "Apa arti tiap kolom?" in shown.text
    assert "Sumur bor RT 01" in shown.text
    form = shown.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert client.post(columns, sent).url == page.url
    jobs.drain()
    preview = client.get(page.url).text
    assert "1 baris perlu diperbaiki" in preview
    assert "Maksud Anda Hauwai" in preview
    run.refresh_from_db()
    ground = {"ground": "letter", "note": "Laporan 2025", "version": run.version}
    client.post(reverse("exchange:import-commit", args=[run.pk]), ground)
    assert "Sedang dimasukkan" in client.get(page.url).text
    jobs.drain()
    done = client.get(page.url).text
    assert "Sudah masuk" in done
    assert reverse("activities:activity-list") in done
    assert Activity.objects.count() == 1


def test_the_same_form_sent_twice_brings_one_file(cast, as_person):
    client, token = as_person(cast.ayu), tokens.new_token()
    first, second = upload_with(client, token=token), upload_with(client, token=token)
    assert first.url == second.url
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "kosong"), (b"%PDF-1.7", "bukan tabel"), (None, "Pilih berkasnya")],
    ids=["empty", "pdf", "none"],
)
def test_wrong_files_are_refused_at_the_field(cast, as_person, data, words):
    file = {} if data is None else {"file": tables.SimpleUploadedFile("usulan.xlsx", data)}
    answer = as_person(cast.ayu).post(reverse("exchange:import-new"), file)
    assert answer.status_code == 422
    assert words in answer.text


def test_who_does_not_record_for_others_may_not_bring_a_file(cast, as_person):
    assert as_person(cast.citra).get(reverse("exchange:import-new")).status_code == 403
    assert Client().get(reverse("exchange:import-new")).status_code == 302


READS = ["import", "import-progress", "import-columns", "import-undo", "import-marked"]
READS += ["import-file"]
SENDS = ["import-mend", "import-companies", "import-leave-out", "import-return"]
SENDS += ["import-commit", "import-drop", "import-undo"]


def test_outsider_and_other_organisations_find_nothing(cast, as_person):
    run = tables.waiting(cast)
    row = ImportRow.objects.first()
    paths = [reverse(f"exchange:{name}", args=[run.pk]) for name in READS]
    paths.append(reverse("exchange:import-row", args=[run.pk, row.pk]))
    for person in (cast.eka, cast.citra, cast.hana):
        client = as_person(person)
        assert {client.get(path).status_code for path in paths} == {404}
        sends = [reverse(f"exchange:{name}", args=[run.pk]) for name in SENDS]
        assert {client.post(path).status_code for path in sends} == {404}
        assert run.file_name not in client.get(reverse("exchange:import-list")).text
    run.refresh_from_db()
    assert run.state == "preview"


def test_a_suggestion_mends_by_one_tap(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    group = client.get(run.get_absolute_url()).context["mending"].groups[0]
    sent = {"sheet": group.sheet_id, "field": group.field, "text": group.text}
    sent |= {"value": group.suggestions[0], "version": run.version}
    answer = client.post(reverse("exchange:import-mend", args=[run.pk]), sent, follow=True)
    assert "1 baris diperbaiki" in answer.text
    assert "2 baris siap dimasukkan" in answer.text
    stale = client.post(reverse("exchange:import-mend", args=[run.pk]), sent)
    assert stale.status_code == 409


def test_a_row_is_corrected_on_its_page(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    row = ImportRow.objects.get(has_faults=True)
    path = reverse("exchange:import-row", args=[run.pk, row.pk])
    form = client.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["cell-village"] = "Antah Berantah"
    assert client.post(path, sent).url == path
    run.refresh_from_db()
    sent |= {"cell-village": "Uren", "version": run.version}
    assert client.post(path, sent).url == run.get_absolute_url()
    row.refresh_from_db()
    assert not row.has_faults
    run.refresh_from_db()
    sent |= {"cell-title": "Sumur 6311024507890001", "version": run.version}
    refused = client.post(path, sent)
    assert refused.status_code == 422
    assert "NIK" in refused.text


def test_commit_without_ground_says_what_lacks(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    path = reverse("exchange:import-commit", args=[run.pk])
    answer = client.post(path, {"version": run.version})
    assert answer.status_code == 422
    assert "Pilih dasar catatannya" in answer.text
    run.refresh_from_db()
    assert run.state == "preview"


def test_a_sheet_said_to_hold_something_else_is_matched_anew(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    path, sheet = reverse("exchange:import-columns", args=[run.pk]), run.sheets.get()
    client.post(path, {f"kind-{sheet.pk}": "needs", "version": run.version})
    sheet.refresh_from_db()
    assert sheet.kind == "needs"
    assert "village" in sheet.columns
    assert "amount_rp" not in sheet.columns


def test_two_columns_for_one_field_are_refused_at_the_column(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    path = reverse("exchange:import-columns", args=[run.pk])
    form = client.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent[f"col-{run.sheets.get().pk}-0"] = "title"
    answer = client.post(path, sent)
    assert answer.status_code == 422
    assert "Sudah dipakai kolom" in answer.text


def test_undo_page_names_what_stands_against_it(cast, as_person):
    run = tables.done(cast, tables.table(ACTIVITIES, BOREHOLE))
    client, path = as_person(cast.ayu), reverse("exchange:import-undo", args=[run.pk])
    assert "Batalkan impor ini?" in client.get(path).text
    Activity.objects.update(version=2)
    assert "Sumur bor RT 01" in client.get(path).text
    assert client.post(path, {"version": run.version}).status_code == 403
    Activity.objects.update(version=1)
    assert client.post(path, {"version": run.version}).url == run.get_absolute_url()
    assert "dibatalkan" in client.get(run.get_absolute_url()).text


def test_files_leave_as_downloads(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    marked = client.get(reverse("exchange:import-marked", args=[run.pk]))
    kept = client.get(reverse("exchange:import-file", args=[run.pk]))
    assert marked.content[:2] == b"PK"
    assert b"Sumur bor RT 01" in b"".join(kept.streaming_content)
    for answer in (marked, kept):
        assert answer["Content-Disposition"].startswith("attachment")
    for kind in ("needs", "activities", "companies", "offers", "villages", "packages"):
        answer = client.get(reverse("exchange:template-file", args=[kind]))
        assert answer.content[:2] == b"PK"
    assert client.get(reverse("exchange:template-file", args=["other"])).status_code == 404


def test_list_narrows_sorts_and_exports(cast, as_person):
    tables.waiting(cast)
    tables.done(cast, tables.table(ACTIVITIES, NEWCOMER, name="=baru.csv"))
    client, path = as_person(cast.ayu), reverse("exchange:import-list")
    assert len(client.get(path).context["page"]) == 2
    assert len(client.get(path, {"keadaan": "done", "urut": "nama"}).context["page"]) == 1
    assert len(client.get(path, {"isi": "needs"}).context["page"]) == 0
    export = client.get(reverse("exchange:import-export", args=["csv"])).content.decode()
    assert "'=baru.csv" in export
    assert client.get(reverse("exchange:import-export", args=["xlsx"])).content[:2] == b"PK"
    assert client.get(reverse("exchange:import-export", args=["pdf"])).status_code == 404


def test_small_forms_with_nonsense_change_nothing_and_never_break(cast, as_person):
    run, client = tables.waiting(cast), as_person(cast.ayu)
    nonsense = {"sheet": "x", "field": "a b", "row": "-1", "version": str(run.version)}
    mend = client.post(reverse("exchange:import-mend", args=[run.pk]), nonsense)
    companies = client.post(reverse("exchange:import-companies", args=[run.pk]), nonsense)
    assert {mend.status_code, companies.status_code} <= {302, 403, 409}
    answer = client.post(reverse("exchange:import-return", args=[run.pk]), {}, follow=True)
    assert answer.status_code == 200
