import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from io import BytesIO

import docx as word
import pypdfium2
import pytest
from PIL import Image

from sambung.core import papers
from sambung.core.papers import Head, Paper, Picture, Section, Signer, Table

ODD = r"#evil() $x$ @ref \ <tag> *a* _b_ `c` // & 100% ~ {x} [y] 'z' \"q\""


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 60), "#88aacc").save(out, "JPEG")
    return out.getvalue()


def a_paper(**given: object) -> Paper:
    paper = Paper(
        title="PERJANJIAN KERJA SAMA",
        head=Head(("PEMERINTAH KABUPATEN CONTOH", "BAPPEDA"), "Jalan Contoh 1"),
        subtitle=f"TENTANG {ODD}",
        numbers=("Nomor: 1/2026", "Nomor: 2/X/2026"),
        opening=(f"Pada hari ini {ODD}.",),
        sections=(
            Section("RUANG LINGKUP", ("(1) Yang pertama.", "a. hurufnya"), label="Pasal 1"),
            Section(
                "Sumber",
                ("Baris satu\nbaris dua",),
                (
                    Table((), (("Nama", "Budi"), ("Desa", ODD))),
                    Table(
                        ("No.", "Uraian", "Nilai"),
                        (("1", f"Pipa {ODD}", "Rp5.000"), ("2", "Semen")),
                        frozenset({2}),
                        ("", "Jumlah", "Rp5.000"),
                        "Tabel 1",
                    ),
                ),
                pictures=(Picture("a" * 64, "Foto 50%"), Picture("b" * 64, "Foto hilang")),
            ),
        ),
        closing=("Demikian dibuat.",),
        place_and_day="Contoh, 3 Maret 2026",
        signers=(
            Signer("PIHAK KESATU", "Ayu", "Kepala", "NIP 1", meterai=True),
            Signer("PIHAK KEDUA", "Budi", "Direktur"),
            Signer("PIHAK KETIGA", "Citra", "Ketua"),
        ),
        witnesses=(Signer("Camat", "Dimas"),),
        footer="Perjanjian",
        annexes=(Section("DAFTAR ASET", ("Isi lampiran.",), label="Lampiran I"),),
    )
    return replace(paper, **given)


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def words_of_docx(content: bytes) -> list[str]:
    """Every text of the body, in order, tables and all."""
    body = word.Document(BytesIO(content)).element.body
    texts = []
    for each in body.iter():
        if each.tag.endswith("}t"):
            texts.append(each.text or "")
        elif each.tag.endswith(("}p", "}br", "}tab")):
            texts.append(" ")
    return plain("".join(texts))


def plain(text: str) -> list[str]:
    """The words alone, sorted: the two set blocks side by side in different orders."""
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufffe", "")
    return sorted(re.sub(r"\s+", " ", text).split())


def words_of_pdf(content: bytes, footer: str = "Perjanjian") -> list[str]:
    kept = []
    for text in pages_of(content):
        lines = [line.strip() for line in text.splitlines()]
        kept += [line for line in lines if not re.fullmatch(rf"({footer})? ?\d+ dari \d+", line)]
    return plain(" ".join(line for line in kept if line != footer))


def test_docx_and_pdf_say_the_same_words():
    paper = a_paper()
    assert words_of_docx(papers.docx(paper)) == words_of_pdf(papers.pdf(paper))


def test_a_paper_comes_back_from_json_as_it_was():
    paper = a_paper(watermark="SIMULASI", language="en")
    assert papers.from_json(json.loads(json.dumps(papers.to_json(paper)))) == paper


def test_a_paper_kept_before_pictures_and_logos_existed_is_still_read():
    content = {"title": "A", "head": {"lines": ["X"]}, "sections": [{"heading": "H"}]}
    paper = papers.from_json(content)
    assert paper.sections[0].pictures == () and paper.head and paper.head.logo == ""


def test_the_same_paper_gives_the_same_pdf():
    assert papers.pdf(a_paper()) == papers.pdf(a_paper())


@pytest.mark.parametrize(
    "odd", [ODD, "مرحبا بالعالم", "x" * 900, "a\x00b\x08c", "=cmd|' /C calc'!A0", "😀 ½ ≤ ₂"]
)
def test_texts_of_people_are_data_in_both(odd: str):
    paper = a_paper(opening=(odd,), sections=(Section(odd, (odd,)),), title=odd)
    assert papers.pdf(paper).startswith(b"%PDF-")
    assert word.Document(BytesIO(papers.docx(paper))).paragraphs


def test_texts_of_people_are_printed_as_they_were_typed():
    pages = " ".join(pages_of(papers.pdf(a_paper()))).replace("\r\n", " ")
    assert ODD in pages


def test_every_page_has_its_number_and_the_head_of_a_long_table_is_repeated():
    rows = tuple((str(n), f"Uraian {n}", "Rp1") for n in range(150))
    table = Table(("No.", "Uraian", "Nilai"), rows)
    paper = a_paper(sections=(Section("Isi", (), (table,)),))
    pages = pages_of(papers.pdf(paper))
    assert len(pages) >= 4
    for at, page in enumerate(pages, 1):
        assert f"{at} dari {len(pages)}" in page
    assert sum("Uraian\r\nNilai" in page or "Uraian Nilai" in page for page in pages) >= 3
    xml = zipfile.ZipFile(BytesIO(papers.docx(paper))).read("word/document.xml").decode()
    assert xml.count("w:tblHeader") == 1 and "w:cantSplit" in xml


def test_a_simulated_paper_says_so_across_every_page_of_both():
    paper = a_paper(watermark="SIMULASI")
    assert all("SIMULASI" in page for page in pages_of(papers.pdf(paper)))
    kept = zipfile.ZipFile(BytesIO(papers.docx(paper)))
    header = [name for name in kept.namelist() if name.startswith("word/header")]
    assert any('string="SIMULASI"' in kept.read(name).decode() for name in header)
    plain_one = zipfile.ZipFile(BytesIO(papers.docx(a_paper())))
    assert not any("SIMULASI" in plain_one.read(n).decode("latin1") for n in plain_one.namelist())


def test_the_footer_of_the_docx_counts_its_pages():
    kept = zipfile.ZipFile(BytesIO(papers.docx(a_paper())))
    footer = next(n for n in kept.namelist() if n.startswith("word/footer"))
    text = kept.read(footer).decode()
    assert 'w:instr="PAGE"' in text and 'w:instr="NUMPAGES"' in text and " dari " in text


def test_pictures_are_set_where_their_bytes_are_given():
    given = {"a" * 64: picture(), "unasked": b"never read"}
    paper = a_paper(head=Head(("X",), "", logo="a" * 64))
    made = word.Document(BytesIO(papers.docx(paper, pictures=given)))
    assert len(made.inline_shapes) == 2
    assert len(papers.pdf(paper, pictures=given)) > len(papers.pdf(paper))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 8])
def test_any_number_of_parties_signs(count: int):
    signers = tuple(Signer(f"PIHAK {n}", f"Nama{n}", "Ketua", meterai=True) for n in range(count))
    paper = a_paper(signers=signers)
    text = " ".join(pages_of(papers.pdf(paper)))
    assert all(f"Nama{n}" in text for n in range(count))
    assert words_of_docx(papers.docx(paper)) == words_of_pdf(papers.pdf(paper))


def test_an_english_paper_counts_its_pages_in_english():
    pages = pages_of(papers.pdf(a_paper(language="en")))
    assert f"1 of {len(pages)}" in pages[0] and "Witnesses" in " ".join(pages)


def test_a_table_without_rows_and_a_paper_without_anything_are_set():
    bare = Paper(title="A", sections=(Section(tables=(Table((), ()), Table(("A",), ()))),))
    assert papers.pdf(bare) and papers.docx(bare)
