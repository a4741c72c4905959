"""Who may do what: one rule, one refusal, one difference."""

import pytest

from sambung.core.access import Actor
from sambung.parties.models import Membership, Organisation
from sambung.plans import rules
from sambung.plans.models import Invitation
from tests.cast import person


def worn(cast, name, organisation=None):
    return cast.actor(getattr(cast, name), organisation)


def test_may_plan_is_for_officers_of_pokja_and_bappeda(world):
    cast = world.cast
    assert rules.may_plan(worn(cast, "ayu")) and rules.may_plan(worn(cast, "hana"))
    for name in ("budi", "citra", "dimas", "gani"):
        assert not rules.may_plan(worn(cast, name))
    assert not rules.may_plan(Actor())


def test_may_plan_is_not_for_a_plain_member(world):
    member = person("Indra", world.cast.bappeda, "member")
    assert not rules.may_plan(world.cast.actor(member))
    assert rules.sees_as_owner(world.cast.actor(member), world.cast.bappeda)


def test_can_create_scenario_for_ones_own_place_and_below(world):
    regions = world.cast.regions
    ayu = worn(world.cast, "ayu")
    assert rules.can_create_scenario(ayu, regions["63.11"])
    assert rules.can_create_scenario(ayu, regions["63.11.02"])
    for code in ("63", "63.09"):
        verdict = rules.can_create_scenario(ayu, regions[code])
        assert not verdict and "wilayah Anda" in verdict.reason


def test_shares_house_joins_pokja_and_bappeda_of_one_place_alone(world):
    cast = world.cast
    hats = {name: worn(cast, name).worn for name in ("ayu", "hana", "eka", "budi")}
    assert rules.shares_house(hats["hana"], cast.bappeda)
    assert not rules.shares_house(hats["eka"], cast.bappeda)
    assert not rules.shares_house(hats["budi"], cast.bappeda)


def test_acts_as_owner_follows_the_hat_that_is_worn(world):
    cast = world.cast
    Membership.objects.create(user=cast.ayu, organisation=cast.facilitators, role="officer")
    assert rules.acts_as_owner(worn(cast, "ayu", cast.bappeda), cast.pokja)
    assert not rules.acts_as_owner(worn(cast, "ayu", cast.facilitators), cast.pokja)
    assert rules.sees_as_owner(worn(cast, "ayu", cast.facilitators), cast.pokja)


def test_acts_as_source_by_hat_or_by_link_never_by_both(world):
    cast = world.cast
    assert rules.acts_as_source(worn(cast, "citra"), cast.company.pk)
    assert not rules.acts_as_source(worn(cast, "citra"), world.bank_body.pk)
    link = Actor(user_id=cast.citra.pk, link_organisation_id=world.bank_body.pk)
    assert rules.acts_as_source(link, world.bank_body.pk)
    assert not rules.acts_as_source(link, cast.company.pk)


def test_can_confirm_answer_is_not_for_whoever_wrote_it_down(world, invited):
    cast = world.cast
    row = invited["Hauwai company"]
    Membership.objects.create(user=cast.ayu, organisation=cast.company, role="officer")
    row.state, row.is_on_behalf, row.answered_by = "accepted", True, cast.ayu
    verdict = rules.can_confirm_answer(worn(cast, "ayu", cast.company), row)
    assert not verdict and "Anda yang mencatatnya" in verdict.reason
    assert rules.can_confirm_answer(worn(cast, "citra"), row)


def test_can_answer_on_behalf_is_not_for_the_source_itself(world, invited):
    row = invited["Hauwai apbd"]  # the source is Ayu's own Bappeda
    verdict = rules.can_answer_on_behalf(worn(world.cast, "ayu"), row)
    assert not verdict and "organisasi Anda sendiri" in verdict.reason
    assert rules.can_answer_on_behalf(worn(world.cast, "hana"), row)


@pytest.mark.parametrize("state", ["declined", "lapsed", "withdrawn"])
def test_can_answer_is_over_once_it_ended(world, invited, state):
    Invitation.objects.update(state=state)
    row = Invitation.objects.select_related("organisation", "sent_for").get(
        pk=invited["Hauwai company"].pk
    )
    assert not rules.can_answer(worn(world.cast, "citra"), row)


def test_national_pokja_without_a_place_plans_anywhere(world):
    national = Organisation.objects.create(name="Pokja Nasional Contoh", kind="pokja")
    officer = world.cast.actor(person("Lestari", national, "officer"))
    assert rules.can_create_scenario(officer, world.cast.regions["63.09"])
    assert not rules.acts_as_owner(officer, world.cast.bappeda)
