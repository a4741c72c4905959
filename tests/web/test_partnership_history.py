"""The history of a partnership: who reads it, how it is narrowed, its CSV."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from sambung.core.models import Entry
from sambung.partnerships import actions
from sambung.partnerships.models import Partnership, Responsibility
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def page(partnership) -> str:
    return reverse("web:history", args=[partnership.pk])


def sheet(partnership) -> str:
    return reverse("web:history-file", args=[partnership.pk])


def told(cast):
    """Return a partnership in which the company took a duty and gave it up with a reason."""
    partnership, citra = opened(cast), cast.actor(cast.citra)
    row = Responsibility.objects.get(partnership=partnership, key="capital")
    actions.accept_responsibility(responsibility=row, by=citra)
    actions.release_responsibility(responsibility=row, reason="=Anggaran berubah", by=citra)
    return partnership


def test_parties_and_desk_read_it_and_others_find_nothing(cast, as_person, client):
    partnership = opened(cast)
    for person in (cast.ayu, cast.citra, cast.gani, cast.hana):
        assert as_person(person).get(page(partnership)).status_code == 200
        assert as_person(person).get(sheet(partnership)).status_code == 200
    assert as_person(cast.dimas).get(page(partnership)).status_code == 403  # reads the page alone
    for stranger in (as_person(cast.eka), as_person(cast.budi), client):
        assert stranger.get(page(partnership)).status_code == 404
        assert stranger.get(sheet(partnership)).status_code == 404


def test_a_published_page_does_not_open_its_history(cast, as_person, client):
    partnership = opened(cast)
    Partnership.objects.filter(pk=partnership.pk).update(is_published=True)
    for reader in (client, as_person(cast.eka)):
        assert reader.get(page(partnership)).status_code == 403
        assert reader.get(sheet(partnership)).status_code == 403


def test_it_is_narrowed_by_subject(cast, as_person):
    partnership, reader = told(cast), as_person(cast.gani)
    whole = reader.get(page(partnership)).content.decode()
    assert "Kemitraan dibuka" in whole
    assert "=Anggaran berubah" in whole
    duties = reader.get(page(partnership), {"tentang": "peran"}).content.decode()
    assert "Kemitraan dibuka" not in duties
    assert "=Anggaran berubah" in duties


def test_a_subject_without_lines_says_what_to_do_and_a_strange_one_narrows_nothing(cast, as_person):
    partnership, reader = opened(cast), as_person(cast.gani)
    empty = reader.get(page(partnership), {"tentang": "serah-terima"}).content.decode()
    assert "Belum ada kejadian tentang ini" in empty
    assert "Lihat semua" in empty
    strange = reader.get(page(partnership), {"tentang": "'; DROP"}).content.decode()
    assert "Kemitraan dibuka" in strange


def test_a_page_beyond_the_last_shows_the_last(cast, as_person):
    partnership = opened(cast)
    answer = as_person(cast.gani).get(page(partnership), {"hal": "999"})
    assert answer.status_code == 200
    assert "Kemitraan dibuka" in answer.content.decode()


def test_the_csv_holds_every_line_and_quotes_formulas(cast, as_person):
    partnership = told(cast)
    answer = as_person(cast.gani).get(sheet(partnership))
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    scope = {"scope_label": "partnerships.partnership", "scope_id": str(partnership.pk)}
    assert len(rows) - 1 == Entry.objects.filter(**scope).count()
    assert "'=Anggaran berubah" in [row[-1] for row in rows]


def test_it_is_only_read(cast, as_person):
    partnership, before = opened(cast), Entry.objects.count()
    reader = as_person(cast.citra)
    reader.get(page(partnership))
    reader.get(sheet(partnership))
    assert Entry.objects.count() == before


def test_it_costs_the_same_with_more_lines(cast, as_person, django_assert_max_num_queries):
    partnership, reader = told(cast), as_person(cast.ayu)
    reader.get(page(partnership))
    with django_assert_max_num_queries(14):
        reader.get(page(partnership))
