"""Signing: mandate, order, two sides, the bound hash, and what being in force brings."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.core.files import path_of
from sambung.parties.models import Membership, OnBehalf, Role
from sambung.partnerships import actions, queries
from sambung.partnerships.models import AgreementState, Signatory, Signature
from tests.partnerships.signing_world import drafted, in_force, named, party_of, signing, word

pytestmark = pytest.mark.db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def scan():
    return SimpleUploadedFile("pindai.pdf", PDF, content_type="application/pdf")


def test_last_signature_puts_in_force_and_states_what_was_agreed(cast):
    agreement = in_force(cast)
    assert agreement.state == AgreementState.IN_FORCE
    assert agreement.in_force_on == timezone.localdate()
    assert queries.is_in_force(agreement)
    text = agreement.texts.get()
    listed = dict(text.amounts)
    signed = agreement.signatories.values_list("party_id", flat=True)
    rows = agreement.partnership.contributions.filter(pk__in=listed, party_id__in=signed)
    assert rows
    for row in rows:
        assert row.agreed_rp == listed[row.pk]
    assert {row.pdf_sha256 for row in Signature.objects.all()} == {text.pdf_sha256}


def test_first_signature_alone_is_not_in_force(cast):
    agreement, (village, _company) = signing(cast)
    actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNING
    row = queries.agreements_of(agreement.partnership, cast.actor(cast.citra))[0]
    assert row.words == "Menunggu tanda tangan PIHAK KEDUA"
    assert row.signed == 1


def test_parties_sign_in_their_order(cast):
    _agreement, (_village, company) = signing(cast)
    with pytest.raises(Refused, match="Menunggu tanda tangan"):
        actions.record_signing(signatory=company, signed=word(), by=cast.actor(cast.citra))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"mandate": ""}, "belum mempunyai dasar kewenangan"),
        ({"mandate_until": timezone.localdate() - timedelta(days=1)}, "berakhir"),
    ],
)
def test_signatory_without_a_mandate_that_holds_is_refused(cast, given, reason):
    agreement, by = drafted(cast), cast.actor(cast.ayu, cast.bappeda)
    actions.share_agreement(agreement=agreement, by=by)
    named(cast, agreement, cast.village, cast.company, **given)
    actions.freeze_text(agreement=agreement, by=by)
    with pytest.raises(Refused, match=reason):
        actions.start_signing(agreement=agreement, by=by)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


def test_mandate_that_lapses_before_the_day_of_signing_is_refused(cast):
    _agreement, (village, _company) = signing(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    Signatory.objects.filter(pk=village.pk).update(mandate_until=yesterday)
    village.refresh_from_db()
    with pytest.raises(Refused, match="berakhir"):
        actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))
    assert not Signature.objects.exists()


def test_one_person_signs_for_one_party(cast):
    agreement = drafted(cast)
    [village] = named(cast, agreement, cast.village)
    with pytest.raises(Refused, match="sudah menandatangani untuk pihak lain"):
        actions.set_signatory(
            agreement=agreement,
            party=party_of(agreement.partnership, cast.company),
            name=village.name.upper(),
            title="Direktur",
            by=cast.actor(cast.ayu, cast.bappeda),
        )


def test_nobody_records_as_the_word_of_two_sides(cast):
    _agreement, (village, company) = signing(cast)
    Membership.objects.create(user=cast.gani, organisation=cast.company, role=Role.OFFICER)
    gani = cast.actor(cast.gani, cast.village)
    actions.record_signing(signatory=village, signed=word(), by=gani)
    with pytest.raises(Refused, match="Satu orang tidak mewakili dua pihak"):
        actions.record_signing(signatory=company, signed=word(), by=gani)


def test_company_does_not_record_for_the_village(cast):
    _agreement, (village, _company) = signing(cast)
    with pytest.raises(Refused, match="hanya petugas"):
        actions.record_signing(
            signatory=village, signed=word(scan=scan()), by=cast.actor(cast.citra)
        )


def test_desk_records_for_a_party_without_account_with_the_original_alone(cast):
    _agreement, (village, company) = signing(cast)
    ayu = cast.actor(cast.ayu, cast.bappeda)
    with pytest.raises(Refused, match="mempunyai akun"):
        actions.record_signing(signatory=village, signed=word(scan=scan()), by=ayu)
    Membership.objects.filter(organisation=cast.village).delete()
    with pytest.raises(Refused, match="pindaian naskah asli"):
        actions.record_signing(signatory=village, signed=word(), by=ayu)
    row = actions.record_signing(signatory=village, signed=word(scan=scan()), by=ayu)
    assert row.is_on_behalf
    assert OnBehalf.objects.get().confirmed_at is None
    with pytest.raises(Refused, match="mempunyai akun"):
        actions.record_signing(signatory=company, signed=word(scan=scan()), by=ayu)


def test_text_does_not_change_after_the_first_signature(cast):
    agreement, (village, _company) = signing(cast)
    actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))
    by = cast.actor(cast.ayu, cast.bappeda)
    agreement.refresh_from_db()
    with pytest.raises(Conflict, match="Sudah ada yang menandatangani"):
        actions.reopen_text(agreement=agreement, reason="salah ketik", by=by)
    agreement.refresh_from_db()
    clause = agreement.clauses.first()
    with pytest.raises(Refused):
        actions.edit_clause(clause=clause, wording="lain", by=by)
    with pytest.raises(Refused):
        actions.freeze_text(agreement=agreement, by=by)


def test_before_any_signature_the_text_opens_again_with_a_reason(cast):
    agreement, _rows = signing(cast)
    by = cast.actor(cast.ayu, cast.bappeda)
    with pytest.raises(Conflict, match="alasan"):
        actions.reopen_text(agreement=agreement, reason=" ", by=by)
    actions.reopen_text(agreement=agreement, reason="salah ketik", by=by)
    assert agreement.state == AgreementState.DRAFT


def test_mistaken_record_is_withdrawn_and_made_again_until_in_force(cast):
    agreement, (village, company) = signing(cast)
    gani = cast.actor(cast.gani)
    wrong = actions.record_signing(signatory=village, signed=word(letter_number="1"), by=gani)
    with pytest.raises(Refused):
        actions.withdraw_signing(signature=wrong, reason="x", by=cast.actor(cast.citra))
    actions.withdraw_signing(signature=wrong, reason="nomor surat keliru", by=gani)
    right = actions.record_signing(signatory=village, signed=word(), by=gani)
    actions.record_signing(signatory=company, signed=word(), by=cast.actor(cast.citra))
    right.signatory.agreement.refresh_from_db()
    with pytest.raises(Refused, match="sebelum perjanjian berlaku"):
        actions.withdraw_signing(signature=right, reason="x", by=gani)


def test_file_that_changed_on_disk_is_not_signed(cast):
    agreement, (village, _company) = signing(cast)
    text = agreement.texts.get()
    assert queries.still_kept(text)
    path_of(text.pdf_sha256).write_bytes(b"%PDF- other")
    assert not queries.still_kept(text)
    with pytest.raises(Conflict, match="tidak lagi sama"):
        actions.record_signing(signatory=village, signed=word(), by=cast.actor(cast.gani))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"signed_on": timezone.localdate() + timedelta(days=1)}, "belum tiba"),
        ({"signed_on": timezone.localdate() - timedelta(days=1)}, "mendahului"),
        ({"letter_number": " "}, "nomor surat"),
        ({"way": "psre"}, "penyelenggaranya"),
        ({"way": "lain"}, "cara penandatanganannya"),
    ],
)
def test_record_that_cannot_be_is_refused(cast, given, reason):
    _agreement, (village, _company) = signing(cast)
    with pytest.raises(Conflict, match=reason):
        actions.record_signing(signatory=village, signed=word(**given), by=cast.actor(cast.gani))


def test_renewal_closes_the_old_and_amendment_carries_the_new_last_day(cast):
    today = timezone.localdate()
    old = in_force(cast, ends_on=today + timedelta(days=20))
    amending = in_force_again(
        cast, old, kind="adendum", amends=old, ends_on=today + timedelta(days=90)
    )
    old.refresh_from_db()
    assert amending.state == old.state == AgreementState.IN_FORCE
    assert old.ends_on == amending.ends_on
    in_force_again(cast, old, kind="pks", renews=old, ends_on=today + timedelta(days=900))
    old.refresh_from_db()
    assert old.state == AgreementState.RENEWED


def in_force_again(cast, old, **given):
    return in_force(cast, given.pop("kind"), partnership=old.partnership, **given)


def test_expiring_names_the_step_of_reminding_and_lapsed_stays_shown(cast):
    today = timezone.localdate()
    agreement = in_force(cast, ends_on=today + timedelta(days=120))
    asked = [(0, 180), (30, 90), (90, 30), (121, 0)]
    for passed, step in asked:
        [row] = queries.expiring(today + timedelta(days=passed))
        assert (row.agreement, row.step) == (agreement, step)
    assert queries.expiring(today - timedelta(days=61)) == []
    actions.leave_agreement(
        agreement=agreement, reason="kegiatan selesai", by=cast.actor(cast.ayu, cast.bappeda)
    )
    assert queries.expiring(today + timedelta(days=30)) == []
