import pytest


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Keep what a test uploads in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
