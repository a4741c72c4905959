"""Sentences about a run as a whole: its disclaimer, its assumptions, its WhatsApp text."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.plans.models import PlaceLevel, Run
from sambung.plans.queries.seen import Answer, Line
from sambung.ui import formats
from sambung.ui.parts import ShareText

MOST_DECISIONS = 3


def disclaimer() -> str:
    """Return what every page and file of a plan says."""
    return _("Simulasi, bukan penetapan dan bukan kewajiban perusahaan.")


def assumptions_of(run: Run) -> list[tuple[str, str]]:
    """Return what the answer rests on, as (what, words) pairs."""
    asked: dict[str, Any] = run.settings
    rows = [
        (
            _("Yang dicari"),
            _("Sebanyak mungkin orang terlayani × lama layanan diperkirakan bertahan."),
        ),
        (_("Biaya"), _cost_words(asked["backstop_years"])),
        (
            _("Bagian warga"),
            _("Tunai dan natura menurut tiap kegiatan; dihitung tetap, di luar pilihan rencana."),
        ),
        (
            _("Bagian terbesar"),
            _("Perusahaan %(company)s, pemerintah %(government)s dari biaya satu kegiatan; "
              "batas sumber sendiri berlaku bila lebih kecil.")
            % {
                "company": formats.percent(asked["company_share_percent"], 0),
                "government": formats.percent(asked["government_share_percent"], 0),
            },
        ),
        (
            _("Sumber tiap kegiatan"),
            _("Paling banyak %(n)s sumber dana.") % {"n": asked["most_sources"]},
        ),
        (
            _("Kisaran dan jumlah yang belum diketahui"),
            _("Dari kisaran dipakai batas bawah. Yang belum menyebut jumlah tidak ikut dijumlah."),
        ),
        (_("Desa paling tertinggal"), _floor_words(asked)),
    ]  # fmt: skip
    if asked["facilitator_places"] is not None:
        rows.append((_("Pendampingan"), _place_words(asked)))
    return rows


def _cost_words(years: int) -> str:
    if not years:
        return _("Biaya pembangunan saja, tanpa cadangan operasi.")
    return _("Biaya pembangunan ditambah cadangan operasi %(n)s tahun.") % {"n": years}


def _floor_words(asked: dict[str, Any]) -> str:
    """Say how the least served quarter is found and what is done for it."""
    words = _(
        "Seperempat kegiatan di tempat dengan bagian orang tanpa layanan terbesar. Desa tanpa data "
        "sendiri diurutkan dengan angka kab/kotanya."
    )
    if asked["has_floor"]:
        words += " " + _("Rencana sebisanya menjangkau %(share)s orang di sana.") % {
            "share": formats.percent(asked["floor_percent"], 0)
        }
    if asked["equity_weight_percent"]:
        words += " " + _("Orang di sana dihitung %(weight)s kali.") % {
            "weight": formats.decimal_text(1 + asked["equity_weight_percent"] / 100, 2)
        }
    return words


def _place_words(asked: dict[str, Any]) -> str:
    return _("Paling banyak %(n)s kegiatan sekaligus tiap %(place)s.") % {
        "n": asked["facilitator_places"],
        "place": PlaceLevel(asked["places_by"]).label,
    }


def share_text(answer: Answer) -> ShareText:
    """Return what a plan answers in plain lines: people, kegiatan, cost; no source by name."""
    run = answer.run
    return ShareText.of(
        run.scenario.title,
        disclaimer(),
        formats.full_date(run.finished_at),
        title_of(answer),
        _("%(chosen)s dari %(asked)s kegiatan, %(cost)s dari para sumber.")
        % {
            "chosen": formats.count(len(answer.chosen)),
            "asked": formats.count(answer.asked),
            "cost": formats.rupiah_words(answer.cost_rp),
        },
        *[
            f"- {line.title}: {formats.count(line.people, _('orang'))}"
            for line in answer.chosen[:MOST_DECISIONS]
        ],
        path=reverse("plans:run", args=[run.pk]),
        is_private=True,
        is_simulated=run.is_simulated,
    )


def line_text(line: Line, run: Run) -> ShareText:
    """Return one row of a plan in plain lines: chosen or not, for how many; no source by name."""
    chosen = _("Terpilih dalam rencana: %s") if line.is_chosen else _("Belum terpilih kali ini: %s")
    return ShareText.of(
        line.title,
        disclaimer(),
        _("Di: %s") % line.village,
        chosen % run.scenario.title,
        _("Cara: %s") % line.option if line.option else "",
        _("Orang terlayani: %s") % formats.count(line.people) if line.people else "",
        _("Perkiraan biaya: %s") % formats.rupiah_words(line.total_rp) if line.total_rp else "",
        _("Ditanggung warga: %s") % formats.rupiah_words(line.community_rp)
        if line.community_rp
        else "",
        path=reverse("needs:package", args=[line.package_id]),
        is_simulated=run.is_simulated,
    )


def told_lines(lines: Iterable[Line], run: Run) -> list[tuple[Line, ShareText]]:
    """Return each row of a plan with what may be sent on of it."""
    return [(line, line_text(line, run)) for line in lines]


def title_of(answer: Answer) -> str:
    """Return the first line of the certificate: the title of the page."""
    if not answer.chosen:
        return _("Dengan sumber dan syarat ini, belum ada kegiatan yang dapat didukung.")
    return _(
        "Menurut data yang diisi, rencana ini melayani %(people)s orang "
        "selama rata-rata %(years)s tahun."
    ) % {
        "people": formats.count(answer.people),
        "years": formats.decimal_text(answer.years, 1),
    }
