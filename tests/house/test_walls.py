from pathlib import Path

import pytest

from tests.house import walls

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "rule",
    [
        walls.strange_file_names,
        walls.long_files,
        walls.bare_forms,
        walls.string_keys,
        walls.climbing_keys,
        walls.climbing_templates,
        walls.private_imports,
        walls.strangers_in_the_engine,
        walls.queries_in_loops,
        walls.geometry_in_templates,
    ],
)
def test_tree_keeps_rule(rule):
    assert rule(ROOT) == []
