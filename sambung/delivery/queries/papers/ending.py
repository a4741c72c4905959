"""The handover (BAST) with its asset list, and the closing report."""

from sambung.core.papers import Paper, Section, Signer, Table
from sambung.delivery.models import Handover, HandoverState
from sambung.delivery.queries.papers.works import (
    milestones_of,
    milestones_table,
    troubles_table,
    with_table,
)
from sambung.facilities import queries as facilities
from sambung.facilities.lifecycle import ASSET_CLASSES
from sambung.facilities.models import Component
from sambung.partnerships.lifecycle import RESPONSIBILITIES
from sambung.partnerships.models import Partnership
from sambung.partnerships.queries import responsibilities_of
from sambung.partnerships.queries.papers import Facts, Said, made
from sambung.partnerships.queries.papers.facts import (
    BLANK,
    UNKNOWN,
    day_in_words,
    identity_table,
    number_line,
    parties_table,
    place_and_day,
    rupiah,
    total_of,
    what_given,
)
from sambung.partnerships.queries.papers.letters import of_maker
from sambung.ui import formats


def bast(facts: Facts, said: Said) -> Paper:
    """Return the minutes of handover; what was not tested says so and never passes."""
    handover = handover_chosen(facts.partnership, said.about)
    giver, receiver = name_of(handover, "giver"), name_of(handover, "receiver")
    opening = (
        f"Pada {day_in_words(said.dated_on)}, bertempat di {said.place or BLANK}, "
        f"{giver}, selanjutnya disebut PIHAK KESATU, menyerahkan kepada {receiver}, selanjutnya "
        f"disebut PIHAK KEDUA, sarana yang dibangun dalam kemitraan {facts.partnership.title}."
    )
    return made(
        facts,
        "BERITA ACARA SERAH TERIMA",
        subtitle=facts.partnership.title.upper(),
        numbers=number_line(said.number or (handover.number if handover else "")),
        opening=(opening,),
        sections=(
            Section("SARANA", (object_words(facts, handover),), label="Pasal 1"),
            Section("HASIL UJI", tests_of(handover, said), label="Pasal 2"),
            Section("KEPEMILIKAN DAN PENGELOLAAN", running(handover), label="Pasal 3"),
            Section("MASA PEMELIHARAAN", warranty(handover), label="Pasal 4"),
            *others(said),
        ),
        closing=(
            "Dengan ditandatanganinya berita acara ini, PIHAK KEDUA menerima sarana beserta "
            "tanggung jawab pengelolaannya.",
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(
            Signer("PIHAK KESATU", title=giver, meterai=True),
            Signer("PIHAK KEDUA", title=receiver, meterai=True),
        ),
        witnesses=tuple(
            Signer("Mengetahui", title=party.organisation.name)
            for party in facts.parties
            if party.organisation.name not in {giver, receiver}
        )[:4],
        annexes=(Section("DAFTAR ASET", *assets(handover), label="Lampiran"),),
    )


def others(said: Said) -> tuple[Section, ...]:
    """Return the clause of what else was agreed, where something was."""
    words = said.text("words")
    return (Section("LAIN-LAIN", words, label="Pasal 5"),) if words else ()


def name_of(handover: Handover | None, side: str) -> str:
    """Return the name of one side, dots where nobody is named yet."""
    organisation = getattr(handover, side) if handover else None
    return organisation.name if organisation else BLANK


def object_words(facts: Facts, handover: Handover | None) -> str:
    """Return what is handed over and where its parts are listed."""
    name = handover.facility.name if handover else facts.partnership.title
    return f"PIHAK KESATU menyerahkan {name} di {facts.place}, dengan aset menurut Lampiran."


def tests_of(handover: Handover | None, said: Said) -> tuple[str, ...]:
    """Return both tests; untested is not passed."""
    if handover is None:
        return ("(1) Uji fungsi: belum diuji.", "(2) Uji mutu air: belum diuji.")
    function = {None: "belum diuji", True: "baik", False: "belum baik"}[handover.is_function_good]
    day = handover.function_tested_on
    words = f"{function}, {formats.full_date(day)}" if day else function
    note = f" ({handover.function_note})" if handover.function_note else ""
    return (f"(1) Uji fungsi: {words}{note}.", f"(2) Uji mutu air: {water_words(handover, said)}.")


def water_words(handover: Handover, said: Said) -> str:
    """Return what the newest sample says by the limits of its time."""
    if not handover.needs_water_test:
        return "tidak diperlukan untuk sarana ini"
    row = facilities.newest_of([handover.facility], said.dated_on).get(handover.facility_id)
    if row is None:
        return "belum diuji"
    source = ", batas dari sumber sekunder" if row.is_secondary else ""
    day = formats.full_date(row.test.sampled_on)
    return f"{row.words}, contoh air {day}, menurut {row.test.regulation}{source}"


def running(handover: Handover | None) -> tuple[str, ...]:
    """Return who owns, who operates by what decree, and the tariff against the real cost."""
    operator = handover.operator if handover else None
    cost = handover.operating_month_rp if handover else None
    income = handover.income_month_rp if handover else None
    tariff = handover.tariff_rp if handover else None
    unit = f" per {handover.tariff_unit}" if handover and handover.tariff_unit else ""
    decision = f", {handover.tariff_decision}" if handover and handover.tariff_decision else ""
    register = (handover.register_number if handover else "") or "belum dicatat"
    return (
        f"(1) Aset menjadi milik {name_of(handover, 'receiver')}; nomor daftar aset: {register}.",
        f"(2) Pengelola: {operator.name if operator else 'belum ditetapkan'}.",
        f"(3) Iuran: {rupiah(tariff)}{unit if tariff is not None else ''}{decision}.",
        f"(4) Biaya operasi nyata sebulan: {rupiah(cost)}; pendapatan iuran sebulan: "
        f"{rupiah(income)}.",
    )


def warranty(handover: Handover | None) -> tuple[str, ...]:
    """Return until when the giver mends, and how long both watch."""
    until = handover.warranty_until if handover else None
    words = (
        f"PIHAK KESATU memperbaiki kerusakan bawaan sampai {formats.full_date(until)}."
        if until
        else "Masa pemeliharaan belum ditetapkan."
    )
    years = handover.watch_years if handover else 3
    return (f"(1) {words}", f"(2) Para pihak memantau sarana selama {years} tahun.")


def assets(handover: Handover | None) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    """Return the asset list, or that there is none yet."""
    rows = list(Component.objects.filter(facility=handover.facility)) if handover else []
    if not rows:
        return ("Daftar aset belum disusun.",), ()
    lines = tuple(
        (
            str(at),
            row.name,
            str(ASSET_CLASSES.get(row.asset_class, row.asset_class)),
            quantity(row),
            row.condition or "-",
            formats.table_date(row.warranty_until) if row.warranty_until else "-",
            rupiah(row.value_rp),
        )
        for at, row in enumerate(rows, 1)
    )
    total = ("", "Jumlah", "", "", "", "", total_of([row.value_rp for row in rows]))
    columns = ("No.", "Aset", "Golongan", "Banyaknya", "Keadaan", "Garansi sampai", "Nilai")
    return (), (Table(columns, lines, frozenset({6}), total),)


def quantity(row: Component) -> str:
    """Return how many of which unit."""
    if row.quantity is None:
        return UNKNOWN
    return f"{formats.decimal_text(row.quantity, 2)} {row.unit}".strip()


def closing_report(facts: Facts, said: Said) -> Paper:
    """Return the report that closes: what was agreed, given and verified, and who answers now."""
    partnership = facts.partnership
    lessons = said.text("lessons") or ("Belum ditulis.",)
    return made(
        facts,
        "LAPORAN PENUTUP",
        subtitle=partnership.title.upper(),
        numbers=number_line(said.number),
        sections=(
            Section("1. Kegiatan", (), (identity_table(facts),)),
            Section("2. Para pihak", (), (parties_table(facts),)),
            with_table("3. Sumbangan", amounts_table(facts), "Belum ada sumbangan tercatat."),
            with_table(
                "4. Tonggak pekerjaan",
                milestones_table(milestones_of(partnership)),
                "Tidak ada tonggak yang tercatat.",
            ),
            Section("5. Serah terima", handovers_words(partnership)),
            Section("6. Sesudah serah terima", (), (duties_table(partnership),)),
            with_table(
                "7. Yang masih terbuka",
                troubles_table(partnership),
                "Tidak ada masalah atau risiko terbuka yang tercatat.",
            ),
            Section("8. Pelajaran", lessons),
        ),
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_maker(facts, said),),
    )


def amounts_table(facts: Facts) -> Table:
    """Return three of the five amounts side by side; they are never added together."""
    lines = tuple(
        (
            row.party.organisation.name,
            what_given(row),
            rupiah(row.agreed_rp),
            rupiah(row.delivered_rp),
            rupiah(row.verified_rp),
        )
        for row in facts.contributions
    )
    columns = ("Pihak", "Bentuk", "Disepakati", "Realisasi", "Terverifikasi")
    return Table(columns, lines, frozenset({2, 3, 4}))


def handovers_words(partnership: Partnership) -> tuple[str, ...]:
    """Return every handover that was done; a ceremony is none."""
    rows = Handover.objects.filter(partnership=partnership, state=HandoverState.DONE)
    return tuple(
        f"{row.facility.name}: diserahkan {formats.full_date(row.done_on)} kepada "
        f"{row.receiver.name if row.receiver else UNKNOWN}, BAST {row.number or 'belum bernomor'}."
        for row in rows.select_related("facility", "receiver")
    ) or ("Sarana belum diserahterimakan.",)


def duties_table(partnership: Partnership) -> Table:
    """Return who answers for what after the handover."""
    lines = []
    for row in responsibilities_of(partnership):
        duty = RESPONSIBILITIES.get(row.key)
        if duty is None or not duty.is_after_handover or not row.is_needed:
            continue
        who = row.party.organisation.name if row.party else "belum ada penanggung jawab"
        who += " (usulan)" if row.party and row.is_proposed else ""
        lines.append((str(duty.question), who))
    return Table(("Pertanyaan", "Penanggung jawab"), tuple(lines))


def handovers_to_choose(partnership: Partnership) -> list[tuple[str, str]]:
    """Return the handovers minutes may be about."""
    rows = Handover.objects.filter(partnership=partnership).exclude(state=HandoverState.CANCELLED)
    return [(str(row.pk), row.facility.name) for row in rows.select_related("facility")]


def handover_chosen(partnership: Partnership, key: str) -> Handover | None:
    """Return the handover that was chosen."""
    if not key.isdecimal():
        return None
    rows = Handover.objects.filter(pk=key, partnership=partnership)
    return rows.select_related("facility", "giver", "receiver", "operator").first()
