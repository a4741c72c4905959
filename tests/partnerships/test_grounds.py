"""On what law a partnership rests, and what is told when the ground is gone."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sambung.core import tokens
from sambung.core.access import SYSTEM, Conflict, Refused
from sambung.governance import actions as governance
from sambung.governance.models import LegalInstrument
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Agreement, Citation
from tests.governance.test_law import decree_of
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

TODAY = date(2026, 11, 24)


def law(key):
    if not LegalInstrument.objects.exists():
        governance.load_instruments(by=SYSTEM)
    return LegalInstrument.objects.get(key=key)


def test_replaced_instrument_is_flagged_where_it_is_cited(cast):
    partnership, by = opened(cast), cast.actor(cast.ayu)
    actions.cite(partnership=partnership, instrument=law("pp-14-2016"), articles="54", by=by)
    actions.cite(partnership=partnership, instrument=law("permenkes-492-2010"), by=by)
    found = queries.grounds_of(partnership, TODAY)
    assert [ground.is_flagged for ground in found] == [True, False]
    listed = queries.lapsed_citations("63.11", TODAY)
    assert [(p, [g.thing.key for g in gs]) for p, gs in listed] == [
        (partnership, ["permenkes-492-2010"])
    ]
    assert queries.lapsed_citations("63.09", TODAY) == []


def test_decree_past_its_day_is_flagged(cast):
    partnership, decree = opened(cast), decree_of(cast)
    actions.cite(partnership=partnership, decree=decree, by=cast.actor(cast.citra))
    assert not queries.grounds_of(partnership, TODAY)[0].is_flagged
    assert queries.grounds_of(partnership, date(2027, 1, 1))[0].is_flagged
    assert queries.lapsed_citations("63.11", date(2027, 1, 1))


def test_cited_once_by_those_who_take_part(cast):
    partnership, by = opened(cast), cast.actor(cast.ayu)
    given = {"partnership": partnership, "instrument": law("uu-40-2007"), "articles": "74"}
    with pytest.raises(Refused):
        actions.cite(by=cast.actor(cast.eka), **given)
    citation = actions.cite(by=by, **given)
    with pytest.raises(Conflict, match="sudah dikutip"):
        actions.cite(by=by, **given)
    with pytest.raises(Conflict, match="satu peraturan"):
        actions.cite(partnership=partnership, by=by)
    with pytest.raises(Refused):
        actions.remove_citation(citation=citation, by=cast.actor(cast.eka))
    actions.remove_citation(citation=citation, by=by)
    assert not Citation.objects.exists()


def test_ground_of_a_fixed_text_stays(cast):
    partnership, by = opened(cast), cast.actor(cast.ayu)
    agreement = Agreement.objects.create(
        partnership=partnership, kind="pks", title="PKS", owner=cast.bappeda
    )
    given = {"partnership": partnership, "agreement": agreement, "by": by}
    citation = actions.cite(instrument=law("uu-40-2007"), **given)
    Agreement.objects.update(state="signing")
    agreement.refresh_from_db()
    citation.refresh_from_db()
    with pytest.raises(Refused, match="sudah tetap"):
        actions.cite(instrument=law("pp-47-2012"), **given)
    with pytest.raises(Refused, match="sudah tetap"):
        actions.remove_citation(citation=citation, by=by)


def test_citation_names_exactly_one_thing(cast):
    partnership = opened(cast)
    actions.cite(partnership=partnership, instrument=law("uu-40-2007"), by=cast.actor(cast.ayu))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Citation.objects.update(instrument=None)
    assert "citation_of_one_thing" in str(refused.value)


def test_page_cites_flags_and_is_closed_to_outsiders(cast, as_person):
    partnership = opened(cast)
    url = reverse("partnerships:ground-list", args=[partnership.pk])
    citra, instrument = as_person(cast.citra), law("permenkes-492-2010")
    sent = {"token": tokens.new_token(), "version": 1}
    assert citra.post(url, sent).status_code == 422
    assert citra.post(url, sent | {"instrument": instrument.pk}).status_code == 302
    assert "diganti" in citra.get(url).content.decode()
    row = Citation.objects.get()
    off = reverse("partnerships:ground-remove", args=[partnership.pk, row.pk])
    assert as_person(cast.eka).get(url).status_code == 404
    assert as_person(cast.eka).post(off).status_code == 404
    assert citra.post(off).status_code == 302
