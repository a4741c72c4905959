import pytest
from django.utils import timezone

from sambung.core.models import StoredFile


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def stored_file(db) -> StoredFile:
    """Return the row of a kept picture."""
    return StoredFile.objects.create(
        sha256="0" * 64,
        size=10,
        kind="image/jpeg",
        name="foto.jpg",
        owner_label="activities.activity",
        owner_id="1",
        uploaded_at=timezone.now(),
    )
