"""Paper forms of the demo: drawn pictures of filled forms, two that wait and one typed."""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from sambung.core.access import ANONYMOUS
from sambung.exchange.actions import paper as papers
from sambung.exchange.actions import typing
from sambung.exchange.actions.typing import Typed
from sambung.exchange.models import PaperForm, PaperKind
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import World

FONT = Path(settings.BASE_DIR) / "data" / "fonts"
PAGE, INK, PEN, RULE = (1000, 1414), "#14212B", "#1B3C8C", "#7C8D97"
UREN = [
    ("Desa / kelurahan", "Uren"),
    ("Dusun, RT, atau kampung", "RT 2 dan RT 3"),
    ("Apa masalahnya?", "Air diambil dari sungai, keruh bila hujan."),
    ("", "Anak-anak sering sakit perut."),
    ("Air sekarang diambil dari", "sungai          Jauhnya 650 meter"),
    ("Berapa yang belum terlayani?", "64 KK          231 orang"),
    ("Dihitung oleh", "kader posyandu"),
    ("Yang sanggup ditanggung", "tenaga 300 hari orang, batu dan pasir"),
    ("Iuran", "Rp10.000 per KK per bulan"),
]
PUDAK = [
    ("Desa / kelurahan", "Pudak"),
    ("Apa masalahnya?", "Banyak rumah belum punya jamban sehat."),
    ("Kebanyakan warga buang air", "cubluk dan sungai"),
    ("Berapa yang belum terlayani?", "38 KK          140 orang"),
    ("Yang sanggup ditanggung", "tenaga, bahan setempat"),
]
TYPED = {
    "hamlet": "Dusun Atas",
    "service": "water",
    "problem": "Sumur warga kering bulan Agustus sampai Oktober.",
    "source_now": "open_well",
    "people": 118,
    "households": 34,
    "counted_by": "kader desa",
    "has_labour": True,
    "labour_person_days": 200,
}
ATAS = [
    ("Desa / kelurahan", "Kambiyain, Dusun Atas"),
    ("Apa masalahnya?", "Sumur warga kering bulan Agustus sampai Oktober."),
    ("Berapa yang belum terlayani?", "34 KK          118 orang"),
    ("Dihitung oleh", "kader desa"),
    ("Yang sanggup ditanggung", "tenaga 200 hari orang"),
]


def drawn(rows: list[tuple[str, str]]) -> SimpleUploadedFile:
    """Return the picture of a form filled in by hand, as a phone would send it."""
    page = Image.new("RGB", PAGE, "#FBFAF6")
    pencil = ImageDraw.Draw(page)
    head = ImageFont.truetype(str(FONT / "plus-jakarta-sans-800.ttf"), 44)
    small = ImageFont.truetype(str(FONT / "plus-jakarta-sans-400.ttf"), 22)
    hand = ImageFont.truetype(str(FONT / "plus-jakarta-sans-500.ttf"), 32)
    pencil.text((70, 70), "Formulir usulan", INK, head)
    pencil.text((70, 132), "Air minum, sanitasi, dan higiene (gambar contoh)", RULE, small)
    pencil.line([(70, 180), (930, 180)], "#0B6E8F", 4)
    top = 220
    for label, words in rows:
        pencil.text((70, top), label, INK, small)
        pencil.text((84 + top % 17, top + 36), words, PEN, hand)
        pencil.line([(70, top + 86), (930, top + 86)], RULE, 2)
        top += 118
    pencil.text((300, 1320), "SIMULASI", "#8A5A00", head)
    out = BytesIO()
    page.rotate(-0.8, fillcolor="#8F8A80").save(out, "JPEG", quality=80)
    return SimpleUploadedFile("formulir.jpg", out.getvalue(), "image/jpeg")


def send_papers(world: World) -> list[PaperForm]:
    """Send three filled forms: one of a facilitator, one of a stranger, one that is typed."""
    dimas, nur = world.actor("dimas", "sehat"), world.actor("nur", "bappeda")
    kind, simulated = PaperKind.PROPOSAL, True
    with days_ago(6):
        first = papers.send_paper(
            kind=kind,
            region=Region.objects.get(code="63.11.02.2019"),
            pages=[drawn(UREN)],
            by=dimas,
            note="Diserahkan kepala desa waktu kunjungan.",
            is_simulated=simulated,
        )
    with days_ago(2):
        second = papers.send_paper(
            kind=kind,
            region=Region.objects.get(code="63.11.03.2008"),
            pages=[drawn(PUDAK)],
            by=ANONYMOUS,
            name="Warga Pudak (simulasi)",
            phone="+6281200000000",
            is_simulated=simulated,
        )
    with days_ago(12):
        third = papers.send_paper(
            kind=kind,
            region=Region.objects.get(code="63.11.08.2012"),
            pages=[drawn(ATAS)],
            by=dimas,
            is_simulated=simulated,
        )
    with days_ago(11):
        typed = Typed(TYPED, kept={name: str(value) for name, value in TYPED.items()})
        proposer = world.bodies["desa_kambiyain"]
        typing.type_proposal(form=third, typed=typed, by=nur, proposer=proposer)
    return [first, second, third]
