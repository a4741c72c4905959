"""Who sees which offer; who answers for a place; lists cost the same at any length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sambung.core.access import ANONYMOUS
from sambung.parties import actions, queries
from sambung.parties.models import Offer, OfferTerms, OnBehalf

pytestmark = pytest.mark.db


def opened(cast, regions=("63.11",), **terms) -> Offer:
    """Return a published offer of the company, opened to the Pokja."""
    citra = cast.actor(cast.citra)
    offer = actions.draft_offer(
        organisation=cast.company,
        terms=OfferTerms(**{"year": 2027, **terms}),
        regions=regions,
        viewers=[cast.pokja],
        by=citra,
    )
    return actions.publish_offer(offer=offer, version=1, by=citra)


def seen_by(cast, name: str) -> bool:
    """Return whether this one of the cast sees any offer."""
    return queries.visible_to(cast.actor(getattr(cast, name))).exists()


def test_visible_to_the_source_and_whom_it_names(cast):
    opened(cast)
    names = ("citra", "hana", "ayu", "budi", "dimas", "eka", "gani")
    assert [name for name in names if seen_by(cast, name)] == ["citra", "hana"]
    assert not queries.visible_to(ANONYMOUS).exists()


def test_visible_to_viewers_only_once_it_is_no_draft(cast):
    actions.draft_offer(
        organisation=cast.company,
        terms=OfferTerms(year=2027),
        regions=["63.11"],
        viewers=[cast.pokja],
        by=cast.actor(cast.citra),
    )
    assert seen_by(cast, "citra")
    assert not seen_by(cast, "hana")


@pytest.mark.parametrize(
    ("regions", "nationwide", "region", "year", "found"),
    [
        (["63.11"], False, "63.11.02.2001", 2027, True),
        (["63"], False, "63.11", 2027, True),
        (["63.11.02.2001"], False, "63.11", 2027, True),
        (["63.11.02"], False, "63.11.05", 2027, False),
        (["63.09"], False, "63.11", 2027, False),
        (["63.11"], False, "63.11", 2028, False),
        ([], True, "63.09", 2027, True),
    ],
)
def test_offers_open_to_reach_above_and_below(cast, regions, nationwide, region, year, found):
    opened(cast, regions, is_nationwide=nationwide)
    rows = queries.offers_open_to(cast.actor(cast.hana), region, year)
    assert rows.exists() is found


def test_offers_open_to_leaves_out_what_is_paused(cast):
    offer = opened(cast)
    actions.pause_offer(offer=offer, version=2, by=cast.actor(cast.citra))
    assert not queries.offers_open_to(cast.actor(cast.hana), "63.11", 2027).exists()


def test_offer_regions_and_rows_cost_the_same_at_any_length(cast):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            queries.offer_rows(list(queries.visible_to(cast.actor(cast.citra))))
        return len(counted)

    opened(cast)
    one = cost()
    for _each in range(5):
        opened(cast)
    assert cost() == one


def test_officers_in_a_village_are_those_of_its_district_and_above(cast):
    assert set(queries.officers_in("63.11.02.2001")) == {cast.ayu, cast.hana}
    assert set(queries.officers_in("63.09", ["bappeda"])) == {cast.eka}
    assert not queries.officers_in("63").exists()


def test_organisations_are_listed_for_who_signed_in(cast):
    assert not queries.organisations_visible_to(ANONYMOUS).exists()
    assert queries.organisations_visible_to(cast.actor(cast.eka)).count() == 7


def test_organisations_among_by_side_kind_and_place(cast):
    rows = queries.organisations_visible_to(cast.actor(cast.eka))
    among = queries.organisations_among
    assert list(among(rows, side="business")) == [cast.company]
    assert list(among(rows, kind="pemdes")) == [cast.village]
    assert among(rows, region=cast.regions["63.11"]).count() == 6
    assert list(among(rows, region=cast.regions["63.09"])) == [cast.other_bappeda]


def test_viewer_choices_never_offer_a_company(cast):
    rows = queries.viewer_choices(cast.actor(cast.citra), ["63.11.02"], [cast.company.pk], "contoh")
    assert set(rows) == {cast.bappeda, cast.pokja, cast.utility, cast.facilitators}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("63.11", ["63.11"]),
        ("Balangan", ["63.11"]),
        ("kab. balangan", ["63.11"]),
        ("Hauwai", ["63.11.02.2001"]),
        ("Atlantis Raya", []),
        ("", []),
    ],
)
def test_regions_meant_by_name_or_code(cast, text, codes):
    assert [region.code for region in queries.regions_meant(text)] == codes


def test_history_names_people_and_bodies_as_they_are_now(cast):
    offer = opened(cast)
    rows = queries.history_of(offer)
    assert [(row.who, row.words) for row in rows] == [
        ("Citra", "membuka kesanggupan"),
        ("Citra", "menulis draf"),
    ]


def test_offer_summary_says_unknown_and_never_zero(cast):
    summary = dict(queries.offer_summary(opened(cast)))
    assert summary["Jumlah"] == "belum diketahui"
    assert "Natura" not in summary
    ranged = {"amount_kind": "range", "amount_min_rp": 10**8, "amount_max_rp": 2 * 10**8}
    limits = {"smallest_ticket_rp": 10**7, "largest_ticket_rp": None, "most_partnerships": 3}
    summary = dict(queries.offer_summary(opened(cast, intake_months=(2, 1), **ranged, **limits)))
    assert summary["Jumlah"] == "Rp100.000.000 – Rp200.000.000"
    assert summary["Besar dukungan"] == "paling sedikit Rp10.000.000"
    assert summary["Masa usulan"] == "Januari, Februari"
    summary = dict(queries.offer_summary(opened(cast, largest_ticket_rp=5)))
    assert summary["Besar dukungan"] == "paling banyak Rp5"


def test_offer_rows_say_amount_and_places_in_short(cast):
    rows = queries.offer_rows(
        [
            opened(cast, amount_kind="range", amount_min_rp=10**8, amount_max_rp=2 * 10**8),
            opened(cast, [], is_nationwide=True, amount_kind="exact", amount_rp=10**9),
            opened(cast, ["63.11.02", "63.11.05", "63.09"], smallest_ticket_rp=1),
            actions.draft_offer(
                organisation=cast.company,
                terms=OfferTerms(year=2027, smallest_ticket_rp=1, largest_ticket_rp=2),
                by=cast.actor(cast.citra),
            ),
        ]
    )
    assert [(row.amount, row.places) for row in rows] == [
        ("Rp100 juta – Rp200 juta", "Kabupaten Balangan"),
        ("Rp1 miliar", "seluruh Indonesia"),
        ("belum diketahui", "Kabupaten Tabalong, Kecamatan Halong dan 1 lagi"),
        ("belum diketahui", "belum disebut"),
    ]
    assert dict(queries.offer_summary(rows[3].offer))["Besar dukungan"] == "Rp1 – Rp2"


def test_offers_among_by_source_year_and_state(cast):
    opened(cast)
    hana = cast.actor(cast.hana)
    assert queries.offers_among(hana, text="banua contoh", year=2027, state="published").exists()
    assert not queries.offers_among(hana, text="lain").exists()


def test_nothing_is_found_by_nobody_or_by_nothing(cast):
    assert not queries.network_rows_visible_to(ANONYMOUS).exists()
    assert queries.search_rows(cast.actor(cast.eka), " ") == []
    assert queries.person_for_sign_in() is None
    assert queries.person_for_sign_in(email="CITRA@example.org") == cast.citra
    assert queries.subject_url(OnBehalf(subject_label="needs.need")) == ""


def test_sending_carries_the_words_and_the_address_once(cast, settings):
    settings.PUBLIC_URL = "https://sambung.example"
    link, raw = actions.invite_person(
        organisation=cast.company, for_name="Rina", phone="081211112222", by=cast.actor(cast.citra)
    )
    sending = queries.sending(link, raw, "Halo.", site="http://x/")
    assert sending.url == f"https://sambung.example/pihak/t/{raw}/"
    assert sending.whatsapp_url.startswith("https://wa.me/6281211112222?text=Yth.%20Rina")
