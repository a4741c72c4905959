import pytest

from tests.journeys.sweep import PAGES, look, pages

__all__ = ["pages"]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_page_opens_in_indonesian_on_both_screens_without_fault(pages, site, shot, address):  # noqa: F811
    faults = look(pages, site, shot, address, "id")
    assert not faults, faults
