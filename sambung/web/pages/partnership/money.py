"""The five amounts, and the letters behind the pledges."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sambung.partnerships.models import Contribution, Partnership
from sambung.partnerships.queries import Amounts
from sambung.ui import charts, formats


def amounts_chart(amounts: Amounts, thing: Partnership) -> charts.Amounts:
    """Return the five amounts in their order, each with the gap to the last one known."""
    values = (
        (_("Diusulkan"), amounts.proposed_rp, _("usulan dan ajakan")),
        (
            pgettext("jumlah", "Kesanggupan"),
            amounts.pledged_rp,
            _("surat para pihak dan pernyataan desa"),
        ),
        (_("Disepakati"), amounts.agreed_rp, _("perjanjian")),
        (_("Realisasi"), amounts.delivered_rp, _("laporan para pihak")),
        (_("Terverifikasi"), amounts.verified_rp, _("dilihat di lapangan")),
    )
    gap_words = (
        "",
        _("%s belum ada yang sanggup"),
        _("%s masih dibicarakan"),
        _("%s belum terwujud"),
        _("%s belum diperiksa"),
    )
    rows, above = [], None
    for (name, value, note), words in zip(values, gap_words, strict=True):
        lacks = above is not None and value is not None and value < above
        gap = words % formats.rupiah_words(above - value) if lacks and above and value else ""
        rows.append(charts.Amount(name, value, note if value is not None else "", gap))
        above = value if value is not None else above
    return charts.Amounts(_("Uang: lima angka yang berbeda"), tuple(rows))


def letters(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the contributions of sources: each rests on a letter, or should."""
    return [row for row in contributions if row.offer_id is not None]
