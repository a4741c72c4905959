"""Who sees which activities, what lists add up to, and where people work."""

from datetime import date

import pytest
from django.utils import timezone

from sambung.activities import actions, queries
from sambung.activities.models import Activity
from sambung.activities.queries import WhoWhere
from sambung.core.access import ANONYMOUS, SYSTEM, Actor, Hat
from sambung.parties.models import Organisation
from sambung.partnerships.models import Party
from tests.activities import world

pytestmark = pytest.mark.db


def other_company(cast) -> Organisation:
    return Organisation.objects.create(
        name="PT Lain", kind="perusahaan", region=cast.regions["63.11"], search_name="pt lain"
    )


def of_other_company(cast, **changes) -> Activity:
    """Return an activity of another company, recorded by Ayu."""
    return actions.record_activity(
        organisation=other_company(cast),
        region=cast.regions[world.HAUWAI],
        facts=world.facts(**changes),
        ground=world.LETTER,
        by=cast.actor(cast.ayu),
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [("ayu", 2), ("hana", 2), ("dimas", 2), ("gani", 2), ("citra", 1), ("budi", 0), ("eka", 0)],
)
def test_register_is_seen_by_source_and_place_alone(cast, who, sees):
    world.own(cast)
    of_other_company(cast)
    assert queries.visible_to(cast.actor(getattr(cast, who))).count() == sees


def test_village_head_sees_the_own_village_alone(cast):
    world.own(cast, code="63.11.02.2002")
    assert not queries.visible_to(cast.actor(cast.gani)).exists()
    world.own(cast)
    assert queries.visible_to(cast.actor(cast.gani)).count() == 1


def test_public_and_other_companies_see_only_what_is_published(cast):
    thing = of_other_company(cast)
    assert not queries.visible_to(ANONYMOUS).exists()
    now = timezone.now()
    Activity.objects.filter(pk=thing.pk).update(reported_at=now, published_at=now)
    assert queries.visible_to(ANONYMOUS).get() == thing
    assert queries.visible_to(cast.actor(cast.citra)).get() == thing
    assert not queries.sees_all_of(cast.actor(cast.citra), thing)
    assert queries.sees_all_of(cast.actor(cast.ayu), thing)
    Activity.objects.filter(pk=thing.pk).update(removed_at=now, removed_reason="x")
    assert not queries.pages_visible_to(ANONYMOUS).exists()
    assert queries.pages_visible_to(cast.actor(cast.ayu)).exists()
    assert queries.pages_visible_to(SYSTEM).exists()


def test_parties_of_its_partnership_see_it(cast):
    partnership = world.partnership(cast)
    thing = of_other_company(cast)
    assert not queries.visible_to(cast.actor(cast.budi)).exists()
    Party.objects.create(
        partnership=partnership,
        organisation=cast.utility,
        part="source",
        joined_at=timezone.now(),
    )
    Activity.objects.filter(pk=thing.pk).update(partnership=partnership)
    assert queries.visible_to(cast.actor(cast.budi)).get() == thing


def test_guest_link_sees_the_own_company_alone(cast):
    world.own(cast)
    of_other_company(cast)
    hat = Hat(cast.company.pk, "PT", "perusahaan", "biz", "member", None)
    guest = Actor(name="Rina", link_organisation_id=cast.company.pk, guest=hat)
    assert queries.visible_to(guest).get().organisation == cast.company


def test_photos_for_the_public_need_consent_and_are_no_papers(cast, stored_file):
    thing = world.own(cast)
    shown = thing.photos.create(file=stored_file, consent_by="Kepala desa")
    thing.photos.create(file=stored_file)
    thing.photos.create(file=stored_file, consent_by="Kepala desa", is_bast=True)
    assert not queries.photos_visible_to(ANONYMOUS).exists()
    assert queries.photos_visible_to(cast.actor(cast.citra)).count() == 3
    actions.publish_activity(activity=thing, by=cast.actor(cast.citra))
    assert queries.photos_visible_to(ANONYMOUS).get() == shown


def test_totals_count_what_nobody_knows_apart(cast):
    world.own(cast, amount_rp=5_000_000, people=10, state="built")
    world.own(cast)
    totals = queries.totals_of(Activity.objects.all())
    assert (totals.rows, totals.amount_rp, totals.without_amount) == (2, 5_000_000, 1)
    assert (totals.people, totals.without_people, totals.without_bast) == (10, 1, 1)
    assert queries.totals_of(Activity.objects.none()).amount_rp is None


def test_same_source_place_service_and_year_may_be_the_same(cast):
    thing = world.own(cast)
    asked = {
        "organisation_id": cast.company.pk,
        "region_code": world.HAUWAI,
        "service": "water",
        "year": 2024,
    }
    assert queries.same_as(cast.actor(cast.ayu), **asked) == [thing]
    assert queries.same_as(cast.actor(cast.ayu), **asked, but=[thing.pk]) == []
    assert queries.same_as(cast.actor(cast.eka), **asked) == []
    assert queries.same_as(cast.actor(cast.ayu), **asked | {"year": 2023}) == []


def who_where(cast, code: str | None) -> WhoWhere:
    rows = queries.visible_to(cast.actor(cast.ayu))
    return queries.who_where(rows, cast.regions[code] if code else None)


def test_who_where_counts_below_and_names_the_empty(cast):
    world.recorded(cast, amount_rp=1_000_000)
    world.recorded(cast)
    world.recorded(cast, code="63.11")
    found = who_where(cast, "63.11")
    assert [place.region.name for place in found.empty] == ["Awayan"]
    (full,) = found.fullest
    assert (full.region.name, full.rows, full.sources) == ("Halong", 2, 1)
    assert (full.amount_rp, full.without_amount, found.coarse) == (1_000_000, 1, 1)
    assert [place.rows for place in who_where(cast, "63.11.02").places] == [2, 0]
    assert [place.rows for place in who_where(cast, None).places] == [3]


def test_map_opens_at_home_or_where_most_lies(cast):
    rows = queries.visible_to(cast.actor(cast.citra))
    assert queries.home_of(cast.actor(cast.citra), rows) is None
    world.own(cast)
    assert queries.home_of(cast.actor(cast.citra), rows).code == "63.11"
    assert queries.home_of(cast.actor(cast.gani), rows).code == "63.11.02"


def test_search_finds_what_the_actor_may_see(cast):
    thing = world.own(cast)
    (row,) = queries.search_rows(cast.actor(cast.ayu), "sumur banua hauwai")
    assert (row.title, row.url) == (thing.title, thing.get_absolute_url())
    assert queries.search_rows(cast.actor(cast.eka), "sumur") == []
    assert queries.search_rows(cast.actor(cast.ayu), " ") == []


def test_facts_say_unknown_and_summary_leaves_it_out(cast):
    thing = world.own(cast, amount_rp=None, bast_on=date(2025, 1, 2), people=5)
    facts = dict(queries.facts_of(thing))
    assert facts["Nilai"] == "belum diketahui"
    assert (facts["BAST"], facts["Orang terbantu"]) == ("2 Januari 2025", "5 orang")
    assert "Nilai" not in dict(queries.summary_of(thing))


def test_choices_of_the_form_are_those_of_the_place(cast):
    names = [row.name for row in queries.sources_for(cast.actor(cast.ayu))]
    assert "PT Contoh Banua Energi" in names
    assert [row.name for row in queries.sources_for(cast.actor(cast.citra))] == [cast.company.name]
    codes = {place.code for place in queries.places_for(cast.actor(cast.ayu))}
    assert world.HAUWAI in codes
    assert "63.09.01" not in codes


def test_share_text_says_simulation_and_that_one_signs_in(cast):
    share = queries.share_text(world.own(cast, known_on=date(2025, 5, 1)))
    assert share.is_private
    assert "SIMULASI: data rekaan untuk contoh." in share.lines
    assert "Diketahui per 1 Mei 2025" in share.lines
