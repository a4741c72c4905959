"""The facts a paper is made of, read once, and the words official papers share."""

from dataclasses import dataclass
from datetime import date

from sambung.core.papers import Head, Paper, Signer, Table
from sambung.core.text import spelled
from sambung.needs.models import CostLine
from sambung.parties.models import Letterhead, Organisation
from sambung.parties.queries import letterhead_of
from sambung.partnerships.models import Contribution, ContributionKind, Partnership, Party
from sambung.partnerships.queries.page import contributions_of, parties_of
from sambung.ui import formats

UNKNOWN = "belum diketahui"
BLANK = "……………………"


@dataclass(frozen=True)
class Facts:
    """What is known of a partnership when a paper is made, and who makes it."""

    partnership: Partnership
    maker: Organisation
    letterhead: Letterhead | None
    parties: tuple[Party, ...]
    contributions: tuple[Contribution, ...]
    lines: tuple[CostLine, ...]  # of the cost estimate

    @property
    def place(self) -> str:
        """Return the village with what stands above it."""
        village = self.partnership.village
        above = [village.parent, village.parent.parent if village.parent else None]
        return ", ".join([village.full_name, *(each.full_name for each in above if each)])


def facts_of(partnership: Partnership, maker: Organisation) -> Facts:
    """Return the facts of a partnership, in a handful of queries."""
    option = partnership.option_id
    lines = CostLine.objects.filter(option_id=option) if option else CostLine.objects.none()
    standing = [each for each in contributions_of(partnership) if each.withdrawn_at is None]
    return Facts(
        partnership=partnership,
        maker=maker,
        letterhead=letterhead_of(maker.pk),
        parties=tuple(each for each in parties_of(partnership) if each.left_at is None),
        contributions=tuple(standing),
        lines=tuple(lines.order_by("position", "id")),
    )


def head_of(facts: Facts) -> Head:
    """Return the letterhead of the maker; its name alone where none was set."""
    head = facts.letterhead
    if head is None:
        return Head((facts.maker.name.upper(),))
    lines = tuple(line.strip() for line in head.lines.splitlines() if line.strip())
    logo = head.logo.sha256 if head.logo else ""
    return Head(lines or (facts.maker.name.upper(),), head.address.replace("\n", " · "), logo)


def made(facts: Facts, title: str, **parts: object) -> Paper:
    """Return a paper with the head of its maker, the mark of simulation, and its footer."""
    given: dict[str, object] = {
        "head": head_of(facts),
        "watermark": "SIMULASI" if facts.partnership.is_simulated else "",
        "footer": f"{title.capitalize()} · {facts.partnership.title}"[:110],
    }
    return Paper(title=title, **(given | parts))  # type: ignore[arg-type]


def number_line(number: str) -> tuple[str, ...]:
    """Return the line of the number, with dots to write it on where it is not known yet."""
    return (f"Nomor: {number or BLANK}",)


def place_and_day(place: str, on: date) -> str:
    """Return Paringin, 3 Maret 2026."""
    return f"{place}, {formats.full_date(on)}" if place else formats.full_date(on)


def day_in_words(on: date) -> str:
    """Return hari Selasa tanggal tiga bulan Maret tahun dua ribu dua puluh enam (3-3-2026)."""
    month = formats.full_date(on).split(" ")[1]
    return (
        f"hari {formats.weekday(on)} tanggal {spelled(on.day)} bulan {month} "
        f"tahun {spelled(on.year)} ({on.day}-{on.month}-{on.year})"
    )


def rupiah(amount_rp: int | None) -> str:
    """Return the amount in figures; unknown is never zero."""
    return UNKNOWN if amount_rp is None else formats.rupiah(amount_rp)


def rupiah_spelled(amount_rp: int | None) -> str:
    """Return the amount in figures and in words."""
    if amount_rp is None:
        return UNKNOWN
    return f"{formats.rupiah(amount_rp)} ({spelled(amount_rp)} rupiah)"


def people(count: int | None) -> str:
    """Return how many people, or that nobody counted."""
    return UNKNOWN if count is None else f"{formats.count(count)} orang"


def signer(said_name: str, title: str, number: str, party: str, *, meterai: bool) -> Signer:
    """Return the block of whoever signs for the maker."""
    return Signer(party, said_name, title, f"NIP {number}" if number else "", meterai)


def best_amount(row: Contribution) -> int | None:
    """Return the amount that holds most: agreed, else pledged, else proposed."""
    amounts = (row.agreed_rp, row.pledged_rp, row.proposed_rp)
    return next((amount for amount in amounts if amount is not None), None)


def amount_state(row: Contribution) -> str:
    """Return which of the amounts that is, for amounts of different standing are not alike."""
    if row.agreed_rp is not None:
        return "disepakati"
    if row.pledged_rp is not None:
        return "kesanggupan"
    return "diusulkan" if row.proposed_rp is not None else "-"


def what_given(row: Contribution) -> str:
    """Return what is given in words, with how much of it."""
    name = row.title or str(ContributionKind(row.kind).label)
    return f"{name} ({row.quantity})" if row.quantity else name


def total_of(amounts: list[int | None]) -> str:
    """Return the sum of what is known, and says when some is not."""
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return UNKNOWN
    words = formats.rupiah(sum(known))
    return words if len(known) == len(amounts) else f"{words} (tidak termasuk yang belum diketahui)"


def parties_table(facts: Facts) -> Table:
    """Return who takes part, in what part."""
    rows = tuple(
        (str(at), party.organisation.name, str(party.get_part_display()))
        for at, party in enumerate(facts.parties, 1)
    )
    return Table(("No.", "Pihak", "Peran"), rows)


def cost_table(facts: Facts) -> Table:
    """Return the lines of the cost estimate with their total."""
    rows = tuple(
        (
            str(at),
            line.item,
            formats.decimal_text(line.volume, 2),
            line.unit,
            formats.rupiah(line.unit_price_rp),
            formats.rupiah(int(line.volume * line.unit_price_rp)),
        )
        for at, line in enumerate(facts.lines, 1)
    )
    total = ("", "Jumlah", "", "", "", rupiah(facts.partnership.total_rp))
    columns = ("No.", "Uraian", "Volume", "Satuan", "Harga satuan", "Jumlah")
    return Table(columns, rows, frozenset({2, 4, 5}), total if rows else None)


def sources_table(facts: Facts, caption: str = "") -> Table:
    """Return who brings what, worth how much, with the total of what is known."""
    rows = tuple(
        (
            str(at),
            row.party.organisation.name,
            what_given(row),
            rupiah(best_amount(row)),
            amount_state(row),
            row.valuation_basis or "-",
        )
        for at, row in enumerate(facts.contributions, 1)
    )
    total = ("", "Jumlah", "", total_of([best_amount(row) for row in facts.contributions]), "", "")
    columns = ("No.", "Sumber", "Bentuk", "Nilai", "Keadaan", "Dasar penilaian")
    return Table(columns, rows, frozenset({3}), total if rows else None, caption)


def identity_table(facts: Facts) -> Table:
    """Return the facts that every paper of a partnership opens with."""
    partnership = facts.partnership
    return Table(
        (),
        (
            ("Kegiatan", partnership.title),
            ("Lokasi", facts.place),
            ("Penerima manfaat", people(partnership.people_served)),
            ("Perkiraan biaya", rupiah_spelled(partnership.total_rp)),
        ),
    )
