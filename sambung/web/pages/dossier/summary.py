"""The first page of a dossier: what the partnership is, on one or two sheets of A4."""

from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import papers, seals
from sambung.core.access import Actor
from sambung.core.papers import Paper, Section, Table
from sambung.partnerships import lifecycle, queries
from sambung.partnerships.models import Partnership, Responsibility
from sambung.ui import formats


def pdf_of(partnership: Partnership, actor: Actor) -> bytes:
    """Return the summary as PDF."""
    return papers.pdf(paper_of(partnership, actor))


def paper_of(partnership: Partnership, actor: Actor) -> Paper:
    """Return the summary: what, who, the five amounts, who answers for what, agreements, trail."""
    return Paper(
        title=_("Berkas kemitraan"),
        subtitle=partnership.title,
        opening=(opening(partnership),),
        sections=(
            parties(partnership),
            amounts(partnership),
            duties(partnership),
            agreements(partnership, actor),
            trail(),
        ),
        watermark=_("SIMULASI") if partnership.is_simulated else "",
        footer=_("Sambung tidak memegang uang. Yang dicatat adalah pernyataan dan buktinya."),
    )


def opening(partnership: Partnership) -> str:
    """Return where it is, at which stage, and the day of this copy."""
    return _(
        "%(village)s. Tahap %(stage)s, dibuka %(opened)s. Salinan ini dibuat %(today)s; "
        "angka yang tidak diketahui dibiarkan kosong, bukan nol."
    ) % {
        "village": partnership.village.full_name,
        "stage": str(partnership.get_stage_display()).lower(),
        "opened": formats.full_date(partnership.opened_at),
        "today": formats.full_date(timezone.localdate()),
    }


def parties(partnership: Partnership) -> Section:
    """Return the parties and their parts."""
    rows = tuple(
        (str(party.organisation.name), str(party.get_part_display()))
        for party in queries.parties_of(partnership)
    )
    return Section(_("Para pihak"), tables=(Table((_("Pihak"), _("Bagian")), rows),))


def amounts(partnership: Partnership) -> Section:
    """Return the five amounts of each contribution side by side; they are never added together."""
    rows = tuple(
        (
            f"{row.party}: {row.title or row.get_kind_display()}",
            *(
                formats.rupiah(value) if value is not None else "–"
                for value in (
                    row.proposed_rp,
                    row.pledged_rp,
                    row.agreed_rp,
                    row.delivered_rp,
                    row.verified_rp,
                )
            ),
        )
        for row in queries.contributions_of(partnership)
    )
    columns = (
        _("Sumbangan"),
        _("Diusulkan"),
        _("Sanggup"),
        _("Disepakati"),
        _("Realisasi"),
        _("Terverifikasi"),
    )
    table = Table(columns, rows, numeric=frozenset(range(1, 6)))
    return Section(
        _("Uang: lima angka yang berbeda"),
        (_("Masing-masing angka berdiri sendiri dan tidak dijumlahkan."),),
        (table,),
    )


def question_of(duty: Responsibility) -> str:
    """Return the question in the words of this partnership, else of the catalogue."""
    known = lifecycle.RESPONSIBILITIES.get(duty.key)
    return duty.question or (str(known.question) if known else duty.key)


def duties(partnership: Partnership) -> Section:
    """Return who answers for what; nobody is said as nobody."""
    rows = tuple(
        (
            question_of(duty),
            str(duty.party) if duty.party else _("belum ada penanggung jawab"),
            _("usulan") if duty.is_proposed else _("disetujui"),
        )
        for duty in queries.responsibilities_of(partnership)
        if duty.is_needed
    )
    table = Table((_("Peran"), _("Pihak"), _("Keadaan")), rows)
    return Section(_("Siapa yang …?"), tables=(table,))


def agreements(partnership: Partnership, actor: Actor) -> Section:
    """Return the agreements with their state."""
    rows = tuple(
        (
            row.agreement.title,
            str(row.agreement.get_state_display()),
            formats.full_date(row.agreement.ends_on),
        )
        for row in queries.agreements_of(partnership, actor)
    )
    if not rows:
        return Section(_("Perjanjian"), (_("Belum ada perjanjian."),))
    table = Table((_("Perjanjian"), _("Keadaan"), _("Berlaku sampai")), rows)
    return Section(_("Perjanjian"), tables=(table,))


def trail() -> Section:
    """Return to which seal the trail was chained when this copy was made."""
    words = _(
        "Riwayat lengkap ada di tabel/riwayat.csv. Riwayat dirangkai dengan segel; segel terakhir "
        "saat salinan ini dibuat: %s. Perintah verify_entries memeriksa seluruh rangkaian."
    )
    return Section(_("Riwayat"), (words % seals.head(),))
