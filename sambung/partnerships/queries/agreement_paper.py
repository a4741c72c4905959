"""An agreement as a paper: its clauses, its annexes and its signing page, in official form."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from sambung.core.papers import Paper, Section, Signer, Table
from sambung.partnerships.lifecycle.agreements import party_call
from sambung.partnerships.lifecycle.wording import BLANK
from sambung.partnerships.models import AgreementKind, Clause, ClausePart, Contribution
from sambung.partnerships.queries.agreement_facts import (
    Ground,
    amount_of,
    duty_words,
    given_text,
    rupiah_in_words,
)
from sambung.ui import formats

TITLES = {
    AgreementKind.MOU: "KESEPAKATAN BERSAMA",
    AgreementKind.AGREEMENT: "PERJANJIAN KERJA SAMA",
    AgreementKind.SIMPLE: "PERJANJIAN",
    AgreementKind.GRANT: "NASKAH PERJANJIAN HIBAH DAERAH",
    AgreementKind.VILLAGE: "PERJANJIAN BERSAMA",
    AgreementKind.AMENDMENT: "ADENDUM",
}
ROMAN = ("I", "II", "III", "IV")
WAY_WORDS = {
    "builds": "membangun lewat vendor sendiri",
    "goods": "menyerahkan barang atau tenaga",
    "money": "ke rekening lembaga",
}


def paper_of(ground: Ground, clauses: Sequence[Clause], *, watermark: str = "") -> Paper:
    """Return the whole agreement as it reads now."""
    with translation.override("id"):
        return _paper(ground, [c for c in clauses if not c.is_removed], watermark)


def _paper(ground: Ground, clauses: Sequence[Clause], watermark: str) -> Paper:
    """Return the paper of the clauses that stay."""
    agreement = ground.agreement
    parts = {part: [c for c in clauses if c.part == part] for part in ClausePart.values}
    mark = "SIMULASI" if agreement.partnership.is_simulated else watermark
    houses = "\nDAN\n".join(row.party.organisation.name for row in ground.signatories)
    return Paper(
        title=f"{TITLES[AgreementKind(agreement.kind)]}\nANTARA\n{houses}".upper()
        if 0 < len(ground.signatories) <= 3
        else TITLES[AgreementKind(agreement.kind)],
        subtitle=f"TENTANG\n{agreement.title}".upper(),
        numbers=tuple(
            f"Nomor {party_call(n)}: {BLANK}{BLANK}" for n in range(1, len(ground.signatories) + 1)
        ),
        opening=_lines(parts[ClausePart.OPENING]),
        sections=tuple(_articles(parts[ClausePart.ARTICLE])),
        closing=_lines(parts[ClausePart.CLOSING]),
        signers=tuple(_signers(ground)),
        watermark=mark,
        footer=agreement.title,
        annexes=annexes_of(ground),
    )


def _lines(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return every line of the clauses as a paragraph."""
    return tuple(line for clause in clauses for line in paragraphs(clause.wording))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a text that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _articles(clauses: Sequence[Clause]) -> list[Section]:
    """Return the articles numbered as they stand."""
    return [
        Section(
            heading=clause.heading.upper(),
            paragraphs=paragraphs(clause.wording),
            label=f"Pasal {number}",
        )
        for number, clause in enumerate(clauses, start=1)
    ]


def _signers(ground: Ground) -> list[Signer]:
    """Return the blocks of the signing page in the order of signing."""
    return [
        Signer(
            party=f"{party_call(number)}\n{row.party.organisation.name}",
            name=row.name,
            title=row.title,
            meterai=True,
        )
        for number, row in enumerate(ground.signatories, start=1)
    ]


def annexes_of(ground: Ground) -> tuple[Section, ...]:
    """Return the annexes that have something to say, numbered: roles, then money."""
    found: list[tuple[str, tuple[str, ...], Table]] = []
    if ground.agreement.kind != AgreementKind.SIMPLE and ground.duties:
        found.append(("PEMBAGIAN PERAN", (), roles_table(ground)))
    if ground.contributions and ground.agreement.kind != AgreementKind.MOU:
        found.append(("JADWAL KONTRIBUSI", _money_note(ground), money_table(ground)))
    return tuple(
        Section(
            label=f"Lampiran {ROMAN[number]}",
            heading=heading,
            paragraphs=words,
            tables=(table,),
            new_page=True,
        )
        for number, (heading, words, table) in enumerate(found)
    )


def roles_table(ground: Ground) -> Table:
    """Return who answers for what, and on what ground; a proposal is called so."""
    rows = [
        (
            str(number),
            _capital(duty_words(duty)),
            duty.party.organisation.name if duty.party else "",
            duty.ground if duty.accepted_at else "diusulkan, belum disetujui",
        )
        for number, duty in enumerate(ground.duties, start=1)
    ]
    return Table(columns=("No.", "Peran", "Penanggung jawab", "Dasar"), rows=tuple(rows))


def money_table(ground: Ground) -> Table:
    """Return who gives what, how and when; an amount nobody stated is called so."""
    rows = [
        (
            str(number),
            row.party.organisation.name,
            _capital(given_text(row)),
            WAY_WORDS.get(row.way, "belum disepakati"),
            formats.full_date(when) if (when := _day_of(row)) else "belum ditetapkan",
            formats.rupiah(amount) if (amount := amount_of(row)) is not None else "belum dinilai",
        )
        for number, row in enumerate(ground.contributions, start=1)
    ]
    valued = [rp for rp in map(amount_of, ground.contributions) if rp is not None]
    total = ("", "Jumlah yang dinilai", "", "", "", formats.rupiah(sum(valued)))
    return Table(
        columns=("No.", "Pihak", "Kontribusi", "Cara", "Dinyatakan pada", "Nilai"),
        rows=tuple(rows),
        numeric=frozenset([5]),
        total=total if valued else None,
    )


def _money_note(ground: Ground) -> tuple[str, ...]:
    """Return the sum in words."""
    valued = [rp for rp in map(amount_of, ground.contributions) if rp is not None]
    return (f"Jumlah yang dinilai: {rupiah_in_words(sum(valued))}.",) if valued else ()


def _day_of(row: Contribution) -> date | None:
    """Return the day on which the amount shown was stated."""
    if row.agreed_rp is not None:
        return row.agreed_on
    return row.pledged_on if row.pledged_rp is not None else row.proposed_on


def _capital(text: str) -> str:
    """Return the text with a capital first."""
    return text[:1].upper() + text[1:]
