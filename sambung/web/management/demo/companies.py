"""Bappeda's dealings with the demo's companies: posts, talks, tasks, letters, seasons. Invented."""

from datetime import timedelta

from django.utils import timezone

from sambung.core.access import SYSTEM, Actor
from sambung.parties.actions import (
    add_contact,
    add_membership,
    dealings,
    letters,
    papers,
    register_person,
    successions,
    tasks,
)
from sambung.parties.models import Membership
from sambung.parties.queries import actor_for, letterhead_of
from sambung.parties.queries.papers import letter_draft
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import World

# company, unit, post, name, number; an invented number never reaches anybody
CONTACTS = [
    ("energi", "TJSL di lokasi", "Manajer TJSL", "Citra Lestari", "+6281100000001"),
    ("energi", "Hubungan pemerintah", "Staf hubungan pemerintah", "Yoga Permana", "+6281100000002"),
    ("sawit", "Kebun Juai", "Kepala kemitraan", "Rahmawati", "+6281100000003"),
    ("bank", "Kantor cabang", "Kepala cabang", "Bima Saputra", "+6281100000004"),
    ("tambang", "Kantor pusat", "Kepala bagian TJSL", "Hendra Gunawan", "+6281100000005"),
]
# company, kind, days ago, what was said
TALKS = [
    ("energi", "meeting", 40, "Menerima rencana air minum Hauwai; minta usulan resmi tertulis."),
    ("energi", "call", 12, "Yoga memastikan usulan dibahas pada rapat anggaran."),
    ("sawit", "message", 25, "Bersedia mendukung jamban di desa sekitar kebun, jumlah menyusul."),
    ("bank", "visit", 9, "Cabang meminta daftar penerima menurut desa, tanpa nama orang."),
    ("tambang", "letter_in", 60, "Kantor pusat meminta proposal sebelum akhir kuartal."),
]
# company, what, days from now
STEPS = [
    ("sawit", "Telepon untuk memastikan jumlah dukungan", 0),
    ("bank", "Kirim rekap jumlah keluarga per desa", 4),
    ("tambang", "Siapkan proposal ringkas dua halaman", 20),
]
# company, months for proposals counted from now, months of decision counted from now
SEASONS = [("energi", (9, 10), (1,)), ("sawit", (0, 1), (2,)), ("tambang", (3, 4, 5), (7,))]
RINGS = [
    ("energi", "63.11.02.2001", "dokumen AMDAL 2021"),
    ("energi", "63.11.01.2014", "keterangan perusahaan"),
    ("sawit", "63.11.01.2014", "peta kebun 2023"),
]


def deal(world: World) -> None:
    """Let Bappeda's officer keep what a first month brings; her forerunner has handed over."""
    with days_ago(30):
        hand_over(world)
    by = world.actor("nur", "bappeda")
    meet(world, by)
    plan(world, by)
    write(world, by)


def hand_over(world: World) -> None:
    """Pass the desk of the officer before to Nur: his tasks and contacts wait with her now."""
    desk = world.bodies["bappeda"]
    old = register_person(
        name="Pak Arif (simulasi)",
        email="arif@contoh.example",
        password="",
        is_simulated=True,
        by=SYSTEM,
    )
    hat = add_membership(user=old, organisation=desk, role="officer", by=SYSTEM)
    arif = actor_for(old, worn_id=desk.pk)
    energi = world.bodies["energi"]
    tasks.add_task(
        text="Kirim surat permohonan audiensi",
        due_on=timezone.localdate() + timedelta(days=27),
        organisation=energi,
        url=energi.get_absolute_url(),
        by=arif,
    )
    successor = Membership.objects.get(user=world.people["nur"], organisation=desk)
    successions.pass_duties(membership=hat, successor=successor, by=arif)


def meet(world: World, by: Actor) -> None:
    """Write down who sits in which post and what was said."""
    told = timezone.localdate() - timedelta(days=30)
    for number, (key, unit, title, name, phone) in enumerate(CONTACTS):
        add_contact(
            organisation=world.bodies[key],
            unit=unit,
            title=title,
            name=name,
            phone=phone,
            told_on=told if number % 2 == 0 else None,
            by=by,
        )
    for key, kind, days, text in TALKS:
        dealings.record_interaction(
            organisation=world.bodies[key],
            kind=kind,
            on=timezone.localdate() - timedelta(days=days),
            text=text,
            by=by,
        )


def plan(world: World, by: Actor) -> None:
    """Set next steps, seasons and ring villages."""
    today = timezone.localdate()
    for key, text, days in STEPS:
        company = world.bodies[key]
        tasks.add_task(
            text=text,
            due_on=today + timedelta(days=days),
            organisation=company,
            url=company.get_absolute_url(),
            by=by,
        )
    for key, proposals, decision in SEASONS:
        dealings.save_season(
            company=world.bodies[key],
            version=0,
            proposals_months=[(today.month - 1 + ahead) % 12 + 1 for ahead in proposals],
            decision_months=[(today.month - 1 + ahead) % 12 + 1 for ahead in decision],
            source="pembicaraan dengan perusahaan",
            by=by,
        )
    for key, code, source in RINGS:
        village = Region.objects.get(code=code)
        dealings.add_ring_village(company=world.bodies[key], village=village, source=source, by=by)


def write(world: World, by: Actor) -> None:
    """Write one letter that waits to be sent."""
    desk, company = world.bodies["bappeda"], world.bodies["energi"]
    if letterhead_of(desk.pk) is None:
        papers.save_letterhead(
            organisation=desk, version=0, lines=desk.name.upper(), place="Paringin", by=by
        )
    meeting = timezone.localdate() + timedelta(days=10)
    letters.draft_letter(
        organisation=company,
        kind="audience",
        number="050/017/Bappeda (simulasi)",
        dated_on=timezone.localdate(),
        fields={
            **letter_draft("audience", company, None),
            "event_on": meeting.isoformat(),
            "event_time": "pukul 09.00 WITA sampai selesai",
            "event_place": "Ruang rapat Bappeda",
            "event_agenda": "Pembahasan dukungan air minum dan sanitasi",
        },
        by=by,
    )
