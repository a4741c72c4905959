import pytest

from sambung.core.access import ANONYMOUS, SYSTEM, Actor
from sambung.regions import rules
from sambung.regions.models import Level


@pytest.mark.parametrize("code", ["63", "63.11", "63.11.02", "63.11.02.2001"])
def test_check_code_of_each_level_is_allowed(code):
    assert rules.check_code(code)
    assert rules.check_code(code, Level(code.count(".") + 1))


@pytest.mark.parametrize("code", ["11.1", "6.11", "63.11.2", "63.11.02.21", "1"])
def test_check_code_with_lost_zero_says_so(code):
    verdict = rules.check_code(code)
    assert not verdict
    assert "kehilangan angka nol" in verdict.reason


@pytest.mark.parametrize("code", ["", "6311", "63.11.02.20011", "63-11", "٦٣", "63.11.02.2001.1"])
def test_check_code_of_another_shape_is_refused(code):
    assert not rules.check_code(code)


def test_check_code_of_another_level_is_refused():
    assert not rules.check_code("63", Level.REGENCY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("11.1", ["11.10", "11.01"]),
        ("6311", ["63.11"]),
        ("6311022001", ["63.11.02.2001"]),
        ("63.11.2", ["63.11.20", "63.11.02"]),
        ("12345", []),
        ("balangan", []),
        ("", []),
    ],
)
def test_codes_meant_by_a_shortened_code(text, meant):
    assert rules.codes_meant(text) == meant


def test_can_load_official_only_system_and_operator():
    assert rules.can_load_official(SYSTEM)
    assert rules.can_load_official(Actor(user_id=1, is_operator=True))
    assert not rules.can_load_official(Actor(user_id=1))
    assert not rules.can_load_official(ANONYMOUS)
