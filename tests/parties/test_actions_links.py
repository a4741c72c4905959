"""Personal links and records atas nama: once, by their holder, and never by who wrote them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sambung.core.access import ANONYMOUS, SYSTEM, Conflict, Refused
from sambung.core.models import Entry, StoredFile
from sambung.parties import actions, queries
from sambung.parties.actions import GroundGiven, links
from sambung.parties.models import LinkPurpose, Notice, OfferTerms, OnBehalf, PersonalLink, User

pytestmark = pytest.mark.db


def record_of(cast, **given) -> OnBehalf:
    """Return Ayu's record of an offer atas nama the company."""
    offer = actions.draft_offer(
        organisation=cast.company,
        terms=OfferTerms(year=2027),
        regions=["63.11"],
        by=cast.actor(cast.ayu, cast.bappeda),
        ground=GroundGiven("letter", "Surat 12", **given),
    )
    return queries.on_behalf_of("parties.offer", [offer.pk])[offer.pk]


def confirm_link(cast, record: OnBehalf, **given) -> tuple[PersonalLink, str]:
    """Return a link for the company to confirm the record."""
    return actions.create_link(
        purpose=LinkPurpose.CONFIRM,
        organisation=cast.company,
        subject=record,
        for_name="Bu Citra",
        by=cast.actor(cast.ayu, cast.bappeda),
        **given,
    )


@pytest.fixture
def nobody(cast):
    """Return the actor of somebody without an account."""
    return queries.actor_for(None)


def test_link_keeps_only_the_hash_of_its_token(cast):
    link, raw = confirm_link(cast, record_of(cast))
    assert raw not in str(PersonalLink.objects.filter(pk=link.pk).values())
    assert queries.link_by_token(raw) == link


def test_link_held_in_another_browser_is_refused_and_stays_with_the_first(cast, nobody):
    link, raw = confirm_link(cast, record_of(cast))
    actions.hold_link(raw=raw, secret="first", by=nobody)
    with pytest.raises(Refused, match="perangkat lain"):
        actions.hold_link(raw=raw, secret="second", by=nobody)
    assert queries.held_link("first", LinkPurpose.CONFIRM) == link
    assert queries.held_link("second", LinkPurpose.CONFIRM) is None


def test_link_opened_by_its_sender_is_refused(cast):
    link, raw = confirm_link(cast, record_of(cast))
    with pytest.raises(Refused, match="Anda yang membuat"):
        actions.hold_link(raw=raw, secret="a", by=cast.actor(cast.ayu))
    link.refresh_from_db()
    assert link.holder_hash == ""


def test_link_unknown_is_refused(cast, nobody):
    with pytest.raises(Refused, match="tidak dikenal"):
        actions.hold_link(raw="x", secret="a", by=nobody)


def test_link_out_of_time_is_refused(cast, nobody):
    link, raw = confirm_link(cast, record_of(cast))
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="sudah lewat"):
        actions.hold_link(raw=raw, secret="a", by=nobody)


def test_link_made_anew_takes_the_old_one_back(cast, nobody):
    record = record_of(cast)
    _, old = confirm_link(cast, record)
    _, new = confirm_link(cast, record)
    with pytest.raises(Refused, match="ditarik"):
        actions.hold_link(raw=old, secret="a", by=nobody)
    assert actions.hold_link(raw=new, secret="a", by=nobody)


def test_link_revoked_twice_or_by_an_outsider_is_refused(cast):
    link, _ = confirm_link(cast, record_of(cast))
    with pytest.raises(Refused, match="pengirimnya"):
        actions.revoke_link(link=link, by=cast.actor(cast.eka))
    actions.revoke_link(link=link, by=cast.actor(cast.ayu))
    with pytest.raises(Conflict):
        actions.revoke_link(link=link, by=cast.actor(cast.ayu))


def test_link_to_join_is_not_made_by_the_back_door(cast):
    with pytest.raises(Refused, match="undangan anggota"):
        actions.create_link(
            purpose=LinkPurpose.JOIN,
            organisation=cast.company,
            subject=cast.company,
            for_name="X",
            by=cast.actor(cast.ayu, cast.bappeda),
        )


def test_confirm_by_link_works_once_and_tells_the_recorder(cast, nobody):
    record = record_of(cast)
    link, raw = confirm_link(cast, record)
    held = actions.hold_link(raw=raw, secret="a", by=nobody)
    by = queries.actor_by_link(held)
    actions.confirm_on_behalf(on_behalf=record, by=by, link=held, secret="a")
    record.refresh_from_db()
    assert (record.confirmed_by_name, bool(record.confirmed_at)) == ("Bu Citra", True)
    assert Notice.objects.filter(user=cast.ayu, text__contains="membenarkan").count() == 1
    with pytest.raises(Refused, match="sudah dijawab"):
        actions.correct_on_behalf(
            on_behalf=record, correction="salah", by=by, link=held, secret="a"
        )
    assert Entry.objects.filter(verb__startswith="on_behalf.co").count() == 1


def test_confirm_by_a_forwarded_link_changes_nothing(cast, nobody):
    record = record_of(cast)
    link, raw = confirm_link(cast, record)
    held = actions.hold_link(raw=raw, secret="a", by=nobody)
    with pytest.raises(Refused, match="perangkat lain"):
        actions.confirm_on_behalf(
            on_behalf=record, by=queries.actor_by_link(held), link=held, secret="b"
        )
    record.refresh_from_db()
    assert record.confirmed_at is None


def test_confirm_by_the_recorder_or_an_outsider_is_refused(cast):
    record = record_of(cast)
    for person in (cast.ayu, cast.eka, cast.budi):
        with pytest.raises(Refused):
            actions.confirm_on_behalf(on_behalf=record, by=cast.actor(person))
    actions.confirm_on_behalf(on_behalf=record, by=cast.actor(cast.citra))


def test_confirm_by_the_recorder_with_a_second_hat_is_refused(cast):
    record = record_of(cast)
    actions.add_membership(
        user=cast.ayu, organisation=cast.company, role="officer", by=cast.actor(cast.citra)
    )
    with pytest.raises(Refused, match="Anda yang mencatatnya"):
        actions.confirm_on_behalf(on_behalf=record, by=cast.actor(cast.ayu, cast.company))


def test_correct_keeps_the_words_of_the_party(cast):
    record = record_of(cast)
    actions.correct_on_behalf(
        on_behalf=record, correction=" Bukan 2027. ", by=cast.actor(cast.citra)
    )
    record.refresh_from_db()
    assert (record.correction, record.confirmed_at) == ("Bukan 2027.", None)


def test_record_again_replaces_the_first_and_keeps_it(cast):
    first = record_of(cast)
    offer = queries.visible_to(cast.actor(cast.ayu)).get()
    actions.update_offer(
        offer=offer,
        version=1,
        terms=OfferTerms(year=2028),
        regions=["63.11"],
        by=cast.actor(cast.ayu, cast.bappeda),
        ground=GroundGiven("call", "Telepon"),
    )
    first.refresh_from_db()
    now = queries.on_behalf_of("parties.offer", [offer.pk])[offer.pk]
    assert first.replaced_at
    assert now.pk != first.pk
    with pytest.raises(Refused, match="sudah diganti"):
        actions.confirm_on_behalf(on_behalf=first, by=cast.actor(cast.citra))


def test_record_keeps_its_letter_as_a_file(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    letter = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat", "application/pdf")
    record = record_of(cast, file=letter)
    assert record.ground_file == StoredFile.objects.get()


def test_record_for_ones_own_organisation_is_refused(cast):
    with pytest.raises(Refused, match="organisasi Anda sendiri"):
        actions.record_on_behalf(
            subject=cast.company,
            organisation=cast.bappeda,
            by=cast.actor(cast.ayu, cast.bappeda),
            ground="call",
        )


def test_invite_and_join_gives_the_role_and_verifies_the_number(cast):
    link, raw = actions.invite_person(
        organisation=cast.company,
        for_name="Rina",
        phone="0812 1111 2222",
        role="officer",
        by=cast.actor(cast.citra),
    )
    rina = User.objects.create(name="Rina", phone="+6281211112222")
    by = cast.actor(rina)
    held = actions.hold_link(raw=raw, secret="a", by=by)
    actions.join_by_link(link=held, secret="a", user=rina, by=by)
    rina.refresh_from_db()
    assert rina.phone_verified
    assert cast.actor(rina).hat_in(cast.company.pk).role == "officer"
    with pytest.raises(Refused, match="sudah dipakai"):
        actions.join_by_link(link=held, secret="a", user=cast.eka, by=cast.actor(cast.eka))


def test_acts_without_a_person_or_a_hat_are_refused(cast):
    with pytest.raises(Refused, match="Masuk dulu"):
        actions.invite_person(organisation=cast.company, for_name="X", by=SYSTEM)
    with pytest.raises(Refused, match="belum menjadi anggota"):
        links.hat_of(ANONYMOUS)


def test_link_used_meanwhile_is_refused_also_when_it_looked_open(cast, nobody):
    record = record_of(cast)
    _, raw = confirm_link(cast, record)
    held = actions.hold_link(raw=raw, secret="a", by=nobody)
    PersonalLink.objects.update(used_at=timezone.now())
    with pytest.raises(Refused, match="sudah dipakai"):
        actions.use_link(link=held, secret="a", by=nobody)


def test_held_link_is_found_by_its_browser_and_subject(cast, nobody):
    record = record_of(cast)
    link, raw = confirm_link(cast, record)
    actions.hold_link(raw=raw, secret="a", by=nobody)
    assert queries.held_link("a", LinkPurpose.CONFIRM, record) == link
    assert queries.held_link("a", LinkPurpose.CONFIRM, cast.company) is None
    assert queries.held_link("", LinkPurpose.CONFIRM) is None


def test_invite_above_ones_role_or_elsewhere_is_refused(cast):
    for organisation, role in ((cast.bappeda, "head"), (cast.village, "member")):
        with pytest.raises(Refused):
            actions.invite_person(
                organisation=organisation, for_name="X", role=role, by=cast.actor(cast.ayu)
            )
    assert not PersonalLink.objects.exists()
