"""Opening: once per package, with parties, contributions, duties and the stage that is due."""

import pytest
from django.utils import timezone

from sambung.core.access import Actor, Conflict, Refused
from sambung.core.models import Entry
from sambung.needs.models import Package, PackageState
from sambung.parties.models import Organisation
from sambung.partnerships import actions, lifecycle, queries
from sambung.partnerships.actions import PledgedContribution
from sambung.partnerships.actions.opening import kind_of
from sambung.partnerships.models import Contribution, Partnership, Responsibility, Road, Stage
from tests.needs.world import ready
from tests.partnerships.world import offer_of, opened, pledge

pytestmark = pytest.mark.db


def test_open_partnership_by_desk_joins_sources_village_and_convener(cast):
    partnership = opened(cast)
    names = [str(party) for party in queries.parties_of(partnership)]
    assert names == ["PT Contoh Banua Energi", "Pemerintah Desa Hauwai", "Bappeda Balangan"]
    assert partnership.convener == cast.bappeda
    package = Package.objects.get(pk=partnership.package_id)
    assert package.state == package.need.state == PackageState.IN_PARTNERSHIP
    assert Entry.objects.filter(verb="partnership.opened").count() == 1


def test_open_partnership_twice_is_refused_and_writes_nothing(cast):
    partnership = opened(cast)
    with pytest.raises(Conflict, match="sudah terbuka"):
        opened(cast, partnership.package)
    assert Partnership.objects.count() == 1


def test_open_partnership_by_accepting_source_is_allowed_and_by_outsider_refused(cast):
    package = ready(cast)
    option = package.options.get()
    given = {"package": package, "option": option, "contributions": [pledge(cast, 10_000_000)]}
    with pytest.raises(Refused):
        actions.open_partnership(**given, by=cast.actor(cast.eka))
    with pytest.raises(Refused):
        actions.open_partnership(**given, by=cast.actor(cast.gani))
    assert actions.open_partnership(**given, by=cast.actor(cast.citra)).pk


def test_open_partnership_by_personal_link_of_the_source_is_allowed(cast):
    package = ready(cast)
    holder = Actor(name="tautan", link_organisation_id=cast.company.pk)
    partnership = actions.open_partnership(
        package=package,
        option=package.options.get(),
        contributions=[pledge(cast, 10_000_000)],
        by=holder,
    )
    assert queries.visible_to(holder).get() == partnership
    assert queries.history_of(partnership)[0].organisation == "PT Contoh Banua Energi"


def test_open_partnership_without_a_pledge_or_with_foreign_option_is_refused(cast):
    package = ready(cast)
    option = package.options.get()
    ayu = cast.actor(cast.ayu)
    with pytest.raises(Conflict, match="kesanggupan"):
        actions.open_partnership(package=package, option=option, contributions=[], by=ayu)
    nothing = PledgedContribution(organisation=cast.company, offer=None, amount_rp=0)
    with pytest.raises(Conflict, match="kesanggupan"):
        actions.open_partnership(package=package, option=option, contributions=[nothing], by=ayu)
    option.package_id = package.pk + 1
    with pytest.raises(Conflict, match="bukan dari kegiatan"):
        actions.open_partnership(
            package=package, option=option, contributions=[pledge(cast, 1)], by=ayu
        )
    assert not Partnership.objects.exists()


def test_community_statements_become_valued_contributions_with_their_ground(cast):
    partnership = opened(cast)
    rows = {
        row.kind: row for row in Contribution.objects.filter(partnership=partnership, offer=None)
    }
    assert rows["cash"].pledged_rp == 142 * 75_000
    assert rows["cash"].valuation_basis == "142 KK × Rp75.000, menurut usulan desa"
    assert rows["labour"].pledged_rp == 480 * lifecycle.LABOUR_DAY_RP
    assert "belum diverifikasi" in rows["labour"].valuation_basis
    assert {row.party.organisation for row in rows.values()} == {cast.village}


def test_community_statement_without_figure_stays_unknown_and_others_word_stays_proposed(cast):
    package = ready(cast)
    need = package.need
    type(need).objects.filter(pk=need.pk).update(
        labour_person_days=None,
        cash_per_household_rp=None,
        has_materials=True,
        materials_note="pasir dan batu",
        has_village_funds=True,
        village_funds_rp=20_000_000,
        proposer=cast.facilitators,
    )
    package = Package.objects.get(pk=package.pk)
    partnership = opened(cast, package)
    rows = list(Contribution.objects.filter(partnership=partnership, offer=None))
    assert {row.pledged_rp for row in rows} == {None}
    by_ground = {row.valuation_basis: row.proposed_rp for row in rows}
    assert by_ground["pasir dan batu"] is None
    assert by_ground["APBDes, menurut usulan desa"] == 20_000_000
    assert cast.facilitators in [party.organisation for party in queries.parties_of(partnership)]


def test_village_without_account_is_written_down_once(cast):
    package = ready(cast)
    Organisation.objects.filter(pk=cast.village.pk).update(kind="kkm", name="KKM Hauwai")
    partnership = opened(cast, package)
    written = Organisation.objects.get(kind="pemdes", region=package.village)
    assert written.name == "Pemerintah Desa Hauwai"
    assert written in [party.organisation for party in queries.parties_of(partnership)]


def test_source_that_builds_brings_goods_and_one_that_pays_brings_money(cast):
    offer = offer_of(cast.company)
    assert kind_of(offer) == "goods"
    offer.gives_by = "money"
    assert kind_of(offer) == kind_of(None) == "cash"


def test_community_body_named_in_the_need_joins_and_operates(cast):
    body = Organisation.objects.create(
        name="KPSPAMS Contoh", kind="kpspams", region=cast.regions["63.11.02.2001"]
    )
    other = Organisation.objects.create(
        name="KKM Lain", kind="kkm", region=cast.regions["63.11.02.2001"]
    )
    partnership = opened(cast)
    joined = [party.organisation for party in queries.parties_of(partnership)]
    assert body in joined
    assert other not in joined
    duty = Responsibility.objects.get(partnership=partnership, key="operation")
    assert duty.party.organisation == body
    assert duty.is_proposed


def test_responsibilities_are_eighteen_with_usual_lead_only_where_one_fits(cast):
    partnership = opened(cast)
    rows = {row.key: row for row in queries.responsibilities_of(partnership)}
    assert len(rows) == 18
    assert sum(duty.is_critical for duty in lifecycle.RESPONSIBILITIES.values()) == 8
    assert rows["capital"].party.organisation == cast.company
    assert rows["land"].party.organisation == cast.village
    assert rows["water_quality"].party is None
    assert all(row.is_proposed for row in rows.values())
    assert queries.orphans_of([partnership.pk]) == {partnership.pk: 4}


def test_road_and_stage_follow_cost_and_what_is_fulfilled(cast):
    package = ready(cast)
    option = package.options.get()
    type(option).objects.filter(pk=option.pk).update(total_rp=249_999_999, community_rp=0)
    package = Package.objects.get(pk=package.pk)
    partnership = opened(cast, package)
    assert (partnership.road, partnership.stage) == (Road.SHORT, Stage.AGREEMENT)
    assert partnership.stage_due_on > timezone.localdate()
    assert [step.from_stage for step in queries.steps_of(partnership)] == [
        Stage.DATA,
        Stage.PROPOSAL,
        Stage.INTEREST,
    ]


def test_large_work_takes_the_full_road_and_waits_for_feasibility(cast):
    package = ready(cast)
    option = package.options.get()
    type(option).objects.filter(pk=option.pk).update(total_rp=250_000_000, community_rp=0)
    partnership = opened(cast, Package.objects.get(pk=package.pk))
    assert (partnership.road, partnership.stage) == (Road.FULL, Stage.FEASIBILITY)


def test_large_work_with_land_letter_and_verified_prices_waits_for_the_mou(cast):
    package = ready(cast)
    option = package.options.get()
    type(option).objects.filter(pk=option.pk).update(total_rp=250_000_000, community_rp=0)
    option.lines.update(is_price_verified=True)
    type(package.need).objects.filter(pk=package.need_id).update(land_letter="grant")
    partnership = opened(cast, Package.objects.get(pk=package.pk))
    assert partnership.stage == Stage.MOU


def test_committed_of_counts_pledges_then_agreed_and_only_delivered_once_closed(cast):
    offer, idle = offer_of(cast.company), offer_of(cast.company)
    package = ready(cast)
    partnership = actions.open_partnership(
        package=package,
        option=package.options.get(),
        contributions=[pledge(cast, 80_000_000, offer)],
        by=cast.actor(cast.ayu),
    )
    ids = [offer.pk, idle.pk]
    assert queries.committed_of(ids) == {offer.pk: 80_000_000, idle.pk: 0}
    assert queries.partnerships_of_offers(ids) == {offer.pk: 1, idle.pk: 0}
    Contribution.objects.filter(offer=offer).update(agreed_rp=70_000_000)
    assert queries.committed_of(ids)[offer.pk] == 70_000_000
    actions.close_partnership(
        partnership=partnership, reason="Tanah belum beres", by=cast.actor(cast.ayu)
    )
    assert queries.committed_of(ids)[offer.pk] == 0
    assert queries.partnerships_of_offers(ids)[offer.pk] == 0
    assert Package.objects.get(pk=package.pk).state == PackageState.READY
