"""Partnerships of the demo in every one of the twelve stages, written down by the desk by hand."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sambung.parties.actions.offers import GroundGiven
from sambung.parties.models import Ground
from sambung.partnerships import actions
from sambung.partnerships.actions import ByHand, Entered, Joining
from sambung.partnerships.models import (
    AmountOf,
    Contribution,
    ContributionKind,
    Grade,
    Partnership,
    Party,
    PartyPart,
    Road,
    Stage,
    Way,
)
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import World

GROUND = "Berkas Bappeda, simulasi"
LETTER = GroundGiven(ground=Ground.LETTER, note="Surat kepada Bappeda (simulasi)")
MILLION = 1_000_000


@dataclass(frozen=True)
class Given:
    """What one party brings: five amounts in million rupiah; None is not said yet."""

    body: str
    kind: str
    way: str
    title: str
    proposed: int | None = None
    pledged: int | None = None
    agreed: int | None = None
    delivered: int | None = None
    verified: int | None = None


@dataclass(frozen=True)
class Story:
    """One partnership: where, what, at which stage since how many days, who brings what."""

    key: str
    village: str
    title: str
    service: str
    people: int | None
    total: int | None  # million rupiah
    stage: str
    since: int  # days ago
    parties: tuple[tuple[str, str], ...]
    gives: tuple[Given, ...] = ()
    road: str = Road.FULL


C, W, P = ContributionKind, Way, PartyPart
SOURCE, SUPPORT, OPERATOR, COMMUNITY = P.SOURCE, P.SUPPORT, P.OPERATOR, P.COMMUNITY

STORIES = (
    Story(
        "hukai", "63.11.01.2015", "Data air minum Desa Hukai", "water", None, None, Stage.DATA, 12,
        (("karet", SOURCE),),
    ),
    Story(
        "sirap", "63.11.01.2008", "Penjajakan sanitasi Desa Sirap", "sanitation", 240, None,
        Stage.APPROACH, 25, (("kayu", SOURCE), ("sehat", SUPPORT)),
    ),
    Story(
        "ninian", "63.11.01.2001", "Air minum Desa Muara Ninian", "water", 320, 410,
        Stage.INTEREST, 30, (("semen", SOURCE),),
        (Given("semen", C.GOODS, W.BUILDS, "pipa dan bak penampung", 280),),
    ),
    Story(
        "layap", "63.11.06.2009", "Jamban keluarga Desa Layap", "sanitation", 180, 195,
        Stage.PROPOSAL, 40, (("amal", SOURCE), ("sehat", SUPPORT)),
        (Given("amal", C.CASH, W.MONEY, "biaya 30 jamban", 150, 150),), Road.SHORT,
    ),
    Story(
        "mundar", "63.11.05.2027", "Sumur bor Desa Mundar", "water", 275, 340,
        Stage.FEASIBILITY, 52, (("tambang", SOURCE), ("pupr", SUPPORT)),
        (Given("tambang", C.GOODS, W.BUILDS, "sumur bor dan menara", 300, 290),),
    ),
    Story(
        "halubau", "63.11.07.2012", "Perpipaan Desa Halubau Utara", "water", 410, 620,
        Stage.MOU, 75, (("energi", SOURCE), ("pemkab", SOURCE), ("pdam", OPERATOR)),
        (
            Given("energi", C.GOODS, W.BUILDS, "jaringan pipa", 400, 380),
            Given("pemkab", C.CASH, W.MONEY, "sambungan rumah", 150, 150),
        ),
    ),
    Story(
        "mesjid", "63.11.04.2010", "SPAM Desa Teluk Mesjid", "water", 290, 480,
        Stage.AGREEMENT, 20, (("energi", SOURCE), ("bank", SOURCE), ("sehat", SUPPORT)),
        (
            Given("energi", C.CASH, W.MONEY, "biaya pembangunan", 330, 300),
            Given("bank", C.CASH, W.MONEY, "biaya 20 sambungan rumah", 60, 60),
        ),
    ),
    Story(
        "panggung", "63.11.08.2010", "Air minum Desa Simpang Nadong", "water", 220, 310,
        Stage.WORKPLAN, 18, (("sawit", SOURCE), ("sehat", SUPPORT)),
        (Given("sawit", C.GOODS, W.GOODS, "pipa HDPE dan meter air", 220, 220, 210),),
    ),
    Story(
        "hauwai", "63.11.02.2001", "Jaringan pipa RT 1 dan 2 Desa Hauwai", "water", 465, 545,
        Stage.CONSTRUCTION, 120,
        (
            ("energi", SOURCE), ("bank", SOURCE), ("pupr", SUPPORT), ("sehat", SUPPORT),
            ("kkm_hauwai", COMMUNITY),
        ),
        (
            Given("energi", C.CASH, W.MONEY, "biaya pembangunan", 400, 380, 380),
            Given("bank", C.GOODS, W.GOODS, "60 meter air", 60, 60, 55),
            Given("kkm_hauwai", C.LABOUR, W.GOODS, "tenaga gotong royong", 90, 60, 60, 40, 40),
            Given("pupr", C.EXPERTISE, "", "pengawasan teknis"),
        ),
    ),
    Story(
        "babayau", "63.11.06.2024", "Jamban dan tangki septik Desa Babayau", "sanitation", 150, 180,
        Stage.HANDOVER, 14, (("tambang", SOURCE), ("pupr", SUPPORT)),
        (Given("tambang", C.GOODS, W.BUILDS, "30 jamban", 170, 170, 165, 165),), Road.SHORT,
    ),
    Story(
        "bihara", "63.11.03.2016", "SPAM Desa Bihara Hilir", "water", 380, 520,
        Stage.OPERATION, 200,
        (("energi", SOURCE), ("kpspams_bihara", OPERATOR), ("sehat", SUPPORT)),
        (Given("energi", C.GOODS, W.BUILDS, "jaringan dan bak", 420, 420, 420, 415, 410),),
    ),
    Story(
        "tangalin", "63.11.03.2026", "Air minum Desa Tangalin", "water", 310, 365,
        Stage.EVALUATION, 45, (("hijau", SOURCE), ("kpspams_bihara", OPERATOR)),
        (Given("hijau", C.CASH, W.MONEY, "hibah pembangunan", 300, 300, 300, 300, 295),),
    ),
)  # fmt: skip
AMOUNTS = (
    (AmountOf.PLEDGED, "pledged"),
    (AmountOf.AGREED, "agreed"),
    (AmountOf.DELIVERED, "delivered"),
    (AmountOf.VERIFIED, "verified"),
)


def run_in_every_stage(world: World) -> dict[str, Partnership]:
    """Write down one running partnership for each stage; return them by key."""
    return {story.key: told(world, story) for story in STORIES}


def told(world: World, story: Story) -> Partnership:
    """Open one partnership at its present stage and state what its parties bring."""
    by = world.actor("nur", "bappeda")
    with days_ago(story.since):
        partnership = actions.open_by_hand(
            village=Region.objects.get(code=story.village),
            facts=ByHand(
                title=story.title,
                service=story.service,
                people_served=story.people,
                total_rp=story.total * MILLION if story.total else None,
            ),
            parties=[Joining(world.bodies[key], part) for key, part in story.parties],
            road=story.road,
            entered=Entered(story.stage, timezone.localdate() - timedelta(days=1), GROUND),
            is_simulated=True,
            by=by,
        )
        for given in story.gives:
            give(world, partnership, given)
    return partnership


def give(world: World, partnership: Partnership, given: Given) -> Contribution:
    """Write one contribution and each amount that was stated of it."""
    by = world.actor("nur", "bappeda")
    body = world.bodies[given.body]
    contribution = actions.add_contribution(
        partnership=partnership,
        party=Party.objects.get(partnership=partnership, organisation=body),
        kind=given.kind,
        way=given.way,
        title=given.title,
        valuation_basis="" if given.kind == C.CASH else "harga satuan 2026, simulasi",
        proposed_rp=rupiah(given.proposed),
        organisation=world.bodies["bappeda"],
        by=by,
    )
    for of, name in AMOUNTS:
        amount = getattr(given, name)
        if amount is not None:
            state(world, contribution, of, rupiah(amount))
    return contribution


def rupiah(million: int | None) -> int | None:
    """Return whole rupiah; None stays not known."""
    return None if million is None else million * MILLION


def state(world: World, contribution: Contribution, of: str, amount_rp: int | None) -> None:
    """State an amount in the giver's name on the ground of its letter; the works office verifies.

    Bappeda wrote the statement down, so somebody else looks at it.
    """
    is_verified = of == AmountOf.VERIFIED
    giver = contribution.party.organisation
    actions.state_contribution(
        contribution=contribution,
        of=of,
        amount_rp=amount_rp,
        on=timezone.localdate(),
        organisation=world.bodies["pupr"] if is_verified else giver,
        grade=Grade.FIELD if is_verified else "",
        ground=None if is_verified else LETTER,
        by=world.actor("rudi", "pupr") if is_verified else world.actor("nur", "bappeda"),
    )
