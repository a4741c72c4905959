"""What is kept of a paper reads the same whoever typed it; notices read as their people do."""

import pytest
from django.utils import translation

from sambung.exchange.actions import paper as actions
from sambung.exchange.actions import typing as typists
from sambung.exchange.actions.typing import Typed
from sambung.parties.models import Notice, OnBehalf
from tests.exchange import papers

pytestmark = pytest.mark.db


def test_typing_in_english_keeps_indonesian_records(cast):
    cast.village.region = cast.regions["63.11"]
    cast.village.save()
    form = papers.waiting(cast)
    with translation.override("en"):
        need = typists.type_proposal(form=form, typed=Typed(papers.VALUES), by=cast.actor(cast.ayu))
    assert need.proposer.name.startswith("Pemerintah ")
    assert OnBehalf.objects.get().ground_note.startswith("Formulir kertas")


def test_notices_of_papers_are_in_the_language_of_who_reads_them(cast):
    with translation.override("en"):
        form = papers.waiting(cast)
        actions.set_aside(form=form, reason="Buram", by=cast.actor(cast.ayu))
    words = set(Notice.objects.values_list("text", flat=True))
    assert words
    assert all(text.startswith("Foto ") for text in words)
