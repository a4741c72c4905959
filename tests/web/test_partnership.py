"""The page of one partnership: who may open it, what it says, what it hides."""

import pytest
from django.urls import reverse

from sambung.partnerships import actions
from sambung.partnerships.models import Contribution, Partnership, Responsibility
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def page_of(client, partnership):
    return client.get(partnership.get_absolute_url())


def test_partnership_address_is_the_one_the_room_knows(cast):
    partnership = opened(cast)
    assert partnership.get_absolute_url() == reverse("web:partnership", args=[partnership.pk])


def test_partnership_page_is_for_parties_and_desk_and_404_for_others(cast, as_person, client):
    partnership = opened(cast)
    for person in (cast.ayu, cast.citra, cast.gani, cast.dimas, cast.hana):
        assert page_of(as_person(person), partnership).status_code == 200
    for stranger in (as_person(cast.eka), as_person(cast.budi), client):
        assert page_of(stranger, partnership).status_code == 404


def test_partnership_page_says_who_how_much_and_what_nobody_holds(cast, as_person):
    partnership = opened(cast)
    text = page_of(as_person(cast.ayu), partnership).content.decode()
    assert "3 pihak bekerja untuk" in text
    assert "4 belum ada penanggung jawabnya." in text
    assert "PT Contoh Banua Energi" in text
    assert "142 KK × Rp75.000" in text
    assert "wa.me" in text


def test_published_page_is_open_without_history_and_letters(cast, client):
    partnership = opened(cast)
    Partnership.objects.update(is_published=True)
    text = page_of(client, partnership).content.decode()
    assert partnership.title in text
    assert "Riwayat" not in text
    assert "Catat tahap" not in text
    assert reverse("parties:organisation", args=[cast.company.pk]) not in text


def test_page_words_every_verb_of_its_history(cast, as_person):
    partnership = opened(cast)
    ayu, citra = cast.actor(cast.ayu), cast.actor(cast.citra)
    row = Responsibility.objects.get(partnership=partnership, key="capital")
    actions.accept_responsibility(responsibility=row, by=citra)
    actions.release_responsibility(responsibility=row, reason="Anggaran berubah", by=citra)
    actions.set_needed(responsibility=row, is_needed=False, reason="hibah penuh", by=ayu)
    actions.set_stage_due(partnership=partnership, due_on=None, by=ayu)
    history = as_person(cast.ayu).get(reverse("web:history", args=[partnership.pk]))
    text = history.content.decode()
    for words in (
        "Kemitraan dibuka",
        "menyetujui",
        "melepas",
        "Tidak diperlukan",
        "Anggaran berubah",
        "Tenggat",
    ):
        assert words in text
    assert "responsibility." not in text


def test_unknown_amounts_are_never_zero(cast, as_person):
    partnership = opened(cast)
    Contribution.objects.filter(partnership=partnership).update(pledged_rp=None, pledged_on=None)
    text = page_of(as_person(cast.ayu), partnership).content.decode()
    assert "belum diketahui" in text
    assert "Rp0" not in text


def test_partnership_page_costs_the_same_queries_with_more_parties(
    cast, as_person, django_assert_max_num_queries
):
    partnership = opened(cast)
    client = as_person(cast.ayu)
    page_of(client, partnership)
    with django_assert_max_num_queries(20):
        page_of(client, partnership)
