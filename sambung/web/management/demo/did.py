"""What companies did before and beside the plan: the demo's register, through the actions."""

from dataclasses import dataclass
from datetime import date

from sambung.activities import actions
from sambung.activities.actions import ActivityFacts, CheckFacts, PhotosGiven
from sambung.activities.models import Activity, ActivityKind, ActivityState
from sambung.core.access import Actor
from sambung.parties import queries as parties
from sambung.parties.actions import GroundGiven, confirm_on_behalf, hold_link, links
from sambung.parties.models import Ground, OnBehalf
from sambung.partnerships.models import Partnership
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.road import paper
from sambung.web.management.demo.story import World

GROUND = GroundGiven(Ground.LETTER, "Laporan TJSL tahunan (simulasi)")
K = ActivityKind
OWN = {"energi": ("citra", "energi"), "bank": ("bima", "bank")}


@dataclass(frozen=True)
class Did:
    """One activity of the demo: who, where, when, what, how much, how far, for how many."""

    body: str
    place: str
    year: int
    service: str
    kind: str
    title: str
    juta: int | None  # juta rupiah, None: not known
    people: int | None
    state: str = "built"
    works: str = "unknown"
    note: str = ""


# Lampihong (63.11.05) and Paringin Selatan (63.11.07) stay without anybody, Halong has many.
DID = [
    Did("energi", "63.11.02.2001", 2023, "water", K.BOREHOLE, "Sumur bor RT 2", 86, 120, "built"),
    Did("energi", "63.11.02.2002", 2024, "water", K.NEW_WATER, "Perpipaan gravitasi", 412, 640),
    Did("energi", "63.11.02.2003", 2025, "sanitation", K.TOILETS, "Jamban 30 keluarga", 195, 105),
    Did("energi", "63.11.02.2019", 2026, "water", K.CONNECTIONS, "SR 45 rumah", 98, 160, "running"),
    Did("energi", "63.11.01.2002", 2025, "hygiene", K.TRAINING, "Pelatihan kader STBM", 24, None),
    Did("bank", "63.11.06.2006", 2024, "sanitation", K.TOILETS, "Tangki septik komunal", 150, 60),
    Did("bank", "63.11.06.2009", 2026, "hygiene", K.HANDWASHING, "Cuci tangan sekolah", 18, 210),
    Did("sawit", "63.11.02.2004", 2023, "water", K.BOREHOLE, "Sumur bor karyawan", None, None),
    Did("sawit", "63.11.02.2005", 2024, "water", K.WATER_TRUCK, "Kirim air kemarau", 32, 900),
    Did("sawit", "63.11.02.2008", 2025, "water", K.BOREHOLE, "Sumur bor dan tandon", 110, 230),
    Did("sawit", "63.11.02", 2026, "hygiene", K.TRAINING, "Penyuluhan cuci tangan", None, None),
    Did("sawit", "63.11.08.2004", 2025, "water", K.WATER_REPAIR, "Perbaikan bak air", 47, 180),
    Did("tambang", "63.11.01.2001", 2023, "water", K.NEW_WATER, "Pengolahan air desa", 780, 1200),
    Did("tambang", "63.11.01.2004", 2024, "water", K.CONNECTIONS, "SR 120 rumah", 265, 430),
    Did("tambang", "63.11.01.2006", 2025, "sanitation", K.WASTEWATER, "IPAL komunal", 420, 250),
    Did("tambang", "63.11.06.2012", 2026, "water", K.BOREHOLE, "Sumur bor", None, 300, "planned"),
    Did("hijau", "63.11.03.2008", 2024, "water", K.WATER_REPAIR, "Lindungi mata air", 65, 310),
    Did("hijau", "63.11.03.2010", 2025, "hygiene", K.HANDWASHING, "Sekolah sehat", 28, 150),
    Did("amal", "63.11.04.2003", 2024, "sanitation", K.TOILETS, "Jamban 15 keluarga", 90, 54),
    Did(
        "amal",
        "63.11.04.2005",
        2026,
        "sanitation",
        K.TOILETS,
        "Jamban keluarga",
        60,
        None,
        "running",
    ),
    Did(
        "kayu",
        "63.11.08.2002",
        2023,
        "water",
        K.BOREHOLE,
        "Sumur bor balai desa",
        55,
        140,
        "stopped",
    ),
    Did("karet", "63.11.01.2008", 2025, "water", K.OTHER, "Tandon dan pompa", 38, 95),
    Did("mitra", "63.11.03.2004", 2025, "hygiene", K.TRAINING, "Pemicuan STBM", 72, 480),
    Did("semen", "63.09.01.2001", 2024, "water", K.BOREHOLE, "Sumur bor masjid", 64, 200),
    Did("semen", "63.09.01.2003", 2025, "sanitation", K.TOILETS, "Jamban 20 keluarga", 130, 71),
    Did(
        "tambang",
        "63.09.01.2006",
        2026,
        "water",
        K.NEW_WATER,
        "Perpipaan desa",
        510,
        820,
        "running",
    ),
]
HANDED = {1: "07/BAST/2024", 5: "112/BAST/2024", 12: "031/BAST/2023", 13: "", 18: "19/BAST/2024"}
CHECKED = {0: ("no", "no"), 1: ("yes", "yes"), 2: ("yes", "partly"), 7: ("partly", "yes")}
CHECKED |= {12: ("yes", "yes"), 14: ("no", "no"), 16: ("yes", "yes"), 21: ("yes", "unknown")}
CONFIRMED, ASKED, PUBLISHED_AFTER = 9, 17, 12


def tell_what_was_done(world: World) -> list[Activity]:
    """Write the register: by the sources themselves where they have people, else atas nama."""
    made = [recorded(world, row) for row in DID]
    take_over(world, made)
    look(world, made)
    hear_the_sources(world, made)
    tie(world, made)
    return made


def speaker(world: World, row: Did) -> Actor:
    """Return who writes: the source's own person, else the desk of the kabupaten."""
    if row.body in OWN:
        return world.actor(*OWN[row.body])
    in_pilot = row.place.startswith("63.11")
    return world.actor(*(("nur", "bappeda") if in_pilot else ("eka", "bappeda_tabalong")))


def recorded(world: World, row: Did) -> Activity:
    """Write one activity down as it was known at the end of its year."""
    facts = ActivityFacts(
        service=row.service,
        title=row.title,
        year=row.year,
        kind=row.kind,
        amount_rp=None if row.juta is None else row.juta * 1_000_000,
        gives_by="builds" if row.juta else "",
        state=ActivityState.BUILT if row.state == "stopped" else row.state,
        people=row.people,
        households=None if row.people is None else row.people // 4,
        source="" if row.body in OWN else "Laporan TJSL tahunan (simulasi)",
        known_on=date(row.year, 6 if row.year == 2026 else 12, 20),
    )
    with days_ago(38):
        return actions.record_activity(
            organisation=world.bodies[row.body],
            region=Region.objects.get(code=row.place),
            facts=facts,
            ground=None if row.body in OWN else GROUND,
            is_simulated=True,
            by=speaker(world, row),
        )


def take_over(world: World, made: list[Activity]) -> None:
    """Hand some over with their BAST, and stop one."""
    by = world.actor("nur", "bappeda")
    for number, paper_number in HANDED.items():
        thing = made[number]
        with days_ago(30):
            actions.hand_over(
                activity=thing,
                number=paper_number,
                on=date(thing.year, 12, 18) if paper_number else None,
                file=paper(f"BAST {paper_number} SIMULASI") if number == 1 else None,
                by=by,
            )
    for number, row in enumerate(DID):
        if row.state == "stopped":
            actions.stop_activity(activity=made[number], reason="Debit air habis.", by=by)


def look(world: World, made: list[Activity]) -> None:
    """Let facilitator, works agency and village say whether they work."""
    lookers = [("dimas", "sehat"), ("rudi", "pupr"), ("nur", "bappeda")]
    for turn, (number, (works, is_used)) in enumerate(CHECKED.items()):
        by = world.actor(*lookers[turn % len(lookers)])
        photos = [paper("FOTO SIMULASI")] if turn in (1, 4) else []
        facts = CheckFacts(
            on=date(2026, 3 + turn, 10), works=works, is_used=is_used, note="Dilihat sendiri."
        )
        with days_ago(20):
            actions.check_activity(
                activity=made[number],
                facts=facts,
                photos=PhotosGiven(photos, "Kepala desa (simulasi)" if turn == 4 else ""),
                by=by,
            )


def hear_the_sources(world: World, made: list[Activity]) -> None:
    """Let one source confirm, one agree and be published, one be asked; one publishes itself."""
    desk = world.actor("nur", "bappeda")
    with days_ago(12):
        confirm(world, made[CONFIRMED])
        actions.ask_source(activity=made[PUBLISHED_AFTER], to_publish=True, by=desk)
        confirm(world, made[PUBLISHED_AFTER])
        actions.ask_source(activity=made[ASKED], to_publish=True, by=desk)
    made[PUBLISHED_AFTER].refresh_from_db()
    actions.publish_activity(activity=made[PUBLISHED_AFTER], by=desk)
    made[1].refresh_from_db()
    actions.publish_activity(activity=made[1], by=world.actor("citra", "energi"))


def confirm(world: World, thing: Activity) -> None:
    """Let the holder of a personal link say that the record is right."""
    record = OnBehalf.objects.get(
        subject_label="activities.activity", subject_id=str(thing.pk), replaced_at__isnull=True
    )
    link, raw = links.create_link(
        purpose="confirm",
        organisation=record.organisation,
        subject=record,
        target="/",
        for_name="Narahubung (simulasi)",
        for_phone="",
        by=world.actor("nur", "bappeda"),
    )
    secret = f"demo-realisasi-{link.pk}"
    held = hold_link(raw=raw, secret=secret, by=Actor())
    by = parties.actor_by_link(held)
    confirm_on_behalf(on_behalf=record, by=by, link=held, secret=secret)


def tie(world: World, made: list[Activity]) -> None:
    """Tie one running activity to a partnership of its source."""
    partnership = Partnership.objects.filter(parties__organisation=world.bodies["energi"]).first()
    if partnership is not None:
        actions.link_activity(
            activity=made[3], partnership=partnership, by=world.actor("nur", "bappeda")
        )
