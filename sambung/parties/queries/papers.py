"""Letterheads, and letters as they read: the same words for the page and for the DOCX."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone, translation

from sambung.core.access import Actor
from sambung.parties.models import Contact, Letter, Letterhead, LetterKind, Organisation
from sambung.ui import formats

# A letter is an official Indonesian paper whatever language its writer reads the site in, so
# these words are not translated.
DRAFTS: dict[str, tuple[str, str, str]] = {
    LetterKind.AUDIENCE: (
        "Permohonan audiensi",
        "Dengan hormat,\n\nDalam rangka percepatan pemenuhan layanan air minum dan sanitasi, kami "
        "bermaksud beraudiensi dengan {company} untuk membahas peluang dukungan melalui program "
        "tanggung jawab sosial dan lingkungan (TJSL).\n\nAudiensi kami usulkan pada:",
        "Waktu dan tempat dapat disesuaikan dengan kesediaan Bapak/Ibu.\n\nAtas perhatian dan "
        "kesediaan Bapak/Ibu, kami ucapkan terima kasih.",
    ),
    LetterKind.INVITATION: (
        "Undangan",
        "Dengan hormat,\n\nBersama ini kami mengundang {company} untuk hadir pada pertemuan "
        "mengenai dukungan dunia usaha bagi layanan air minum dan sanitasi, yang diselenggarakan "
        "pada:",
        "Mengingat pentingnya pertemuan ini, kami mengharapkan kehadiran Bapak/Ibu.\n\nAtas "
        "perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih.",
    ),
    LetterKind.THANKS: (
        "Ucapan terima kasih",
        "Dengan hormat,\n\nKami menyampaikan terima kasih dan penghargaan kepada {company} atas "
        "dukungannya bagi layanan air minum dan sanitasi masyarakat.",
        "Semoga kerja sama yang baik ini terus berlanjut.",
    ),
    LetterKind.REMINDER: (
        "Permohonan laporan realisasi TJSL tahun {year}",
        "Dengan hormat,\n\nSehubungan dengan penyusunan rekapitulasi TJSL bidang air minum dan "
        "sanitasi tahun {year}, kami mohon {company} menyampaikan laporan realisasi kegiatannya: "
        "lokasi, jenis kegiatan, nilai, penerima manfaat, dan berita acara serah terima bila sudah "
        "ada.",
        "Laporan dapat disampaikan melalui Sambung atau sebagai balasan surat ini.\n\nAtas "
        "perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.",
    ),
}
WITH_EVENT = frozenset({LetterKind.AUDIENCE, LetterKind.INVITATION})


def letterhead_of(organisation_id: int) -> Letterhead | None:
    """Return how the organisation's papers look, None while nobody has said."""
    return (
        Letterhead.objects.select_related("organisation", "logo")
        .filter(organisation_id=organisation_id)
        .first()
    )


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """Return the letters of the actor's own organisations; who gets one sees it on paper."""
    return Letter.objects.filter(kept_by_id__in=actor.organisation_ids).select_related(
        "organisation", "kept_by", "by"
    )


def letter_draft(kind: str, company: Organisation, contact: Contact | None) -> dict[str, str]:
    """Return the words a new letter starts with, from the company and its contact."""
    subject, opening, closing = DRAFTS[kind]
    given = {"company": company.name, "year": timezone.localdate().year}
    return {
        "subject": subject.format(**given),
        "opening": opening.format(**given),
        "closing": closing.format(**given),
        "recipient": "\n".join(recipient_of(company, contact)),
        "recipient_place": "tempat",
        "nature": "Biasa",
        "attachment": "-",
        "event_agenda": "",
    }


def recipient_of(company: Organisation, contact: Contact | None) -> list[str]:
    """Return the lines of the address: the post first, as official letters do."""
    if contact is None:
        return ["Pimpinan", company.name]
    named = f"u.p. Bapak/Ibu {contact.name}"
    return [contact.title or "Pimpinan", company.name, named]


@dataclass(frozen=True)
class LetterWords:
    """A letter ready to set: every line as it is printed."""

    head_above: list[str]
    head_own: str
    address: str
    place_and_date: str
    number: str
    nature: str
    attachment: str
    subject: str
    recipient: list[str]
    recipient_place: str
    opening: list[str]
    event_day: str
    event_time: str
    event_place: str
    event_agenda: str
    closing: list[str]
    signatory_title: str
    signatory_name: str
    signatory_number: str
    copies: list[str]
    simulation: str

    @property
    def has_event(self) -> bool:
        """Return whether the letter names a day, a time or a place to meet."""
        return any((self.event_day, self.event_time, self.event_place, self.event_agenda))


def letter_words(letter: Letter, head: Letterhead | None) -> LetterWords:
    """Return the letter's lines: as frozen when it was sent, else with the letterhead of today."""
    fields, top = letter.fields, letter.fields.get("head") or head_fields(letter, head)
    lines = printable(top["lines"]).splitlines() or [letter.kept_by.name.upper()]
    number = top["signatory_number"]
    with translation.override("id"):
        day = formats.full_date(letter.dated_on)
        event_day = event_words(fields.get("event_on", ""))
    return LetterWords(
        head_above=lines[:-1],
        head_own=lines[-1],
        address=printable(top["address"]).replace("\n", " · "),
        place_and_date=f"{printable(top['place'])}, {day}" if top["place"] else day,
        number=printable(letter.number) or "………………",
        nature=said(fields, "nature"),
        attachment=said(fields, "attachment"),
        subject=said(fields, "subject"),
        recipient=printable(fields.get("recipient", "")).splitlines(),
        recipient_place=said(fields, "recipient_place"),
        opening=paragraphs(fields.get("opening", "")),
        event_day=event_day,
        event_time=said(fields, "event_time"),
        event_place=said(fields, "event_place"),
        event_agenda=said(fields, "event_agenda"),
        closing=paragraphs(fields.get("closing", "")),
        signatory_title=printable(top["signatory_title"]) or "Kepala",
        signatory_name=printable(top["signatory_name"]) or "………………………",
        signatory_number=f"NIP {printable(number)}" if number else "",
        copies=printable(fields.get("copies", "")).splitlines(),
        simulation=simulation_of(letter),
    )


def said(fields: dict[str, str], name: str) -> str:
    """Return one field of a letter, printable, '' when it was left empty."""
    return printable(fields.get(name, ""))


def simulation_of(letter: Letter) -> str:
    """Return the mark of a letter from or to somebody invented."""
    is_simulated = letter.kept_by.is_simulated or letter.organisation.is_simulated
    return "SIMULASI – bukan surat resmi" if is_simulated else ""


def head_fields(letter: Letter, head: Letterhead | None) -> dict[str, str]:
    """Return the letterhead as plain words, to print or to freeze with a letter."""
    names = ("lines", "address", "place", "signatory_name", "signatory_title", "signatory_number")
    if head is None:
        return {**dict.fromkeys(names, ""), "lines": letter.kept_by.name.upper()}
    return {name: getattr(head, name) for name in names}


def event_words(day: str) -> str:
    """Return Selasa, 1 Desember 2026 from an ISO date; '' without one."""
    if not day:
        return ""
    on = date.fromisoformat(day)
    return f"{formats.weekday(on)}, {formats.full_date(on)}"


def printable(text: str) -> str:
    """Return the text without signs that a document may not hold; line ends stay."""
    kept = "".join(sign for sign in text if sign == "\n" or sign == "\t" or sign.isprintable())
    return kept.strip()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, divided by line ends."""
    return [part.strip() for part in printable(text).splitlines() if part.strip()]
