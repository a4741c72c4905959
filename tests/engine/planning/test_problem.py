import json

import pytest

from sambung.engine.planning import problem as problems
from sambung.engine.planning.problem import Option, Package, Place, Problem, Source
from sambung.engine.planning.reading import BadInput


def valley() -> Problem:
    """Two packages and two sources: small enough to hold in the head."""
    spring = Option("spring", people=100, benefit_pd=100_000, total_rp=100_000_000,
                    community_rp=20_000_000, needs_government=True)  # fmt: skip
    well = Option("well", people=60, benefit_pd=50_000, total_rp=40_000_000)
    return Problem(
        packages=(
            Package("upper", "district", ("apbd", "csr"), (spring, well), least_served=True),
            Package("lower", "district", ("csr",), (well,)),
        ),
        sources=(
            Source("apbd", "government", 50_000_000, share_cap_ppm=800_000),
            Source("csr", "company", 60_000_000, min_ticket_rp=10_000_000, max_packages=1),
        ),
        places=(Place("district", 2),),
        join_cost_pd=10,
    )


def test_problem_written_and_read_is_equal():
    assert problems.from_json(problems.to_json(valley())) == valley()


def test_ticket_range_is_cut_by_share_budget_and_need():
    spring = valley().packages[0].options[0]
    assert problems.ticket_range(spring, valley().source["apbd"]) == (1, 50_000_000)
    assert problems.ticket_range(spring, valley().source["csr"]) == (10_000_000, 60_000_000)


def _package(document):
    return document["packages"][0]


def _option(document):
    return document["packages"][0]["options"][0]


POOR_FLOOR = {"id": "f", "package_ids": ["moon"], "people": 1, "price_pd": 1}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda d: d.update(schema="x"), "schema"),
        (lambda d: d.update(colour="red"), "colour"),
        (lambda d: d.pop("seed"), "seed"),
        (lambda d: d.update(max_sources_per_package=9), "max_sources_per_package"),
        (lambda d: d.update(packages={}), "packages"),
        (lambda d: d["packages"].append(7), "packages[2]"),
        (lambda d: _package(d).update(place_id="moon"), "packages[0].place_id"),
        (lambda d: _package(d).update(options=[]), "packages[0].options"),
        (lambda d: _package(d).update(source_ids=["csr", "csr"]), "packages[0].source_ids"),
        (lambda d: _package(d).update(source_ids=["moon"]), "packages[0].source_ids[0]"),
        (lambda d: _option(d).update(people=-1), "packages[0].options[0].people"),
        (lambda d: _option(d).update(people=1.5), "packages[0].options[0].people"),
        (lambda d: _option(d).update(people=True), "packages[0].options[0].people"),
        (lambda d: _option(d).update(total_rp=10**15 + 1),
         "packages[0].options[0].total_rp"),
        (lambda d: _option(d).update(total_rp=1),
         "packages[0].options[0].community_rp"),
        (lambda d: _option(d).update(needs_government=1),
         "packages[0].options[0].needs_government"),
        (lambda d: d["packages"][1].update(id="upper"), "packages[1].id"),
        (lambda d: d["sources"][0].update(kind="bank"), "sources[0].kind"),
        (lambda d: d["sources"][0].update(id=""), "sources[0].id"),
        (lambda d: d["sources"][0].update(min_ticket_rp=10**15, max_ticket_rp=1),
         "sources[0].min_ticket_rp"),
        (lambda d: d["sources"][0].update(label="x" * 301), "sources[0].label"),
        (lambda d: d.update(floors=[POOR_FLOOR]),
         "floors[0].package_ids[0]"),
        (lambda d: d.update(places=[{"id": "district"}] * 5001), "places"),
    ],
)  # fmt: skip
def test_problem_with_a_fault_is_refused_at_its_address(change, where):
    document = problems.to_dict(valley())
    change(document)
    with pytest.raises(BadInput) as refusal:
        problems.from_json(json.dumps(document))
    assert refusal.value.where == where


@pytest.mark.parametrize(
    "document",
    ["", "{", "[]", "null", '{"schema": NaN}', '{"a": 1, "a": 2}', "[" * 100_000, b"\xff"],
)
def test_text_that_is_no_problem_is_refused(document):
    with pytest.raises(BadInput):
        problems.from_json(document)


def test_problem_built_with_an_unknown_kind_is_refused():
    with pytest.raises(BadInput, match=r"sources\[0\].kind"):
        Problem((), (Source("x", "bank", 1),), ())
