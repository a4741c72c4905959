"""Specimens of every part in every state. All names and sums here are invented."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.ui import charts, parts
from sambung.ui.forms import AngkaField, Form, PersenField, PhoneField, RupiahField

DAY = date(2026, 11, 23)
ICON_NAMES = sorted(path.stem for path in parts.ICONS.glob("*.svg"))


class SpecimenForm(Form):
    """Every kind of field once."""

    name = forms.CharField(
        label=gettext_lazy("Nama kegiatan"), help_text=gettext_lazy("Seperti di papan nama.")
    )
    fee = RupiahField(label=gettext_lazy("Berapa per keluarga?"))
    ceiling = RupiahField(label=gettext_lazy("Pagu tahun ini"), required=False)
    households = AngkaField(label=gettext_lazy("Berapa keluarga?"))
    share = PersenField(label=gettext_lazy("Bagian terbesar"), required=False)
    phone = PhoneField(label=gettext_lazy("Nomor WhatsApp"), required=False)
    day = forms.DateField(
        label=gettext_lazy("Tanggal surat"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    service = forms.ChoiceField(
        label=gettext_lazy("Layanan"),
        widget=forms.RadioSelect,
        choices=[("air", gettext_lazy("Air minum")), ("sanitasi", gettext_lazy("Sanitasi"))],
    )
    months = forms.MultipleChoiceField(
        label=gettext_lazy("Bulan usulan diterima"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", gettext_lazy("Januari")), ("2", gettext_lazy("Februari"))],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis pihak"),
        choices=[("", gettext_lazy("Pilih satu")), ("pemdes", gettext_lazy("Pemerintah desa"))],
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"), required=False, widget=forms.Textarea({"rows": 3})
    )
    photo = forms.FileField(label=gettext_lazy("Foto"), required=False)
    has_labour = forms.BooleanField(label=gettext_lazy("Tenaga gotong royong"), required=False)
    labour_days = AngkaField(label=gettext_lazy("Berapa hari orang?"), required=False)


def form_states(prefix: str) -> dict[str, Any]:
    """Return the form empty, filled and wrong."""
    filled = {"name": "Air minum Desa Contoh", "fee": 75000, "households": 142, "kind": "pemdes"}
    filled |= {"share": Decimal("12.5"), "service": "air", "has_labour": True, "labour_days": 480}
    wrong = {f"{prefix}w-fee": "-5", f"{prefix}w-households": "banyak", f"{prefix}w-phone": "12"}
    return {
        "filled": SpecimenForm(initial=filled, prefix=f"{prefix}f"),
        "wrong": SpecimenForm(wrong, prefix=f"{prefix}w"),
    }


def bars() -> charts.Bars:
    """Return bars with a link, a row in focus and an unknown one."""
    return charts.Bars(
        label=_("Orang tanpa sanitasi layak menurut provinsi"),
        heads=(_("Provinsi"), _("Orang"), _("Bagian")),
        rows=(
            charts.Bar("Jawa Barat", 13.4, "13,4 juta", "26%", url="#bars"),
            charts.Bar("Jawa Timur", 6.0, "6,0 juta", "14%", is_on=True),
            charts.Bar("Papua Tengah", None, _("belum ada data"), "–"),
        ),
    )


def years() -> charts.Years:
    """Return four years, two of them unknown."""
    return charts.Years(
        label=_("Air minum layak, persen rumah tangga"),
        rows=(
            charts.YearRow(2021, 76.1),
            charts.YearRow(2022, None),
            charts.YearRow(2023, None),
            charts.YearRow(2024, 84.8),
        ),
        marks=(charts.Mark("Kalimantan Selatan", 77.3), charts.Mark("Indonesia", 92.6)),
        noun=_("layak"),
    )


def tails() -> charts.Tails:
    """Return a rise, a fall, an unknown past and an unknown present."""
    return charts.Tails(
        label=_("Air minum layak 2021 ke 2024"),
        heads=("2021", "2024", _("Belum terlayani")),
        low=50,
        rows=(
            charts.TailRow("Barito Kuala", 65.2, 57.6, "139.736 orang"),
            charts.TailRow("Balangan", 76.1, 84.8, "21.190 orang", is_on=True),
            charts.TailRow("Kota Banjarmasin", None, 99.5, "3.204 orang"),
            charts.TailRow("Puncak", 60.0, None, _("belum ada data")),
        ),
    )


def amounts() -> charts.Amounts:
    """Return the five amounts, the last unknown."""
    return charts.Amounts(
        label=_("Lima angka uang yang berbeda"),
        rows=(
            charts.Amount("Diusulkan", 620_000_000, "desa, Juni 2025"),
            charts.Amount("Kesanggupan", 560_000_000, "surat", "Rp60 juta belum ada yang sanggup"),
            charts.Amount("Disepakati", 545_000_000, "perjanjian", "Rp15 juta masih dibicarakan"),
            charts.Amount("Realisasi", 229_000_000, "laporan", "Rp316 juta belum jatuh tempo"),
            charts.Amount("Terverifikasi", None),
        ),
    )


def blocks() -> charts.Blocks:
    """Return roles before and after the handover, with two that nobody carries."""
    before = (("Pemda", 4, "gov"), ("Perusahaan", 3, "biz"), ("Desa", 2, "vil"), ("KKM", 3, "com"))
    after = (
        ("Pemda", 1, "gov"),
        ("Desa", 1, "vil"),
        ("KPSPAMS", 4, "com"),
        ("belum ada", 2, "orphan"),
    )
    return charts.Blocks(
        label=_("Pembagian peran sebelum dan sesudah serah terima"),
        rows=tuple(
            charts.BlockRow(name, tuple(charts.Block(*one) for one in row))
            for name, row in (("Sebelum serah terima", before), ("Sesudah serah terima", after))
        ),
    )


def flow() -> charts.Flow:
    """Return three sources, one with money left, and four packages."""
    juta = 10**6
    pairs = (
        (0, 0, 125),
        (0, 1, 120),
        (0, 2, 120),
        (1, 0, 260),
        (1, 3, 240),
        (2, 0, 35),
        (2, 1, 70),
    )
    return charts.Flow(
        label=_("Uang dari tiga sumber ke empat kegiatan"),
        sources=(
            charts.FlowSource("APBD Contoh 2027", "Rp365 juta dari Rp365 juta", "gov"),
            charts.FlowSource("PT Contoh Energi", "Rp500 juta dari Rp560 juta", "biz", 60 * juta),
            charts.FlowSource("Warga", "Rp105 juta dari Rp135 juta", "com", 30 * juta),
        ),
        targets=(
            charts.FlowTarget("Hauwai", "Rp420 juta", "Air minum perpipaan baru, 497 orang"),
            charts.FlowTarget("Tundakan", "Rp190 juta", "Perluasan sambungan rumah, 413 orang"),
            charts.FlowTarget("Lok Batu", "Rp120 juta", "Perluasan sambungan rumah, 294 orang"),
            charts.FlowTarget("Mihu", "Rp240 juta", "Sumur bor dan menara air, 203 orang"),
        ),
        links=tuple(charts.FlowLink(s, t, value * juta) for s, t, value in pairs),
    )


def rail() -> charts.Rail:
    """Return twelve stages, the ninth now and late."""
    done = ("Data", "Penjajakan", "Minat", "Usulan", "Kelayakan", "Kesepakatan", "Perjanjian")
    stages = [charts.Stage(name, "done", "Jun 2026") for name in (*done, "Rencana kerja")]
    stages.append(charts.Stage("Konstruksi", "now", percent=42, late=_("terlambat 6 hari")))
    stages += [charts.Stage(name, "next") for name in ("Serah terima", "Operasi", "Evaluasi")]
    return charts.Rail(label=_("Tahap kemitraan"), stages=tuple(stages))


def due_strip() -> charts.DueStrip:
    """Return late, today, and later, two on one day."""
    days = (
        (-3, "late"),
        (0, "due"),
        (2, "info"),
        (4, "info"),
        (4, "info"),
        (22, "due"),
        (38, "ok"),
    )
    return charts.DueStrip(
        label=_("Tujuh hal dalam 42 hari ke depan"),
        today=DAY,
        rows=tuple(
            charts.Due(DAY + timedelta(days=step), kind, _("Contoh")) for step, kind in days
        ),
    )


def intervals() -> charts.Intervals:
    """Return a range and an unknown one."""
    return charts.Intervals(
        label=_("Perkiraan orang terlayani"),
        top=600,
        rows=(
            charts.Interval("Hauwai", 420, 497, 560, "420–560 orang"),
            charts.Interval("Kapul", None, None, None, _("belum ada data")),
        ),
    )


def curve() -> charts.Curve:
    """Return a plan moved once, four words of the builder and two of the verifier."""

    def points(*pairs: tuple[int, float]) -> tuple[tuple[date, float], ...]:
        return tuple((DAY + timedelta(days=step), percent) for step, percent in pairs)

    return charts.Curve(
        label=_("Kemajuan pekerjaan contoh terhadap rencana"),
        today=DAY,
        lines=(
            charts.CurveLine(
                "first",
                _("rencana semula"),
                points((-60, 0), (-40, 25), (-15, 50), (10, 75), (30, 100)),
            ),
            charts.CurveLine(
                "planned", _("rencana"), points((-60, 0), (-40, 25), (-10, 50), (20, 75), (45, 100))
            ),
            charts.CurveLine(
                "stated", _("dinyatakan"), points((-58, 0), (-35, 20), (-12, 45), (-2, 60))
            ),
            charts.CurveLine("verified", _("terverifikasi"), points((-58, 0), (-12, 40))),
        ),
    )


def small_map() -> charts.SmallMap:
    """Return two areas, one without data, with marks of every shape."""
    return charts.SmallMap(
        label=_("Peta contoh: dua kecamatan, usulan dan kemitraan"),
        width=400,
        height=240,
        ground="sand",
        outlines=(
            charts.Outline(
                "M20 20L200 30L210 210L40 220Z", "Contoh Barat", text="Barat", text_at=(110, 200)
            ),
            charts.Outline("M204 30L380 20L370 220L214 210Z", "Contoh Timur", fill="unknown"),
        ),
        dots=((60, 60), (90, 150), (150, 90), (260, 160)),
        points=(
            charts.Point(110, 100, "Hauwai", radius=9, label="Hauwai", figure="497"),
            charts.Point(260, 90, "Mihu", shape="square", fill="earth", label="Mihu", figure="203"),
            charts.Point(320, 150, "Uren", shape="diamond", fill="amber"),
            charts.Point(300, 190, "Tabuan", shape="triangle", fill="clay"),
            charts.Point(160, 160, "Kapul", shape="ring", label="Kapul"),
        ),
    )


def specimens(prefix: str) -> dict[str, Any]:
    """Return everything the gallery shows, with ids of its own for each theme."""
    return {
        "forms": form_states(prefix),
        "prefix": prefix,
        "icons": ICON_NAMES,
        "page": Paginator(range(1, 412), 20).page(3),
        "charts": [
            bars(),
            years(),
            tails(),
            amounts(),
            blocks(),
            flow(),
            due_strip(),
            intervals(),
            curve(),
        ],
        "rail": rail(),
        "share_text": parts.ShareText.of(
            _("Air minum perpipaan baru"),
            _("Belum terlayani: 497 orang, 142 KK"),
            path="/galeri/",
            is_private=True,
            is_simulated=True,
        ),
        "map": small_map(),
        "ramp": charts.Ramp(_("Bagian penduduk tanpa sanitasi layak")),
        "circles": charts.CircleLegend(
            _("Jumlah orang"), ((12, "1 juta"), (9, "500 ribu"), (5, "200 ribu"))
        ),
    }
