"""Partnerships opened by hand, from a package without a plan, or entered where they stand."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.needs import actions as needs_actions
from sambung.needs.models import Package, PackageState
from sambung.partnerships import actions, queries
from sambung.partnerships.actions import ByHand, Entered, Joining
from sambung.partnerships.models import (
    Contribution,
    Partnership,
    Party,
    PartyPart,
    Responsibility,
    Road,
    RoadTemplate,
    Stage,
)
from tests.needs.world import ready

pytestmark = pytest.mark.db
HAUWAI = "63.11.02.2001"


def by_hand(cast, user=None, **changes):
    """Return a partnership of Hauwai opened by hand, by Ayu unless said otherwise."""
    values = {
        "village": cast.regions[HAUWAI],
        "facts": ByHand(title="Air bersih RT 3", service="water"),
        "by": cast.actor(user or cast.ayu),
    }
    return actions.open_by_hand(**(values | changes))


def test_desk_opens_with_what_is_known_and_unknown_stays_unknown(cast):
    made = by_hand(cast, parties=[Joining(cast.company, PartyPart.SOURCE)])
    assert (made.package, made.total_rp, made.people_served) == (None, None, None)
    assert (made.road, made.stage, made.opened_by) == (Road.FULL, Stage.DATA, cast.bappeda)
    parts = {party.organisation: party.part for party in queries.parties_of(made)}
    assert parts == {
        cast.company: PartyPart.SOURCE,
        cast.bappeda: PartyPart.CONVENER,
        cast.village: PartyPart.VILLAGE,
    }
    assert Responsibility.objects.filter(partnership=made).count() == 18


def test_company_and_facilitator_open_and_take_part_themselves(cast):
    made = by_hand(cast, cast.citra, facts=ByHand(title="Sumur", total_rp=90_000_000))
    assert made.road == Road.SHORT
    assert made.opened_by == cast.company
    party = made.parties.get(organisation=cast.company)
    assert party.part == PartyPart.SOURCE
    assert by_hand(cast, cast.dimas).parties.get(organisation=cast.facilitators)


def test_village_head_and_desk_of_elsewhere_do_not_open(cast):
    for user in (cast.gani, cast.eka):
        with pytest.raises(Refused, match="petugas daerahnya"):
            by_hand(cast, user)


def test_a_running_one_is_entered_where_it_stands_with_day_and_ground(cast):
    made = by_hand(cast, entered=Entered(Stage.CONSTRUCTION, date(2026, 3, 1), "PKS 12/2025"))
    assert (made.stage, made.is_entered) == (Stage.CONSTRUCTION, True)
    assert made.stage_due_on == date(2026, 3, 1) + timedelta(days=270)
    assert queries.steps_of(made)[0].reason == "PKS 12/2025"
    rail = queries.rail_of(made, queries.template_of(made), queries.steps_of(made))
    assert {one.state for one in rail[: list(Stage).index(Stage.CONSTRUCTION)]} == {"done"}


@pytest.mark.parametrize(
    ("stage", "day", "ground", "words"),
    [
        (Stage.MOU, 0, "KB 3/2026", "tidak ada di jalur"),
        (Stage.AGREEMENT, 2, "PKS", "belum tiba"),
        (Stage.AGREEMENT, 0, " ", "dasarnya"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_and_nothing_is_written(cast, stage, day, ground, words):
    since = timezone.localdate() + timedelta(days=day)
    with pytest.raises(Conflict, match=words):
        by_hand(cast, road=Road.SHORT, entered=Entered(stage, since, ground))
    assert not Partnership.objects.exists()


def test_bad_facts_are_refused_in_words(cast):
    for facts, words in (
        (ByHand(title=" "), "judul"),
        (ByHand(title="x", service="listrik"), "Layanan"),
        (ByHand(title="x", total_rp=1, community_rp=2), "melebihi"),
    ):
        with pytest.raises(Conflict, match=words):
            by_hand(cast, facts=facts)
    with pytest.raises(Conflict, match="Jalur"):
        by_hand(cast, road="cepat")
    with pytest.raises(Conflict, match="Peran pihak"):
        by_hand(cast, parties=[Joining(cast.company, "sponsor")])


def test_the_same_form_sent_twice_opens_once(cast):
    token = tokens.new_token()
    by_hand(cast, token=token)
    with pytest.raises(Conflict, match="sudah terkirim"):
        by_hand(cast, token=token)


def test_the_threshold_and_the_road_of_the_region_hold(cast):
    own = RoadTemplate.objects.create(
        road=Road.SHORT,
        name="Ringkas Balangan",
        region=cast.regions["63.11"],
        below_rp=50_000_000,
        content={},
    )
    assert queries.road_at(HAUWAI, 60_000_000) == Road.FULL
    assert queries.road_at(HAUWAI, 40_000_000) == Road.SHORT
    assert queries.template_for(HAUWAI, Road.SHORT) == own
    assert queries.road_at("63.09.01.2001", 60_000_000) == Road.SHORT
    RoadTemplate.objects.update(below_rp=None)
    assert queries.road_at(HAUWAI, 1) == Road.FULL


def test_a_package_opens_without_a_plan_by_the_desk_once(cast):
    package = ready(cast)
    given = {"package": package, "parties": [Joining(cast.company, PartyPart.SOURCE)]}
    with pytest.raises(Refused, match="oleh petugas daerahnya"):
        by_hand(cast, cast.citra, **given)
    made = by_hand(cast, **given)
    assert Package.objects.get(pk=package.pk).state == PackageState.IN_PARTNERSHIP
    pledged = Contribution.objects.filter(partnership=made, party__organisation=cast.company)
    assert not pledged.exists()  # interest is not a pledge
    with pytest.raises(Conflict, match="sudah terbuka"):
        by_hand(cast, **given)


def test_a_partnership_without_package_runs_to_its_end_and_closes(cast):
    made = by_hand(cast, road=Road.SHORT)
    ayu = cast.actor(cast.ayu)
    for stage in queries.template_of(made).keys[1:]:
        actions.step_stage(partnership=made, to=stage, by=ayu, reason="ada")
    actions.close_partnership(partnership=made, reason="selesai", by=ayu)
    assert made.closed_at


def test_parties_join_with_many_roles_and_leave_with_a_reason(cast):
    made = by_hand(cast)
    ayu, citra = cast.actor(cast.ayu), cast.actor(cast.citra)
    with pytest.raises(Refused, match="Pihak ditambah"):
        actions.add_party(
            partnership=made, organisation=cast.company, part=PartyPart.SOURCE, by=citra
        )
    party = actions.add_party(
        partnership=made,
        organisation=cast.company,
        part=PartyPart.SOURCE,
        roles=[PartyPart.OPERATOR, PartyPart.SUPPORT],
        by=ayu,
    )
    assert party.roles == ["operator", "support"]
    with pytest.raises(Conflict, match="sudah menjadi pihak"):
        actions.add_party(
            partnership=made, organisation=cast.company, part=PartyPart.SOURCE, by=ayu
        )
    actions.set_roles(party=party, part=PartyPart.SUPPORT, by=ayu)
    assert (party.part, party.roles) == (PartyPart.SUPPORT, [])
    duty = made.responsibilities.get(key="construction")
    actions.propose_responsible(responsibility=duty, party=party, ground="", by=citra)
    assert queries.visible_to(citra).filter(pk=made.pk).exists()
    with pytest.raises(Conflict, match="alasan"):
        actions.leave_party(party=party, reason=" ", by=citra)
    actions.leave_party(party=party, reason="anggaran dialihkan", by=citra)
    duty.refresh_from_db()
    assert duty.party is None
    assert not queries.visible_to(citra).filter(pk=made.pk).exists()
    with pytest.raises(Refused, match="sudah keluar"):
        actions.leave_party(party=party, reason="lagi", by=citra)
    again = actions.add_party(
        partnership=made, organisation=cast.company, part=PartyPart.SOURCE, by=ayu
    )
    assert again.pk == party.pk


def test_who_joins_takes_the_page_out_of_the_public(cast):
    made = by_hand(cast)
    Partnership.objects.update(is_published=True)
    actions.add_party(
        partnership=made, organisation=cast.utility, part="support", by=cast.actor(cast.ayu)
    )
    assert Partnership.objects.get(pk=made.pk).is_published is False


def sent(**changes):
    """Return what the form of a new partnership sends."""
    values = {
        "token": tokens.new_token(),
        "village": HAUWAI,
        "title": "Air bersih RT 3",
        "service": "water",
        "road": "",
    }
    return values | changes


def test_page_opens_one_by_hand_and_keeps_what_was_typed(cast, as_person):
    url = reverse("partnerships:partnership-new")
    citra = as_person(cast.citra)
    assert citra.get(url).status_code == 200
    assert as_person(cast.gani).get(url).status_code == 403
    wrong = citra.post(url, sent(title="", party_1="Bappeda Balangan", is_running="on"))
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Bappeda Balangan" in page
    assert "Diisi bila kemitraan sudah berjalan" in page
    assert "Pilih perannya" in page
    form = sent(party_1="PDAM Contoh Balangan", part_1="operator", total_rp="90 juta")
    first, second = citra.post(url, form), citra.post(url, form)
    made = Partnership.objects.get()
    assert first.url == second.url == made.get_absolute_url()
    assert made.total_rp == 90_000_000
    assert made.parties.get(part="operator").organisation == cast.utility
    eka = as_person(cast.eka)
    assert eka.post(url, sent()).status_code == 422  # a desk of elsewhere
    assert eka.get(made.get_absolute_url()).status_code == 404


def test_page_opens_one_from_a_package_with_its_interested_source(cast, as_person):
    package = ready(cast)
    needs_actions.record_interest(
        package=package, organisation=cast.company, by=cast.actor(cast.citra)
    )
    url = reverse("partnerships:partnership-from-package", args=[package.pk])
    ayu = as_person(cast.ayu)
    assert url in ayu.get(reverse("partnerships:partnership-new")).content.decode()
    assert "PT Contoh Banua Energi" in ayu.get(url).content.decode()
    assert as_person(cast.eka).get(url).status_code == 403
    assert ayu.post(url, {"token": tokens.new_token()}).status_code == 422
    answer = ayu.post(url, {"token": tokens.new_token(), "sources": [cast.company.pk]})
    assert answer.status_code == 302
    assert Partnership.objects.get(package=package).parties.get(part="source")


def test_pages_of_parties(cast, as_person):
    made = by_hand(cast)
    ayu, eka = as_person(cast.ayu), as_person(cast.eka)
    listed = reverse("partnerships:party-list", args=[made.pk])
    new = reverse("partnerships:party-new", args=[made.pk])
    assert "Bappeda Balangan" in ayu.get(listed).content.decode()
    given = {"organisation": "PT Contoh Banua Energi", "part": "source", "roles": ["operator"]}
    assert ayu.get(new).status_code == 200
    assert ayu.post(new, given | {"token": tokens.new_token(), "part": ""}).status_code == 422
    assert ayu.post(new, given | {"token": tokens.new_token()}).status_code == 302
    assert ayu.post(new, given | {"token": tokens.new_token()}).status_code == 422
    party = Party.objects.get(organisation=cast.company)
    roles = reverse("partnerships:party-roles", args=[made.pk, party.pk])
    leave = reverse("partnerships:party-leave", args=[made.pk, party.pk])
    for url in (listed, new, roles, leave):
        assert eka.get(url).status_code == 404
    citra = as_person(cast.citra)
    assert citra.get(roles).status_code == 403
    assert ayu.get(roles).status_code == 200
    change = {"token": tokens.new_token(), "part": "support"}
    assert ayu.post(roles, change).status_code == 302
    assert citra.get(leave).status_code == 200
    gone = {"token": tokens.new_token(), "reason": "anggaran dialihkan"}
    assert citra.post(leave, gone).status_code == 302
    assert citra.get(listed).status_code == 404
    assert "anggaran dialihkan" in ayu.get(listed).content.decode()
