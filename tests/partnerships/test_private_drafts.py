"""What an organisation has not shared stays its own: on no page, in no file, in no history."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Citation
from tests.partnerships.signing_world import drafted, named, party_of, signing, word
from tests.partnerships.test_grounds import law
from tests.partnerships.world import opened

pytestmark = pytest.mark.db
SECRET = "Naskah rahasia Bappeda"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def entries_about(partnership):
    verbs = queries.entries_of(partnership).values_list("verb", flat=True)
    return [verb for verb in verbs if verb.startswith(("agreement.", "signatory.", "clause."))]


def test_draft_not_yet_shared_leaves_no_line_in_the_history_of_the_others(cast):
    by = cast.actor(cast.ayu, cast.bappeda)
    agreement = drafted(cast, title=SECRET)
    named(cast, agreement, cast.village)
    actions.freeze_text(agreement=agreement, by=by)
    actions.add_clause(agreement=agreement, heading="Baru", wording="Isi.", by=by)
    assert entries_about(agreement.partnership) == []
    assert Entry.objects.filter(verb="agreement.drafted").exists()
    actions.share_agreement(agreement=agreement, by=by)
    assert entries_about(agreement.partnership) == ["agreement.shared"]


def test_reason_for_giving_up_a_draft_stays_with_its_owner(cast):
    agreement = drafted(cast, title=SECRET)
    by = cast.actor(cast.ayu, cast.bappeda)
    actions.cancel_agreement(agreement=agreement, reason="kami ragu akan PT itu", by=by)
    assert entries_about(agreement.partnership) == []


def test_title_of_a_draft_is_in_no_list_of_grounds_and_nobody_else_cites_into_it(cast, as_person):
    agreement = drafted(cast, title=SECRET)
    partnership, by = agreement.partnership, cast.actor(cast.ayu, cast.bappeda)
    given = {"partnership": partnership, "agreement": agreement}
    actions.cite(instrument=law("uu-40-2007"), by=by, **given)
    page = reverse("partnerships:ground-list", args=[partnership.pk])
    assert SECRET in as_person(cast.ayu).get(page).content.decode()
    assert SECRET not in as_person(cast.citra).get(page).content.decode()
    with pytest.raises(Refused, match="belum dibagikan"):
        actions.cite(instrument=law("pp-47-2012"), by=cast.actor(cast.citra), **given)
    sent = {
        "token": tokens.new_token(),
        "version": 1,
        "instrument": law("pp-47-2012").pk,
        "agreement": agreement.pk,
    }
    assert as_person(cast.citra).post(page, sent).status_code == 422
    assert Citation.objects.count() == 1


def test_dossier_of_another_party_holds_nothing_of_a_draft(cast, as_person):
    agreement = drafted(cast, title=SECRET)
    by = cast.actor(cast.ayu, cast.bappeda)
    named(cast, agreement, cast.village)
    actions.freeze_text(agreement=agreement, by=by)
    answer = as_person(cast.citra).get(reverse("web:dossier", args=[agreement.partnership_id]))
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as packed:
        assert not [name for name in packed.namelist() if "/perjanjian/" in name]
        assert not any(SECRET.encode() in packed.read(name) for name in packed.namelist())


def test_party_that_left_neither_lists_nor_signs_nor_leads(cast):
    agreement, (village, company) = signing(cast)
    citra = cast.actor(cast.citra)
    actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))
    assert queries.visible_agreements(citra).exists()
    party = party_of(agreement.partnership, cast.company)
    actions.leave_party(party=party, reason="pindah wilayah", by=citra)
    assert not queries.visible_agreements(citra).exists()
    company.party.refresh_from_db()
    with pytest.raises(Conflict, match="sudah keluar"):
        actions.record_signing(signatory=company, signed=word(), by=citra)


def test_owner_that_left_no_longer_leads_its_draft(cast):
    partnership, citra = opened(cast), cast.actor(cast.citra)
    agreement = actions.draft_agreement(partnership=partnership, kind="pks", by=citra)
    actions.leave_party(party=party_of(partnership, cast.company), reason="pindah", by=citra)
    with pytest.raises(Refused):
        actions.share_agreement(agreement=agreement, by=citra)
    with pytest.raises(Refused):
        actions.freeze_text(agreement=agreement, by=citra)


def test_days_changed_after_freezing_are_frozen_again_before_anybody_signs(cast):
    agreement, by = drafted(cast, ends_on=date(2027, 12, 31)), cast.actor(cast.ayu, cast.bappeda)
    actions.share_agreement(agreement=agreement, by=by)
    named(cast, agreement, cast.village, cast.company)
    actions.freeze_text(agreement=agreement, by=by)
    actions.update_agreement(agreement=agreement, by=by, title="PKS", ends_on=date(2040, 12, 31))
    with pytest.raises(Conflict, match="berubah sesudah dibekukan"):
        actions.start_signing(agreement=agreement, by=by)


def test_closed_partnership_takes_no_step_of_an_agreement_back(cast):
    agreement, (village, _company) = signing(cast)
    gani = cast.actor(cast.gani)
    signature = actions.record_signing(signatory=village, signed=word(), by=gani)
    actions.close_partnership(
        partnership=agreement.partnership, reason="selesai", by=cast.actor(cast.ayu)
    )
    signature.signatory.agreement.partnership.refresh_from_db()
    with pytest.raises(Refused, match="sudah ditutup"):
        actions.withdraw_signing(signature=signature, reason="keliru", by=gani)


def test_public_reads_amounts_but_not_what_is_to_be_mended(cast, as_person, client):
    partnership = opened(cast)
    type(partnership).objects.update(is_published=True)
    for name in ("contribution-list", "responsibility-list"):
        url = reverse(f"partnerships:{name}", args=[partnership.pk])
        assert 'id="temuan"' not in client.get(url).content.decode()


def test_sign_that_no_database_takes_in_a_token_is_no_fault_of_the_server(cast, as_person):
    agreement = drafted(cast)
    url = reverse("partnerships:agreement-act", args=[agreement.partnership_id, agreement.pk, "x"])
    shared = url.replace("/x/", "/bagikan/")
    assert as_person(cast.ayu).post(shared, {"token": "a\0b"}).status_code == 302
    odd = reverse("partnerships:signatory-set", args=[agreement.partnership_id, agreement.pk])
    for party in ("²", "9" * 40, "x"):
        assert as_person(cast.ayu).get(odd, {"pihak": party}).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_day_of_another_age_comes_back_with_its_reason(cast, as_person, day):
    partnership = opened(cast)
    form = reverse("partnerships:agreement-draft", args=[partnership.pk])
    sent = {"token": tokens.new_token(), "version": 0, "kind": "pks", "title": "T", "ends_on": day}
    page = as_person(cast.ayu).post(form, sent)
    assert page.status_code == 422
    assert "tidak mungkin benar" in page.content.decode()
