"""The paper is one page, whatever it has to say, and says PRATINJAU and SIMULASI where it must."""

import random
import re

import pypdfium2
import pytest
from django.utils.translation import override

from sambung.activities.models import Activity, ActivityState, Answer
from sambung.activities.queries import recaps
from sambung.core.access import SYSTEM
from sambung.parties.models import Letterhead
from sambung.regions.models import Boundary, Service

HEAD = recaps.Head(
    ("PEMERINTAH KABUPATEN BALANGAN", "BADAN PERENCANAAN PEMBANGUNAN DAERAH"),
    address="Jalan Contoh Nomor 1",
    place="Paringin",
    signatory_name="Nama Contoh",
    signatory_title="Kepala Badan",
    signatory_number="000",
)
LONG_HEAD = recaps.Head(
    ("PEMERINTAH KABUPATEN YANG NAMANYA SANGAT PANJANG",) * 8,
    address="Jalan yang panjang " * 15,
    place="Kota " * 15,
    signatory_name="Nama " * 23,
    signatory_title="Jabatan " * 19,
    signatory_number="1" * 30,
)
SQUARE = '{"type":"Polygon","coordinates":[[[115.3,-2.6],[115.9,-2.6],[115.9,-2.0],[115.3,-2.6]]]}'


def fill(cast, size: int, *, name: str = "Kegiatan", is_simulated: bool = False) -> None:
    """Insert so many activities in Balangan, seeded."""
    chance = random.Random(size)
    codes = ["63.11.02.2001", "63.11.02.2002", "63.11.05.2001", "63.11"]
    sources = [cast.company, cast.utility, cast.facilitators]
    Activity.objects.bulk_create(
        Activity(
            organisation=chance.choice(sources),
            region=cast.regions[chance.choice(codes)],
            service=chance.choice(Service.values),
            state=chance.choice(ActivityState.values),
            works=chance.choice(Answer.values),
            title=name,
            year=2026,
            amount_rp=chance.choice([None, 10**15, 5_000_000]),
            people=chance.choice([None, 1_000_000]),
            recorded_in=cast.bappeda,
            is_simulated=is_simulated,
        )
        for _number in range(size)
    )


def page_of(cast, head=HEAD, **given):
    """Return the PDF and the text of its only page."""
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    content = recaps.pdf_of(recaps.document_of(figures, head, **given))
    paper = pypdfium2.PdfDocument(content)
    try:
        assert len(paper) == 1
        page = paper[0]
        textpage = page.get_textpage()
        text = textpage.get_text_bounded()
        textpage.close()
        page.close()
    finally:
        paper.close()
    return content, re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("size", [0, 1, 8, 200])
@pytest.mark.parametrize("head", [HEAD, LONG_HEAD], ids=["usual", "long"])
def test_paper_is_one_page_at_any_size(size, head, cast):
    Boundary.objects.create(region=cast.regions["63.11.02"], geometry=SQUARE, source="uji")
    for thing in (cast.company, cast.utility, cast.facilitators):
        thing.name = f"{thing.name} {'dengan nama sangat panjang ' * 4}".strip()
        thing.save()
    fill(cast, size, name="Nama kegiatan yang panjang sekali " * 5)
    _content, text = page_of(cast, head)
    assert "Halaman 1 dari 1" in text
    assert "PRATINJAU" in text


def test_many_places_are_cut_with_the_number_left(cast):
    fill(cast, 60)
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    many = tuple(figures.served_places[:1] * 40)
    document = recaps.document_of(
        figures.__class__(**{**vars(figures), "places": many, "items": ()}), HEAD
    )
    assert len(document["table"]["rows"]) == 14
    assert document["table"]["more"] == "dan 26 lainnya, lihat lampiran XLSX"


def test_simulated_rows_mark_the_paper_and_an_issued_one_is_no_preview(cast):
    fill(cast, 3, is_simulated=True)
    _content, text = page_of(cast, number="050/9/2026", is_preview=False)
    assert "SIMULASI" in text
    assert "PRATINJAU" not in text
    assert "Nomor: 050/9/2026" in text


def test_real_rows_carry_no_mark(cast):
    fill(cast, 3)
    _content, text = page_of(cast, is_preview=False)
    assert "SIMULASI" not in text


def test_same_data_give_the_same_bytes(cast):
    fill(cast, 5)
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    document = recaps.document_of(figures, HEAD)
    assert recaps.pdf_of(document) == recaps.pdf_of(document)


def test_paper_is_indonesian_whatever_the_reader_reads(cast):
    fill(cast, 2)
    figures = recaps.recap_of(cast.regions["63.11"], 2026, SYSTEM)
    with override("en"):
        document = recaps.document_of(figures, HEAD)
    assert document["attention_head"] == "Perlu perhatian"


def test_letterhead_is_frozen_by_its_lines(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert recaps.head_of(None, "Bappeda Balangan").lines == ("BAPPEDA BALANGAN",)
    letterhead = Letterhead(organisation=cast.bappeda, lines="SATU\n\nDUA", place="Paringin")
    head = recaps.head_of(letterhead, "Bappeda")
    assert (head.lines, head.logo, head.place) == (("SATU", "DUA"), "", "Paringin")
