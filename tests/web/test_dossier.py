"""The dossier of a partnership as one ZIP: for whom, what is in it, what is not."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sambung.core.files import path_of
from sambung.partnerships import actions
from sambung.partnerships.models import Contribution, DocumentKind, Partnership
from tests.partnerships.signing_world import drafted, in_force, named
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


def address(partnership) -> str:
    return reverse("web:dossier", args=[partnership.pk])


def fetched(client, partnership) -> dict[str, bytes]:
    """Return the parts of the archive by their name under its one folder."""
    answer = client.get(address(partnership))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as bundle:
        assert bundle.testzip() is None
        folders = {name.split("/")[0] for name in bundle.namelist()}
        assert len(folders) == 1
        return {name.split("/", 1)[1]: bundle.read(name) for name in bundle.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def kept(cast, partnership, title: str, *, user=None, organisation=None, **changes):
    """Return a document of the company, or of another, with its own words in its file."""
    return actions.add_document(
        partnership=partnership,
        kind=DocumentKind.EVIDENCE,
        title=title,
        upload=SimpleUploadedFile("bukti.pdf", b"%PDF-1.7 " + title.encode()),
        organisation=organisation or cast.company,
        by=cast.actor(user or cast.citra),
        **changes,
    )


def test_every_member_and_the_desk_get_it_and_an_outsider_404(cast, as_person, client):
    partnership = opened(cast)
    for person in (cast.ayu, cast.citra, cast.gani, cast.hana):
        assert "ringkasan.pdf" in fetched(as_person(person), partnership)
    assert as_person(cast.dimas).get(address(partnership)).status_code == 403  # reads the page
    for stranger in (as_person(cast.eka), as_person(cast.budi), client):
        assert stranger.get(address(partnership)).status_code == 404


def test_a_published_page_does_not_open_its_dossier(cast, as_person, client):
    partnership = opened(cast)
    Partnership.objects.filter(pk=partnership.pk).update(is_published=True)
    for reader in (client, as_person(cast.eka)):
        assert reader.get(partnership.get_absolute_url()).status_code == 200
        answer = reader.get(address(partnership))
        assert answer.status_code == 403
        assert not answer.streaming


def test_it_holds_the_summary_the_tables_and_the_files(cast, as_person):
    partnership = opened(cast)
    kept(cast, partnership, "Foto pipa")
    in_force(cast, partnership=partnership)
    parts = fetched(as_person(cast.gani), partnership)
    assert parts["ringkasan.pdf"].startswith(b"%PDF")
    assert parts["dokumen/Foto pipa e1.pdf"] == b"%PDF-1.7 Foto pipa"
    endings = {name.rsplit(".", 1)[1] for name in parts if name.startswith("perjanjian/")}
    assert endings == {"pdf", "docx"}
    parties = rows_of(parts["tabel/para-pihak.csv"])
    assert {row["pihak"] for row in parties} >= {cast.company.name, cast.village.name}
    assert len(rows_of(parts["tabel/tanda-tangan.csv"])) == 2
    assert "Kemitraan dibuka" in parts["tabel/riwayat.csv"].decode()


def test_drafts_of_another_organisation_are_not_in_it(cast, as_person):
    partnership = opened(cast)
    kept(cast, partnership, "Konsep rahasia", is_private=True)
    draft = drafted(cast, partnership=partnership, title="Naskah rahasia")
    named(cast, draft, cast.village, cast.company)
    actions.freeze_text(agreement=draft, by=cast.actor(cast.ayu, cast.bappeda))
    own, other = (fetched(as_person(who), partnership) for who in (cast.citra, cast.gani))
    assert "dokumen/Konsep rahasia e1.pdf" in own
    assert not [name for name in other if "rahasia" in name]
    assert not [name for name in own if "Naskah rahasia" in name]
    for table in [name for name in other if name.endswith(".csv")]:
        assert b"rahasia" not in other[table], table
    assert [name for name in fetched(as_person(cast.ayu), partnership) if "Naskah rahasia" in name]


def test_two_files_of_one_title_are_both_in_it(cast, as_person):
    partnership = opened(cast)
    kept(cast, partnership, "Bukti")
    kept(cast, partnership, "Bukti", user=cast.gani, organisation=cast.village)
    names = [name for name in fetched(as_person(cast.ayu), partnership) if "Bukti" in name]
    assert len(names) == 2


def test_a_text_that_a_spreadsheet_would_run_is_quoted_and_unknown_is_empty(cast, as_person):
    partnership = opened(cast)
    rows = Contribution.objects.filter(partnership=partnership, party__organisation=cast.company)
    rows.update(title="=SUM(A1:A9)", agreed_rp=None, agreed_on=None)
    parts = fetched(as_person(cast.ayu), partnership)
    given = rows_of(parts["tabel/sumbangan.csv"])
    (row,) = [one for one in given if one["pihak"] == cast.company.name]
    assert row["apa"] == "'=SUM(A1:A9)"
    assert row["agreed_rp"] == ""


def test_a_title_cannot_lead_out_of_the_archive(cast, as_person):
    partnership = opened(cast)
    kept(cast, partnership, "../../etc/passwd")
    names = [name for name in fetched(as_person(cast.ayu), partnership) if "passwd" in name]
    assert len(names) == 1
    assert names[0].count("/") == 1
    assert ".." not in names[0]


def test_a_file_that_is_gone_is_named(cast, as_person):
    partnership = opened(cast)
    document = kept(cast, partnership, "Bukti hilang")
    path_of(document.file.sha256).unlink()
    parts = fetched(as_person(cast.ayu), partnership)
    gone = parts["dokumen/Bukti hilang e1.pdf.hilang.txt"]
    assert "tidak ditemukan" in gone.decode()


def test_its_tables_cost_the_same_with_more_rows(cast, as_person, django_assert_max_num_queries):
    partnership = opened(cast)
    client = as_person(cast.ayu)
    for number in range(6):
        kept(cast, partnership, f"Bukti {number}")
    with django_assert_max_num_queries(60):
        fetched(client, partnership)
