"""docs/models/planning.md names what the code demands, finds and offers; nothing is left unsaid."""

import ast
import inspect
from pathlib import Path

import pytest

from sambung.engine import __main__ as door
from sambung.engine.planning import explain, master, model
from sambung.engine.planning import verify as verifier
from sambung.engine.planning.verify import constraints

TEXT = (Path(__file__).resolve().parents[3] / "docs/models/planning.md").read_text("utf-8")


def called_in(function):
    tree = ast.parse(inspect.getsource(function))
    calls = [node.func.id for node in ast.walk(tree)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]  # fmt: skip
    return {name for name in calls if "_" in name and name.islower()}


def violations_in(module):
    tree = ast.parse(inspect.getsource(module))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Violation"
    }


NAMES = {
    "constraint": called_in(model.build),
    "row of the deal form": called_in(master.coupling),
    "violation": violations_in(constraints)
    | violations_in(verifier)
    | violations_in(verifier.bound),
    "reason": {
        value
        for name, value in vars(explain).items()
        if name.isupper() and isinstance(value, str) and value.islower() and name.lower() == value
    },
}


@pytest.mark.parametrize("kind", NAMES)
def test_every_name_of_the_code_stands_in_the_document(kind):
    assert NAMES[kind]
    assert {name for name in NAMES[kind] if f"`{name}`" not in TEXT} == set()


def test_every_command_stands_in_the_document():
    commands = door.arguments_of()._subparsers._group_actions[0].choices
    assert {name for name in commands if f"sambung.engine {name} " not in TEXT} == set()
