"""Pages of contributions, rules, declarations and notes, with the outsider at each."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sambung.core import tokens
from sambung.partnerships.models import Contribution, ContributionRule, ContributionStatement
from tests.partnerships.test_contributions import state
from tests.partnerships.test_giving import pamsimas
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def of_company(cast):
    return opened(cast).contributions.get(party__organisation=cast.company)


def address(name, *args):
    return reverse(f"partnerships:{name}", args=args)


def sending(version=1, **given):
    return {"token": tokens.new_token(), "version": version, **given}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("jenis=goods", True),
        ("jenis=land", False),
        ("pihak=999999", True),
        ("sampai=pledged", True),
        ("sampai=verified", False),
        ("temuan=ada", False),
        ("urut=-delivered", True),
        ("urut=apa", True),
        ("urut=%00", True),
    ],
)
def test_list_narrows_and_sorts(cast, as_person, query, shown):
    row = of_company(cast)
    page = as_person(cast.ayu).get(f"{address('contribution-list', row.partnership_id)}?{query}")
    assert page.status_code == 200
    assert (f"/sumbangan/{row.pk}/" in page.content.decode()) is shown


@pytest.mark.parametrize(
    "name",
    ["contribution-list", "contribution-export", "contribution-add", "contribution-rule"]
    + ["declaration-list", "note-list"],
)
def test_outsider_finds_nothing(cast, as_person, name):
    row = of_company(cast)
    assert as_person(cast.eka).get(address(name, row.partnership_id)).status_code == 404


@pytest.mark.parametrize("name", ["contribution", "contribution-change", "contribution-withdraw"])
def test_outsider_finds_no_contribution(cast, as_person, name):
    row = of_company(cast)
    url = address(name, row.partnership_id, row.pk)
    assert as_person(cast.eka).get(url).status_code == 404
    assert as_person(cast.citra).get(url).status_code == 200


def test_public_sees_amounts_and_not_how_they_came(cast, as_person, client):
    row = of_company(cast)
    row.partnership.is_published = True
    row.partnership.save()
    page = client.get(address("contribution-list", row.partnership_id))
    assert page.status_code == 200
    assert f"/sumbangan/{row.pk}/" not in page.content.decode()
    assert client.get(address("contribution", row.partnership_id, row.pk)).status_code == 404


def test_export_is_a_workbook(cast, as_person):
    row = of_company(cast)
    answer = as_person(cast.ayu).get(address("contribution-export", row.partnership_id))
    words = ZipFile(BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert "PT Contoh Banua Energi" in words


def test_add_change_and_withdraw_walk_through_the_pages(cast, as_person):
    partnership = opened(cast)
    party = partnership.parties.get(organisation=cast.village)
    ayu = as_person(cast.ayu)
    url = address("contribution-add", partnership.pk)
    assert ayu.get(url).status_code == 200
    given = {"party": party.pk, "kind": "land", "title": "Tanah bak", "proposed_rp": "5 juta"}
    assert ayu.post(url, sending(**given)).status_code == 422
    answer = ayu.post(url, sending(**given, valuation_basis="NJOP 2026"))
    row = Contribution.objects.get(title="Tanah bak")
    assert answer.url == address("contribution", partnership.pk, row.pk)
    change = address("contribution-change", partnership.pk, row.pk)
    words = {"kind": "land", "way": "goods", "title": "Tanah 40 m²", "valuation_basis": "NJOP"}
    assert ayu.post(change, sending(row.version, **words)).status_code == 302
    assert ayu.post(change, sending(1, **words)).status_code == 409
    row.refresh_from_db()
    off = address("contribution-withdraw", partnership.pk, row.pk)
    assert ayu.post(off, sending(row.version, reason="")).status_code == 422
    assert ayu.post(off, sending(row.version, reason="pindah lokasi")).status_code == 302


def test_state_with_a_fresh_file_and_open_it(cast, as_person):
    row = of_company(cast)
    citra = as_person(cast.citra)
    url = address("contribution-state", row.partnership_id, row.pk, "delivered")
    given = {"speaker": f"o{cast.company.pk}", "amount_rp": "100 juta"}
    given |= {"on": timezone.localdate().isoformat()}
    upload = SimpleUploadedFile("nota.pdf", PDF, "application/pdf")
    answer = citra.post(url, sending(row.version, **given, upload=upload))
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert row.delivered_rp == 100_000_000
    statement = ContributionStatement.objects.get(of="delivered")
    file = address("evidence-file", row.partnership_id, row.pk, statement.pk)
    assert citra.get(file).getvalue() == PDF
    assert as_person(cast.eka).get(file).status_code == 404


def test_state_larger_without_note_and_wrong_file_keep_what_was_typed(cast, as_person):
    row = of_company(cast)
    url = address("contribution-state", row.partnership_id, row.pk, "delivered")
    given = {"speaker": f"o{cast.company.pk}", "on": timezone.localdate().isoformat()}
    upload = SimpleUploadedFile("x.pdf", b"MZ not a pdf", "application/pdf")
    answer = as_person(cast.citra).post(
        url, sending(row.version, **given, amount_rp="900 miliar", upload=upload)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lebih besar daripada" in page
    assert "900 miliar" in page


def test_same_form_sent_twice_states_once(cast, as_person):
    row = of_company(cast)
    url = address("contribution-state", row.partnership_id, row.pk, "delivered")
    given = {"speaker": f"o{cast.company.pk}", "on": timezone.localdate().isoformat()}
    sent = sending(row.version, **given, amount_rp="5")
    citra = as_person(cast.citra)
    assert [citra.post(url, sent).status_code for _turn in range(2)] == [302, 409]
    assert ContributionStatement.objects.filter(of="delivered").count() == 1


def test_on_behalf_asks_for_its_ground(cast, as_person):
    row = of_company(cast)
    url = address("contribution-state", row.partnership_id, row.pk, "pledged")
    given = {"speaker": f"b{cast.company.pk}", "on": timezone.localdate().isoformat()}
    given |= {"amount_rp": "7"}
    ayu = as_person(cast.ayu)
    assert ayu.post(url, sending(row.version, **given)).status_code == 422
    assert ayu.post(url, sending(row.version, **given, ground="letter")).status_code == 302
    page = ayu.get(address("contribution", row.partnership_id, row.pk)).content.decode()
    assert "menunggu dibenarkan" in page


@pytest.mark.parametrize(("of", "status"), [("verified", 403), ("pledged", 200), ("x", 404)])
def test_giver_meets_the_reason_instead_of_a_form(cast, as_person, of, status):
    row = of_company(cast)
    state(cast, row, "delivered", 5)
    url = address("contribution-state", row.partnership_id, row.pk, of)
    assert as_person(cast.citra).get(url).status_code == status


def test_statement_withdrawn_from_the_page(cast, as_person):
    row = of_company(cast)
    made = state(cast, row, "delivered", 5)
    url = address("statement-withdraw", row.partnership_id, row.pk, made.pk)
    assert as_person(cast.citra).get(url).status_code == 200
    assert as_person(cast.citra).post(url, sending(reason="keliru")).status_code == 302
    assert as_person(cast.gani).post(url, sending(reason="keliru")).status_code == 403
    other = address("statement-withdraw", row.partnership_id, row.pk, made.pk + 999)
    assert as_person(cast.citra).get(other).status_code == 404


def test_rule_is_chosen_and_its_division_shown(cast, as_person):
    partnership = opened(cast)
    ayu, url = as_person(cast.ayu), address("contribution-rule", partnership.pk)
    assert ayu.post(url, sending(rule=pamsimas().pk)).status_code == 302
    page = ayu.get(address("contribution-list", partnership.pk)).content.decode()
    assert "PAMSIMAS" in page
    assert "Belum diverifikasi" in page
    assert as_person(cast.citra).get(url).status_code == 403


def test_desk_writes_a_rule_with_its_parts(cast, as_person):
    ayu = as_person(cast.ayu)
    url = address("contribution-rule-new")
    assert ayu.get(url).status_code == 200
    given = {"name": "Perbup", "organisation": cast.bappeda.pk, "label_1": "Desa"}
    given |= {"sides_1": ["village"], "percent_1": "10", "bound_1": "least"}
    assert ayu.post(url, sending(**given)).status_code == 302
    rule = ContributionRule.objects.get(name="Perbup")
    edit = address("contribution-rule-edit", rule.pk)
    assert "Perbup" in ayu.get(edit).content.decode()
    twice = given | {"label_2": "Desa lagi", "sides_2": ["village"], "percent_2": "5"}
    assert ayu.post(edit, sending(**twice)).status_code == 422
    assert as_person(cast.citra).get(url).status_code == 403
    assert as_person(cast.eka).get(edit).status_code == 404
    assert "Perbup" in ayu.get(address("contribution-rules")).content.decode()


def test_declarations_and_notes_from_their_pages(cast, as_person):
    partnership = opened(cast)
    citra = as_person(cast.citra)
    url = address("declaration-list", partnership.pk)
    given = {"organisation": cast.company.pk, "kind": "vendor", "text": "satu grup"}
    assert citra.post(url, sending(**given)).status_code == 302
    assert "satu grup" in as_person(cast.gani).get(url).content.decode()
    row = partnership.declarations.get()
    off = address("declaration-withdraw", partnership.pk, row.pk)
    assert as_person(cast.eka).post(off).status_code == 404
    assert citra.post(off).status_code == 302
    notes = address("note-list", partnership.pk)
    sent = sending(organisation=cast.company.pk, text="rahasia kami")
    assert citra.post(notes, sent).status_code == 302
    assert "rahasia kami" in citra.get(notes).content.decode()
    assert "rahasia kami" not in as_person(cast.ayu).get(notes).content.decode()
    note = partnership.notes.get()
    off = address("note-remove", partnership.pk, note.pk)
    assert as_person(cast.ayu).post(off).status_code == 404
    assert citra.post(off).status_code == 302
