import pytest
from django.test import Client

from sambung.core.access import SYSTEM
from sambung.regions import actions
from tests.regions import extracts

pytestmark = pytest.mark.db


@pytest.fixture
def country(tmp_path, db):
    actions.load_regions(by=SYSTEM, folder=extracts.write(tmp_path))


def test_home_as_visitor_opens_before_anything_is_loaded(db):
    text = Client().get("/").content.decode()
    assert "Angka akses belum dimuat" in text


def test_home_as_visitor_tells_the_story_with_computed_figures(country):
    text = Client().get("/").content.decode()
    assert "39 orang di Indonesia belum punya sanitasi layak" in text
    assert "Separuh dari mereka tinggal di 1 dari 4 kabupaten dan kota." in text
    assert "Sejak 2021 angkanya membaik di 2 kabupaten dan kota, dan menurun di 1." in text
    assert "(Puncak)" in text  # hatched: its figure is unknown
    assert "style=" not in text


def test_home_as_visitor_switches_to_water_and_back(country):
    assert "136 orang di Indonesia belum punya air minum" in page("?layanan=water")
    assert "39 orang di Indonesia" in page("?layanan=apa")


def page(query):
    answer = Client().get(f"/{query}")
    assert answer.status_code == 200
    return answer.content.decode()
