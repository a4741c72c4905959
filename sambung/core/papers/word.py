"""A paper as DOCX: the same words as the PDF, in the styles an office edits."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from sambung.core.papers import saying
from sambung.core.papers.paper import Head, Paper, Section, Signer, Table

FONT, SIZE = "Arial", 10.5
TEXT_MM = 165  # A4 without its margins
SOFT = RGBColor(0x4A, 0x5B, 0x67)
PICTURE_MM = 76
WATERMARK = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="Watermark" o:spid="_x0000_s1025" type="#_x0000_t136" style="position:absolute;'
    "margin-left:0;margin-top:0;width:440pt;height:110pt;rotation:322;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#e6d5b3" '
    'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;'
    'font-size:1pt;font-weight:bold" string=""/></v:shape></w:pict></w:r>'
)


def docx(paper: Paper, *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return the paper as DOCX; a picture whose bytes are not given leaves its caption alone."""
    paper, given = saying.cleaned(paper), dict(pictures or {})
    document = new_document()
    set_page(document, paper)
    write_head(document, paper.head, given)
    write_title(document, paper)
    for paragraph in paper.opening:
        say(document, paragraph)
    for part in paper.sections:
        write_section(document, part, given)
    for paragraph in paper.closing:
        say(document, paragraph)
    write_signing(document, paper)
    for part in paper.annexes:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        write_section(document, part, given)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def set_page(document: Document, paper: Paper) -> None:
    """Set A4, margins, the typeface, the footer with its page numbers, and the watermark."""
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(25), Mm(20)
    page.top_margin, page.bottom_margin = Mm(20), Mm(22)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_after = Pt(6)
    document.core_properties.title = paper.title[:250]
    document.core_properties.author = "Sambung"
    document.core_properties.language = paper.language
    write_footer(page.footer.paragraphs[0], paper)
    if paper.watermark:
        shape = parse_xml(WATERMARK)
        shape.find(".//{urn:schemas-microsoft-com:vml}shape/*[@string]").set(
            "string", paper.watermark
        )
        page.header.paragraphs[0]._p.append(shape)


def write_footer(line: Paragraph, paper: Paper) -> None:
    """Write the footer: the paper's own words on the left, 1 dari n on the right."""
    stops, words_of = line.paragraph_format.tab_stops, saying.words_of(paper)
    for stop in list(stops):
        stop.clear()
    stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    for words, counted in ((f"{paper.footer}\t", "PAGE"), (f" {words_of['of']} ", "NUMPAGES")):
        run = line.add_run(words)
        run.font.size, run.font.color.rgb = Pt(8), SOFT
        add_field(line, counted)


def add_field(line: Paragraph, name: str) -> None:
    """Add a field that the office reckons, such as the number of the page."""
    run = line.add_run("1")
    run.font.size, run.font.color.rgb = Pt(8), SOFT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run._r.addprevious(field)
    field.append(run._r)


def write_head(document: Document, head: Head | None, pictures: dict[str, bytes]) -> None:
    """Write the letterhead over a double line."""
    if head is None:
        return
    if head.logo in pictures:
        line = centred(document)
        line.add_run().add_picture(BytesIO(pictures[head.logo]), height=Mm(18))
    for at, words in enumerate(head.lines):
        last = at == len(head.lines) - 1
        bold(centred(document, 0), words, 13 if last else 11.5)
    line = centred(document, 8)
    line.add_run(head.address).font.size = Pt(8.5)
    border_below(line)


def write_title(document: Document, paper: Paper) -> None:
    """Write the title, what it is about, and the numbers."""
    bold(centred(document, 0), paper.title, 13)
    if paper.subtitle:
        bold(centred(document, 0), paper.subtitle, SIZE)
    for number in paper.numbers:
        centred(document, 0).add_run(number)
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def write_section(document: Document, part: Section, pictures: dict[str, bytes]) -> None:
    """Write a section: heading, paragraphs, tables, pictures."""
    write_heading(document, part)
    for paragraph in part.paragraphs:
        say(document, paragraph)
    for table in part.tables:
        write_table(document, table) if table.columns else write_facts(document, table)
    for picture in part.pictures:
        if picture.name in pictures:
            line = document.add_paragraph()
            line.paragraph_format.keep_with_next = True
            line.add_run().add_picture(BytesIO(pictures[picture.name]), width=Mm(PICTURE_MM))
        run = document.add_paragraph().add_run(picture.caption)
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def write_heading(document: Document, part: Section) -> None:
    """Write a clause's label and heading in the middle, a chapter's heading on the left."""
    lines = [words for words in (part.label, part.heading) if words]
    for at, words in enumerate(lines):
        line = centred(document, 0) if part.label else document.add_paragraph()
        bold(line, words, SIZE)
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(0 if at else 10)
        line.paragraph_format.space_after = Pt(5 if at == len(lines) - 1 else 0)
        line.paragraph_format.page_break_before = part.new_page and at == 0


def say(document: Document, paragraph: str) -> None:
    """Write a paragraph; a numbered one hangs."""
    mark, rest = saying.hung(paragraph)
    line = document.add_paragraph()
    if not mark:
        line.add_run(paragraph)
        return
    line.paragraph_format.left_indent = Mm(9)
    line.paragraph_format.first_line_indent = Mm(-9)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(9))
    line.add_run(f"{mark}\t{rest}")


def write_facts(document: Document, given: Table) -> None:
    """Write what is a list of facts rather than a table: no lines, a colon between."""
    width = len(saying.weights(given))
    rows = [(row[0], ":", row[1]) if width == 2 else row for row in given.rows]  # noqa: PLR2004
    widths = [52.0, 4.0, TEXT_MM - 56.0] if width == 2 else in_mm(given)  # noqa: PLR2004
    if not rows:
        return
    grid = new_grid(document, len(rows), widths)
    for cells, row in zip(cells_of(grid), rows, strict=True):
        for cell, words in zip(cells, saying.padded(tuple(row), len(widths)), strict=True):
            fill(cell, words, SIZE)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def write_table(document: Document, given: Table) -> None:
    """Write a table with lines; its head repeats on every page, no row is cut in two."""
    if given.caption:
        line = document.add_paragraph()
        bold(line, given.caption, 9)
        line.paragraph_format.keep_with_next = True
    widths = in_mm(given)
    lines = [given.columns, *given.rows, *([given.total] if given.total else [])]
    grid = new_grid(document, len(lines), widths)
    grid.style = "Table Grid"
    last = len(lines) - 1
    for at, (cells, row) in enumerate(zip(cells_of(grid), lines, strict=True)):
        is_bold = at == 0 or (given.total is not None and at == last)
        for column, words in enumerate(saying.padded(row, len(widths))):
            fill(cells[column], words, 8.5, is_bold, right=column in given.numeric)
    mark_rows(grid)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def mark_rows(grid: WordTable) -> None:
    """Let the first row repeat on every page, and no row be cut in two."""
    for at, row in enumerate(grid._tbl.tr_lst):
        settings = row.get_or_add_trPr()
        settings.append(OxmlElement("w:cantSplit"))
        if at == 0:
            settings.append(OxmlElement("w:tblHeader"))


def in_mm(given: Table) -> list[float]:
    """Return the widths of the columns in millimetres."""
    weights = saying.weights(given)
    return [TEXT_MM * each / sum(weights) for each in weights]


def new_grid(document: Document, rows: int, widths: list[float]) -> WordTable:
    """Return an empty table with these columns."""
    grid: WordTable = document.add_table(rows=rows, cols=len(widths))
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for cells in cells_of(grid):
        for cell, width in zip(cells, widths, strict=True):
            cell._tc.width = Mm(width)
    return grid


def cells_of(grid: WordTable) -> list[list[Cell]]:
    """Return the cells row by row, read once: asking the table for each is slow."""
    return [[Cell(tc, grid) for tc in row.tc_lst] for row in grid._tbl.tr_lst]


def fill(
    cell: Cell, words: str, size: float, is_bold: bool = False, *, right: bool = False
) -> None:
    """Write a cell."""
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(2)
    if right:
        line.alignment = ALIGN.RIGHT
    run = line.add_run(words)
    run.font.size, run.bold = Pt(size), is_bold or None


def write_signing(document: Document, paper: Paper) -> None:
    """Write place and day, the blocks of signing side by side, and the witnesses."""
    if paper.place_and_day:
        line = document.add_paragraph(paper.place_and_day)
        line.alignment = ALIGN.RIGHT
        line.paragraph_format.space_before = Pt(10)
        line.paragraph_format.keep_with_next = True
    write_blocks(document, paper, paper.signers)
    if paper.witnesses:
        document.add_paragraph(saying.words_of(paper)["witnesses"])
        write_blocks(document, paper, paper.witnesses)


def write_blocks(document: Document, paper: Paper, signers: tuple[Signer, ...]) -> None:
    """Write blocks of signing, two or three abreast, none cut in two."""
    if not signers:
        return
    rows = saying.rows_of(signers)
    width = len(rows[0])
    grid = new_grid(document, len(rows), [TEXT_MM / width] * width)
    stamp = saying.words_of(paper)["stamp"]
    for cells, row in zip(cells_of(grid), rows, strict=True):
        for cell, signer in zip(cells, row, strict=True):
            if signer is not None:
                write_block(cell, signer, stamp)
    for row in grid._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def write_block(cell: Cell, signer: Signer, stamp: str) -> None:
    """Write one block: whose, in what post, room for stamp and ink, the name."""
    first = cell.paragraphs[0]
    bold(first, signer.party, SIZE)
    lines = [first]
    if signer.title:
        lines.append(cell.add_paragraph(signer.title))
    lines.append(cell.add_paragraph(stamp if signer.meterai else ""))
    lines[-1].paragraph_format.space_before = lines[-1].paragraph_format.space_after = Pt(20)
    if signer.meterai:
        lines[-1].runs[0].font.size, lines[-1].runs[0].font.color.rgb = Pt(7.5), SOFT
    lines.append(cell.add_paragraph())
    run = lines[-1].add_run(signer.name or saying.DOTS)
    run.bold, run.underline = True, bool(signer.name)
    if signer.number:
        lines.append(cell.add_paragraph(signer.number))
    for line in lines:
        line.alignment = ALIGN.CENTER
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_after = line.paragraph_format.space_after or Pt(0)


def centred(document: Document, after: float = 4) -> Paragraph:
    """Return a new paragraph in the middle."""
    line = document.add_paragraph()
    line.alignment = ALIGN.CENTER
    line.paragraph_format.space_after = Pt(after)
    return line


def bold(line: Paragraph, words: str, size: float) -> None:
    """Add bold words."""
    run = line.add_run(words)
    run.bold, run.font.size = True, Pt(size)


def border_below(line: Paragraph) -> None:
    """Draw the double line below a letterhead."""
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "4")):
        below.set(qn(f"w:{name}"), value)
    below.set(qn("w:color"), "14212B")
    borders.append(below)
    line._p.get_or_add_pPr().append(borders)
