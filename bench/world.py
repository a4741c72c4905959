"""A large seeded world for the page benchmark: a country's worth of work, made in bulk.

83,762 villages, 20,000 packages, 2,000 offers, 5,000 partnerships. Rows are inserted straight into
the tables, not through actions: this is load, not a story.
"""

import random
from datetime import timedelta
from decimal import Decimal

from django.core.management import call_command
from django.utils import timezone

from sambung.needs.models import CostLine, Need, NeedState, Option, Package, PackageState
from sambung.parties.models import Membership, Offer, OfferRegion, Organisation, User
from sambung.partnerships.models import Contribution, Partnership, Party, Responsibility
from sambung.regions.models import Region

PILOT = "63.11"
BATCH = 2000


def build(packages: int = 20_000, offers: int = 2_000, partnerships: int = 5_000) -> User:
    """Fill the empty database and return the officer of the pilot district who looks at it."""
    call_command("load_regions", verbosity=0)
    chance = random.Random(20261123)
    villages = list(Region.objects.filter(level=4).only("code", "name", "regency_code"))
    pilot = [village for village in villages if village.regency_code == PILOT]
    officer, bappeda = make_officer()
    made = make_packages(chance, villages, pilot, packages, officer, bappeda)
    companies = make_offers(chance, villages, offers, officer)
    make_partnerships(chance, made[:partnerships], companies, bappeda)
    return officer


def make_officer() -> tuple[User, Organisation]:
    """Create the officer and the planning agency of the pilot district."""
    bappeda = Organisation.objects.create(
        name="Bappeda beban", kind="bappeda", region_id=PILOT, search_name="bappeda beban"
    )
    officer = User.objects.create(name="Petugas Beban", email="beban@example.org")
    Membership.objects.create(user=officer, organisation=bappeda, role="officer")
    return officer, bappeda


def make_packages(
    chance: random.Random,
    villages: list[Region],
    pilot: list[Region],
    number: int,
    officer: User,
    bappeda: Organisation,
) -> list[Package]:
    """Insert needs, their packages, one to three options each, two cost lines an option."""
    now = timezone.now()
    places = [
        chance.choice(pilot) if i % 50 == 0 else villages[chance.randrange(len(villages))]
        for i in range(number)
    ]
    needs = Need.objects.bulk_create(
        [
            Need(
                village=place,
                proposer=bappeda,
                created_by=officer,
                service=chance.choice(["water", "sanitation", "hygiene"]),
                title=f"Kegiatan {i} di {place.name}",
                problem="Sumber air kering tiap kemarau.",
                people=300 + i % 700,
                households=80 + i % 180,
                state=NeedState.READY,
                state_since=now - timedelta(days=i % 400),
                sent_at=now - timedelta(days=i % 400 + 20),
            )
            for i, place in enumerate(places)
        ],
        batch_size=BATCH,
    )
    packages = Package.objects.bulk_create(
        [
            Package(
                need=need,
                village=need.village,
                service=need.service,
                title=need.title,
                state=PackageState.READY,
                year=2027 + i % 2,
                people=need.people,
                households=need.households,
                made_ready_at=now,
                made_by=officer,
                organisation=bappeda,
            )
            for i, need in enumerate(needs)
        ],
        batch_size=BATCH,
    )
    options = Option.objects.bulk_create(
        [
            Option(
                package=package,
                kind="extension",
                title=f"Pilihan {position}",
                people_served=max(1, package.people - 40 * position),
                expected_years=Decimal(6 + (package.pk + position) % 9),
                years_basis="beban",
                price_year=2026,
                position=position,
            )
            for package in packages
            for position in range(1, 2 + package.pk % 3)
        ],
        batch_size=BATCH,
    )
    CostLine.objects.bulk_create(
        [
            CostLine(
                option=option,
                item=item,
                volume=Decimal(volume),
                unit="unit",
                unit_price_rp=price + 1000 * (option.pk % 900),
            )
            for option in options
            for item, volume, price in (("Pipa", 900, 60_000), ("Sambungan", 70, 1_200_000))
        ],
        batch_size=BATCH,
    )
    return packages


def make_offers(
    chance: random.Random, villages: list[Region], number: int, officer: User
) -> list[Organisation]:
    """Insert one company for every four offers, each offer serving two districts."""
    companies = Organisation.objects.bulk_create(
        [
            Organisation(name=f"PT Beban {i}", kind="perusahaan", search_name=f"pt beban {i}")
            for i in range(number // 4)
        ]
    )
    offers = Offer.objects.bulk_create(
        [
            Offer(
                organisation=companies[i % len(companies)],
                year=2027,
                title=f"Tawaran {i}",
                state="published",
                amount_kind="exact",
                amount_rp=50_000_000 + 1_000_000 * (i % 500),
                created_by=officer,
            )
            for i in range(number)
        ],
        batch_size=BATCH,
    )
    regencies = sorted({village.regency_code for village in villages})
    served = [
        OfferRegion(offer=offer, region_id=code)
        for i, offer in enumerate(offers)
        for code in {PILOT if i % 20 == 0 else chance.choice(regencies), chance.choice(regencies)}
    ]
    OfferRegion.objects.bulk_create(served, batch_size=BATCH)
    return companies


def make_partnerships(
    chance: random.Random,
    packages: list[Package],
    companies: list[Organisation],
    bappeda: Organisation,
) -> None:
    """Insert partnerships of two parties with a contribution each and three responsibilities."""
    now = timezone.now()
    partnerships = Partnership.objects.bulk_create(
        [
            Partnership(
                package=package,
                village_id=package.village_id,
                title=package.title,
                stage=chance.choice(["minat", "pks", "konstruksi", "operasi"]),
                stage_since=now,
                total_rp=150_000_000,
                community_rp=30_000_000,
                people_served=package.people,
                opened_at=now - timedelta(days=package.pk % 300),
            )
            for package in packages
        ],
        batch_size=BATCH,
    )
    parties = Party.objects.bulk_create(
        [
            Party(partnership=partnership, organisation=organisation, part="source", joined_at=now)
            for partnership in partnerships
            for organisation in (bappeda, chance.choice(companies))
        ],
        batch_size=BATCH,
    )
    Contribution.objects.bulk_create(
        [
            Contribution(
                partnership_id=party.partnership_id,
                party=party,
                kind="cash",
                proposed_rp=80_000_000,
                pledged_rp=60_000_000,
                pledged_on=now.date(),
            )
            for party in parties
        ],
        batch_size=BATCH,
    )
    Responsibility.objects.bulk_create(
        [
            Responsibility(partnership=partnership, key=key)
            for partnership in partnerships
            for key in ("construction", "operation", "water_quality")
        ],
        batch_size=BATCH,
    )
    Package.objects.filter(pk__in=[package.pk for package in packages]).update(
        state=PackageState.IN_PARTNERSHIP
    )
