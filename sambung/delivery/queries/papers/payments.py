"""The request to pay a tranche and the receipt for it; the money moves outside."""

from sambung.core.papers import Paper, Section, Signer, Table
from sambung.delivery.models import Condition, Tranche, TrancheAct, TrancheStatement
from sambung.partnerships.models import Partnership
from sambung.partnerships.queries.papers import Facts, Said, made
from sambung.partnerships.queries.papers.facts import (
    UNKNOWN,
    number_line,
    place_and_day,
    rupiah_spelled,
)
from sambung.ui import formats


def payment_request(facts: Facts, said: Said) -> Paper:
    """Return the request of the payee to the payer, with the state of every condition."""
    tranche = tranche_chosen(facts.partnership, said.about)
    words = said.text("words")
    return made(
        facts,
        "PERMINTAAN PEMBAYARAN",
        subtitle=facts.partnership.title.upper(),
        numbers=number_line(said.number),
        opening=(
            f"Kepada Yth. Pimpinan {payer_of(tranche)}",
            "Bersama ini kami mengajukan pembayaran berikut:",
        ),
        sections=(
            Section("", (), (Table((), tranche_rows(tranche)),)),
            conditions(tranche),
            Section("Rekening tujuan", (), (Table((), account_rows(tranche)),)),
            *((Section("Keterangan", words),) if words else ()),
        ),
        closing=(
            "Rekening di atas atas nama lembaga. Pembayaran ke rekening perorangan tidak sah.",
            "Demikian permintaan ini kami sampaikan. Atas perhatiannya kami ucapkan terima kasih.",
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_payee(tranche, said),),
    )


def receipt(facts: Facts, said: Said) -> Paper:
    """Return the receipt of the payee: the amount it says it received, in figures and words."""
    tranche = tranche_chosen(facts.partnership, said.about)
    received = newest(tranche, TrancheAct.RECEIVE)
    transferred = newest(tranche, TrancheAct.TRANSFER)
    rows = (
        ("Sudah terima dari", payer_of(tranche)),
        ("Uang sejumlah", rupiah_spelled(received.amount_rp if received else None)),
        ("Untuk", purpose(facts, tranche)),
        ("Diterima tanggal", formats.full_date(received.on) if received else UNKNOWN),
        ("Ke rekening", account_words(tranche)),
    )
    words = [] if received else ["Penerima belum menyatakan jumlah yang diterima."]
    if received and transferred and received.amount_rp != transferred.amount_rp:
        words.append(
            f"Pembayar menyatakan mentransfer {rupiah_spelled(transferred.amount_rp)}; jumlah ini "
            "berbeda dengan yang diterima."
        )
    return made(
        facts,
        "TANDA TERIMA",
        numbers=number_line(said.number),
        sections=(
            Section("", (), (Table((), rows),)),
            Section("", (*words, *said.text("words"))),
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_payee(tranche, said, meterai=True),),
    )


def tranche_rows(tranche: Tranche | None) -> tuple[tuple[str, str], ...]:
    """Return which tranche it is and how much."""
    if tranche is None:
        return (("Termin", UNKNOWN),)
    title = f" ({tranche.title})" if tranche.title else ""
    due = formats.full_date(tranche.due_on) if tranche.due_on else "tidak ditetapkan"
    return (
        ("Termin", f"ke-{tranche.number}{title}"),
        ("Jumlah", rupiah_spelled(tranche.amount_rp)),
        ("Jatuh tempo", due),
        ("Penerima", tranche.payee.name),
    )


def conditions(tranche: Tranche | None) -> Section:
    """Return the conditions of the tranche and whether each was found met."""
    rows = list(tranche.conditions.select_related("met_by")) if tranche else []
    if not rows:
        return Section("Syarat", ("Termin ini tidak bersyarat.",))
    lines = tuple((str(at), condition_name(row), met_words(row)) for at, row in enumerate(rows, 1))
    return Section("Syarat", (), (Table(("No.", "Syarat", "Keadaan"), lines),))


def condition_name(row: Condition) -> str:
    """Return what the tranche waits on."""
    return row.title or str(row.get_kind_display())


def met_words(row: Condition) -> str:
    """Return when and by whom a condition was found met."""
    if row.met_on is None or row.met_by is None:
        return "belum terpenuhi"
    return f"terpenuhi {formats.full_date(row.met_on)}, diperiksa {row.met_by.name}"


def account_rows(tranche: Tranche | None) -> tuple[tuple[str, str], ...]:
    """Return the account of the institution."""
    account = tranche.account if tranche else None
    if account is None:
        return (("Rekening", "belum dicatat"),)
    return (
        ("Bank", account.bank),
        ("Nomor", account.number),
        ("Atas nama", account.name_on_account),
    )


def account_words(tranche: Tranche | None) -> str:
    """Return the account in one line."""
    return ", ".join(value for _name, value in account_rows(tranche))


def purpose(facts: Facts, tranche: Tranche | None) -> str:
    """Return for what the money is."""
    number = f"Termin ke-{tranche.number}, " if tranche else ""
    return f"{number}{facts.partnership.title}, {facts.place}"


def payer_of(tranche: Tranche | None) -> str:
    """Return who pays: the party that gives the contribution."""
    return tranche.contribution.party.organisation.name if tranche else UNKNOWN


def of_payee(tranche: Tranche | None, said: Said, *, meterai: bool = False) -> Signer:
    """Return the block of the payee."""
    party = tranche.payee.name if tranche else UNKNOWN
    number = f"NIP {said.signer_number}" if said.signer_number else ""
    return Signer(party, said.signer_name, said.signer_title, number, meterai)


def newest(tranche: Tranche | None, act: str) -> TrancheStatement | None:
    """Return the newest statement of one kind."""
    if tranche is None:
        return None
    return tranche.statements.filter(act=act).order_by("-id").first()


def tranches_to_choose(partnership: Partnership) -> list[tuple[str, str]]:
    """Return the tranches a request or receipt may be about."""
    rows = Tranche.objects.filter(contribution__partnership=partnership)
    return [
        (
            str(row.pk),
            f"{row.contribution.party.organisation.name}, termin {row.number}: "
            f"{formats.rupiah(row.amount_rp)}",
        )
        for row in rows.select_related("contribution__party__organisation")
    ]


def tranche_chosen(partnership: Partnership, key: str) -> Tranche | None:
    """Return the tranche that was chosen."""
    if not key.isdecimal():
        return None
    rows = Tranche.objects.filter(pk=key, contribution__partnership=partnership)
    return rows.select_related("account", "payee", "contribution__party__organisation").first()
