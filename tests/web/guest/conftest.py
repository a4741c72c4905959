"""A phone that works for a company, and one that works for a village, both without an account."""

import pytest

from tests.web.guest.world import guest_client


@pytest.fixture
def company(cast):
    """Return the browser of a company's guest."""
    return guest_client(cast, cast.company)[0]


@pytest.fixture
def village(cast):
    """Return the browser of a village's guest."""
    return guest_client(cast, cast.village)[0]
