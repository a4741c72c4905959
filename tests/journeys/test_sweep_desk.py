import pytest

from tests.journeys.sweep import PAGES, look, pages

__all__ = ["pages"]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_page_opens_on_a_desk_in_both_languages_without_fault(pages, site, shot, address):  # noqa: F811
    faults = look(pages, site, shot, address, "1280")
    assert not faults, faults
