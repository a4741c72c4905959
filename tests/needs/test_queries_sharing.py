"""What is sent on of needs and packages: short, plain, and nothing private."""

import pytest

from sambung.needs import queries
from tests.needs import world

pytestmark = pytest.mark.django_db


def test_share_text_of_a_need_says_what_where_for_how_many_and_that_it_asks_for_sign_in(cast):
    need = world.sent(cast)
    need.problem = "Hubungi Pak Kades 0812 1111 2222"
    text = queries.share_text(need)
    words = text.text("https://sambung.example")
    for part in [
        "Desa Hauwai",
        "497 orang, 142 KK",
        "Pemerintah Desa Hauwai",
        f"/usulan/{need.pk}/",
    ]:
        assert part in words
    assert text.is_private
    assert len(text.lines) <= 10
    assert "0812" not in words


def test_share_text_of_a_package_says_what_is_asked_and_who_is_interested_stays_out(cast):
    package = world.ready(cast)
    options = list(package.options.all())
    text = queries.share_text(package, options)
    words = "\n".join(text.lines)
    assert "Perlu dukungan: Rp" in words
    assert "Banua Energi" not in words
    assert not text.is_private
    assert len(text.lines) <= 10
    package.state = "draft"
    assert queries.share_text(package, options).is_private


def test_share_text_leaves_out_what_nobody_counted(cast):
    need = world.sent(cast)
    need.people, need.households = None, None
    assert "Belum terlayani" not in "\n".join(queries.share_text(need).lines)
