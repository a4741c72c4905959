"""The law of the demo: decrees, an instrument and a season of the district, and what rests on them.

Every number here is invented; the shipped register alone holds real instruments.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sambung.governance import actions as governance
from sambung.governance.models import (
    Decree,
    DecreeKind,
    InstrumentKind,
    LegalInstrument,
    Verification,
)
from sambung.partnerships import actions
from sambung.partnerships.models import DeclarationKind, DocumentKind, Partnership
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.road import paper
from sambung.web.management.demo.story import PILOT, World


@dataclass(frozen=True)
class Ruled:
    """A decree: dated so many days ago, in force until so many days from now."""

    kind: str
    number: str
    title: str
    ago: int
    until: int
    body: str  # whom it is about
    has_file: bool = True


WRITTEN = 110  # days ago
DECREES = (
    Ruled(DecreeKind.POKJA, "188.45/SIM-01/2026", "Pembentukan Pokja PKP", 300, 37, "pokja"),
    Ruled(DecreeKind.FORUM, "188.45/SIM-02/2025", "Pengurus Forum TJSL", 600, -20, "forum"),
    Ruled(DecreeKind.KPSPAMS, "03/SIM/2025", "Pengurus KPSPAMS", 420, 500, "kpspams_bihara", False),
)
OWN_RULE = {
    "kind": InstrumentKind.HEAD_REGULATION,
    "number": "SIM-12",
    "year": 2024,
    "title": "Tata cara kemitraan air minum dan sanitasi (simulasi)",
    "articles": "5",
    "matters": "Contoh saja: bukan peraturan nyata.",
    "source": "simulasi",
    "verification": Verification.UNVERIFIED,
}
SAID = (
    ("energi", "citra", DeclarationKind.VENDOR, "Penyedia pipa masih satu grup usaha (simulasi)."),
    ("desa_hauwai", "gani", DeclarationKind.LANDOWNER, "Tanah bak dihibahkan warga (simulasi)."),
    (
        "desa_hauwai",
        "gani",
        DeclarationKind.PERMIT,
        "Izin lintas jalan belum terbit (simulasi).",
    ),
)


def rest_on_law(world: World, running: dict[str, Partnership]) -> None:
    """Write down the district's own law and what the partnership of Hauwai cites and declares."""
    with days_ago(WRITTEN):
        decrees = write_law(world)
    with days_ago(105):
        cite(world, running["hauwai"], decrees)
        declare(world, running["hauwai"])
    with days_ago(9):
        keep_own_papers(world, running["hauwai"])


def write_law(world: World) -> list[Decree]:
    """Write an instrument, the decrees and one election season of the district."""
    desk, by, today = world.bodies["bappeda"], world.actor("nur", "bappeda"), timezone.localdate()
    governance.save_instrument(organisation=desk, facts=OWN_RULE, by=by)
    governance.set_season(
        organisation=desk,
        from_on=today + timedelta(days=100),
        to_on=today + timedelta(days=190),
        note="Masa pemilihan contoh (simulasi)",
        by=by,
    )
    return [write_decree(world, decree) for decree in DECREES]


def write_decree(world: World, decree: Ruled) -> Decree:
    """Write one decree with its validity, some with a drawn sheet."""
    now = timezone.localdate() + timedelta(days=WRITTEN)
    dated = now - timedelta(days=decree.ago)
    return governance.save_decree(
        organisation=world.bodies["bappeda"],
        facts={
            "kind": decree.kind,
            "number": decree.number,
            "title": f"{decree.title} (simulasi)",
            "dated_on": dated,
            "valid_from": dated,
            "valid_to": now + timedelta(days=decree.until),
            "region": Region.objects.get(code=PILOT),
            "issuer": world.bodies["pemkab"],
            "subject": world.bodies[decree.body],
        },
        upload=paper(f"KEPUTUSAN {decree.number}") if decree.has_file else None,
        by=world.actor("nur", "bappeda"),
    )


def cite(world: World, partnership: Partnership, decrees: list[Decree]) -> None:
    """Cite a shipped statute, the decree of the Pokja, and one that lapses meanwhile."""
    by = world.actor("nur", "bappeda")
    statute = LegalInstrument.objects.filter(key="uu-40-2007").first()
    if statute is not None:
        actions.cite(partnership=partnership, instrument=statute, articles="74", by=by)
    for decree in decrees[:2]:
        actions.cite(partnership=partnership, decree=decree, by=by)


def declare(world: World, partnership: Partnership) -> None:
    """Let parties say what others should know; keep one note for the desk alone."""
    for body, person, kind, text in SAID:
        actions.declare(
            partnership=partnership,
            organisation=world.bodies[body],
            kind=kind,
            text=text,
            by=world.actor(person, body),
        )
    actions.write_note(
        partnership=partnership,
        organisation=world.bodies["bappeda"],
        text="Tanyakan jadwal pencairan termin kedua sebelum rapat (simulasi).",
        by=world.actor("nur", "bappeda"),
    )


def keep_own_papers(world: World, partnership: Partnership) -> None:
    """Keep the desk's own minutes for all parties, and a draft that only the desk reads."""
    for title, is_private in (("Risalah rapat koordinasi", False), ("Konsep surat tegur", True)):
        actions.add_document(
            partnership=partnership,
            kind=DocumentKind.OTHER if is_private else DocumentKind.MINUTES,
            title=f"{title} (simulasi)",
            upload=paper(title.upper()),
            organisation=world.bodies["bappeda"],
            dated_on=timezone.localdate(),
            is_private=is_private,
            by=world.actor("nur", "bappeda"),
        )
