"""The progress report: what was planned, stated and verified, with photos and open troubles."""

from collections.abc import Sequence

from sambung.core.papers import Paper, Picture, Section, Table
from sambung.delivery.models import Milestone, Progress, ProgressPhoto, Trouble
from sambung.parties.models import Organisation
from sambung.partnerships.models import Partnership
from sambung.partnerships.queries.papers import Facts, Said, made
from sambung.partnerships.queries.papers.facts import (
    UNKNOWN,
    identity_table,
    number_line,
    place_and_day,
)
from sambung.partnerships.queries.papers.letters import of_maker
from sambung.ui import formats

MOST_PHOTOS = 12


def progress_report(facts: Facts, said: Said) -> Paper:
    """Return the report: where the work stands by whose word, against which plan."""
    partnership = facts.partnership
    reports, milestones = reports_of(partnership), milestones_of(partnership)
    sections = (
        Section("1. Kegiatan", (), (identity_table(facts),)),
        Section("2. Ringkasan", said.text("words") or (standing(reports),)),
        with_table("3. Tonggak pekerjaan", milestones_table(milestones), "Belum ada tonggak."),
        with_table("4. Kemajuan yang dinyatakan", reports_table(reports), "Belum ada laporan."),
        with_table(
            "5. Masalah dan risiko terbuka",
            troubles_table(partnership),
            "Tidak ada masalah atau risiko terbuka yang tercatat.",
        ),
        photos(partnership),
    )
    return made(
        facts,
        "LAPORAN KEMAJUAN",
        subtitle=partnership.title.upper(),
        numbers=number_line(said.number),
        sections=sections,
        place_and_day=place_and_day(said.place, said.dated_on),
        signers=(of_maker(facts, said),),
    )


def reports_of(partnership: Partnership) -> list[Progress]:
    """Return what was stated of the work and not returned, oldest first."""
    rows = Progress.objects.filter(partnership=partnership, returned_at__isnull=True)
    return list(rows.select_related("organisation", "verifier").order_by("on", "id"))


def milestones_of(partnership: Partnership) -> list[Milestone]:
    """Return the milestones that stand, in the order of their dates."""
    rows = Milestone.objects.filter(partnership=partnership, dropped_at__isnull=True)
    return list(rows.select_related("party__organisation", "verifier").order_by("due_on", "id"))


def standing(reports: Sequence[Progress]) -> str:
    """Return where the whole work stands: what was stated, and what another has verified."""
    whole = [row for row in reports if row.contribution_id is None]
    if not whole:
        return "Kemajuan pekerjaan belum dinyatakan oleh pihak mana pun."
    last = whole[-1]
    words = (
        f"Menurut {last.organisation.name}, per {formats.full_date(last.on)} pekerjaan mencapai "
        f"{last.percent}%."
    )
    verified = [row for row in whole if row.verified_on is not None]
    if not verified:
        return f"{words} Belum ada kemajuan yang diverifikasi."
    sure = verified[-1]
    return f"{words} Yang sudah diverifikasi {sure.percent}% per {formats.full_date(sure.on)}."


def milestones_table(rows: Sequence[Milestone]) -> Table:
    """Return the milestones: whose, how heavy, when due, when done, by whom verified."""
    lines = tuple(
        (
            str(at),
            row.title,
            row.party.organisation.name if row.party else "belum ada",
            str(row.weight),
            formats.table_date(row.due_on),
            formats.table_date(row.done_on) if row.done_on else "-",
            verified_words(row.verifier),
        )
        for at, row in enumerate(rows, 1)
    )
    columns = ("No.", "Tonggak", "Pelaksana", "Bobot", "Tenggat", "Selesai", "Verifikasi")
    return Table(columns, lines, frozenset({3}))


def reports_table(rows: Sequence[Progress]) -> Table:
    """Return what was stated, day by day."""
    lines = tuple(
        (
            formats.table_date(row.on),
            f"{row.percent}%",
            "seluruh pekerjaan" if row.contribution_id is None else "sebagian",
            row.organisation.name,
            verified_words(row.verifier),
            row.note or "-",
        )
        for row in rows
    )
    columns = ("Tanggal", "Kemajuan", "Dari", "Menurut", "Verifikasi", "Catatan")
    return Table(columns, lines, frozenset({1}))


def verified_words(verifier: Organisation | None) -> str:
    """Return by whom something was verified, or that nobody did yet."""
    return f"oleh {verifier.name}" if verifier else "belum"


def troubles_table(partnership: Partnership) -> Table:
    """Return the issues and risks that are open."""
    rows = Trouble.objects.filter(partnership=partnership, closed_on__isnull=True)
    lines = tuple(
        (
            str(row.get_kind_display()),
            row.title,
            row.owner.organisation.name if row.owner else "belum ada",
            formats.table_date(row.due_on) if row.due_on else "-",
        )
        for row in rows.select_related("owner__organisation").order_by("id")
    )
    return Table(("Jenis", "Uraian", "Penanggung jawab", "Tenggat"), lines)


def with_table(heading: str, table: Table, none: str) -> Section:
    """Return a section with its table, or the sentence that there is nothing."""
    return Section(heading, (), (table,)) if table.rows else Section(heading, (none,))


def photos(partnership: Partnership) -> Section:
    """Return the photos for which somebody says there is consent, newest marks last."""
    rows = list(
        ProgressPhoto.objects.filter(
            progress__partnership=partnership, progress__returned_at__isnull=True
        )
        .select_related("file", "progress")
        .order_by("mark", "id")
    )
    shown = [row for row in rows if row.consent_by][-MOST_PHOTOS:]
    left = len(rows) - len(shown)
    words = [] if shown else ["Belum ada foto yang boleh dimuat."]
    if left:
        words.append(f"{left} foto lain tidak dimuat: belum ada persetujuan, atau terlalu banyak.")
    return Section("6. Foto", tuple(words), pictures=tuple(picture(row) for row in shown))


def picture(photo: ProgressPhoto) -> Picture:
    """Return a photo with its mark, its day, its place and its caption."""
    parts = [f"{photo.mark}%"]
    day = photo.taken_at or photo.progress.on
    parts.append(formats.full_date(day))
    if photo.latitude is not None and photo.longitude is not None:
        parts.append(f"{photo.latitude:.5f}, {photo.longitude:.5f}")
    parts.append(photo.caption or UNKNOWN)
    return Picture(photo.file.sha256, " · ".join(parts))
