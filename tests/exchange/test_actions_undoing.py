"""An import is not undone over the work and the word of others."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from sambung.activities.actions import ask_source
from sambung.activities.models import Activity
from sambung.core import jobs
from sambung.core.access import Refused
from sambung.exchange import actions
from sambung.exchange.models import ImportRun
from sambung.needs.models import Need
from sambung.parties.models import Offer, OnBehalf
from tests.exchange import tables
from tests.exchange.tables import ACTIVITIES, BOREHOLE, NEEDS, WATER

pytestmark = pytest.mark.db
OFFERS = "Nama Perusahaan;Tahun;Kesanggupan (Rp)"
OFFER = "PT Contoh Banua Energi;2027;500 juta"


def undo(cast, run):
    return actions.undo_import(run=run, by=tables.ayu(cast), version=run.version)


@pytest.mark.parametrize("what", ["edited", "confirmed"])
def test_proposals_somebody_edited_or_confirmed_stay(cast, what):
    run = tables.done(cast, tables.table(NEEDS, WATER, name="usulan.csv"))
    if what == "edited":
        Need.objects.update(version=2)
    else:
        OnBehalf.objects.update(confirmed_at=timezone.now(), confirmed_by_name="Gani")
    with pytest.raises(Refused, match="sudah diproses"):
        undo(cast, run)
    assert Need.objects.exists()


def test_offers_somebody_edited_stay(cast):
    run = tables.done(cast, tables.table(OFFERS, OFFER, name="kesanggupan.csv"))
    Offer.objects.update(version=2)
    with pytest.raises(Refused, match="sudah diubah"):
        undo(cast, run)
    assert Offer.objects.exists()


def test_activities_whose_source_was_asked_stay(cast):
    run = tables.done(cast, tables.table(ACTIVITIES, BOREHOLE))
    ask_source(activity=Activity.objects.get(), by=tables.ayu(cast), ground=tables.GIVEN)
    with pytest.raises(Refused, match="sudah diubah"):
        undo(cast, run)


def test_what_comes_in_before_seven_in_the_morning_is_known_on_that_day(cast):
    run = tables.checked(cast, tables.table(ACTIVITIES, BOREHOLE))
    early = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)  # 2 March in Indonesia
    ImportRun.objects.update(created_at=early)
    tables.let_in(cast, run)
    jobs.drain()
    assert Activity.objects.get().known_on == date(2026, 3, 2)
