"""Write the templates of the letters an officer sends: official form, filled by docxtpl.

    .venv/bin/python script/letters.py

Writes sambung/parties/templates/parties/letters/*.docx. An office may replace a file by its own as
long as the words in double braces stay; this script is only how the first ones were made.
"""

import zipfile
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Letter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).resolve().parents[1] / "sambung/parties/templates/parties/letters"
WITH_EVENT = {"audience": True, "invitation": True, "thanks": False, "reminder": False}
EVENT = (
    ("hari, tanggal", "event_day"),
    ("waktu", "event_time"),
    ("tempat", "event_place"),
    ("acara", "event_agenda"),
)
HEAD = (("Nomor", "number"), ("Sifat", "nature"), ("Lampiran", "attachment"), ("Hal", "subject"))


def page() -> Letter:
    """Return an empty A4 page with the margins and the type of an official letter."""
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(2.0)
    style = letter.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.paragraph_format.space_after = Pt(0)
    return letter


def line(under: Letter | _Cell, text: str, **look: object) -> Paragraph:
    """Add one paragraph: align, bold, size, after (points), indent (centimetres)."""
    paragraph = under.add_paragraph()
    shape(paragraph, text, **look)
    return paragraph


def shape(paragraph: Paragraph, text: str, **look: object) -> None:
    """Write the text into a paragraph with its look."""
    run = paragraph.add_run(text)
    run.bold = bool(look.get("bold"))
    run.underline = bool(look.get("underline"))
    if size := look.get("size"):
        run.font.size = Pt(float(str(size)))
    if align := look.get("align"):
        paragraph.alignment = align  # type: ignore[assignment]
    paragraph.paragraph_format.space_after = Pt(float(str(look.get("after", 0))))
    if indent := look.get("indent"):
        paragraph.paragraph_format.left_indent = Cm(float(str(indent)))


def first(cell: _Cell, text: str, **look: object) -> None:
    """Write into the paragraph a cell always has."""
    shape(cell.paragraphs[0], text, **look)


def rule_below(paragraph: Paragraph) -> None:
    """Draw the thick and thin line that ends a letterhead."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "4")):
        bottom.set(qn(f"w:{name}"), value)
    bottom.set(qn("w:color"), "000000")
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def mark(letter: Letter) -> None:
    """Put the place for the SIMULASI mark into the header of every page."""
    paragraph = letter.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run("{{ simulation }}")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(14), RGBColor(0xB3, 0x26, 0x1E)


def letterhead(letter: Letter) -> None:
    """Draw the head: emblem at the left, lines in the middle, address, double rule."""
    table = letter.add_table(rows=1, cols=2)
    table.autofit = False
    emblem, words = table.rows[0].cells
    wide(table, (2.4, 14.1))
    first(emblem, "{{ logo }}")
    centre = WD_ALIGN_PARAGRAPH.CENTER
    first(words, "{%p for above in head_above %}")
    line(words, "{{ above }}", align=centre, size=13)
    line(words, "{%p endfor %}")
    line(words, "{{ head_own }}", align=centre, size=15, bold=True)
    line(words, "{{ address }}", align=centre, size=9)
    rule_below(line(letter, "", size=2, after=8))


def addressed(letter: Letter) -> None:
    """Write number, character, enclosures, subject; place and date; to whom."""
    line(letter, "{{ place_and_date }}", align=WD_ALIGN_PARAGRAPH.RIGHT, after=6)
    pairs(letter, HEAD, 2.4)
    line(letter, "", after=4)
    line(letter, "Yth.")
    line(letter, "{%p for one in recipient %}")
    line(letter, "{{ one }}")
    line(letter, "{%p endfor %}")
    line(letter, "di {{ recipient_place }}", after=14)


def pairs(letter: Letter, rows: tuple[tuple[str, str], ...], width: float) -> None:
    """Write a borderless table of names and values."""
    table = letter.add_table(rows=0, cols=3)
    table.autofit = False
    for name, key in rows:
        cells = table.add_row().cells
        first(cells[0], name)
        first(cells[1], ":")
        first(cells[2], "{{ " + key + " }}", bold=key == "subject")
    wide(table, (width, 0.5, 16 - width))


def wide(table: Table, widths: tuple[float, ...]) -> None:
    """Set the columns' widths in centimetres: Word reads the cells, LibreOffice the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def paragraphs(letter: Letter, key: str) -> None:
    """Write the place of several paragraphs, justified with a first line set in."""
    line(letter, "{%p for paragraph in " + key + " %}")
    body = line(letter, "{{ paragraph }}", align=WD_ALIGN_PARAGRAPH.JUSTIFY, after=8)
    body.paragraph_format.first_line_indent = Cm(1.25)
    body.paragraph_format.line_spacing = 1.15
    line(letter, "{%p endfor %}")


def signed(letter: Letter) -> None:
    """Write who signs, at the right, and who gets a copy."""
    for text, look in (
        ("{{ signatory_title }},", {"after": 44}),
        ("{{ signatory_name }}", {"bold": True, "underline": True}),
        ("{{ signatory_number }}", {"after": 12}),
    ):
        paragraph = line(letter, text, **look)
        paragraph.paragraph_format.left_indent = Cm(9)
        paragraph.paragraph_format.keep_with_next = True
    line(letter, "{%p if copies %}")
    line(letter, "Tembusan:")
    line(letter, "{%p for copy in copies %}")
    line(letter, "{{ loop.index }}. {{ copy }}")
    line(letter, "{%p endfor %}")
    line(letter, "{%p endif %}")


def build(with_event: bool) -> bytes:
    """Return one template as a file whose times are fixed: same words, same bytes."""
    letter = page()
    mark(letter)
    letterhead(letter)
    addressed(letter)
    paragraphs(letter, "opening")
    if with_event:
        pairs(letter, EVENT, 3.4)
        line(letter, "", after=6)
    paragraphs(letter, "closing")
    line(letter, "", after=6)
    signed(letter)
    letter.core_properties.author = "Sambung"
    out = BytesIO()
    letter.save(out)
    return without_times(out.getvalue())


def without_times(content: bytes) -> bytes:
    """Return the archive with one fixed time for every part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind, with_event in WITH_EVENT.items():
        (FOLDER / f"{kind}.docx").write_bytes(build(with_event))


if __name__ == "__main__":
    main()
