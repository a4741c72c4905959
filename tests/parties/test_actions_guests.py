"""Guest links: who may make one, who holds it, what it opens and what it never opens."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import ANONYMOUS, Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries, rules
from sambung.parties.actions import GroundGiven
from sambung.parties.models import LinkPurpose, Membership, Offer, OfferTerms, PersonalLink
from tests.parties import world

pytestmark = pytest.mark.db


def without_people(organisation):
    """Let nobody of the organisation have an account any more."""
    Membership.objects.filter(organisation=organisation).delete()


@pytest.fixture
def lone(cast):
    """Return the cast, with a company and a village that have no accounts."""
    without_people(cast.company)
    without_people(cast.village)
    return cast


def guest_link(cast, organisation=None, by=None, **given):
    """Return a guest link for the company, or another body, made by Ayu of Bappeda."""
    return actions.create_guest_link(
        organisation=organisation or cast.company,
        for_name="Bu Sari",
        by=by or cast.actor(cast.ayu, cast.bappeda),
        **given,
    )


def guest(cast, organisation=None):
    """Return the actor of who holds a guest link of the company, or of another body."""
    link, raw = guest_link(cast, organisation)
    return queries.actor_by_link(actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS))


def test_guest_link_lasts_thirty_days_and_at_most_ninety(lone):
    link, _ = guest_link(lone)
    assert round((link.expires_at - timezone.now()) / timedelta(days=1)) == 30
    link, _ = guest_link(lone, days=400)
    assert round((link.expires_at - timezone.now()) / timedelta(days=1)) == 90


def test_guest_link_is_made_by_who_works_in_the_place_alone(lone):
    guest_link(lone, by=lone.actor(lone.dimas, lone.facilitators))
    for person in (lone.eka, lone.budi, lone.gani):
        with pytest.raises(Refused):
            guest_link(lone, by=lone.actor(person))
    with pytest.raises(Refused):
        guest_link(lone, by=ANONYMOUS)
    assert PersonalLink.objects.count() == 1


def test_guest_link_of_a_body_with_people_is_made_by_its_own_officers(cast):
    with pytest.raises(Refused, match="orang sendiri"):
        guest_link(cast)
    link, _ = guest_link(cast, by=cast.actor(cast.citra))
    assert link.purpose == LinkPurpose.GUEST


def test_guest_link_of_a_company_without_a_place_is_made_by_who_wrote_it_down(lone):
    lone.company.region = None
    lone.company.save()
    with pytest.raises(Refused, match="pencatat"):
        guest_link(lone)
    lone.company.registered_by = lone.bappeda
    lone.company.save()
    assert guest_link(lone)


@pytest.mark.parametrize("body", ["other_bappeda", "facilitators", "pokja"])
def test_guest_link_of_who_keeps_others_things_is_refused(cast, body):
    organisation = getattr(cast, body)
    without_people(organisation)
    with pytest.raises(Refused, match="akun sendiri"):
        guest_link(cast, organisation)


def test_guest_link_promises_no_role_above_officer(lone):
    with pytest.raises(Refused, match="akun sendiri"):
        guest_link(lone, role="head")


def test_guest_link_sent_twice_by_one_form_is_made_once(lone):
    guest_link(lone, token="t1")
    with pytest.raises(Conflict):
        guest_link(lone, token="t1")
    assert PersonalLink.objects.count() == 1


def test_guest_link_is_not_made_by_the_back_door(cast):
    with pytest.raises(Refused, match="halaman organisasinya"):
        actions.create_link(
            purpose=LinkPurpose.GUEST,
            organisation=cast.company,
            subject=cast.company,
            for_name="X",
            by=cast.actor(cast.ayu, cast.bappeda),
        )


def test_guest_acts_without_hats_and_is_not_signed_in(lone):
    actor = guest(lone)
    assert (actor.user_id, actor.hats, actor.worn, actor.organisation_ids) == (
        *(None, (), None),
        frozenset(),
    )
    assert not actor.is_known
    assert rules.speaks_for(actor, lone.company.pk)
    assert not rules.speaks_for(actor, lone.village.pk)
    assert not rules.acts_for(actor, lone.company.pk)


def test_holder_of_a_one_time_link_is_no_guest(cast):
    link = PersonalLink(purpose=LinkPurpose.CONFIRM, organisation=cast.company, for_name="X", pk=1)
    assert queries.actor_by_link(link).guest is None


def test_holding_a_link_is_told_in_the_trail_once_and_without_a_name(lone):
    link, raw = guest_link(lone)
    for _ in range(2):
        actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS)
    entry = Entry.objects.get(verb="link.held")
    assert (entry.actor_id, entry.data) == (None, {"link": link.pk})


def test_guest_states_an_offer_as_its_own_word(lone):
    offer = actions.draft_offer(
        organisation=lone.company,
        terms=OfferTerms(year=2027),
        regions=["63.11"],
        viewers=[lone.bappeda],
        by=guest(lone),
    )
    actions.publish_offer(offer=offer, version=1, by=guest(lone))
    assert (offer.created_by, offer.recorded_by_organisation) == (None, None)
    assert queries.on_behalf_of("parties.offer", [offer.pk]) == {}
    entry = Entry.objects.get(verb="offer.drafted")
    link = PersonalLink.objects.order_by("pk")[0]
    assert (entry.actor_id, entry.organisation_id, entry.data["link"]) == (
        *(None, lone.company.pk),
        link.pk,
    )
    assert "Sari" not in str(entry.data)


def test_guest_of_a_village_states_no_offer(lone):
    with pytest.raises(Refused, match="bukan oleh desa"):
        actions.draft_offer(
            organisation=lone.village,
            terms=OfferTerms(year=2027),
            by=guest(lone, lone.village),
        )
    with pytest.raises(Refused):
        actions.draft_offer(
            organisation=lone.company,
            terms=OfferTerms(year=2027),
            by=guest(lone, lone.village),
        )
    assert not Offer.objects.exists()


def test_guest_sees_its_own_offers_and_records_and_nothing_opened_to_it(lone):
    other = world.organisation(lone)
    mine = world.recorded(lone)
    actions.draft_offer(
        organisation=other,
        terms=OfferTerms(year=2027),
        regions=["63.11"],
        by=lone.actor(lone.ayu, lone.bappeda),
        ground=GroundGiven("letter", "Surat 9"),
    )
    actor = guest(lone)
    assert list(queries.visible_to(actor)) == [mine]
    assert [row.organisation for row in queries.on_behalf_visible_to(actor)] == [lone.company]
    assert not queries.organisations_visible_to(actor).exists()
    assert not queries.contacts_visible_to(actor).exists()
    assert not queries.guest_links_visible_to(actor).exists()
    assert not queries.visible_to(guest(lone, lone.village)).exists()


def test_guest_confirms_what_was_recorded_and_the_link_is_not_spent(lone):
    offer = world.recorded(lone)
    record = queries.on_behalf_of("parties.offer", [offer.pk])[offer.pk]
    actor = guest(lone)
    with pytest.raises(Refused):
        actions.confirm_on_behalf(on_behalf=record, by=guest(lone, lone.village))
    actions.confirm_on_behalf(on_behalf=record, by=actor)
    record.refresh_from_db()
    assert record.confirmed_at
    assert record.confirmed_by_name == "Bu Sari"
    assert PersonalLink.objects.get(pk=actor.link_id).used_at is None


def test_guest_does_nothing_that_belongs_to_an_account(lone):
    actor = guest(lone)
    assert not rules.can_update_organisation(actor, lone.company)
    assert not rules.can_invite(actor, lone.company, "member", has_people=False)
    assert not rules.can_create_link(actor, lone.company)
    assert not rules.can_create_guest_link(actor, lone.company, "member", has_people=False)
    assert not rules.can_create_programme(actor, lone.company)
    assert not rules.can_add_contact(actor, lone.company)
    assert not rules.can_record_on_behalf(actor, lone.village)


def test_leaving_ends_the_link_for_everybody(lone):
    link, raw = guest_link(lone)
    held = actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS)
    with pytest.raises(Refused, match="tidak dipegang"):
        actions.leave_link(link=held, secret="lain", by=ANONYMOUS)
    actions.leave_link(link=held, secret="hp", by=queries.actor_by_link(held))
    actions.leave_link(link=held, secret="hp", by=queries.actor_by_link(held))
    with pytest.raises(Refused, match="diakhiri"):
        actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS)
    assert Entry.objects.filter(verb="link.left").count() == 1


def test_opening_an_account_spends_the_link_and_gives_the_role_allowed(lone):
    link, raw = guest_link(lone, role="officer", phone="0812 3456 7890")
    actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS)
    eka = lone.actor(lone.eka)
    member = actions.join_by_link(link=link, secret="hp", user=lone.eka, by=eka)
    assert (member.organisation, member.role) == (lone.company, "officer")
    session = {queries.SECRET: "hp", queries.GUEST: link.pk}
    found = queries.guest_of(session, ANONYMOUS)
    assert found is not None
    assert not found.verdict
    assert found.actor == ANONYMOUS


def test_the_state_of_a_link_follows_its_life(lone):
    link, raw = guest_link(lone)
    seen = [queries.link_state(link)[0]]
    held = actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS)
    actions.note_visit(held)
    held.refresh_from_db()
    seen.append(queries.link_state(held)[0])
    held.expires_at = timezone.now()
    seen.append(queries.link_state(held)[0])
    seen.append(queries.link_state(actions.revoke_link(link=held, by=lone.actor(lone.ayu)))[0])
    assert seen == ["terkirim", "dibuka", "lewat", "ditarik"]


def test_guest_of_another_browser_or_somebody_signed_in_is_nobody(lone):
    link, raw = guest_link(lone)
    actions.hold_link(raw=raw, secret="hp", by=ANONYMOUS)
    assert queries.guest_of({queries.SECRET: "lain", queries.GUEST: link.pk}, ANONYMOUS) is None
    assert queries.guest_of({}, ANONYMOUS) is None
    signed = queries.guest_of({queries.SECRET: "hp", queries.GUEST: link.pk}, lone.actor(lone.eka))
    assert signed is not None
    assert "Eka" in signed.verdict.reason
    assert signed.actor.guest is None


def test_database_refuses_a_link_left_by_nobody(lone):
    link, _ = guest_link(lone)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.filter(pk=link.pk).update(left_at=timezone.now())
