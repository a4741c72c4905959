import json

import pytest

from sambung.engine.planning import plan as plans
from sambung.engine.planning.plan import Branch, Choice, Effort, Leaf, Plan, Prices, Status, Step
from sambung.engine.planning.reading import BadInput


def answer() -> Plan:
    prices = Prices(money={"csr": 3 * 10**9}, slots={"csr": 5_000_000})
    return Plan(
        status=Status.STOPPED_WITH_GAP,
        choices=(Choice("lower", "well", {"csr": 40_000_000}),),
        objective_pd=49_990,
        claimed_bound_pd=50_000,
        claimed_by=plans.BY_PRICES,
        prices=prices,
        people=60,
        proof=(Branch("upper", 1, 2, option_id="well"), Leaf(prices), Leaf(Prices())),
        effort=Effort((Step(plans.PRICES, 3), Step(plans.HIGHS, 1, 500, True))),
    )


def test_plan_written_and_read_is_equal():
    assert plans.from_json(plans.to_json(answer())) == answer()


def test_gap_is_zero_only_when_bound_and_objective_meet():
    assert plans.gap_ppm(10**12, 10**12) == 0
    assert plans.gap_ppm(10**12, 10**12 + 1) == 1
    assert plans.gap_ppm(49_990, 50_000) == 201
    assert plans.gap_ppm(0, 0) == 0


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda d: d.update(status="unknown"), "status"),
        (lambda d: d.update(claimed_by="me"), "claimed_by"),
        (lambda d: d["prices"]["money"].update(csr=-1), "prices.money.csr"),
        (lambda d: d["choices"][0].update(amounts_rp=[1]), "choices[0].amounts_rp"),
        (lambda d: d["choices"][0]["amounts_rp"].update(csr=0.5), "choices[0].amounts_rp.csr"),
        (lambda d: d["proof"][0].update(yes=0), "proof[0].yes"),
        (lambda d: d["effort"].update(luck=1), "effort.luck"),
        (lambda d: d.update(prices=[]), "prices"),
    ],
)
def test_plan_with_a_fault_is_refused_at_its_address(change, where):
    document = plans.to_dict(answer())
    change(document)
    with pytest.raises(BadInput) as refusal:
        plans.from_json(json.dumps(document))
    assert refusal.value.where == where
