"""The five amounts, the contributions behind them, and the letters behind the pledges."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sambung.partnerships.models import AmountOf
from sambung.partnerships.queries import Amounts, ContributionRow
from sambung.ui import charts, formats


def amounts_chart(amounts: Amounts) -> charts.Amounts:
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


def amounts_of(rows: Sequence[ContributionRow]) -> Amounts:
    """Return each of the five amounts summed over the contributions alone; None: nobody said."""
    return Amounts(*(sum_of([row.figure(of).amount_rp for row in rows]) for of in AmountOf.values))


def sum_of(values: Sequence[int | None]) -> int | None:
    """Return the sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def section(amounts: Amounts, rows: Sequence[ContributionRow]) -> dict[str, Any]:
    """Return the chart, the contributions behind it, and what to look at in them."""
    return {
        "amounts": amounts_chart(amounts),
        "contributions": rows,
        "money_findings": [finding for row in rows for finding in row.findings],
        "letters": [row.contribution for row in rows if row.contribution.letter_id],
    }
