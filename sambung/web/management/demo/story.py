"""Tell the demo's story in order: people, villages, needs, packages, offers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from sambung.core.access import SYSTEM, Actor
from sambung.needs.actions import interest, packaging, proposing, verifying
from sambung.needs.models import Need, Package
from sambung.needs.queries import LineFacts, OptionFacts
from sambung.parties import queries as parties
from sambung.parties.actions import links, offers, organisations, people
from sambung.parties.models import Ground, Offer, OfferTerms, Organisation, User
from sambung.regions.actions import figures
from sambung.regions.models import Figure, Indicator, Level, Region
from sambung.web.management.demo.cast import BODIES, PASSWORD, PEOPLE
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.money import SOURCES, Source
from sambung.web.management.demo.villages import Profile, profiles
from sambung.web.management.demo.work import WORKS, Line, Way, Work

PILOT = "63.11"
PROFILE_SOURCE = "Profil desa, simulasi: jumlahnya sama dengan angka resmi kabupaten"


@dataclass
class World:
    """What the story has made so far, by the keys of cast.py, work.py and money.py."""

    bodies: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    packages: dict[str, Package] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)

    def actor(self, person: str, body: str) -> Actor:
        """Return the person wearing the hat of the body."""
        return parties.actor_for(self.people[person], worn_id=self.bodies[body].pk)


def settle(world: World) -> None:
    """Bring in the organisations and people, a network with members, a programme."""
    for body in BODIES:
        world.bodies[body.key] = organisations.create_organisation(
            name=body.name,
            short_name=body.short,
            kind=body.kind,
            region=Region.objects.get(code=body.region) if body.region else None,
            is_simulated=True,
            by=SYSTEM,
        )
    for person in PEOPLE:
        user = people.register_person(
            name=person.name, email=person.email, password=PASSWORD, is_simulated=True, by=SYSTEM
        )
        world.people[person.key] = user
        for body_key, role, title in person.hats:
            people.add_membership(
                user=user, organisation=world.bodies[body_key], role=role, title=title, by=SYSTEM
            )
    for key in ("sehat", "energi", "hijau"):
        organisations.add_network_member(
            network=world.bodies["jejaring"], member=world.bodies[key], by=SYSTEM
        )
    organisations.create_programme(
        organisation=world.bodies["mitra"],
        name="Program higienis contoh",
        is_simulated=True,
        by=SYSTEM,
    )


def count_villages(world: World) -> None:
    """Record simulated village profiles that sum to the official figures of the district."""
    villages = Region.objects.filter(regency_code=PILOT, level=Level.VILLAGE)
    codes = sorted(villages.values_list("code", flat=True))
    least: dict[str, int] = {}
    for work in WORKS:
        least[work.village] = max(least.get(work.village, 0), round(work.people * 1.2))
    official = official_figures()
    people, water, sanitation = (
        int(official["population"]),
        round(official["population"] * (100 - official["water_pct"]) / 100),
        round(official["population"] * (100 - official["sanitation_pct"]) / 100),
    )
    rows = profiles(codes, people, water, sanitation, least)
    figures.record_village_figures(
        figures=[figure for row in rows for figure in figures_of(row)],
        year=2025,
        source=PROFILE_SOURCE,
        as_of=timezone.localdate().replace(year=2025, month=12, day=31),
        by=world.actor("nur", "bappeda"),
        is_simulated=True,
    )


def official_figures() -> dict[str, float]:
    """Return the official 2024 figures of the pilot by code."""
    rows = Indicator.objects.filter(region=PILOT, year=2024, is_official=True)
    return {row.code: row.value for row in rows if row.value is not None}


def figures_of(row: Profile) -> list[figures.VillageFigure]:
    """Return the figures one village profile records."""
    return [
        figures.VillageFigure(row.code, Figure.POPULATION, row.people),
        figures.VillageFigure(row.code, Figure.HOUSEHOLDS, row.households),
        figures.VillageFigure(
            row.code, Figure.WATER, round(100 - 100 * row.without_water / row.people, 1)
        ),
        figures.VillageFigure(
            row.code, Figure.SANITATION, round(100 - 100 * row.without_sanitation / row.people, 1)
        ),
    ]


def propose(world: World) -> None:
    """Send the needs, each as far along its road as its fate says."""
    for number, work in enumerate(WORKS):
        with days_ago(90 - number % 9):
            world.needs[work.key] = proposed(world, work)
    for work in WORKS:
        FATES[work.fate](world, work)


def proposed(world: World, work: Work) -> Need:
    """Write the five screens of one need; the village head's own, or through the facilitator."""
    own = work.village == "63.11.02.2001"
    by = world.actor("gani", "desa_hauwai") if own else world.actor("dimas", "sehat")
    need = proposing.start_need(
        proposer=world.bodies["desa_hauwai" if own else "sehat"],
        village=Region.objects.get(code=work.village),
        by=by,
        is_simulated=True,
    )
    for screen, values in screens_of(work).items():
        need = proposing.save_screen(
            need=need, screen=screen, values=values, version=need.version, by=by
        )
    return need


def screens_of(work: Work) -> dict[int, dict[str, object]]:
    """Return what a proposer types on screens 2 to 5."""
    village = Region.objects.get(code=work.village)
    is_water = work.service == "water"
    return {
        2: {
            "title": work.title,
            "service": work.service,
            "problem": work.problem,
            "source_now": work.source_now if is_water else "",
            "sanitation_now": "pit" if work.service == "sanitation" else "",
            "hygiene_now": "no_soap" if work.service == "hygiene" else "",
            "distance_m": 350 if is_water else None,
            "dry_months": [7, 8, 9] if is_water else [],
        },
        3: {"people": work.people, "households": work.households, "counted_by": "kader desa"},
        4: {
            "has_labour": True,
            "labour_person_days": work.households * 3,
            "has_cash": is_water,
            "cash_per_household_rp": 75_000 if is_water else None,
            "has_materials": False,
            "has_village_funds": work.households > 100,
            "village_funds_rp": 15_000_000 if work.households > 100 else None,
            "has_land": is_water,
            "land_owner": "village" if is_water else "",
            "land_letter": ("grant" if work.households > 60 else "promised") if is_water else "",
            "monthly_fee_rp": 15_000 if is_water else None,
            "operator_name": "KPSPAMS" if is_water else "",
        },
        5: {"lat": village.lat, "lon": village.lon},
    }


def send(world: World, work: Work, days: float) -> Need:
    """Send the need some days ago by its own proposer."""
    need = world.needs[work.key]
    own = work.village == "63.11.02.2001"
    by = world.actor("gani", "desa_hauwai") if own else world.actor("dimas", "sehat")
    with days_ago(days):
        return proposing.send_need(need=need, by=by)


def check_desk(world: World, work: Work, *, sent: float = 75, seen: float = 68) -> Need:
    """Send, and let Bappeda verify at the desk."""
    need = send(world, work, sent)
    with days_ago(seen):
        return verifying.verify_desk(
            need=need, by=world.actor("nur", "bappeda"), note="Lengkap, ada surat pengantar."
        )


def check_field(
    world: World, work: Work, *, sent: float = 75, seen: float = 68, visited: float = 60
) -> Need:
    """Verify at the desk, then in the field by the works agency."""
    need = check_desk(world, work, sent=sent, seen=seen)
    with days_ago(visited):
        return verifying.verify_field(
            need=need, by=world.actor("rudi", "pupr"), note="Sumber dan lahan dilihat."
        )


def make_package(world: World, work: Work) -> None:
    """Verify, write the options with their cost lines, and put the package on the shelf."""
    need = check_field(world, work)
    by = world.actor("nur", "bappeda")
    with days_ago(52):
        package = packaging.draft_package(need=need, by=by, year=2027)
        first, *others = work.ways
        packaging.update_option(option=package.options.get(), facts=facts_of(first), by=by)
        for way in others:
            packaging.add_option(package=package, facts=facts_of(way), by=by)
        package.refresh_from_db()
        world.packages[work.key] = packaging.make_ready(package=package, by=by)


def facts_of(way: Way) -> OptionFacts:
    """Return an option as the editor would save it."""
    return OptionFacts(
        kind=way.kind,
        title=way.title,
        people_served=way.people,
        expected_years=Decimal(way.years),
        years_basis="Simulasi; ganti dengan umur sarana sejenis di kabupaten ini",
        price_year=2026,
        operation_yearly_rp=way.operation_rp,
        needs_government=way.needs_government,
        lines=tuple(line_of(line) for line in way.lines),
    )


def line_of(line: Line) -> LineFacts:
    """Return a cost line as the editor would save it."""
    return LineFacts(
        item=line.item,
        volume=Decimal(line.volume),
        unit=line.unit,
        unit_price_rp=line.price_rp,
        price_year=2026,
        price_source="Simulasi",
    )


def give_back(world: World, work: Work) -> None:
    """Send, and let the desk return it with a reason."""
    need = send(world, work, 20)
    with days_ago(9):
        verifying.return_need(
            need=need,
            reason="Surat tanah belum ada. Lampirkan surat hibah atau izin pakai, lalu kirim lagi.",
            by=world.actor("nur", "bappeda"),
        )


def put_off(world: World, work: Work) -> None:
    """Verify at the desk, then set aside with a reason."""
    need = check_desk(world, work)
    with days_ago(6):
        verifying.set_not_now(
            need=need,
            reason="Debit mata air belum diukur di musim kering. Diukur Agustus 2027.",
            by=world.actor("nur", "bappeda"),
        )


def withdraw(world: World, work: Work) -> None:
    """Send, then take back by the proposer."""
    need = send(world, work, 16)
    with days_ago(10):
        verifying.withdraw_need(
            need=need, reason="Digabung dengan program sekolah.", by=world.actor("dimas", "sehat")
        )


def leave(world: World, work: Work) -> None:
    """Leave the need a draft."""


FATES: dict[str, Callable[[World, Work], object]] = {
    "draft": leave,
    "sent": lambda world, work: send(world, work, 4),
    "sent_late": lambda world, work: send(world, work, 17),
    "desk": lambda world, work: check_desk(world, work, sent=13, seen=5),
    "field": lambda world, work: check_field(world, work, sent=26, seen=17, visited=3),
    "returned": give_back,
    "not_now": put_off,
    "withdrawn": withdraw,
    "ready": make_package,
    "invited": make_package,
    "partnership": make_package,
}
OWN_VOICE = {"energi": ("citra", "energi"), "bank": ("bima", "bank"), "apbd": ("rudi", "pemkab")}


def offer_money(world: World) -> None:
    """Let the sources say what they can give: three themselves, the rest recorded atas nama."""
    for source in SOURCES:
        with days_ago(50):
            world.offers[source.key] = offered(world, source)


def offered(world: World, source: Source) -> Offer:
    """Draft one offer, record its ground when another speaks, and open it."""
    speaker = OWN_VOICE.get(source.key)
    by = world.actor(*(speaker or ("nur", "bappeda")))
    ground = offers.GroundGiven(
        ground=Ground.LETTER, note="Surat kepada Bappeda, 20 Oktober 2026 (simulasi)"
    )
    offer = offers.draft_offer(
        organisation=world.bodies[source.body],
        terms=terms_of(source),
        regions=[*source.regions, *source.ring_one],
        ring_one=source.ring_one,
        viewers=[world.bodies["pokja"], world.bodies["bappeda"]],
        ground=None if speaker else ground,
        is_simulated=True,
        by=by,
    )
    offer = offers.publish_offer(offer=offer, version=offer.version, by=by)
    if source.state == "paused":
        offer = offers.pause_offer(
            offer=offer, version=offer.version, by=by, reason="Menunggu anggaran 2027"
        )
    return offer


def terms_of(source: Source) -> OfferTerms:
    """Return the terms a source states."""
    is_range = source.kind == "range"
    return OfferTerms(
        year=2027,
        title=source.title,
        amount_kind=source.kind,
        amount_rp=source.low_rp if source.kind == "exact" else None,
        amount_min_rp=source.low_rp if is_range else None,
        amount_max_rp=source.high_rp if is_range else None,
        for_water="w" in source.services,
        for_sanitation="s" in source.services,
        for_hygiene="h" in source.services,
        smallest_ticket_rp=source.smallest_rp,
        largest_ticket_rp=source.largest_rp,
        most_partnerships=source.most,
        most_share_percent=source.share,
        gives_by=source.gives_by,
        reports_needed="Foto 0, 50, 100 persen dan BAST",
    )


def show_interest(world: World) -> None:
    """Let two companies look at packages with interest."""
    interest.record_interest(
        package=world.packages["hauwai"],
        organisation=world.bodies["energi"],
        note="Desa ring 1 kami.",
        by=world.actor("citra", "energi"),
    )
    interest.record_interest(
        package=world.packages["uren"],
        organisation=world.bodies["bank"],
        note="Sesuai program sanitasi kami.",
        by=world.actor("bima", "bank"),
    )
    links.notify(
        text="Selamat datang di dunia contoh Sambung",
        url="/",
        users=world.people.values(),
    )
