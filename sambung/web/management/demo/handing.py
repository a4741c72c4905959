"""Handovers of the demo: one still prepared, one done with its facility, watch and water tests."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sambung.delivery import actions as delivery
from sambung.delivery import queries as delivery_queries
from sambung.delivery.actions.handover import Completion
from sambung.delivery.lifecycle.handover import Piece
from sambung.delivery.models import Handover
from sambung.facilities import actions as facilities
from sambung.facilities.actions import Built, Sample, Seen
from sambung.facilities.lifecycle import class_for
from sambung.facilities.models import CheckKind, Component, Facility, WaterLimit, WaterUse
from sambung.facilities.rules import Measured
from sambung.parties.models import OrganisationKind
from sambung.partnerships import actions
from sambung.partnerships.models import Contribution, Partnership, Party, Responsibility
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.road import paper
from sambung.web.management.demo.story import World

HANDED = 196  # days ago
RULE = "Permenkes 2/2023"
LABORATORY = "Laboratorium Contoh (simulasi)"
# name, how many, unit, million rupiah (None: not valued)
OF_WATER = (
    ("Bak penampung 20 m³", 1, "unit", 110),
    ("Pipa HDPE 63 mm", 2400, "m", 168),
    ("Pompa benam 3 PK", 1, "unit", 32),
    ("Tanah bak penampung", 60, "m²", None),
)
OF_SANITATION = (("Jamban keluarga", 30, "unit", 120), ("Tangki septik kedap", 30, "unit", 45))


def hand_over(world: World, running: dict[str, Partnership]) -> None:
    """Hand over at Bihara Hilir and watch it since; prepare the handover at Babayau."""
    operate(world, running["bihara"])
    with days_ago(10):
        prepare_half(world, running["babayau"])


def operate(world: World, partnership: Partnership) -> None:
    """Complete a handover through its checklist, then look after what was handed over."""
    with days_ago(HANDED + 3):
        look_after_water(world, partnership)
        handover = prepare(world, partnership, OF_WATER)
        test_water(world, handover.facility, whole=True)
        fill(world, handover)
    with days_ago(HANDED):
        complete(world, handover)
    watch(world, handover.facility)


def look_after_water(world: World, partnership: Partnership) -> None:
    """Let the facilitator take on the looking at the water, so that its checks have a holder."""
    duty = Responsibility.objects.get(partnership=partnership, key="water_quality")
    party = Party.objects.get(partnership=partnership, organisation=world.bodies["sehat"])
    by = world.actor("dimas", "sehat")
    actions.propose_responsible(responsibility=duty, party=party, ground="surat tugas", by=by)


def prepare(world: World, partnership: Partnership, parts: tuple[tuple[Any, ...], ...]) -> Handover:
    """Begin a handover and write its asset list."""
    by, circle = world.actor("nur", "bappeda"), delivery_queries.circle_of(partnership)
    handover = delivery.prepare_handover(
        circle=circle,
        built=Built(
            name=partnership.title,
            service=partnership.service,
            village=partnership.village,
            people_planned=partnership.people_served,
            latitude=partnership.village.lat,
            longitude=partnership.village.lon,
            is_chlorinated=False if partnership.service == "water" else None,
        ),
        by=by,
    )
    delivery.save_assets(
        handover=handover, circle=circle, components=[component(*row) for row in parts], by=by
    )
    return handover


def component(name: str, quantity: int, unit: str, million: int | None) -> Component:
    """Return one part of the asset list."""
    return Component(
        name=name,
        asset_class=class_for(name),
        quantity=quantity,
        unit=unit,
        value_rp=None if million is None else million * 1_000_000,
        condition="baik",
    )


def fill(world: World, handover: Handover) -> None:
    """Write every piece of the checklist down: function, owner, operator, tariff, warranty."""
    today = timezone.localdate()
    operator = {"operator": world.bodies["kpspams_bihara"]}
    save(world, handover, Piece.FUNCTION, is_function_good=True, function_tested_on=today)
    save(world, handover, Piece.OPERATOR, **operator)
    save(world, handover, Piece.WARRANTY, warranty_until=today + timedelta(days=365))
    save(
        world,
        handover,
        Piece.TARIFF,
        tariff_rp=2_500,
        tariff_unit="m³",
        tariff_decided_on=today - timedelta(days=5),
        tariff_decision="Berita acara musyawarah desa (simulasi)",
        income_month_rp=3_100_000,
        operating_month_rp=2_700_000,
        operating_basis="listrik, upah penjaga, perbaikan kecil (simulasi)",
        bill_month_rp=28_000,
        household_income_month_rp=2_400_000,
    )
    delivery.save_owner(
        handover=handover,
        circle=delivery_queries.circle_of(handover.partnership),
        owner=village_of(handover.partnership).organisation,
        register_number="SIM/02.04/001",
        registered_on=today,
        by=world.actor("nur", "bappeda"),
    )


def save(world: World, handover: Handover, piece: Piece, **values: Any) -> None:
    """Write one piece down."""
    delivery.save_piece(
        handover=handover,
        circle=delivery_queries.circle_of(handover.partnership),
        piece=piece,
        values=values,
        by=world.actor("nur", "bappeda"),
    )


def village_of(partnership: Partnership) -> Party:
    """Return the village's government in the partnership."""
    kind = OrganisationKind.VILLAGE_GOVERNMENT
    return Party.objects.filter(partnership=partnership, organisation__kind=kind).latest("pk")


def complete(world: World, handover: Handover) -> None:
    """Complete the handover with its signed paper: from the company to the village."""
    handover.refresh_from_db()
    delivery.complete_handover(
        handover=handover,
        circle=delivery_queries.circle_of(handover.partnership),
        completion=Completion(
            number="07/BAST/SIM/2026",
            on=timezone.localdate(),
            giver=world.bodies["energi"],
            receiver=village_of(handover.partnership).organisation,
        ),
        paper=paper("BERITA ACARA SERAH TERIMA"),
        by=world.actor("nur", "bappeda"),
    )


def test_water(world: World, facility: Facility, *, whole: bool) -> None:
    """Write down a laboratory sheet: every parameter within its limit, or only the first five."""
    rows = WaterLimit.objects.filter(regulation=RULE, use=WaterUse.DRINKING, is_mandatory=True)
    asked = [row for row in rows if not row.only_when_chlorinated]
    facilities.record_water_test(
        facility=facility,
        sample=Sample(
            sampled_on=timezone.localdate(),
            regulation=RULE,
            results={row.pk: within(row) for row in (asked if whole else asked[:5])},
            laboratory=LABORATORY,
            air_temperature=Decimal(28),
        ),
        by=world.actor("dimas", "sehat"),
    )


def within(limit: WaterLimit) -> Measured:
    """Return a value that keeps the limit."""
    high = limit.high or Decimal(0)
    if limit.operator == "none":
        return Measured(is_present=False)
    if limit.operator == "around":
        return Measured(value=Decimal(27))
    if limit.low is not None:
        return Measured(value=(limit.low + high) / 2)
    return Measured(value=high / 4)


def watch(world: World, facility: Facility) -> None:
    """Do the first check, find one thing wrong, pass one on; the check after that is late."""
    by, village = world.actor("nur", "bappeda"), world.actor("dimas", "sehat")
    of_function = facility.checks.filter(kind=CheckKind.FUNCTION).order_by("due_on")
    with days_ago(100):
        today = timezone.localdate()
        facilities.record_check(
            check=of_function[0], seen=Seen(today, is_good=True, note="Air mengalir."), by=by
        )
        extra = facilities.add_check(
            facility=facility,
            kind=CheckKind.WATER,
            due_on=today + timedelta(days=70),
            organisation=world.bodies["sehat"],
            by=village,
        )
    with days_ago(28):
        test_water(world, facility, whole=False)
        facilities.record_check(
            check=extra,
            seen=Seen(timezone.localdate(), is_good=False, note="Baru lima parameter diuji."),
            by=village,
        )
    with days_ago(25):
        pass_on(world, facility)


def pass_on(world: World, facility: Facility) -> None:
    """Name the operator for the next check of function, which is late by now."""
    check = facility.checks.filter(kind=CheckKind.FUNCTION, done_on=None).earliest("due_on")
    facilities.reassign_check(
        check=check,
        organisation=world.bodies["kpspams_bihara"],
        holder="Ketua KPSPAMS",
        due_on=check.due_on,
        reason="Belum ada penanggung jawab (simulasi).",
        by=world.actor("nur", "bappeda"),
    )


def prepare_half(world: World, partnership: Partnership) -> None:
    """Look at the finished works and leave a handover with some pieces open."""
    delivery.record_final_check(
        contribution=Contribution.objects.get(partnership=partnership),
        is_fit=True,
        on=timezone.localdate(),
        by=world.actor("rudi", "pupr"),
    )
    handover = prepare(world, partnership, OF_SANITATION)
    tested = timezone.localdate()
    save(world, handover, Piece.FUNCTION, is_function_good=True, function_tested_on=tested)
