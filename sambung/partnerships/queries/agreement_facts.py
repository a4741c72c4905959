"""What an agreement is filled with: the partnership's own facts as texts in Indonesian."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from sambung.core.text import spelled, spelled_rupiah
from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle
from sambung.partnerships.lifecycle.agreements import GIVEN_WORDS, party_call
from sambung.partnerships.lifecycle.wording import BLANK, Facts
from sambung.partnerships.models import (
    Agreement,
    Citation,
    Contribution,
    Responsibility,
    Signatory,
)
from sambung.ui import formats


@dataclass(frozen=True)
class Ground:
    """Everything an agreement is drafted from, loaded once."""

    agreement: Agreement
    signatories: Sequence[Signatory]
    contributions: Sequence[Contribution]
    duties: Sequence[Responsibility]
    citations: Sequence[Citation]
    base_number: str = ""  # of the agreement it amends or renews


def ground_of(agreement: Agreement) -> Ground:
    """Load what an agreement is drafted from, in a handful of queries."""
    partnership = agreement.partnership
    base = agreement.amends or agreement.renews
    return Ground(
        agreement=agreement,
        signatories=list(
            agreement.signatories.select_related("party__organisation__region", "mandate_decree")
        ),
        contributions=list(
            agreement.contributions.filter(withdrawn_at__isnull=True)
            .select_related("party__organisation")
            .order_by("party_id", "id")
        ),
        duties=list(
            partnership.responsibilities.filter(party__isnull=False, is_needed=True)
            .select_related("party__organisation")
            .order_by("id")
        ),
        citations=list(
            partnership.citations.filter(agreement__isnull=True).select_related(
                "instrument", "decree"
            )
        )
        + list(agreement.citations.select_related("instrument", "decree")),
        base_number=_base_number(base) if base else "",
    )


def facts_of(ground: Ground) -> Facts:
    """Return the fields of a template filled; what nobody knows stays empty."""
    with translation.override("id"):
        return Facts({name: value for name, value in _values(ground).items() if value})


def _values(ground: Ground) -> dict[str, str]:
    """Return every field of lifecycle.wording.FIELDS."""
    agreement, partnership = ground.agreement, ground.agreement.partnership
    village = partnership.village
    district = village.parent
    regency = district.parent if district else None
    base = agreement.amends or agreement.renews
    people = partnership.people_served
    return {
        "tentang": partnership.title,
        "uraian": partnership.about or partnership.title,
        "hari_tanggal": day_in_words(agreement.planned_on),
        "tempat": agreement.place or (regency.full_name if regency else ""),
        "para_pihak": parties_text(ground.signatories),
        "sebutan_pihak": joined([party_call(n + 1) for n in range(len(ground.signatories))]),
        "jumlah_pihak": number_in_words(len(ground.signatories)) if ground.signatories else "",
        "desa": village.full_name,
        "kecamatan": district.full_name if district else "",
        "kabupaten": regency.full_name if regency else "",
        "orang_dilayani": f"{number_in_words(people)} orang" if people else "",
        "mulai": formats.full_date(agreement.starts_on) if agreement.starts_on else "",
        "berakhir": formats.full_date(agreement.ends_on) if agreement.ends_on else "",
        "jangka_waktu": period_text(agreement),
        "jumlah_biaya": total_text(ground.contributions),
        "daftar_kontribusi": contributions_text(ground),
        "daftar_peran": duties_text(ground),
        "dasar_hukum": citations_text(ground.citations),
        **{field: _holder(ground.duties, key) for field, key in HOLDERS.items()},
        "perjanjian_asal": base.title if base else "",
        "nomor_asal": ground.base_number,
    }


HOLDERS = {
    "pengelola": "operation",
    "penerima_aset": "asset",
    "penguji_air": "water_quality",
    "perbaikan_besar": "major_repair",
}


def _holder(duties: Sequence[Responsibility], key: str) -> str:
    """Return the full name of who accepted a duty; empty while it is nobody's or only proposed."""
    return next(
        (d.party.organisation.name for d in duties if d.key == key and d.party and d.accepted_at),
        "",
    )


def day_in_words(day: date | None) -> str:
    """Return the day as an official paper opens: Senin, tanggal dua bulan Maret tahun ..."""
    if day is None:
        return f"{BLANK} tanggal {BLANK} bulan {BLANK} tahun {BLANK}"
    month = formats.MONTHS["id"].split()[day.month - 1]
    weekday = formats.DAYS["id"].split()[day.weekday()]
    words = f"tanggal {spelled(day.day)} bulan {month} tahun {spelled(day.year)}"
    return f"{weekday}, {words} ({day:%d-%m-%Y})"


def number_in_words(number: int) -> str:
    """Return 3 (tiga)."""
    return f"{formats.count(number)} ({spelled(number)})"


def rupiah_in_words(amount: int) -> str:
    """Return Rp1.000.000 (satu juta rupiah)."""
    return f"{formats.rupiah(amount)} ({spelled_rupiah(amount)})"


def joined(words: Sequence[str]) -> str:
    """Return A, B, dan C."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def parties_text(signatories: Sequence[Signatory]) -> str:
    """Return the numbered paragraphs that name each party, its signatory and the mandate."""
    rows = []
    for number, row in enumerate(signatories, start=1):
        house = row.party.organisation
        seat = f", berkedudukan di {house.region.full_name}" if house.region else ""
        mandate = f" berdasarkan {row.mandate}," if row.mandate else ""
        rows.append(
            f"{number}. {row.name}, {row.title},{mandate} bertindak untuk dan atas nama "
            f"{house.name}{seat}, selanjutnya disebut {party_call(number)}."
        )
    return "\n".join(rows)


def period_text(agreement: Agreement) -> str:
    """Return how long it holds, in the words of a contract; empty when nobody said it."""
    start, end = agreement.starts_on, agreement.ends_on
    if end is None:
        return ""
    begin = f"tanggal {formats.full_date(start)}" if start else "tanggal ditandatangani"
    return f"sejak {begin} sampai dengan tanggal {formats.full_date(end)}"


def amount_of(row: Contribution) -> int | None:
    """Return the newest of what was agreed, pledged or proposed; None: not valued."""
    return next(
        (rp for rp in (row.agreed_rp, row.pledged_rp, row.proposed_rp) if rp is not None), None
    )


def total_text(contributions: Sequence[Contribution]) -> str:
    """Return the sum of what has a value, also in words; empty when nothing has."""
    valued = [rp for rp in map(amount_of, contributions) if rp is not None]
    return rupiah_in_words(sum(valued)) if valued else ""


def given_text(row: Contribution) -> str:
    """Return what is given: its title, else its kind; with the quantity."""
    what = row.title or GIVEN_WORDS.get(row.kind, row.kind)
    return f"{what} ({row.quantity})" if row.quantity else what


def contributions_text(ground: Ground) -> str:
    """Return one lettered line for each party that brings something."""
    calls, lines = _calls(ground.signatories), []
    for number, (organisation, rows) in enumerate(_by_party(ground.contributions)):
        parts = []
        for row in rows:
            amount = amount_of(row)
            value = rupiah_in_words(amount) if amount is not None else "nilainya belum dihitung"
            parts.append(f"{given_text(row)} senilai {value}" if amount else given_text(row))
            if amount is None:
                parts[-1] += f", {value}"
        who = calls.get(organisation.pk, organisation.name)
        lines.append(f"{_letter(number)}. {who}: {'; '.join(parts)};")
    return _ended(lines)


def duties_text(ground: Ground) -> str:
    """Return one lettered line for each party with the duties it carries."""
    calls = _calls(ground.signatories)
    found: dict[Organisation, list[str]] = {}
    for duty in ground.duties:
        if duty.party and duty.accepted_at:
            found.setdefault(duty.party.organisation, []).append(duty_words(duty))
    lines = [
        f"{_letter(number)}. {calls.get(house.pk, house.name)}: {'; '.join(words)};"
        for number, (house, words) in enumerate(found.items())
    ]
    return _ended(lines)


def duty_words(duty: Responsibility) -> str:
    """Return a duty as a deed: *Siapa yang mencatat aset?* -> mencatat aset."""
    known = lifecycle.RESPONSIBILITIES.get(duty.key)
    question = duty.question or (str(known.question) if known else duty.key)
    deed = question.removeprefix("Siapa yang ").rstrip("?")
    return deed[:1].lower() + deed[1:]


def citations_text(citations: Sequence[Citation]) -> str:
    """Return the numbered legal ground as it was cited."""
    rows = []
    for number, row in enumerate(citations, start=1):
        title = citation_title(row)
        articles = f", {row.articles}" if row.articles else ""
        rows.append(f"{number}. {title}{articles};")
    return _ended(rows)


def citation_title(row: Citation) -> str:
    """Return number, year and title of what is cited."""
    if row.instrument is not None:
        law = row.instrument
        year = f" Tahun {law.year}" if law.year else ""
        number = law.number.split("/")[0] if law.year else law.number
        return f"{law.get_kind_display()} Nomor {number}{year} tentang {law.title}"
    decree = row.decree
    if decree is None:
        return ""
    return f"{decree.title} Nomor {decree.number} tanggal {formats.full_date(decree.dated_on)}"


def _base_number(base: Agreement) -> str:
    """Return the numbers and the day of the agreement that is amended or renewed."""
    numbers = [
        signature.letter_number
        for row in base.signatories.prefetch_related("signatures")
        for signature in row.signatures.all()
        if signature.withdrawn_at is None and signature.letter_number
    ]
    day = f" tanggal {formats.full_date(base.in_force_on)}" if base.in_force_on else ""
    return f"Nomor {joined(numbers)}{day}" if numbers else day.strip()


def _calls(signatories: Sequence[Signatory]) -> dict[int, str]:
    """Return organisation id -> PIHAK KESATU ..."""
    return {row.party.organisation_id: party_call(n) for n, row in enumerate(signatories, 1)}


def _by_party(
    contributions: Sequence[Contribution],
) -> list[tuple[Organisation, list[Contribution]]]:
    """Return the contributions of each organisation, in order."""
    found: dict[Organisation, list[Contribution]] = {}
    for row in contributions:
        found.setdefault(row.party.organisation, []).append(row)
    return list(found.items())


def _letter(number: int) -> str:
    """Return a, b, ... z, then aa."""
    return chr(97 + number) if number < 26 else f"a{chr(97 + number - 26)}"


def _ended(lines: list[str]) -> str:
    """Return the lines with a full stop at the last."""
    return "\n".join([*lines[:-1], lines[-1].rstrip(";") + "."]) if lines else ""
