import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sambung.regions.models import Figure, Indicator

pytestmark = pytest.mark.db

HEAD = "kode,nama,penduduk,kk,air_persen,sanitasi_persen\n"
GOOD = HEAD + "63.11.02.2001,Hauwai,1.250,300,84.5,\n63.11.02.2002,Uren,,,,\n"
SEMICOLONS = 'kode;penduduk;air_persen\n63.11.02.2001;900;"61,5%"\n'


def send(client, text, **changes):
    content = text if isinstance(text, bytes) else text.encode()
    given = {
        "file": SimpleUploadedFile("desa.csv", content),
        "source": "Profil desa 2026",
        "as_of": "2026-01-31",
        **changes,
    }
    return client.post("/wilayah/63.11/data-desa/", given)


@pytest.fixture
def officer(cast, as_person):
    return as_person(cast.ayu)


def test_village_data_by_an_officer_is_recorded_and_shown(officer):
    answer = send(officer, GOOD)
    assert answer.status_code == 302
    stored = Indicator.objects.filter(region="63.11.02.2001", is_official=False)
    assert dict(stored.values_list("code", "value")) == {
        Figure.POPULATION: 1250,
        Figure.HOUSEHOLDS: 300,
        Figure.WATER: 84.5,
    }
    assert not Indicator.objects.filter(region="63.11.02.2002").exists()  # empty is unknown
    text = officer.get("/wilayah/63.11.02.2001/").content.decode()
    assert "Profil desa 2026, 31 Januari 2026" in text
    assert send(officer, GOOD).status_code == 302  # again: nothing changes


def test_village_data_as_excel_writes_it_here_is_read(officer):
    send(officer, SEMICOLONS)
    stored = Indicator.objects.get(region="63.11.02.2001", code=Figure.WATER)
    assert stored.value == 61.5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GOOD.replace("63.11.02.2001", "63.11.2.2001"), "kehilangan angka nol"),
        (GOOD.replace("63.11.02.2001", "63.09.01.2001"), "bukan desa di wilayah ini"),
        (GOOD.replace("63.11.02.2002", "63.11.02.2001"), "muncul dua kali"),
        (GOOD.replace("84.5", "184.5"), "tidak mungkin"),
        (GOOD.replace("84.5", "banyak"), "tidak terbaca"),
        (GOOD.replace("300", "-300"), "tidak terbaca"),
        (GOOD.replace("1.250", "9999999999"), "tidak mungkin"),
        (HEAD, "Tidak ada angka"),
        ("<html><script>alert(1)</script></html>", "kolom kode"),
        (b"\xff\xd8\xff\xe0 picture", "bukan CSV"),
        (b"a" * (2 * 1024 * 1024 + 1), "terlalu besar"),
    ],
)
def test_village_data_of_a_bad_file_is_refused_whole_and_says_why(officer, text, reason):
    answer = send(officer, text)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert reason in page
    assert 'value="Profil desa 2026"' in page  # what was typed is kept
    assert not Indicator.objects.filter(is_official=False).exists()


@pytest.mark.parametrize("day", ["2999-01-01", "1890-01-01", "kemarin", ""])
def test_village_data_of_an_impossible_day_is_refused(officer, day):
    assert send(officer, GOOD, as_of=day).status_code == 200
    assert not Indicator.objects.filter(is_official=False).exists()


def test_village_data_is_not_there_for_outsiders_visitors_and_members_without_mandate(
    cast, as_person
):
    assert send(as_person(cast.eka), GOOD).status_code == 404
    assert send(as_person(cast.citra), GOOD).status_code == 404  # a company of the same place
    assert as_person(cast.ayu).get("/wilayah/63/data-desa/").status_code == 404
    assert send(Client(), GOOD).status_code == 302
    assert not Indicator.objects.filter(is_official=False).exists()


def test_village_sheet_is_empty_and_holds_every_village(officer, cast, as_person):
    text = officer.get("/wilayah/63.11/data-desa.csv").content.decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "kode,nama,penduduk,kk,air_persen,sanitasi_persen"
    assert lines[1] == "63.11.02.2001,Desa Hauwai,,,,"
    assert len(lines) == 4
    assert as_person(cast.eka).get("/wilayah/63.11/data-desa.csv").status_code == 404
