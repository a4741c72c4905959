"""The planning world: three packages and four offers in the valley, small enough to solve by hand.

Packages (capital; yearly operation; people x years; community part of the capital)

    Hauwai, water      new system 400 jt; 10 jt; 500 x 12; 20%; a government role is required
    Uren, sanitation   latrines   100 jt;  -   ; 200 x 15; 20%
    Pudak, water       new well   300 jt;  5 jt; 300 x  6; 20%
                       repair      90 jt;  2 jt; 250 x  7; 20%

Offers of 2027      APBD 150 jt, all Balangan; PT Contoh 250 jt, Halong only, tickets from 20 jt,
                    two partnerships, closed to other companies; Bank 100-200 jt, sanitation,
                    nationwide; Yayasan: amount not yet known.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from sambung.engine.planning.plan import BY_HIGHS, Choice, Plan, Prices, Status, to_json
from sambung.needs.models import CostLine, Need, Option, Package
from sambung.parties.models import Offer, OfferRegion, OfferViewer, Organisation
from sambung.plans import actions, bridge
from sambung.plans.actions import Letter
from sambung.plans.actions.runs import keep_answer
from sambung.plans.models import Invitation, Run, Scenario
from tests.cast import Cast

JT = 1_000_000
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@dataclass
class World:
    """The cast, what waits and who may help."""

    cast: Cast
    hauwai: Package
    uren: Package
    pudak: Package
    apbd: Offer
    company: Offer
    bank: Offer
    foundation: Offer
    bank_body: Organisation
    scenario: Scenario


def make_package(cast, code, service, title, people, options) -> Package:
    """Create a ready package with its options: (title, kind, people, years, capital, operation)."""
    need = Need.objects.create(
        village=cast.regions[code], proposer=cast.village, created_by=cast.gani, service=service,
        title=title, state="ready", people=people, households=people // 4, sent_at=NOW,
        state_since=NOW,
    )  # fmt: skip
    package = Package.objects.create(
        need=need, village=cast.regions[code], service=service, title=title, state="ready",
        year=2027, people=people, households=people // 4, made_ready_at=NOW, made_by=cast.ayu,
        organisation=cast.bappeda, is_simulated=True,
    )  # fmt: skip
    for position, (name, kind, served, years, capital, operation) in enumerate(options, start=1):
        option = Option.objects.create(
            package=package, kind=kind, title=name, people_served=served, expected_years=years,
            total_rp=capital, community_rp=capital // 5,
            years_basis="uji", operation_yearly_rp=operation, price_year=2026,
            community_percent=20, needs_government=kind == "new_system", position=position,
        )  # fmt: skip
        CostLine.objects.create(
            option=option, item="Pekerjaan", volume=1, unit="paket", unit_price_rp=capital
        )
    return package


def make_offer(cast, organisation, regions, **fields) -> Offer:
    """Create a published offer of 2027 that Bappeda and Pokja may see."""
    offer = Offer.objects.create(
        organisation=organisation, year=2027, state="published", is_simulated=True, **fields
    )
    for code in regions:
        OfferRegion.objects.create(offer=offer, region=cast.regions[code])
    for viewer in (cast.bappeda, cast.pokja):
        if viewer != organisation:
            OfferViewer.objects.create(offer=offer, organisation=viewer)
    return offer


@pytest.fixture
def world(cast) -> World:
    """Return the planning world drawn above."""
    return make_world(cast)


def make_world(cast) -> World:
    """Create the planning world drawn above."""
    bank = Organisation.objects.create(name="Bank Contoh Banua", kind="bank", is_simulated=True)
    foundation = Organisation.objects.create(name="Yayasan Contoh Air", kind="yayasan")
    return World(
        cast=cast,
        hauwai=make_package(cast, "63.11.02.2001", "water", "Air perpipaan Hauwai", 500, [
            ("Sistem baru", "new_system", 500, 12, 400 * JT, 10 * JT)]),
        uren=make_package(cast, "63.11.02.2002", "sanitation", "Jamban Uren", 200, [
            ("Jamban", "on_site_sanitation", 200, 15, 100 * JT, None)]),
        pudak=make_package(cast, "63.11.05.2001", "water", "Sumur Pudak", 300, [
            ("Sumur baru", "optimisation", 300, 6, 300 * JT, 5 * JT),
            ("Perbaikan", "optimisation", 250, 7, 90 * JT, 2 * JT)]),
        apbd=make_offer(cast, cast.bappeda, ["63.11"], amount_kind="exact", amount_rp=150 * JT,
                        most_share_percent=80),
        company=make_offer(cast, cast.company, ["63.11.02"], amount_kind="exact",
                           amount_rp=250 * JT, smallest_ticket_rp=20 * JT, most_partnerships=2),
        bank=make_offer(cast, bank, [], amount_kind="range", amount_min_rp=100 * JT,
                        amount_max_rp=200 * JT, is_nationwide=True, for_water=False,
                        for_hygiene=False),
        foundation=make_offer(cast, foundation, ["63.11"], amount_kind="unknown"),
        bank_body=bank,
        scenario=Scenario.objects.create(
            owner=cast.bappeda, region=cast.regions["63.11"], title="Balangan 2027", year=2027,
            created_by=cast.ayu, time_limit_s=10),
    )  # fmt: skip


def plan_by_hand(world) -> str:
    """Return the best plan of the world, solved by hand, as the engine would store it.

    Hauwai needs 340: the company gives all its 250, APBD 90. Uren needs 80 and APBD has 60 left, so
    the bank joins. Pudak needs 76 or 250, and APBD alone may carry only 80% of 94 or of 310: no.
    """
    benefit = 500 * 365 * 12 + 200 * 365 * 15 - 4 * 365
    choices = (
        Choice(f"p{world.hauwai.pk}", f"o{world.hauwai.options.get().pk}",
               {f"s{world.company.pk}": 250 * JT, f"s{world.apbd.pk}": 90 * JT}),
        Choice(f"p{world.uren.pk}", f"o{world.uren.options.get().pk}",
               {f"s{world.bank.pk}": 60 * JT, f"s{world.apbd.pk}": 20 * JT}),
    )  # fmt: skip
    return to_json(
        Plan(
            status=Status.OPTIMAL,
            choices=choices,
            objective_pd=benefit,
            claimed_bound_pd=benefit,
            claimed_by=BY_HIGHS,
            prices=Prices(),
            people=700,
        )
    )


@pytest.fixture
def finished(world) -> Run:
    """Return a finished run of the world's scenario with the plan solved by hand."""
    return make_finished(world)


def make_finished(world) -> Run:
    """Create that run."""
    run = actions.request_run(scenario=world.scenario, by=world.cast.actor(world.cast.ayu))
    Run.objects.filter(pk=run.pk).update(state="running")
    plan = plan_by_hand(world)
    report = bridge.verified(run.problem, plan)
    explanation = bridge.explained(run.problem, plan, report["recomputed_bound_pd"])
    with transaction.atomic():
        keep_answer(run, plan, report, explanation)
    run.refresh_from_db()
    return run


@pytest.fixture
def invited(world, finished) -> dict[str, Invitation]:
    """Return the four invitations of the plan by village and source."""
    return invite_all(world, finished)


def invite_all(world, finished) -> dict[str, Invitation]:
    """Send them."""
    rows = actions.send_invitations(
        run=finished,
        packages=[world.hauwai.pk, world.uren.pk],
        answer_by=timezone.localdate() + timedelta(days=30),
        by=world.cast.actor(world.cast.hana),
    )
    names = {world.company.pk: "company", world.apbd.pk: "apbd", world.bank.pk: "bank"}
    return {f"{row.package.village.name} {names[row.offer_id]}": row for row in rows}


def letter(name: str = "surat.pdf") -> Letter:
    """Return a letter as a person would upload it."""
    return Letter(SimpleUploadedFile(name, b"%PDF-1.4\n% surat\n"), "045/TJSL/2026")
