"""Tasks as their people see them: lists, those about one thing, and the digest to send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.core.access import Actor
from sambung.parties.models import Task, User
from sambung.parties.queries.people import members_of
from sambung.ui import formats
from sambung.ui.parts import ShareText

OPEN, LATE, DONE, DROPPED = "terbuka", "terlambat", "selesai", "batal"
MINE, OURS = "saya", "kami"
Cells = list[str | int | None]


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """Return the tasks of the actor's own organisations; nobody else sees them."""
    return Task.objects.filter(kept_by_id__in=actor.organisation_ids).select_related(
        "owner", "organisation", "kept_by"
    )


def open_tasks(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return those still to be done."""
    return rows.filter(done_at__isnull=True, dropped_at__isnull=True)


def tasks_waiting_for(actor: Actor) -> QuerySet[Task]:
    """Return the actor's own open tasks, by date."""
    return open_tasks(tasks_visible_to(actor)).filter(owner_id=actor.user_id)


def tasks_in(rows: QuerySet[Task], state: str) -> QuerySet[Task]:
    """Return those of the rows that stand so; all of them when no state is named."""
    if state == OPEN:
        return open_tasks(rows)
    if state == LATE:
        return open_tasks(rows).filter(due_on__lt=timezone.localdate())
    if state == DONE:
        return rows.filter(done_at__isnull=False)
    return rows.filter(dropped_at__isnull=False) if state == DROPPED else rows


def tasks_about(actor: Actor, label: str, pk: object) -> QuerySet[Task]:
    """Return the visible open tasks about one thing."""
    return open_tasks(tasks_visible_to(actor)).filter(subject_label=label, subject_id=str(pk))


def task_badge(task: Task, today: date) -> tuple[str, str]:
    """Return the kind and the words of the badge that says how a task stands."""
    if task.done_at:
        return "ok", _("selesai")
    if task.dropped_at:
        return "none", _("tidak dikerjakan")
    days = (task.due_on - today).days
    if days < 0:
        words = ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", -days)
        return "late", words % {"n": formats.count(-days)}
    if days == 0:
        return "due", _("hari ini")
    words = ngettext("%(n)s hari lagi", "%(n)s hari lagi", days)
    return "info", words % {"n": formats.count(days)}


@dataclass(frozen=True)
class TaskRow:
    """One task ready to draw."""

    task: Task
    kind: str
    badge: str


def task_rows(tasks: Iterable[Task]) -> list[TaskRow]:
    """Return tasks with their badges."""
    today = timezone.localdate()
    return [TaskRow(task, *task_badge(task, today)) for task in tasks]


def task_cells(task: Task) -> Cells:
    """Return one task as cells of a file."""
    return [
        task.text,
        task.due_on.isoformat(),
        task_badge(task, timezone.localdate())[1],
        task.owner.name,
        str(task.organisation or ""),
        str(task.kept_by),
        task.dropped_reason,
        "SIMULASI" if task.kept_by.is_simulated else "",
    ]


def colleagues(organisation_id: int) -> QuerySet[User]:
    """Return the people who may own a task of the organisation."""
    return User.objects.filter(
        pk__in=members_of(organisation_id).values("user_id"), is_active=True
    ).order_by("name", "id")


def week_of(rows: QuerySet[Task], today: date) -> list[Task]:
    """Return what is late or falls due within seven days, by owner and date."""
    due = open_tasks(rows).filter(due_on__lt=today + timedelta(days=7))
    return list(due.order_by("owner__name", "owner_id", "due_on", "id"))


def digest(tasks: Sequence[Task], house: str, today: date, *, alone: bool) -> str:
    """Return the week's tasks as plain text, ready for WhatsApp or a letter by e-mail."""
    head = _("*Tugas minggu ini* – %(house)s, %(day)s") % {
        "house": house,
        "day": formats.full_date(today),
    }
    if not tasks:
        return f"{head}\n{_('Tidak ada tugas yang jatuh tempo sampai tujuh hari ke depan.')}"
    lines, owner = [head], None
    for number, task in enumerate(tasks, start=1):
        if not alone and task.owner_id != owner:
            lines += ["", f"{task.owner.name}:"]
            owner = task.owner_id
        lines.append(f"{number}. {digest_line(task, today)}")
    return "\n".join(lines)


def digest_line(task: Task, today: date) -> str:
    """Return one task in one line: what, with whom, by when."""
    about = f" ({task.organisation})" if task.organisation else ""
    kind, words = task_badge(task, today)
    when = formats.short_date(task.due_on)
    return f"{task.text}{about} – {when}{f', {words}' if kind in {'late', 'due'} else ''}"


def task_text(task: Task) -> ShareText:
    """Return one task as plain lines to send on: what, with whom, by when and by whom."""
    when = {"day": formats.full_date(task.due_on), "who": task.owner.name}
    return ShareText.of(
        task.text,
        task.kept_by,
        task.organisation or "",
        _("Paling lambat %(day)s, dikerjakan oleh %(who)s.") % when,
        path=task.get_absolute_url(),
        is_private=True,
        is_simulated=task.kept_by.is_simulated,
    )
