"""The summary of an agreement in English, for a partner abroad; the original stays Indonesian."""

from sambung.core.papers import Paper, Section, Table
from sambung.partnerships.models import Agreement, Contribution, Partnership, Signature
from sambung.partnerships.queries.papers.facts import Facts, best_amount, made, place_and_day
from sambung.partnerships.queries.papers.recipes import Said
from sambung.ui import formats

NAMES = {
    "kb": "Memorandum of understanding (Kesepakatan Bersama)",
    "pks": "Cooperation agreement (Perjanjian Kerja Sama)",
    "sederhana": "Simple agreement (Perjanjian Sederhana)",
    "nphd": "Regional grant agreement (NPHD)",
    "desa": "Village cooperation agreement",
    "adendum": "Amendment",
}
STATES = {
    "draft": "being drafted",
    "review": "under review",
    "signing": "awaiting signatures",
    "in_force": "in force",
    "left": "expired, not renewed",
    "renewed": "replaced by its renewal",
    "cancelled": "cancelled",
}
GIVEN = {
    "cash": "cash",
    "goods": "goods or construction",
    "labour": "labour",
    "land": "land",
    "expertise": "expertise",
    "permit": "permits",
    "data": "data",
    "other": "other",
}


def summary(facts: Facts, said: Said) -> Paper:
    """Return the English summary: which agreement, its term, its parties, what each brings."""
    agreement = agreement_chosen(facts.partnership, said.about)
    return made(
        facts,
        "AGREEMENT SUMMARY",
        subtitle=facts.partnership.title,
        opening=(
            "This summary is given for information. The signed Indonesian text alone is binding.",
        ),
        sections=(
            Section("1. Agreement", (), (Table((), agreement_rows(facts, agreement)),)),
            Section("2. Parties", (), (signers_table(facts, agreement),)),
            Section("3. Contributions", *contributions_of(facts)),
            Section("4. Clauses of the agreement", clauses_of(agreement)),
            *((Section("5. Remarks", said.text("words")),) if said.text("words") else ()),
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        footer=f"Agreement summary · {facts.partnership.title}"[:110],
        watermark="SIMULATION" if facts.partnership.is_simulated else "",
    )


def agreement_rows(facts: Facts, agreement: Agreement | None) -> tuple[tuple[str, str], ...]:
    """Return what the agreement is, where it stands, and how long it lasts."""
    served = facts.partnership.people_served
    about = (
        ("Location", facts.place),
        ("People served", "not known" if served is None else formats.count(served)),
        ("Estimated cost", money(facts.partnership.total_rp)),
    )
    if agreement is None:
        return (("Agreement", "none recorded"), *about)
    return (
        ("Agreement", NAMES.get(agreement.kind, agreement.title)),
        ("Title", agreement.title),
        ("State", STATES.get(agreement.state, agreement.state)),
        ("Term", f"{day(agreement.starts_on)} to {day(agreement.ends_on)}"),
        *about,
    )


def day(on: object) -> str:
    """Return a day, or that it is not set."""
    return formats.full_date(on) if on else "not set"  # type: ignore[arg-type]


def money(amount_rp: int | None) -> str:
    """Return an amount in rupiah, or that nobody knows it."""
    return "not known" if amount_rp is None else formats.rupiah(amount_rp)


def signers_table(facts: Facts, agreement: Agreement | None) -> Table:
    """Return each party and when it signed."""
    signed: dict[int, Signature] = {}
    if agreement is not None:
        rows = Signature.objects.filter(text__agreement=agreement, withdrawn_at__isnull=True)
        signed = {row.signatory.party_id: row for row in rows.select_related("signatory")}
    lines = tuple(
        (
            str(at),
            party.organisation.name,
            formats.full_date(signed[party.pk].signed_on) if party.pk in signed else "not signed",
            signed[party.pk].letter_number if party.pk in signed else "-",
        )
        for at, party in enumerate(facts.parties, 1)
    )
    return Table(("No.", "Party", "Signed on", "Number"), lines)


def contributions_of(facts: Facts) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    """Return what each party brings."""
    if not facts.contributions:
        return ("No contribution has been recorded.",), ()
    lines = tuple(
        (str(at), row.party.organisation.name, given(row), money(best_amount(row)))
        for at, row in enumerate(facts.contributions, 1)
    )
    return (), (Table(("No.", "Party", "Contribution", "Value"), lines, frozenset({3})),)


def given(row: Contribution) -> str:
    """Return what is given, with its Indonesian title."""
    kind = GIVEN.get(row.kind, row.kind)
    return f"{kind}: {row.title}" if row.title else kind


def clauses_of(agreement: Agreement | None) -> tuple[str, ...]:
    """Return the headings of the clauses, as they stand in the Indonesian text."""
    if agreement is None:
        return ("No clauses have been recorded.",)
    heads = agreement.clauses.filter(is_removed=False).exclude(heading="")
    lines = tuple(f"{at}. {clause.heading}" for at, clause in enumerate(heads, 1))
    return lines or ("The text was brought from outside; its clauses are not listed here.",)


def agreements_to_choose(partnership: Partnership) -> list[tuple[str, str]]:
    """Return the agreements that may be summed up; a draft of one's own stays its own."""
    rows = partnership.agreements.filter(is_shared=True)
    return [(str(row.pk), row.title) for row in rows]


def agreement_chosen(partnership: Partnership, key: str) -> Agreement | None:
    """Return the agreement that was chosen."""
    if not key.isdecimal():
        return None
    return partnership.agreements.filter(pk=key, is_shared=True).first()
