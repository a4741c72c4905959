"""Proposal, letter of interest, letter of pledge."""

from sambung.core.papers import Paper, Section, Signer, Table
from sambung.partnerships.models import Contribution, Partnership
from sambung.partnerships.queries.papers.facts import (
    UNKNOWN,
    Facts,
    best_amount,
    cost_table,
    identity_table,
    made,
    number_line,
    parties_table,
    people,
    place_and_day,
    rupiah_spelled,
    signer,
    sources_table,
    what_given,
)
from sambung.partnerships.queries.papers.recipes import Said


def proposal(facts: Facts, said: Said) -> Paper:
    """Return the proposal: why, what, for whom, at what cost, from whom, and what comes after."""
    partnership = facts.partnership
    need = partnership.package.need if partnership.package else None
    problem = said.text("problem") or ((need.problem,) if need and need.problem else (UNKNOWN,))
    sections = (
        Section("1. Ringkasan", (), (identity_table(facts),)),
        Section("2. Latar belakang dan masalah", problem),
        Section(
            "3. Kegiatan yang diusulkan",
            said.text("work") or ((partnership.about,) if partnership.about else (UNKNOWN,)),
        ),
        Section(
            "4. Penerima manfaat",
            (f"Kegiatan ini melayani {people(partnership.people_served)} di {facts.place}.",),
        ),
        Section("5. Rencana anggaran biaya", *estimate_of(facts)),
        Section("6. Sumber pembiayaan", *sources_of(facts)),
        Section("7. Pihak yang terlibat", (), (parties_table(facts),)),
        Section("8. Pengelolaan sesudah dibangun", said.text("after") or (UNKNOWN,)),
    )
    return made(
        facts,
        "PROPOSAL",
        subtitle=partnership.title.upper(),
        numbers=number_line(said.number),
        sections=sections,
        closing=("Demikian proposal ini kami sampaikan sebagai bahan pertimbangan.",),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_maker(facts, said),),
    )


def estimate_of(facts: Facts) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    """Return the cost estimate, or that there is none yet."""
    if not facts.lines:
        return ("Rincian biaya belum disusun.",), ()
    return (), (cost_table(facts),)


def sources_of(facts: Facts) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    """Return who brings what, or that nobody said yet."""
    if not facts.contributions:
        return ("Sumber pembiayaan belum ditetapkan.",), ()
    return (), (sources_table(facts),)


def interest(facts: Facts, said: Said) -> Paper:
    """Return the letter in which an organisation says that it is interested; it binds nobody."""
    return made(
        facts,
        "SURAT PERNYATAAN MINAT",
        numbers=number_line(said.number),
        opening=("Yang bertanda tangan di bawah ini:",),
        sections=(
            Section("", (), (who_signs(facts, said),)),
            Section(
                "",
                ("dengan ini menyatakan minat untuk mendukung kegiatan berikut:",),
                (identity_table(facts),),
            ),
            Section("", said.text("words")),
        ),
        closing=(
            "Pernyataan minat ini bukan kesanggupan dan belum mengikat. Bentuk, nilai, dan jadwal "
            "dukungan ditetapkan kemudian dalam surat kesanggupan atau perjanjian.",
            "Demikian surat pernyataan ini dibuat untuk dipergunakan sebagaimana mestinya.",
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_maker(facts, said),),
    )


def pledge(facts: Facts, said: Said) -> Paper:
    """Return the letter in which an organisation pledges one contribution, in figures and words."""
    row = chosen_contribution(facts, said)
    rows = (
        ("Bentuk", what_given(row) if row else UNKNOWN),
        ("Nilai", rupiah_spelled(best_amount(row)) if row else UNKNOWN),
        ("Cara penyerahan", str(row.get_way_display()) if row and row.way else "akan disepakati"),
        ("Dasar penilaian", (row.valuation_basis if row else "") or "-"),
    )
    return made(
        facts,
        "SURAT PERNYATAAN KESANGGUPAN",
        numbers=number_line(said.number),
        opening=("Yang bertanda tangan di bawah ini:",),
        sections=(
            Section("", (), (who_signs(facts, said),)),
            Section("", ("dengan ini menyatakan sanggup mendukung:",), (identity_table(facts),)),
            Section("", ("berupa:",), (Table((), rows),)),
            Section("", said.text("words")),
        ),
        closing=(
            "Demikian surat pernyataan kesanggupan ini dibuat dengan sebenarnya untuk "
            "dipergunakan sebagaimana mestinya.",
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_maker(facts, said, meterai=True),),
    )


def who_signs(facts: Facts, said: Said) -> Table:
    """Return who signs, in what post, for whom."""
    rows = (
        ("Nama", said.signer_name or "……………………"),
        ("Jabatan", said.signer_title or "……………………"),
        ("Bertindak untuk", facts.maker.name),
    )
    return Table((), rows)


def of_maker(facts: Facts, said: Said, *, meterai: bool = False) -> Signer:
    """Return the block of whoever signs for the maker."""
    return signer(
        said.signer_name, said.signer_title, said.signer_number, facts.maker.name, meterai=meterai
    )


def chosen_contribution(facts: Facts, said: Said) -> Contribution | None:
    """Return the contribution the letter is about."""
    return next((row for row in facts.contributions if str(row.pk) == said.about), None)


def contributions_to_choose(partnership: Partnership) -> list[tuple[str, str]]:
    """Return the contributions a letter may be about."""
    rows = partnership.contributions.filter(withdrawn_at__isnull=True).select_related(
        "party__organisation"
    )
    return [(str(row.pk), f"{row.party.organisation.name}: {what_given(row)}") for row in rows]


def contribution_chosen(partnership: Partnership, key: str) -> Contribution | None:
    """Return the contribution that was chosen."""
    return partnership.contributions.filter(pk=key).first() if key.isdecimal() else None
