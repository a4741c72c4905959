"""What each person sees, the lists, the defaults, priority by hand, and what a plan is given."""

from decimal import Decimal

import pytest

from sambung.core.access import ANONYMOUS
from sambung.needs import actions, queries
from sambung.needs.models import Need, OptionKind, Package, SanitationNow
from sambung.needs.queries.priority import Part, Priority
from sambung.parties.models import Membership, Organisation, Role, User
from sambung.regions.models import Indicator
from tests.needs import world

pytestmark = pytest.mark.db


def sees(cast, person):
    return set(queries.visible_to(cast.actor(person)).values_list("pk", flat=True))


def test_sent_needs_are_seen_by_their_own_region_and_drafts_by_their_proposer(cast):
    draft, sent = world.draft(cast), world.sent(cast)
    assert sees(cast, cast.gani) == {draft.pk, sent.pk}
    for person in [cast.ayu, cast.hana, cast.dimas, cast.budi]:
        assert sees(cast, person) == {sent.pk}
    for person in [cast.citra, cast.eka]:
        assert sees(cast, person) == set()
    assert not queries.visible_to(ANONYMOUS).exists()


def test_a_draft_withdrawn_before_it_was_sent_stays_private(cast):
    need = world.draft(cast)
    actions.withdraw_need(need=need, reason="batal", by=cast.actor(cast.gani))
    assert sees(cast, cast.ayu) == set()
    assert sees(cast, cast.gani) == {need.pk}


def test_the_operator_sees_what_was_sent(cast, django_user_model):
    sent = world.sent(cast)
    world.draft(cast)
    root = User.objects.create(name="Op", email="op@example.org", is_superuser=True)
    assert sees(cast, root) == {sent.pk}


def test_province_and_village_hats_reach_as_far_as_their_place(cast):
    sent = world.sent(cast)
    for kind, code, expected in [
        ("pemprov", "63", {sent.pk}),
        ("kecamatan", "63.11.02", {sent.pk}),
        ("kpspams", "63.11.02.2001", {sent.pk}),
        ("pemdes", "63.11.02.2002", set()),
        ("media", "63.11", set()),
    ]:
        body = Organisation.objects.create(name=kind, kind=kind, region=cast.regions[code])
        user = User.objects.create(name=kind, email=f"{kind}@example.org")
        Membership.objects.create(user=user, organisation=body, role=Role.MEMBER)
        assert sees(cast, user) == expected


def test_packages_on_the_shelf_are_public_and_drafts_are_the_desks(cast):
    ready = world.ready(cast)
    draft = actions.draft_package(need=world.field_verified(cast), by=cast.actor(cast.ayu))
    both, public = {ready.pk, draft.pk}, {ready.pk}
    found = lambda actor: set(  # noqa: E731
        queries.packages_visible_to(actor).values_list("pk", flat=True)
    )
    assert found(cast.actor(cast.ayu)) == both
    assert found(cast.actor(cast.gani)) == both
    for actor in [ANONYMOUS, cast.actor(cast.citra), cast.actor(cast.eka)]:
        assert found(actor) == public
    assert set(queries.shelf().values_list("pk", flat=True)) == public


def test_counts_and_shelf_by_region_at_every_level_in_one_query(cast, django_assert_num_queries):
    package = world.ready(cast)
    world.sent(cast)
    world.draft(cast)
    codes = ["63", "63.11", "63.11.02", "63.11.02.2001", "63.11.05", "63.09"]
    with django_assert_num_queries(1):
        counts = queries.needs_of(codes)
    with django_assert_num_queries(1):
        shelf = queries.of(codes)
    for code in codes[:4]:
        assert counts[code] == {"ready": 1, "sent": 1}
        assert shelf[code] == [package]
    for code in codes[4:]:
        assert counts[code] == {}
        assert shelf[code] == []


def test_waiting_for_lists_returned_ones_of_the_proposer_and_the_desks_work(cast):
    first, second = world.sent(cast), world.sent(cast)
    ayu = cast.actor(cast.ayu)
    actions.return_need(need=first, reason="lengkapi", by=ayu)
    assert list(queries.waiting_for(cast.actor(cast.gani))) == [first]
    assert list(queries.waiting_for(ayu)) == [second]
    assert not queries.waiting_for(cast.actor(cast.citra)).exists()


def test_duplicates_are_of_the_same_village_or_near_and_in_like_words(cast):
    here = world.sent(cast)
    assert queries.duplicates_of(world.sent(cast)) == [here]
    other = world.draft(cast, service="sanitation", problem="Belum ada jamban")
    assert queries.duplicates_of(other) == []
    assert queries.duplicates_of(Need(service="water")) == []


@pytest.mark.parametrize(
    ("lat", "problem", "is_alike"),
    [
        (-2.2450, "Air diambil dari sungai", True),  # 0.6 km away, the same words
        (-2.2450, "Reservoir retak di puncak bukit, pompa rusak", False),
        (-2.2600, "Air diambil dari sungai", False),  # 2.2 km away
    ],
)
def test_needs_of_two_villages_are_alike_only_when_near_and_in_like_words(
    cast, lat, problem, is_alike
):
    here = world.sent(cast)
    dimas = cast.actor(cast.dimas)
    uren = cast.regions["63.11.02.2002"]
    other = actions.start_need(proposer=cast.facilitators, village=uren, by=dimas)
    for screen, values in {
        2: {"service": "water", "problem": problem, "title": "Usulan lain"},
        5: {"lat": lat, "lon": 115.66},
    }.items():
        actions.save_screen(
            need=other, screen=screen, values=values, version=other.version, by=dimas
        )
    assert (here in queries.duplicates_of(other)) is is_alike


def test_search_finds_only_what_one_may_see(cast):
    package = world.ready(cast)
    world.draft(cast)
    rows = queries.search_rows(ANONYMOUS, "hauwai")
    assert [(row.kind, row.title) for row in rows] == [("package", package.title)]
    kinds = [row.kind for row in queries.search_rows(cast.actor(cast.gani), "air hauwai")]
    assert sorted(kinds) == ["need", "need", "package"]
    assert queries.search_rows(ANONYMOUS, "  ") == []


def test_proposers_are_ones_own_bodies_and_for_the_desk_those_of_its_place(cast):
    names = lambda person: [str(o) for o in queries.proposers_for(cast.actor(person))]  # noqa: E731
    assert names(cast.gani) == ["Pemerintah Desa Hauwai"]
    assert names(cast.ayu) == ["Pemerintah Desa Hauwai", "Yayasan Contoh Sehat"]
    assert names(cast.eka) == []
    assert names(cast.citra) == []


@pytest.mark.parametrize("kind", list(OptionKind))
def test_every_kind_has_first_values_with_their_source(cast, kind):
    need = world.field_verified(cast)
    facts = queries.default_option(need, kind)
    assert facts.lines
    assert all(line.price_source and line.volume > 0 for line in facts.lines)
    assert facts.people_served == need.people
    assert facts.years_basis
    assert not facts.is_years_verified  # no Indonesian table of asset lives was found


@pytest.mark.parametrize(
    ("service", "now", "kind"),
    [
        ("water", {"source_now": "river"}, OptionKind.NEW_SYSTEM),
        ("water", {"source_now": "piped"}, OptionKind.HOUSE_CONNECTIONS),
        ("sanitation", {"sanitation_now": SanitationNow.PIT}, OptionKind.ON_SITE_SANITATION),
        ("hygiene", {}, OptionKind.HANDWASHING),
    ],
)
def test_the_first_option_follows_the_service_and_what_is_there(service, now, kind):
    need = Need(service=service, people=40, households=10, **now)
    assert queries.default_option(need).kind == kind


def test_priority_by_hand_from_its_five_parts(cast):
    package = world.ready(cast)
    for code, value in [("poverty_pct", 5.0)]:
        Indicator.objects.create(
            region=cast.regions["63.11"], code=code, year=2024, value=value, unit="%", source="uji"
        )
    world.profile(cast, 1988)  # 497 of 1,988 = 25%
    priority = queries.priorities_of([package])[package.pk]
    values = {part.key: part.value for part in priority.parts}
    assert values["gap"] == 25
    assert values["poverty"] == 20  # 5% of 25%
    assert values["service_now"] == 100  # river
    assert values["waiting"] == 0
    ready = values["readiness"]  # 6 of 10: land, photo, letter and minutes lack
    assert ready == 60
    # 25 x 0.3 + 20 x 0.2 + 60 x 0.2 + 100 x 0.2 + 0 x 0.1 = 43.5
    assert priority.score == Decimal("43.5")


def test_unknown_part_is_left_out_and_never_zero():
    parts = (
        Part("gap", "", None, 30, ""),
        Part("poverty", "", Decimal(40), 20, ""),
        Part("waiting", "", Decimal(10), 10, ""),
    )
    assert Priority(parts).score == Decimal("30.0")  # (40 x 20 + 10 x 10) / 30
    assert parts[0].points is None
    assert Priority((parts[0],)).score is None


def test_gap_falls_back_on_the_district_and_says_so(cast):
    package = world.ready(cast)
    gap = queries.priorities_of([package])[package.pk].parts[0]
    assert gap.value == Decimal("15.25")  # 100 - 84.75
    assert "2024" in gap.basis
    Indicator.objects.all().delete()
    parts = queries.priorities_of([package])[package.pk].parts
    assert parts[0].value is None
    assert "belum ada" in parts[0].basis


@pytest.mark.parametrize(
    ("need", "value"),
    [
        (Need(service="water", source_now="closed_well", distance_m=501), 55),
        (Need(service="water", source_now="river", distance_m=900), 100),
        (Need(service="sanitation", sanitation_now="shared"), 50),
        (Need(service="hygiene", hygiene_now="no_soap"), 50),
        (Need(service="water"), None),
    ],
)
def test_service_now_stands_on_its_ladder(need, value):
    assert queries.service_now_of(need)[0] == value


def test_priorities_cost_the_same_queries_for_one_and_for_many(cast, django_assert_max_num_queries):
    for _n in range(4):
        world.ready(cast)
    packages = list(Package.objects.select_related("need", "village"))
    with django_assert_max_num_queries(3):
        queries.priorities_of(packages[:1])
    with django_assert_max_num_queries(3):
        queries.priorities_of(packages)


def test_packages_for_planning_are_frozen_whole_and_within_region_and_year(
    cast, django_assert_max_num_queries
):
    package = world.ready(cast)
    other = world.ready(cast)
    actions.mark_invited(package=other, by=cast.actor(cast.ayu))
    balangan, tabalong = cast.regions["63.11"], cast.regions["63.09"]
    with django_assert_max_num_queries(6):
        rows = queries.packages_for_planning(balangan, package.year)
    assert [row.id for row in rows] == [package.pk]
    (option,) = rows[0].options
    assert option.total_rp == 453_500_000
    assert option.community_rp == 90_700_000
    assert option.need_rp == 362_800_000
    assert rows[0].without_percent == pytest.approx(15.25)
    assert rows[0].version == package.version
    assert queries.packages_for_planning(balangan, package.year - 1) == ()
    assert queries.packages_for_planning(tabalong, package.year) == ()
    assert queries.packages_for_planning(balangan, package.year, ids=[]) == ()


def test_completeness_asks_for_land_only_where_something_is_built_on_it(cast):
    water, toilets = world.draft(cast), world.draft(cast, service="sanitation")
    labels = {
        need.pk: [item.label for item in items]
        for need, items in zip(
            [water, toilets], queries.completeness_of([water, toilets]).values(), strict=True
        )
    }
    assert len(labels[water.pk]) == 10
    assert len(labels[toilets.pk]) == 9
