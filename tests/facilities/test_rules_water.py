"""Water judged by hand: one case per operator, and the case of Saliki."""

from dataclasses import dataclass
from decimal import Decimal as D

import pytest

from sambung.facilities.actions import BadLimits, parse_limits
from sambung.facilities.actions.limits import COLUMNS, shipped_text
from sambung.facilities.models import WaterLimit
from sambung.facilities.rules import Measured, Outcome, Quality, judge, outcome_of


@dataclass(frozen=True)
class Line:
    parameter: str
    operator: str = "max"
    low: D | None = None
    high: D | None = None
    table: str = "wajib"
    is_mandatory: bool = True
    only_when_chlorinated: bool = False


IRON = Line("iron", high=D("0.2"))
TDS = Line("tds", "below", high=D(300))
PH = Line("ph", "range", D("6.5"), D("8.5"))
ODOUR = Line("odour", "none")
WARMTH = Line("temperature", "around", high=D(3))
COLI = Line("e_coli", high=D(0))
CHLORINE = Line("chlorine", "range", D("0.2"), D("0.5"), only_when_chlorinated=True)
BELOW = {"is_below_detection": True}


@pytest.mark.parametrize(
    ("limit", "measured", "outcome"),
    [
        (IRON, Measured(D("0.2")), "good"),  # at most: the limit itself is good
        (IRON, Measured(D("0.21")), "bad"),
        (TDS, Measured(D("299.9")), "good"),  # less than: the limit itself is not
        (TDS, Measured(D(300)), "bad"),
        (PH, Measured(D("6.5")), "good"),
        (PH, Measured(D("6.4")), "bad"),
        (PH, Measured(D("8.6")), "bad"),
        (ODOUR, Measured(is_present=False), "good"),
        (ODOUR, Measured(is_present=True), "bad"),
        (ODOUR, Measured(), "untested"),
        (COLI, Measured(D(0)), "good"),
        (COLI, Measured(D(1)), "bad"),
        (COLI, Measured(D(1), **BELOW), "good"),  # < 1 CFU/100 ml: none was found
        (COLI, Measured(None, **BELOW), "good"),
        (IRON, Measured(D("0.05"), **BELOW), "good"),
        (IRON, Measured(D("0.5"), **BELOW), "uncertain"),  # cannot see down to the limit
        (IRON, Measured(None, **BELOW), "uncertain"),
        (TDS, Measured(D(300), **BELOW), "good"),
        (PH, Measured(D("6.5"), **BELOW), "bad"),  # less than the lower bound
        (PH, Measured(D(7), **BELOW), "uncertain"),
        (IRON, Measured(), "untested"),
        (IRON, None, "untested"),  # untested is not passed
    ],
)
def test_outcome_of_each_operator_as_worked_by_hand(limit, measured, outcome):
    assert outcome_of(limit, measured, None) == outcome


@pytest.mark.parametrize(
    ("is_chlorinated", "value", "outcome"),
    [
        (True, "0.2", "good"),
        (True, "0.5", "good"),
        (True, "0.1", "bad"),
        (True, "0.6", "bad"),
        (False, "0.1", "not_applicable"),
        (None, "0.3", "unknown_use"),  # nobody said whether it is chlorinated
    ],
)
def test_residual_chlorine_is_a_range_of_chlorinated_water_alone(is_chlorinated, value, outcome):
    assert outcome_of(CHLORINE, Measured(D(value)), is_chlorinated) == outcome


@pytest.mark.parametrize(
    ("air", "outcome"), [(None, "noted"), ("25", "good"), ("24", "good"), ("23.9", "bad")]
)
def test_temperature_is_only_noted_until_the_air_is_known(air, outcome):
    assert outcome_of(WARMTH, Measured(D(27)), None, air and D(air)) == outcome


def test_saliki_iron_was_bad_under_the_old_rule_and_is_worse_under_the_new():
    """Saliki: iron above 6 mg/l; 1 under Permenkes 32/2017 for hygiene, 0.2 now."""
    rows = parse_limits(shipped_text())
    saliki = {"iron": Measured(D("6.1"))}
    for regulation, high in [("Permenkes 32/2017", D(1)), ("Permenkes 2/2023", D("0.2"))]:
        table = limits(rows, regulation, "higiene")
        iron = next(limit for limit in table if limit.parameter == "iron")
        assert iron.high == high
        judgement = judge(table, saliki, is_chlorinated=False)
        assert judgement.quality == Quality.BAD
        assert [row.limit.parameter for row in judgement.having(Outcome.BAD)] == ["iron"]


def limits(rows, regulation, use):
    return [
        WaterLimit(**row) for row in rows if row["regulation"] == regulation and row["use"] == use
    ]


CLEAN = {
    **{"e_coli": D(0), "total_coliform": D(0), "temperature": D(26), "tds": D(120)},
    **{"turbidity": D(1), "colour": D(5), "ph": D(7), "nitrate": D(4), "nitrite": D("0.1")},
    **{"chromium_vi": D("0.005"), "iron": D("0.1"), "manganese": D("0.05")},
    **{"chlorine": D("0.3"), "arsenic": D("0.001"), "cadmium": D("0.001"), "lead": D("0.001")},
    **{"fluoride": D("0.5"), "aluminium": D("0.1")},
}
ALL = {key: Measured(value) for key, value in CLEAN.items()} | {"odour": Measured(is_present=False)}


def of_drinking():
    return limits(parse_limits(shipped_text()), "Permenkes 2/2023", "minum")


def test_memenuhi_only_when_all_nineteen_have_a_valid_result():
    whole = judge(of_drinking(), ALL, is_chlorinated=True)
    assert (whole.quality, whole.tested, whole.needed) == (Quality.GOOD, 19, 19)
    without = {key: value for key, value in ALL.items() if key != "lead"}
    lacking = judge(of_drinking(), without, is_chlorinated=True)
    assert (lacking.quality, lacking.tested, lacking.needed) == (Quality.INCOMPLETE, 18, 19)


def test_chlorine_of_water_without_it_is_left_out_and_unknown_keeps_it_incomplete():
    without = {key: value for key, value in ALL.items() if key != "chlorine"}
    plain = judge(of_drinking(), without, is_chlorinated=False)
    assert (plain.quality, plain.tested, plain.needed) == (Quality.GOOD, 18, 18)
    unknown = judge(of_drinking(), ALL, is_chlorinated=None)
    assert (unknown.quality, unknown.tested, unknown.needed) == (Quality.INCOMPLETE, 18, 19)


def test_one_bad_result_is_bad_however_much_is_untested():
    assert (
        judge(of_drinking(), {"e_coli": Measured(D(3))}, is_chlorinated=None).quality
        == "tidak_memenuhi"
    )
    assert judge(of_drinking(), {}, is_chlorinated=None).quality == "belum_diuji"


def test_special_parameter_counts_only_against():
    good = judge(of_drinking(), ALL | {"copper": Measured(D(1))}, is_chlorinated=True)
    bad = judge(of_drinking(), ALL | {"copper": Measured(D(3))}, is_chlorinated=True)
    assert (good.quality, good.needed, bad.quality) == (Quality.GOOD, 19, Quality.BAD)


def test_old_rule_read_in_part_never_says_memenuhi():
    table = limits(parse_limits(shipped_text()), "Permenkes 492/2010", "minum")
    every = {limit.parameter: Measured(D(0)) for limit in table}
    judgement = judge(table, every, is_chlorinated=False)
    assert (judgement.quality, judgement.tested) == (Quality.INCOMPLETE, len(table))


def test_shipped_table_has_nineteen_thirteen_and_every_line_its_tag():
    rows = parse_limits(shipped_text())
    now = [row for row in rows if not row["replaced_by"]]
    wajib = [row["parameter"] for row in now if row["use"] == "minum" and row["is_mandatory"]]
    hygiene = [row["parameter"] for row in now if row["use"] == "higiene"]
    assert (len(wajib), len(hygiene), wajib[:13] == hygiene) == (19, 13, True)
    assert {row["verification"] for row in rows} == {"V2"}
    assert all(row["source"].startswith("sumber sekunder; S") for row in rows)


HEAD = ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("P,wajib,minum,gold,max,,1,mg/l,ya,,,,,V2,S,", "line 2: unknown parameter"),
        ("P,wajib,minum,iron,under,,1,mg/l,ya,,,,,V2,S,", "unknown parameter or operator"),
        ("P,wajib,bath,iron,max,,1,mg/l,ya,,,,,V2,S,", "unknown use"),
        ("P,wajib,minum,iron,max,,,mg/l,ya,,,,,V2,S,", "max needs a high"),
        ("P,wajib,minum,ph,range,9,8,,ya,,,,,V2,S,", "range needs a low and a high"),
        ("P,wajib,minum,iron,max,,a lot,mg/l,ya,,,,,V2,S,", "line 2"),
        ("P,wajib,minum,iron,max,,1,mg/l,ya,,2023-13-01,,,V2,S,", "line 2"),
    ],
)
def test_line_that_is_no_limit_is_refused_with_its_number(line, words):
    with pytest.raises(BadLimits, match=words):
        parse_limits(f"{HEAD}\n{line}\n")


def test_table_with_other_columns_or_a_line_twice_is_refused():
    with pytest.raises(BadLimits, match="columns must be"):
        parse_limits("a,b\n1,2\n")
    line = "P,wajib,minum,iron,max,,1,mg/l,ya,,,,,V2,S,"
    with pytest.raises(BadLimits, match="line 3: P minum wajib iron stands twice"):
        parse_limits(f"{HEAD}\n{line}\n{line}\n")
