"""The S-curve against cases worked by hand, and its drawing."""

from datetime import date

import pytest

from sambung.delivery.lifecycle import CurvePoint, PlanStep, curve_of, exposure, exposure_kind
from sambung.ui import charts

D = date


def steps(*rows):
    """Return plan steps of (now, weight, first)."""
    return [PlanStep(D(2027, *now), weight, D(2027, *first)) for now, weight, first in rows]


def test_plan_adds_weights_by_day_over_all_weights():
    # 10 + 30 + 60 = 100 points: 10 % on 1 March, 40 % on 1 April, 100 % on 1 June.
    curve = curve_of(
        steps(((3, 1), 10, (3, 1)), ((4, 1), 30, (4, 1)), ((6, 1), 60, (6, 1))),
        stated=[],
        verified=[],
        starts_on=D(2027, 2, 1),
    )
    assert [(point.on.month, point.percent) for point in curve.planned] == [
        (2, 0),
        (3, 10),
        (4, 40),
        (6, 100),
    ]
    assert curve.first_planned == ()


def test_weights_need_not_sum_to_a_hundred_and_one_day_is_one_point():
    # 2 + 1 + 1 = 4 points: half on the first day, all on the second.
    curve = curve_of(steps(((3, 1), 2, (3, 1)), ((5, 1), 1, (5, 1)), ((5, 1), 1, (5, 1))), [], [])
    assert [point.percent for point in curve.planned] == [50, 100]


def test_a_plan_moved_keeps_its_first_line():
    curve = curve_of(steps(((3, 1), 50, (3, 1)), ((7, 1), 50, (5, 1))), [], [])
    assert [point.on for point in curve.planned] == [D(2027, 3, 1), D(2027, 7, 1)]
    assert [point.on for point in curve.first_planned] == [D(2027, 3, 1), D(2027, 5, 1)]


def test_without_weights_there_is_no_line_and_no_zero():
    curve = curve_of(steps(((3, 1), 0, (3, 1))), [], [])
    assert curve.planned == ()
    assert curve.planned_at(D(2027, 3, 2)) is None


def test_planned_today_lies_between_two_points_in_proportion():
    # From 0 % on 1 March to 50 % on 11 March: on 5 March, four tenths of the way, 20 %.
    curve = curve_of(
        steps(((3, 11), 50, (3, 11)), ((3, 31), 50, (3, 31))), [], [], starts_on=D(2027, 3, 1)
    )
    assert curve.planned_at(D(2027, 2, 1)) == 0
    assert curve.planned_at(D(2027, 3, 5)) == pytest.approx(20)
    assert curve.planned_at(D(2027, 12, 1)) == 100


def test_of_several_words_on_a_day_the_last_counts():
    curve = curve_of([], [(D(2027, 3, 1), 20), (D(2027, 3, 1), 25)], [(D(2027, 3, 1), 20)])
    assert curve.stated == (CurvePoint(D(2027, 3, 1), 25.0),)
    assert curve.verified == (CurvePoint(D(2027, 3, 1), 20.0),)


@pytest.mark.parametrize(
    ("likelihood", "impact", "value", "kind"),
    [(1, 1, 1, "info"), (1, 3, 3, "due"), (2, 3, 6, "late"), (None, 3, None, "none")],
)
def test_exposure_is_likelihood_times_impact_and_unknown_is_not_zero(
    likelihood, impact, value, kind
):
    assert exposure(likelihood, impact) == value
    assert exposure_kind(value) == kind


def drawn(*lines):
    """Return the drawing of the lines, today 10 March 2027."""
    made = tuple(charts.CurveLine(kind, kind, points) for kind, points in lines)
    return str(charts.draw(charts.Curve("Kemajuan", made, D(2027, 3, 10))))


def test_drawing_has_its_key_its_table_and_today():
    markup = drawn(
        ("planned", ((D(2027, 3, 1), 0.0), (D(2027, 3, 21), 100.0))),
        ("verified", ((D(2027, 3, 5), 20.0),)),
        ("stated", ()),
    )
    assert "hari ini" in markup
    assert markup.count("<li>") == 2  # a line nobody spoke of has no key
    assert "<td" in markup and "20%" in markup
    assert "nan" not in markup.lower()


def test_drawing_of_one_day_or_of_nothing_does_not_fail():
    assert "<svg" in drawn(("stated", ((D(2027, 3, 1), 10.0),)))
    assert "<svg" in drawn()
