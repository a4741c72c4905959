from dataclasses import replace

import pytest

from sambung.engine.planning.check import Severity, check
from sambung.engine.planning.problem import Floor, Option, Package, Place, Problem, Source


def quiet() -> Problem:
    """A problem about which there is nothing to say."""
    option = Option("o", 10, 100, 50)
    return Problem(
        packages=(Package("a", "d", ("f",), (option,)),),
        sources=(Source("f", "company", 100),),
        places=(Place("d", 1),),
        floors=(Floor("q", ("a",), 10, 1),),
    )


def package(**changes):
    return replace(quiet(), packages=(replace(quiet().packages[0], **changes),))


def option(**changes):
    return package(options=(replace(quiet().packages[0].options[0], **changes),))


def source(**changes):
    return replace(quiet(), sources=(replace(quiet().sources[0], **changes),))


def test_problem_without_fault_has_no_finding():
    assert check(quiet()) == []


@pytest.mark.parametrize(
    ("code", "problem", "ids"),
    [
        ("nothing_can_be_built", source(budget_rp=0), ()),
        ("package_without_source", package(source_ids=()), ("a",)),
        ("source_without_package", package(source_ids=()), ("f",)),
        ("budget_below_ticket", source(budget_rp=5, min_ticket_rp=6), ("f",)),
        ("source_without_slots", source(max_packages=0), ("f",)),
        ("place_without_room", replace(quiet(), places=(Place("d", 0),)), ("d",)),
        ("need_above_reach", option(total_rp=101), ("a", "o")),
        ("no_government_in_reach", option(needs_government=True), ("a", "o")),
        ("tickets_do_not_fit", source(min_ticket_rp=60, max_ticket_rp=70), ("a", "o")),
        ("option_without_benefit", option(people=0), ("a", "o")),
        ("floor_above_reach", replace(quiet(), floors=(Floor("q", ("a",), 11, 1),)), ("q",)),
        ("money_is_scarce", source(budget_rp=49, share_cap_ppm=900_000), ()),
    ],
)
def test_problem_with_a_fault_is_found(code, problem, ids):
    found = {f.code: f for f in check(problem)}
    if code == "money_is_scarce":
        twice = replace(quiet(), packages=(*quiet().packages, replace(quiet().packages[0], id="b")))
        found = {f.code: f for f in check(replace(twice, sources=(Source("f", "company", 60),)))}
    assert code in found
    assert found[code].ids == ids
    assert found[code].to_dict()["code"] == code


def test_errors_come_before_warnings_and_notes():
    order = [f.severity for f in check(replace(source(budget_rp=0), floors=()))]
    assert order == sorted(order, key=list(Severity).index)
    assert order[0] is Severity.ERROR
