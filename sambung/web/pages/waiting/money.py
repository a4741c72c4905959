"""What waits around money: invitations to answer or to remind of, changes, windows that close."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.core.access import Actor
from sambung.needs.rules import DESK
from sambung.parties import queries as parties
from sambung.parties.models import BudgetSeason, Offer, OfferState
from sambung.parties.queries import dealings
from sambung.plans import queries as plans
from sambung.plans.models import Invitation, InvitationState
from sambung.ui import formats
from sambung.web.pages.waiting.row import Waiting

REMIND_WITHIN_DAYS = 14  # before that an unanswered invitation waits for nobody


def invitation_rows(actor: Actor) -> list[Waiting]:
    """Return invitations to answer, changes to look at, and those about to lapse unanswered."""
    now = timezone.now()
    rows = plans.invitations_visible_to(actor).filter(
        state__in=[InvitationState.SENT, InvitationState.WILLING, InvitationState.CHANGED],
        answer_by__gt=now,
    )
    found, unanswered = [], []
    for row in rows.order_by("answer_by", "pk"):
        is_own = row.organisation_id in actor.organisation_ids
        if row.state == InvitationState.CHANGED:
            found += [] if is_own else [change_row(row)]
        elif is_own:
            found.append(answer_row(row))
        elif row.answer_by <= now + timedelta(days=REMIND_WITHIN_DAYS):
            unanswered.append(row)
    return found + reminders(unanswered)


def answer_row(invitation: Invitation) -> Waiting:
    """Return the row of an invitation to one's own body."""
    is_promised = invitation.state == InvitationState.WILLING
    title = _("Kirim surat kesanggupan: %s") if is_promised else _("Jawab ajakan: %s")
    context = _("%(who)s mengajak memikul %(amount)s di %(place)s.") % {
        "who": invitation.sent_for,
        "amount": formats.rupiah_words(invitation.amount_rp),
        "place": invitation.package.village.full_name,
    }
    verb = _("Kirim surat") if is_promised else _("Jawab")
    return asked(invitation, title % invitation.package, context, verb)


def change_row(invitation: Invitation) -> Waiting:
    """Return the row of a change a source proposed to one's own house."""
    title = _("Lihat usul %(who)s: %(package)s") % {
        "who": invitation.organisation,
        "package": invitation.package,
    }
    return asked(invitation, title, invitation.reason, _("Lihat usul"))


def asked(invitation: Invitation, title: str, context: str, verb: str) -> Waiting:
    """Return a row that is due when the invitation lapses."""
    return Waiting(
        timezone.localdate(invitation.answer_by),
        title,
        context,
        invitation.get_absolute_url(),
        verb,
        invitation.package.village,
    )


def reminders(rows: Sequence[Invitation]) -> list[Waiting]:
    """Return one row per day on which invitations of one's own house lapse unanswered."""
    by_day: dict[date, list[Invitation]] = defaultdict(list)
    for row in rows:
        by_day[timezone.localdate(row.answer_by)].append(row)
    return [reminder(day, same) for day, same in by_day.items()]


def reminder(day: date, rows: Sequence[Invitation]) -> Waiting:
    """Return the row that reminds of the invitations lapsing on one day."""
    title = ngettext(
        "Ingatkan %(n)s sumber yang belum menjawab",
        "Ingatkan %(n)s sumber yang belum menjawab",
        len(rows),
    ) % {"n": formats.count(len(rows))}
    names = ", ".join(dict.fromkeys(str(row.organisation) for row in rows[:3]))
    more = " …" if len(rows) > 3 else ""
    url = rows[0].get_absolute_url()
    if len(rows) > 1:
        url = f"{reverse('plans:invitation-list')}?arah=keluar&keadaan=sent"
    context = _("%(names)s. Yang dicadangkan lepas sendiri sesudahnya.") % {"names": names + more}
    return Waiting(day, title, context, url, _("Lihat ajakan"))


def window_rows(actor: Actor) -> list[Waiting]:
    """Return, for a desk, the offers whose months for proposals end with this one."""
    if not any(hat.organisation_kind in DESK for hat in actor.hats):
        return []
    today = timezone.localdate()
    last = today.replace(day=monthrange(today.year, today.month)[1])
    offers = parties.visible_to(actor).filter(state=OfferState.PUBLISHED, year__gte=today.year)
    return [window_row(offer, last) for offer in offers if closes(offer.intake_months, today)]


def season_rows(actor: Actor) -> list[Waiting]:
    """Return the companies that take proposals now, as one's own houses learnt it, by the end."""
    today = timezone.localdate()
    open_now = [
        season
        for season in dealings.seasons_visible_to(actor).select_related("company")
        if today.month in season.proposals_months
    ]
    return [season_row(season, today) for season in open_now]


def season_row(season: BudgetSeason, today: date) -> Waiting:
    """Return the row of a company's season, due on its last day; without one when it never ends."""
    months = set(season.proposals_months)
    ahead = 0
    while ahead < 12 and (today.month + ahead) % 12 + 1 in months:
        ahead += 1
    year, month = divmod(today.month - 1 + ahead, 12)
    last = date(today.year + year, month + 1, monthrange(today.year + year, month + 1)[1])
    return Waiting(
        None if ahead == 12 else last,
        _("Musim usulan %s sedang dibuka") % season.company,
        dealings.season_words(season.proposals_months, today).capitalize() + ".",
        f"{season.company.get_absolute_url()}#hubungan",
        _("Buka"),
    )


def closes(months: Sequence[int], today: date) -> bool:
    """Return whether this month takes proposals and the next does not."""
    return today.month in months and today.month % 12 + 1 not in months


def window_row(offer: Offer, last: date) -> Waiting:
    """Return the row of an offer that soon takes no more proposals."""
    return Waiting(
        last,
        _("Masa usulan %s segera berakhir") % offer.organisation,
        _("%(offer)s, tahun %(year)s: usulan diterima sampai akhir bulan ini.")
        % {"offer": offer, "year": offer.year},
        reverse("parties:offer", args=[offer.pk]),
        _("Lihat"),
    )
