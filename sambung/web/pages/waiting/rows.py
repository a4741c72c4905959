"""What waits for a person, asked of every room and worded once."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.core.access import Actor
from sambung.needs import queries as needs
from sambung.needs.models import Need, NeedState
from sambung.parties import queries as parties
from sambung.partnerships import lifecycle
from sambung.partnerships import queries as partnerships
from sambung.partnerships.queries import WaitingKind
from sambung.ui import formats
from sambung.web.pages.waiting.delivery import delivery_rows
from sambung.web.pages.waiting.money import invitation_rows, season_rows, window_rows
from sambung.web.pages.waiting.papers import paper_rows
from sambung.web.pages.waiting.row import Waiting

# Where nobody promised a date, the list proposes one: choices of this project, in days.
FIELD_WITHIN = 21
PACKAGE_WITHIN = 21
CONFIRM_WITHIN = 14


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return everything that waits for the actor, by date; what has no date comes last."""
    found = [
        *need_rows(actor),
        *invitation_rows(actor),
        *window_rows(actor),
        *season_rows(actor),
        *confirmation_rows(actor),
        *partnership_rows(actor),
        *delivery_rows(actor),
        *paper_rows(actor),
        *task_rows(actor),
    ]
    return sorted(found, key=lambda row: (row.due_on is None, row.due_on or date.max, row.title))


def need_rows(actor: Actor) -> list[Waiting]:
    """Return drafts to go on with, needs to mend, to check, or to make a package of."""
    drafts = needs.visible_to(actor).filter(state=NeedState.DRAFT, created_by_id=actor.user_id)
    rows = needs.waiting_for(actor) | drafts
    return [
        draft_row(need) if need.state == NeedState.DRAFT else need_row(need)
        for need in rows.select_related("village")
    ]


def need_row(need: Need) -> Waiting:
    """Return the row of one need by where it stands."""
    since = timezone.localdate(need.state_since)
    page = reverse("needs:need", args=[need.pk])
    if need.state == NeedState.RETURNED:
        words = (_("Perbaiki usulan %s"), need.state_reason, page, _("Perbaiki"))
        return worded(need, None, words)
    if need.state == NeedState.SENT:
        url = reverse("needs:need-verify-desk", args=[need.pk])
        words = (_("Periksa usulan %s"), desk_words(need), url, _("Periksa"))
        return worded(need, need.answer_due_on, words)
    if need.state == NeedState.DESK_VERIFIED:
        url = reverse("needs:need-verify-field", args=[need.pk])
        context = _("Pemeriksaan lapangan. Lolos meja %s.") % formats.full_date(since)
        words = (_("Kunjungi %s"), context, url, _("Buka lembar"))
        return worded(need, since + timedelta(days=FIELD_WITHIN), words)
    context = _("Lolos pemeriksaan lapangan %s.") % formats.full_date(since)
    words = (_("Susun kegiatan dari usulan %s"), context, page, _("Susun"))
    return worded(need, since + timedelta(days=PACKAGE_WITHIN), words)


def worded(need: Need, due_on: date | None, words: tuple[str, str, str, str]) -> Waiting:
    """Return the row with the need's title in its place."""
    title, context, url, verb = words
    return Waiting(due_on, title % need, context, url, verb, need.village)


def desk_words(need: Need) -> str:
    """Return what was promised to the village, and since when it waits."""
    if need.sent_at is None or need.answer_due_on is None:
        return _("Pemeriksaan meja.")
    return _("Pemeriksaan meja. Masuk %(sent)s; jawaban dijanjikan %(due)s.") % {
        "sent": formats.short_date(need.sent_at),
        "due": formats.short_date(need.answer_due_on),
    }


def draft_row(need: Need) -> Waiting:
    """Return the row of a draft somebody began and has not sent."""
    return Waiting(
        None,
        _("Lanjutkan usulan %s") % (need.title or _("tanpa judul")),
        _("Draf, tersimpan %(when)s. Sampai pertanyaan %(screen)s dari 5.")
        % {"when": formats.full_date(need.saved_at), "screen": formats.count(need.screen)},
        reverse("needs:need-screen", args=[need.pk, need.screen]),
        _("Lanjutkan"),
        need.village,
    )


def confirmation_rows(actor: Actor) -> list[Waiting]:
    """Return what others recorded in the name of the actor's organisations, unconfirmed."""
    return [
        Waiting(
            timezone.localdate(record.recorded_at) + timedelta(days=CONFIRM_WITHIN),
            _("Benarkan catatan atas nama %s") % record.organisation,
            _("Ditulis oleh %(who)s berdasarkan %(ground)s, %(when)s.")
            % {
                "who": record.recorded_in,
                "ground": record.get_ground_display(),
                "when": formats.full_date(record.recorded_at),
            },
            reverse("parties:on-behalf", args=[record.pk]),
            _("Periksa"),
        )
        for record in parties.waiting_for_confirmation(actor)
    ]


def task_rows(actor: Actor) -> list[Waiting]:
    """Return the actor's own next steps."""
    return [
        Waiting(
            task.due_on,
            task.text,
            _("Tugas Anda dengan %s.") % task.organisation
            if task.organisation
            else _("Tugas Anda."),
            task.get_absolute_url(),
            _("Buka"),
        )
        for task in parties.tasks_waiting_for(actor)
    ]


def partnership_rows(actor: Actor) -> list[Waiting]:
    """Return duties to answer or to fill, and stages to finish."""
    return [partnership_row(waiting) for waiting in partnerships.waiting_for(actor)]


def partnership_row(waiting: partnerships.Waiting) -> Waiting:
    """Return the row of one thing a partnership wants."""
    partnership = waiting.partnership
    title, context, verb = partnership_words(waiting)
    anchor = "" if waiting.kind == WaitingKind.STAGE else "#siapa"
    return Waiting(
        waiting.due_on,
        title,
        context,
        f"{partnership.get_absolute_url()}{anchor}",
        verb,
        partnership.village,
    )


def partnership_words(waiting: partnerships.Waiting) -> tuple[str, str, str]:
    """Return title, context and verb of one thing a partnership wants."""
    partnership, n = waiting.partnership, len(waiting.duties)
    questions = waiting.questions
    given = {"n": formats.count(n), "title": partnership.title}
    few = " ".join(questions[:2]) + (" …" if n > 2 else "")
    if waiting.kind == WaitingKind.ANSWER:
        title = ngettext(
            "Jawab %(n)s usulan peran: %(title)s", "Jawab %(n)s usulan peran: %(title)s", n
        )
        return title % given, few, _("Jawab")
    if waiting.kind == WaitingKind.FILL:
        title = ngettext(
            "Tetapkan %(n)s penanggung jawab: %(title)s",
            "Tetapkan %(n)s penanggung jawab: %(title)s",
            n,
        )
        return title % given, few, _("Usulkan pihak")
    stage = str(partnership.get_stage_display()).lower()
    papers = str(lifecycle.STAGE_PAPERS[partnership.stage])
    title = _("Selesaikan tahap %(stage)s: %(title)s") % {"stage": stage, "title": partnership}
    return title, _("Tahap ini selesai dengan %s.") % papers, _("Buka kemitraan")
