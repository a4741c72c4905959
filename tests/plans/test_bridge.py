"""The problem that is built from the planning world, counted by hand."""

from datetime import date

from sambung.plans import bridge, queries
from sambung.plans.models import Invitation, Run
from tests.plans.conftest import JT, NOW

TODAY = date(2026, 11, 23)


def problem_of(world, **changes):
    settings = bridge.Settings(**{**vars(bridge.settings_of(world.scenario)), **changes})
    return bridge.problem_of(queries.inputs_of(world.scenario), settings, today=TODAY)


def test_problem_of_costs_capital_and_two_years_of_operation(world):
    option = problem_of(world).package[f"p{world.hauwai.pk}"].options[0]
    assert option.total_rp == 400 * JT + 2 * 10 * JT
    assert option.community_rp == 80 * JT
    assert option.need_rp == 340 * JT
    assert option.benefit_pd == 500 * 365 * 12
    assert option.needs_government


def test_problem_of_unknown_operation_is_left_out_not_zeroed_into_a_promise(world):
    problem = problem_of(world)
    assert problem.package[f"p{world.uren.pk}"].options[0].total_rp == 100 * JT
    assert queries.inputs_of(world.scenario).packages[1].options[0].operation_yearly_rp is None


def test_problem_of_links_follow_reach_and_service(world):
    problem = problem_of(world)
    apbd, company, bank = (f"s{o.pk}" for o in (world.apbd, world.company, world.bank))
    assert set(problem.package[f"p{world.hauwai.pk}"].source_ids) == {apbd, company}
    assert set(problem.package[f"p{world.uren.pk}"].source_ids) == {apbd, company, bank}
    assert set(problem.package[f"p{world.pudak.pk}"].source_ids) == {apbd}


def test_problem_of_plans_with_the_lower_end_and_never_with_the_unknown(world):
    problem = problem_of(world)
    assert problem.source[f"s{world.bank.pk}"].budget_rp == 100 * JT
    assert f"s{world.foundation.pk}" not in problem.source


def test_problem_of_share_cap_is_the_stricter_of_source_and_scenario(world):
    world.apbd.most_share_percent = 70
    world.apbd.save()
    problem = problem_of(world)
    assert problem.source[f"s{world.apbd.pk}"].share_cap_ppm == 700_000
    assert problem.source[f"s{world.company.pk}"].share_cap_ppm == 600_000


def test_problem_of_floor_asks_for_a_quarter_of_the_least_served_quarter(world):
    problem = problem_of(world)
    # Without own figures Hauwai and Pudak share the kab's 15.25%; the larger village is first.
    assert problem.floors[0].package_ids == (f"p{world.hauwai.pk}",)
    assert problem.floors[0].people == 125
    assert problem_of(world, has_floor=False).floors == ()


def test_problem_of_weight_counts_the_least_served_more(world):
    problem = problem_of(world, equity_weight_percent=50)
    assert problem.package[f"p{world.hauwai.pk}"].options[0].benefit_pd == 500 * 365 * 12 * 3 // 2
    assert problem.package[f"p{world.pudak.pk}"].options[0].benefit_pd == 300 * 365 * 6


def test_problem_of_missed_window_shuts_the_source_out(world):
    world.company.year, world.company.intake_months = 2026, [3, 4]
    world.company.save()
    world.scenario.year = 2026
    inputs = queries.inputs_of(world.scenario)
    assert not bridge.is_open(inputs.sources[0], TODAY)
    assert bridge.is_open(inputs.sources[0], date(2026, 4, 30))


def test_problem_of_reserved_money_and_slots_are_gone(world):
    Invitation.objects.create(
        run=_run(world), package=world.hauwai, option=world.hauwai.options.get(),
        offer=world.company, organisation=world.cast.company, amount_rp=200 * JT,
        answer_by=NOW.replace(year=2099), sent_by=world.cast.ayu, sent_for=world.cast.bappeda,
        sent_at=NOW,
    )  # fmt: skip
    source = problem_of(world).source[f"s{world.company.pk}"]
    assert source.budget_rp == 50 * JT
    assert source.max_packages == 1


def test_problem_of_places_are_counted_per_regency_or_district(world):
    assert [p.id for p in problem_of(world, facilitator_places=2).places] == ["63.11"]
    by_district = problem_of(world, facilitator_places=1, places_by="district").places
    assert [(p.id, p.capacity) for p in by_district] == [("63.11.02", 1), ("63.11.05", 1)]


def test_inputs_of_only_sees_offers_opened_to_the_owner(world):
    world.scenario.owner = world.cast.other_bappeda
    assert queries.inputs_of(world.scenario).sources == ()


def test_inputs_of_costs_the_same_queries_for_any_size(world, django_assert_num_queries):
    with django_assert_num_queries(6):
        queries.inputs_of(world.scenario)


def _run(world):
    return Run.objects.create(
        scenario=world.scenario, number=1, requested_by=world.cast.ayu, requested_at=NOW
    )
