from datetime import UTC, datetime

import pytest
from django.test import Client

from sambung.regions.models import LoadedFile

pytestmark = pytest.mark.db


def test_sources_without_loaded_files_say_so(db):
    page = Client().get("/sumber-data/").content.decode()
    assert page.count("belum dimuat di sini") == 3


def test_sources_show_rows_of_their_own_files_and_mark_newer_ones(db):
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    for name, rows, is_shipped in (
        ("idn_regions/villages.csv.gz", 83762, True),
        ("idn_wash_access/access_by_regency.csv", 514, False),
    ):
        LoadedFile.objects.create(
            name=name, sha256="0" * 64, rows=rows, loaded_at=moment, is_shipped=is_shipped
        )
    page = Client().get("/sumber-data/").content.decode()
    assert "83.762" in page
    assert page.count("berkas pengelola") == 1
    assert page.count("belum dimuat di sini") == 1
