"""Minutes of a meeting (berita acara), and the tables of the community's plan (RKM)."""

from sambung.core.papers import Paper, Section, Signer, Table
from sambung.partnerships.models import Contribution, ContributionKind
from sambung.partnerships.queries.papers.facts import (
    BLANK,
    UNKNOWN,
    Facts,
    amount_state,
    best_amount,
    cost_table,
    day_in_words,
    identity_table,
    made,
    number_line,
    place_and_day,
    rupiah,
    sources_table,
    total_of,
    what_given,
)
from sambung.partnerships.queries.papers.letters import of_maker
from sambung.partnerships.queries.papers.recipes import Said
from sambung.ui import formats


def minutes(facts: Facts, said: Said) -> Paper:
    """Return the minutes: when and where, what was spoken of, what was agreed, who was there."""
    opening = (
        f"Pada {day_in_words(said.dated_on)}, bertempat di {said.place or BLANK}, telah diadakan "
        f"pertemuan para pihak kemitraan {facts.partnership.title} di {facts.place}."
    )
    attendance = Table(
        ("No.", "Nama", "Instansi / lembaga", "Tanda tangan"),
        tuple(
            (str(at), "", party.organisation.name, "") for at, party in enumerate(facts.parties, 1)
        ),
    )
    return made(
        facts,
        "BERITA ACARA",
        subtitle=("\n".join(said.text("subject")) or "PERTEMUAN PARA PIHAK").upper(),
        numbers=number_line(said.number),
        opening=(opening,),
        sections=(
            Section("Pokok bahasan", numbered(said.text("spoken"))),
            Section("Hasil kesepakatan", numbered(said.text("agreed"))),
        ),
        closing=("Demikian berita acara ini dibuat dengan sebenarnya dan disetujui bersama.",),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=signers_of_parties(facts, said),
        annexes=(Section("DAFTAR HADIR", (), (attendance,), label="Lampiran"),),
    )


def numbered(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs as a numbered list; one line to write on where there is none."""
    return tuple(f"{at}. {words}" for at, words in enumerate(paragraphs, 1)) or (BLANK,)


def signers_of_parties(facts: Facts, said: Said) -> tuple[Signer, ...]:
    """Return a block for each party; the maker's own with its name."""
    own = of_maker(facts, said)
    others = [party for party in facts.parties if party.organisation_id != facts.maker.pk]
    return (own, *(Signer(party.organisation.name) for party in others))


def workplan(facts: Facts, said: Said) -> Paper:
    """Return the tables of the plan: costs, sources, cash by payer, goods and labour by giver."""
    cash = [row for row in facts.contributions if row.kind == ContributionKind.CASH]
    kind = [row for row in facts.contributions if row.kind != ContributionKind.CASH]
    sections = (
        Section("A. Gambaran kegiatan", said.text("words"), (identity_table(facts),)),
        Section("B. Rencana anggaran biaya", *costs(facts)),
        Section(
            "C. Sumber pembiayaan",
            () if facts.contributions else ("Sumber pembiayaan belum ditetapkan.",),
            (sources_table(facts),) if facts.contributions else (),
        ),
        Section(
            "D. Daftar sumbangan uang",
            () if cash else ("Tidak ada sumbangan uang yang tercatat.",),
            (cash_table(cash),) if cash else (),
        ),
        Section(
            "E. Daftar sumbangan barang, tenaga, dan lainnya",
            () if kind else ("Tidak ada sumbangan selain uang yang tercatat.",),
            (kind_table(kind),) if kind else (),
        ),
    )
    return made(
        facts,
        "RENCANA KERJA MASYARAKAT",
        subtitle=facts.partnership.title.upper(),
        numbers=number_line(said.number),
        sections=sections,
        closing=(
            "Nilai sumbangan selain uang adalah taksiran menurut dasar penilaiannya dan tidak "
            "dijumlahkan sebagai uang yang diterima.",
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=signers_of_parties(facts, said)[:6],
    )


def costs(facts: Facts) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    """Return the cost estimate, or that there is none yet."""
    if not facts.lines:
        return ("Rincian biaya belum disusun.",), ()
    return (), (cost_table(facts),)


def cash_table(rows: list[Contribution]) -> Table:
    """Return who pays money, how much, promised and agreed when."""
    lines = tuple(
        (
            str(at),
            row.party.organisation.name,
            what_given(row),
            rupiah(best_amount(row)),
            f"{amount_state(row)} {day_of(row)}",
        )
        for at, row in enumerate(rows, 1)
    )
    total = ("", "Jumlah", "", total_of([best_amount(row) for row in rows]), "")
    columns = ("No.", "Pemberi", "Uraian", "Jumlah", "Keadaan")
    return Table(columns, lines, frozenset({3}), total)


def kind_table(rows: list[Contribution]) -> Table:
    """Return who gives what besides money, how much of it, and its estimated value."""
    lines = tuple(
        (
            str(at),
            row.party.organisation.name,
            str(row.get_kind_display()),
            row.title or "-",
            row.quantity or UNKNOWN,
            rupiah(best_amount(row)),
            row.valuation_basis or "-",
        )
        for at, row in enumerate(rows, 1)
    )
    total = ("", "Taksiran", "", "", "", total_of([best_amount(row) for row in rows]), "")
    columns = ("No.", "Pemberi", "Jenis", "Uraian", "Banyaknya", "Taksiran nilai", "Dasar")
    return Table(columns, lines, frozenset({5}), total)


def day_of(row: Contribution) -> str:
    """Return when it was agreed, else pledged."""
    day = row.agreed_on or row.pledged_on
    return formats.full_date(day) if day else ""
