"""Each planted fault turns the right check red in a temporary copy: the walls are really there."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import walls

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "data", "static", "locale", "migrations")


@pytest.fixture
def copy(tmp_path) -> Path:
    shutil.copytree(ROOT / "sambung", tmp_path / "sambung", ignore=LEFT_OUT)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    (tmp_path / "tests").mkdir()
    return tmp_path


def plant(copy: Path, name: str, text: str) -> None:
    """Add text at the end of a file of the copy, which may be new."""
    path = copy / "sambung" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")


def models_of(copy: Path, room: str) -> str:
    """Return the path of the room's models file, or of the folder's front door."""
    is_folder = (copy / "sambung" / room / "models").is_dir()
    return f"{room}/models/__init__.py" if is_folder else f"{room}/models.py"


def broken_contracts(copy: Path) -> str:
    """Return what import-linter says of the copy; empty when it is content."""
    done = subprocess.run(
        [LINT, "--no-cache", "--no-logo"], cwd=copy, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode else ""


def test_copy_without_a_planted_fault_is_green(copy):
    assert broken_contracts(copy) == ""
    assert walls.strange_file_names(copy) == []


@pytest.mark.parametrize(
    ("name", "line", "contract"),
    [
        (
            "regions/queries.py",
            "from sambung.needs import models as upward",
            "A room imports only from floors below it BROKEN",
        ),
        ("engine/planning/problem.py", "import django", "neither Django nor any room BROKEN"),
        (
            "needs/rules.py",
            "import sambung.engine.planning.problem",
            "Only a room's bridge.py talks to the engine BROKEN",
        ),
        ("needs/rules.py", "from sambung.needs import views", "import downward, and no other"),
        ("needs/helpers.py", "X = 1", "import downward, and no other name exists BROKEN"),
        ("plans/rules.py", "from sambung.needs import views", "Views and admin pages of a room"),
    ],
)
def test_planted_import_breaks_its_contract(copy, name, line, contract):
    plant(copy, name, line)
    said = broken_contracts(copy)
    assert f"{contract}" in said.replace("\n", " ")
    assert "BROKEN" in said


def test_planted_upward_key_is_seen(copy):
    plant(
        copy,
        models_of(copy, "regions"),
        "from sambung.needs.models import Need\n"
        "class Planted(models.Model):\n"
        '    need = models.ForeignKey(Need, models.CASCADE, related_name="+")',
    )
    assert "key from regions up to needs" in walls.climbing_keys(copy)[0]


def test_planted_string_key_is_seen(copy):
    plant(
        copy,
        models_of(copy, "regions"),
        "class Planted(models.Model):\n"
        '    need = models.ForeignKey("needs.Need", models.CASCADE, related_name="+")',
    )
    assert "by string" in walls.string_keys(copy)[0]
    assert "up to needs" in walls.climbing_keys(copy)[0]


def test_planted_key_without_related_name_is_seen(copy):
    plant(
        copy,
        models_of(copy, "needs"),
        "from sambung.regions.models import Region\n"
        "class Planted(models.Model):\n"
        "    region = models.ForeignKey(Region, models.PROTECT)",
    )
    assert 'needs related_name="+"' in walls.climbing_keys(copy)[0]


@pytest.mark.parametrize(
    "line", ["{% url 'needs:need' 1 %}", '{% include "plans/_row.html" %}', '{% url "web:home" %}']
)
def test_planted_upward_template_is_seen(copy, line):
    plant(copy, "regions/templates/regions/planted.html", line)
    assert "up to" in walls.climbing_templates(copy)[0]


def test_planted_helpers_file_is_seen(copy):
    plant(copy, "needs/helpers.py", "X = 1")
    assert "helpers.py" in walls.strange_file_names(copy)[0]


def test_planted_form_without_the_refusals_is_seen(copy):
    plant(copy, "needs/forms/lists.py", "class Planted(forms.Form):\n    pass")
    assert "derive forms from" in walls.bare_forms(copy)[0]


def test_planted_query_in_a_loop_is_seen(copy):
    plant(
        copy,
        "regions/queries.py",
        "def planted(codes):\n    return [Region.objects.get(code=code) for code in codes]",
    )
    assert "a query in a loop" in walls.queries_in_loops(copy)[0]


def test_planted_geometry_in_a_template_is_seen(copy):
    plant(copy, "regions/templates/regions/planted.html", '<circle cx="{{ value }}" cy="1" r="2"/>')
    assert "writes geometry" in walls.geometry_in_templates(copy)[0]
    assert walls.commas_in_geometry('<circle cx="12,5" cy="1" r="2"/>') == ['cx="12,5"']


def test_planted_import_of_a_private_file_is_seen(copy):
    plant(copy, "plans/rules.py", "from sambung.needs.forms import NeedForm")
    assert "needs.forms" in walls.private_imports(copy)[0]


def test_planted_stranger_in_the_engine_is_seen(copy):
    plant(copy, "engine/planning/problem.py", "import pandas")
    assert "may not import pandas" in walls.strangers_in_the_engine(copy)[0]


def test_planted_long_file_is_seen(copy):
    plant(copy, "regions/rules.py", "X = 1\n" * 401)
    assert "at most 400" in walls.long_files(copy)[-1]
