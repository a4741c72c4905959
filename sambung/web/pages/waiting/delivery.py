"""What running works want of a person: milestones, reports, tranches, handovers, checks, texts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.delivery import queries as delivery
from sambung.delivery.queries import WaitingKind
from sambung.facilities import queries as facilities
from sambung.facilities.models import WatchCheck
from sambung.partnerships import queries as partnerships
from sambung.partnerships.models import Signatory
from sambung.web.pages.waiting.row import Waiting


def delivery_rows(actor: Actor) -> list[Waiting]:
    """Return what is to be done, verified, paid, handed over or looked at."""
    if not actor.hats:
        return []
    return [
        *[work_row(waiting) for waiting in delivery.waiting_for(actor)],
        *[money_row(waiting) for waiting in delivery.money_waiting_for(actor)],
        *[signing_row(row) for row in partnerships.signings_waiting_for(actor)],
        *[handover_row(waiting) for waiting in delivery.handover_waiting_for(actor)],
        *[check_row(check) for check in facilities.checks_due(actor, timezone.localdate())],
    ]


def work_row(waiting: delivery.Waiting) -> Waiting:
    """Return the row of a milestone, a report, an issue or a risk."""
    words = {
        WaitingKind.DO: (_("Selesaikan tonggak: %s"), _("Buka rencana kerja")),
        WaitingKind.VERIFY: (_("Verifikasi tonggak: %s"), _("Verifikasi")),
        WaitingKind.REPORT: (_("Periksa laporan kemajuan %s"), _("Periksa")),
        WaitingKind.TROUBLE: (_("Tangani masalah atau risiko: %s"), _("Buka")),
    }
    title, verb = words[waiting.kind]
    partnership = waiting.partnership
    return Waiting(
        waiting.due_on,
        title % waiting.title,
        partnership.title,
        reverse("delivery:work", args=[partnership.pk]),
        verb,
        partnership.village,
    )


def money_row(waiting: delivery.MoneyWaiting) -> Waiting:
    """Return the row of the next step of a tranche."""
    partnership, tranche = waiting.partnership, waiting.row.tranche
    return Waiting(
        waiting.due_on,
        f"{waiting.row.title}: {waiting.row.words}",
        partnership.title,
        reverse("delivery:tranche", args=[partnership.pk, tranche.pk]),
        _("Buka termin"),
        partnership.village,
    )


def signing_row(row: Signatory) -> Waiting:
    """Return the row of a signature whose turn it is."""
    agreement = row.agreement
    return Waiting(
        agreement.planned_on,
        _("Tanda tangani: %s") % agreement.title,
        str(row.party),
        agreement.get_absolute_url(),
        _("Catat tanda tangan"),
        agreement.partnership.village,
    )


def handover_row(waiting: delivery.HandoverWaiting) -> Waiting:
    """Return the row of a handover to prepare or to complete."""
    partnership = waiting.partnership
    what = waiting.handover.facility if waiting.handover else partnership
    return Waiting(
        partnership.stage_due_on,
        _("Lengkapi serah terima: %s") % what,
        partnership.title,
        waiting.url,
        _("Lengkapi"),
        partnership.village,
    )


def check_row(check: WatchCheck) -> Waiting:
    """Return the row of a check of the watch."""
    return Waiting(
        check.due_on,
        _("Periksa %(kind)s: %(facility)s")
        % {"kind": check.get_kind_display(), "facility": check.facility},
        str(check.organisation or _("belum ada penanggung jawab")),
        check.facility.get_absolute_url(),
        _("Catat hasilnya"),
        check.facility.village,
    )
