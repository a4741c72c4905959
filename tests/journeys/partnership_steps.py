"""What people do in a partnership, sitting by sitting; beside `steps`."""

import re
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO

import docx
import pypdfium2

from tests.journeys import steps

COMPANY, VILLAGE, PURSE = "PT Contoh Banua Energi", "Desa Hauwai", "Pemkab Balangan"
PROBLEM = "Warga RT 03 mengambil air dari sungai yang keruh sesudah hujan."
WATER = "Siapa yang menguji mutu air?"
RUNS = "Siapa yang menjalankan dan menarik iuran?"
TODAY = date.today()  # noqa: DTZ011 - the day in the browser's form
MOU, PKS = "Air bersih RT 03 bersama", "Pembangunan air minum RT 03"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
BOTH = "Anda sudah menyatakan untuk pihak lain dalam termin ini."


def write(page, label, words):
    """Fill the field with this label."""
    page.locator("main").get_by_label(label, exact=False).first.fill(words)


def choose(page, label, words):
    """Choose the entry of a list that holds the words."""
    box = page.locator("main").get_by_label(label, exact=False).first
    entry = box.locator("option", has_text=words).first
    box.select_option(value=entry.get_attribute("value"))


def wear(page, house):
    """Act for another house of one's own, chosen in the menu at the top."""
    page.locator("details.menu > summary").first.click()
    page.locator("details.menu").get_by_role("button", name=house).first.click()
    page.wait_for_load_state()


def number_in(pattern, url):
    """Return the number an address holds."""
    return int(re.search(pattern, url).group(1))


def to_partnership(page, road):
    """Go from the home page to the partnership by the list, as a party does."""
    page.goto("/kemitraan/")
    steps.follow(page, re.compile(road["title"]))


def to_room(page, road, room):
    """Go to a room of the partnership by its link under the title."""
    to_partnership(page, road)
    page.locator("nav.rooms").get_by_role("link", name=room, exact=True).click()
    page.wait_for_load_state()


def duty_row(page, question):
    """Return the row of a duty in the whole list."""
    return page.locator("main tr", has_text=question).first


def propose(page, road, question, party):
    """Propose a party for a duty in the list of roles."""
    to_room(page, road, "Peran")
    row = duty_row(page, question)
    if not row.is_visible():
        page.locator("main details", has_text=question).last.locator("summary").first.click()
    row.get_by_role("link", name=re.compile("^(Usulkan pihak|Ganti usulan)")).click()
    page.wait_for_load_state()
    steps.tick_words(page, party)
    steps.fits_the_phone(page)
    steps.press(page, "Usulkan pihak ini")


def answer(page, road, question, reason=""):
    """Answer a duty proposed to one's own organisation: accept, or refuse with the reason."""
    to_room(page, road, "Peran")
    duty_row(page, question).get_by_role("link", name=re.compile("^Jawab")).click()
    page.wait_for_load_state()
    if reason:
        page.locator("main textarea[name=reason]").fill(reason)
    steps.press(page, "Belum dapat, dengan alasan" if reason else "Setujui peran ini")


def to_agreement(page, road, title):
    """Go to an agreement from the partnership by the list of agreements."""
    to_room(page, road, "Perjanjian")
    steps.follow(page, re.compile(re.escape(title)))


def draft(page, road, kind, title):
    """Draft an agreement of a kind with a title of its own, and share it."""
    to_room(page, road, "Perjanjian")
    steps.follow(page, re.compile("^Susun"))
    steps.tick_words(page, kind)
    write(page, "Tentang", title)
    write(page, "Tempat penandatanganan", "Paringin")
    write(page, "Hari terakhir berlaku", (TODAY + timedelta(days=700)).isoformat())
    steps.fits_the_phone(page)
    steps.press(page, "Susun naskah")
    steps.says(page, "Naskah tersusun.")


def name_signatory(page, party, name, title, position):
    """Name who signs for a party, with the mandate of the post."""
    page.locator("main a[href*='penanda-tangan']").first.click()
    page.wait_for_load_state()
    choose(page, "Pihak", party)
    write(page, "Nama penanda tangan", name)
    write(page, "Jabatan", title)
    write(page, "Dasar kewenangan", f"jabatannya sebagai {title}")
    write(page, "Urutan tanda tangan", str(position))
    steps.fits_the_phone(page)
    steps.press(page, "Simpan")


def freeze(page):
    """Freeze the text as a version with DOCX and PDF."""
    steps.follow(page, "Bekukan versi")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    steps.says(page, "Versi 1")


def sign(page, road, title, party, number):
    """Record the signing of one's own side."""
    to_agreement(page, road, title)
    row = page.locator("main li", has_text=party).filter(has_text="belum").first
    row.get_by_role("link", name="Catat tanda tangan").click()
    page.wait_for_load_state()
    write(page, "Nomor surat pihak ini", number)
    steps.fits_the_phone(page)
    steps.press(page, "Simpan catatan")


def refused(page):
    """Follow the link of a side that is not one's own; hold that it is refused with its reason."""
    page.get_by_role("link", name="Catat tanda tangan").first.click()
    page.wait_for_load_state()
    steps.says(page, re.compile("petugas yang mengundang"))
    return True


def edit_a_clause(page, road):
    """Change the wording of one article of the shared text."""
    to_agreement(page, road, PKS)
    steps.follow(page, "Baca naskah")
    section = page.locator("main section").nth(2)
    section.get_by_role("link", name="Sunting", exact=True).click()
    page.wait_for_load_state()
    box = page.get_by_label("Bunyi yang disepakati")
    box.fill(box.input_value() + "\n(9) Air diuji sebelum serah terima.")
    steps.fits_the_phone(page)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    steps.says(page, "Air diuji sebelum serah terima.")
    steps.says(page, "diubah")


def signed_too_early(page):
    """Try to sign before one's turn, and read whose turn it is."""
    row = page.locator("main li", has_text=VILLAGE).filter(has_text="belum").first
    row.get_by_role("link", name="Catat tanda tangan").click()
    page.wait_for_load_state()
    write(page, "Nomor surat pihak ini", "140/09/HW/2026")
    steps.press(page, "Simpan catatan")
    steps.says(page, f"Menunggu tanda tangan {PURSE}")


def send(page):
    """Send the form of the page."""
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def finish(page, road, number):
    """State the milestone at this place done today."""
    to_room(page, road, "Pelaksanaan")
    row = page.locator("main li[id^=tonggak-]").nth(number)
    row.get_by_role("link", name="Nyatakan selesai").click()
    page.wait_for_load_state()
    write(page, "Selesai tanggal", TODAY.isoformat())
    if page.locator("main input[name=organisation]").count():
        steps.tick_words(page, VILLAGE)
    steps.fits_the_phone(page)
    send(page)


def verify_stone(page, road, number):
    """Verify the milestone at this place in the field."""
    to_room(page, road, "Pelaksanaan")
    row = page.locator("main li[id^=tonggak-]").nth(number)
    row.get_by_role("link", name="Verifikasi").click()
    page.wait_for_load_state()
    steps.tick_words(page, "Di lapangan")
    write(page, "Diperiksa tanggal", TODAY.isoformat())
    send(page)


def state(page, address, words, *, evidence=False, grade="", amount="60.000.000"):
    """Make one statement of a tranche by its button."""
    page.goto(address)
    steps.follow(page, words)
    if evidence:
        page.locator("main input[name=upload]").set_input_files(
            {"name": "bukti.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
    if grade:
        steps.tick_words(page, grade)
    if page.locator("main select[name=account]").count():
        choose(page, "Rekening penerima", "3344")
    box = page.locator("main input[name=amount_rp]")
    if not box.input_value():
        box.fill(amount)
    write(page, "Catatan", "nomor rujukan 77")
    steps.fits_the_phone(page)
    send(page)
    steps.says(page, "Tercatat.")


def refuses(page, address, why):
    """Hold that a step is not for this person, with the reason."""
    answer = page.goto(address)
    assert answer.status == 403, (address, answer.status)
    steps.says(page, why)


def fill_piece(page, piece, **answers):
    """Write one piece of a handover's checklist down: fields by their names."""
    page.locator(f"main a[href$='/{piece}/']").first.click()
    page.wait_for_load_state()
    for name, value in answers.items():
        field = page.locator(f"main [name={name}]").first
        kind = field.evaluate("field => field.type")
        if kind == "radio":
            steps.tick_words(page, value)
        elif kind == "select-one":
            entry = field.locator("option", has_text=value).first
            field.select_option(value=entry.get_attribute("value"))
        elif kind == "file":
            field.set_input_files(
                {"name": "bast.pdf", "mimeType": "application/pdf", "buffer": PDF}
            )
        else:
            field.fill(value)
    steps.fits_the_phone(page)
    send(page)
    steps.says(page, "tersimpan.")


def downloaded(page, link):
    """Click a link that downloads, and return the bytes of the file."""
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_bytes()


def words_of_pdf(content):
    """Return the text of a PDF, on one line."""
    assert content.startswith(b"%PDF")
    with closing(pypdfium2.PdfDocument(content)) as book:
        text = " ".join(sheet.get_textpage().get_text_range() for sheet in book)
    return " ".join(text.split())


def words_of_docx(content):
    """Return the text of a DOCX: its paragraphs and the cells of its tables."""
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(line.text for line in paper.paragraphs), *cells]).split())


def make_paper(page, road, number):
    """Make the paper at this place of the list of kinds, and keep it; return its name.

    A paper about something this partnership does not have is not made: None.
    """
    to_room(page, road, "Dokumen")
    steps.follow(page, "Buat dokumen")
    row = page.locator("main ul.rows li").nth(number)
    name = row.locator("h3").inner_text().strip()
    row.get_by_role("link", name=re.compile("^Buat")).click()
    page.wait_for_load_state()
    if not page.get_by_role("button", name="Simpan dokumen").count():
        steps.says(page, "Belum ada yang dapat dipilih")
        return None
    for box in page.locator("main form textarea, main form input[type=text]").all():
        if not box.input_value():
            box.fill("Menurut rapat di balai desa")
    for box in page.locator("main form input[type=date]").all():
        box.fill(TODAY.isoformat())
    steps.fits_the_phone(page)
    steps.press(page, "Simpan dokumen")
    return name
