"""Let the demo's story unfold over past weeks: acts happen at the moment the story gives them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

from django.utils import timezone


@contextmanager
def days_ago(days: float) -> Iterator[None]:
    """Make `timezone.now()` run `days` behind the real clock within the block."""
    real = timezone.now

    def then() -> object:
        return real() - timedelta(days=days)

    with mock.patch("django.utils.timezone.now", then):
        yield
