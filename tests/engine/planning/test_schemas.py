"""The published schemas say exactly what the readers take: fields, what may be left out, bounds."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from sambung.engine.planning import plan as plans
from sambung.engine.planning import problem as problems
from sambung.engine.planning.plan import Branch, Choice, Effort, Leaf, Plan, Prices, Status, Step
from sambung.engine.planning.problem import Floor, Option, Package, Place, Problem, Source
from sambung.engine.planning.reading import BadInput

MODELS = Path(__file__).resolve().parents[3] / "docs" / "models"

PRICES = Prices({"s": 1}, {"s": 1}, {"d": 1}, {"q": 1})
PROBLEM = Problem(
    packages=(Package("p", "d", ("s",), (Option("o", 1, 1, 9, 1),)),),
    sources=(Source("s", problems.COMPANY, 9, 1, 9, 1),),
    places=(Place("d", 1),),
    floors=(Floor("q", ("p",), 1, 1),),
)
PLAN = Plan(
    status=Status.STOPPED_WITH_GAP,
    choices=(Choice("p", "o", {"s": 8}),),
    objective_pd=1,
    claimed_bound_pd=2,
    claimed_by=plans.BY_PRICES,
    prices=PRICES,
    proof=(Branch("p", 1, 2, "o", "s"), Leaf(PRICES), Leaf(PRICES)),
    effort=Effort((Step(plans.PRICES, 1),)),
)
READERS = {
    "plan-problem": (problems.from_json, problems.to_dict(PROBLEM)),
    "plan": (plans.from_json, plans.to_dict(PLAN)),
}


def schema(name):
    return json.loads((MODELS / f"{name}.schema.json").read_text(encoding="utf-8"))


def parts(name):
    """Every object of the example beside the schema that describes it: (steps to it, schema)."""
    top = schema(name)
    found = []

    def walk(value, steps, part):
        part = top["$defs"][part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part
        if "anyOf" in part:
            kind = "leaf" if "prices" in value else "branch"
            part = top["$defs"][kind]
        if isinstance(value, dict) and "properties" in part:
            found.append((steps, part))
            for key, inside in part["properties"].items():
                walk(value[key], (*steps, key), inside)
        elif isinstance(value, list):
            for i, item in enumerate(value):
                walk(item, (*steps, i), part["items"])

    walk(READERS[name][1], (), top)
    return found


def at(document, steps):
    for step in steps:
        document = document[step]
    return document


def refusal(name, change):
    """The address at which a changed example is refused; None when it is read."""
    read, example = READERS[name]
    document = deepcopy(example)
    change(document)
    try:
        read(json.dumps(document))
    except BadInput as refused:
        return refused.where
    return None


def address(steps):
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).lstrip(".")


@pytest.mark.parametrize("name", READERS)
def test_schema_names_every_field_and_describes_it(name):
    for steps, part in parts(name):
        assert set(part["properties"]) == set(at(READERS[name][1], steps)), steps
        assert part["additionalProperties"] is False
        for key, inside in part["properties"].items():
            assert inside.get("description") or "$ref" in inside, (steps, key)


@pytest.mark.parametrize("name", READERS)
def test_field_may_be_left_out_where_the_schema_says_so(name):
    for steps, part in parts(name):
        for key in part["properties"]:
            where = refusal(name, lambda d, s=steps, k=key: at(d, s).pop(k))
            assert (where is not None) == (key in part["required"]), (steps, key)


@pytest.mark.parametrize("name", READERS)
def test_number_is_refused_just_outside_the_bounds_of_the_schema(name):
    for steps, part in parts(name):
        for key, inside in part["properties"].items():
            here = address((*steps, key))
            for bound, beyond in (("minimum", -1), ("maximum", 1)):
                if bound in inside and key != "gap_ppm":
                    limit = inside[bound]
                    for value, refused in ((limit, False), (limit + beyond, True)):
                        where = refusal(
                            name, lambda d, s=steps, k=key, v=value: at(d, s).update({k: v})
                        )
                        assert (where == here and refused) or not refused, (here, value)


@pytest.mark.parametrize("name", READERS)
def test_list_is_refused_just_above_its_length_in_the_schema(name):
    for steps, part in parts(name):
        for key, inside in part["properties"].items():
            if inside.get("type") == "array":
                many = [at(READERS[name][1], (*steps, key))[0]] * (inside["maxItems"] + 1)
                where = refusal(name, lambda d, s=steps, k=key, m=many: at(d, s).update({k: m}))
                assert where == address((*steps, key))


@pytest.mark.parametrize("name", READERS)
def test_word_outside_the_schema_is_refused(name):
    for steps, part in parts(name):
        for key, inside in part["properties"].items():
            for word in inside.get("enum", ()):
                assert refusal(name, lambda d, s=steps, k=key, w=word: at(d, s).update({k: w})) in (
                    None,
                    "proof",
                )
            if "enum" in inside or "const" in inside:
                where = refusal(name, lambda d, s=steps, k=key: at(d, s).update({k: "moon"}))
                assert where == address((*steps, key))
