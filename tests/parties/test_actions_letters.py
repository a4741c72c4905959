"""Letters: drafted, changed until sent, frozen with their head; and the DOCX read back."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from sambung.core.access import Conflict, Refused
from sambung.parties.actions import letters, papers
from sambung.parties.models import Interaction, LetterKind
from sambung.parties.queries import papers as words
from sambung.parties.views.documents import letter_docx
from tests.parties.test_actions_papers import head, png

pytestmark = pytest.mark.db
DAY = date(2026, 11, 23)
ODD = 'PT "A & B" <Tbk> {{ 7*7 }} {% x %} ' + "Sangatpanjangsekali" * 8


def letter(cast, kind="audience", **fields):
    draft = words.letter_draft(kind, cast.company, None)
    return letters.draft_letter(
        organisation=cast.company,
        kind=kind,
        number="050/123/Bappeda",
        dated_on=DAY,
        fields={**draft, **fields},
        by=cast.actor(cast.ayu),
    )


def spoken(content: bytes) -> str:
    """Return all texts of a Word file: header, tables, paragraphs."""
    document = Document(BytesIO(content))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    parts = [document, document.sections[0].header, *cells]
    return "\n".join(paragraph.text for part in parts for paragraph in part.paragraphs)


@pytest.mark.parametrize("kind", LetterKind.values)
def test_letter_is_a_word_file_with_every_line_of_the_official_form(cast, kind):
    head(
        cast,
        lines="PEMERINTAH KABUPATEN BALANGAN\nBAPPERIDA",
        place="Paringin",
        signatory_title="Kepala",
        signatory_name="Dr. Siti & Budi, M.T.",
        signatory_number="197001011990031001",
        logo=SimpleUploadedFile("lambang.png", png()),
    )
    row = letter(cast, kind, event_on="2026-12-01", copies="Bupati Balangan\nArsip")
    top = words.letterhead_of(cast.bappeda.pk)
    said = spoken(letter_docx(kind, words.letter_words(row, top), top.logo))
    for text in (
        "PEMERINTAH KABUPATEN BALANGAN",
        "BAPPERIDA",
        "Paringin, 23 November 2026",
        "050/123/Bappeda",
        "PT Contoh Banua Energi",
        "di tempat",
        "Dr. Siti & Budi, M.T.",
        "NIP 197001011990031001",
        "1. Bupati Balangan",
        "2. Arsip",
        "SIMULASI",
    ):
        assert text in said, text
    assert ("Selasa, 1 Desember 2026" in said) == (kind in {"audience", "invitation"})
    assert "{{" not in said
    assert "{%" not in said


def test_letter_with_odd_signs_and_long_names_survives(cast):
    row = letter(cast, recipient=f"{ODD}\nbaris \x0b dua", opening=f"{ODD}\n\n& <b>dua</b>")
    said = spoken(letter_docx(row.kind, words.letter_words(row, None), None))
    assert said.count(ODD.strip()) == 2
    assert "baris  dua" in said
    assert "& <b>dua</b>" in said
    assert "BAPPEDA BALANGAN" in said


def test_letter_is_not_marked_between_real_houses(cast):
    row = letter(cast)
    row.kept_by.is_simulated = row.organisation.is_simulated = False
    assert words.letter_words(row, None).simulation == ""


def test_letter_sent_is_frozen_logged_and_taken_back(cast):
    head(cast)
    ayu, row = cast.actor(cast.ayu), letter(cast)
    sent = letters.send_letter(letter=row, by=ayu, version=1, sent_on=DAY)
    assert sent.interaction.text == "Permohonan audiensi – 050/123/Bappeda"
    given = {"letter": sent, "by": ayu, "version": 2}
    with pytest.raises(Conflict, match="sudah ditandai terkirim"):
        letters.update_letter(**given, dated_on=DAY, fields={})
    with pytest.raises(Conflict):
        letters.discard_letter(**given)
    papers.save_letterhead(organisation=cast.bappeda, by=ayu, version=1, lines="LAIN")
    now = words.letterhead_of(cast.bappeda.pk)
    assert words.letter_words(sent, now).head_own == "BAPPEDA"
    back = letters.unsend_letter(**given)
    assert words.letter_words(back, now).head_own == "LAIN"
    assert Interaction.objects.get().removed_at
    with pytest.raises(Conflict, match="belum ditandai"):
        letters.unsend_letter(letter=back, by=ayu, version=3)
    letters.discard_letter(letter=back, by=ayu, version=3)


def test_letter_is_written_by_its_own_house_alone(cast):
    row = letter(cast)
    for person in (cast.eka, cast.citra, cast.hana):
        actor = cast.actor(person)
        assert not words.letters_visible_to(actor).exists()
        with pytest.raises(Refused):
            letters.send_letter(letter=row, by=actor, version=1, sent_on=DAY)
    with pytest.raises(Conflict):
        letters.update_letter(
            letter=row, by=cast.actor(cast.ayu), version=9, dated_on=DAY, fields={}
        )
