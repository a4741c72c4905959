"""What people rely on is written down: settings, verbs of the trail, English for every text."""

import re
from pathlib import Path

from django.conf import settings

from sambung.core.management.commands import catalogue
from tests.house import walls

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "docs" / "how-to" / "deploy.md"
TRAIL = ROOT / "docs" / "trail.md"


def test_every_setting_is_in_the_deployment_guide_and_no_other():
    written = set(re.findall(r"^\| `([A-Z_]+)` \|", DEPLOY.read_text(encoding="utf-8"), re.M))
    assert walls.settings_read(ROOT) == written


def test_every_verb_of_the_trail_is_in_its_list_and_no_other():
    written = set(re.findall(r"^\| `([a-z_.-]+)` \|", TRAIL.read_text(encoding="utf-8"), re.M))
    assert walls.verbs(ROOT) == written


def test_every_text_has_english_and_none_is_fuzzy():
    path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
    missing = catalogue.untranslated(settings.BASE_DIR, catalogue.read(path))
    assert [f"{text.path}: {text.id}" for text in missing] == []
