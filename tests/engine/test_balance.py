"""The worked figures of docs/models/balance.md, a slow oracle, and what is undefined."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambung.engine import balance


def test_measure_government_village_community_gives_the_worked_figures():
    found = balance.measure([70, 10, 20])
    assert found.entropy == pytest.approx(0.802, abs=5e-4)
    assert found.evenness == pytest.approx(0.730, abs=5e-4)
    assert found.effective == pytest.approx(2.23, abs=5e-3)
    assert found.gini == pytest.approx(0.400, abs=1e-12)
    assert found.gini_corrected == pytest.approx(0.600, abs=1e-12)
    assert found.largest_share == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("amounts", "evenness"), [([70, 10, 4, 16], 0.651), ([80, 5, 5, 10], 0.511)]
)
def test_measure_four_parties_gives_the_worked_evenness(amounts, evenness):
    assert balance.measure(amounts).evenness == pytest.approx(evenness, abs=5e-4)


def test_measure_one_party_holds_all_is_the_far_end():
    found = balance.measure([100, 0, 0, 0])
    assert (found.evenness, found.gini, found.gini_corrected) == (0.0, 0.75, 1.0)
    assert found.effective == pytest.approx(1.0)


def test_measure_nothing_to_share_is_undefined_not_zero():
    found = balance.measure([0, 0])
    assert (found.evenness, found.gini, found.effective) == (None, None, None)


def test_measure_single_party_has_no_evenness():
    found = balance.measure([5])
    assert (found.evenness, found.gini_corrected, found.gini) == (None, None, 0.0)


def test_measure_negative_amount_is_refused():
    with pytest.raises(ValueError, match="less than nothing"):
        balance.measure([3, -1])


def test_fit_as_negotiated_is_one_and_far_from_it_less():
    assert balance.fit([7, 1, 2], [70, 10, 20]) == pytest.approx(1.0)
    assert balance.fit([10, 0, 0], [70, 10, 20]) == pytest.approx(0.7)
    assert balance.fit([0, 0, 0], [70, 10, 20]) is None
    with pytest.raises(ValueError, match="another number"):
        balance.fit([1], [1, 2])


def slow_gini(amounts):
    n, mean = len(amounts), sum(amounts) / len(amounts)
    return sum(abs(x - y) for x in amounts for y in amounts) / (2 * n * n * mean)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=12).filter(any))
def test_measure_any_division_agrees_with_the_definition_and_stays_in_bounds(amounts):
    found = balance.measure(amounts)
    assert found.gini == pytest.approx(slow_gini(amounts), abs=1e-9)
    assert -1e-12 <= found.evenness <= 1 + 1e-12
    assert found.evenness == pytest.approx(balance.measure([x * 7 for x in amounts]).evenness)


def test_gini_and_entropy_agree_with_the_double_sum_on_seeded_divisions():
    dice = Random(20261124)
    for _turn in range(400):
        amounts = [
            dice.choice([0, 1, dice.randrange(10**9)]) for _party in range(dice.randint(1, 12))
        ]
        if not any(amounts):
            continue
        found = balance.measure(amounts)
        assert found.gini == pytest.approx(slow_gini(amounts), abs=1e-9)
        if len(amounts) > 1:
            slow = slow_gini(amounts) * len(amounts) / (len(amounts) - 1)
            assert found.gini_corrected == pytest.approx(slow, abs=1e-9)


def test_measure_seventy_ten_four_sixteen_as_peringsari_and_its_far_end():
    assert balance.measure([385_700_000, 55_100_000, 22_040_000, 88_160_000]).evenness == (
        pytest.approx(0.651, abs=5e-4)
    )
    assert balance.measure([7, 1, 2]).evenness == pytest.approx(0.730, abs=5e-4)
