"""What a person sends on of a partnership: where it stands and what still lacks somebody."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sambung.partnerships.models import Partnership, Party
from sambung.partnerships.queries.duties import DutyRow
from sambung.partnerships.queries.page import Amounts
from sambung.ui import formats
from sambung.ui.parts import ShareText


def share_text(
    thing: Partnership, parties: Sequence[Party], amounts: Amounts, rows: Sequence[DutyRow]
) -> ShareText:
    """Return parties, stage, people, the sum pledged by all together, and duties without anybody.

    What one party gave is not in it; whoever is no party opens the link only when it is published.
    """
    orphans = sum(1 for row in rows if row.is_critical and row.is_orphan)
    pledged = amounts.pledged_rp
    return ShareText.of(
        _("Kemitraan: %s") % thing.title,
        _("Di: %s") % thing.village.full_name,
        _("Tahap: %s") % str(thing.get_stage_display()).lower(),
        _("Para pihak: %s") % ", ".join(str(party) for party in parties),
        _("Orang dilayani: %s") % formats.count(thing.people_served),
        _("Kesanggupan bersama: %s") % formats.rupiah_words(pledged) if pledged else "",
        _("Peran penting yang belum ada penanggung jawab: %s") % formats.count(orphans)
        if orphans
        else "",
        path=thing.get_absolute_url(),
        is_private=not thing.is_published,
        is_simulated=thing.is_simulated,
    )
