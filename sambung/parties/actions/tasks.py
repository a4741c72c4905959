"""Tasks: a next step with a day and an owner, done, dropped with a reason, or passed on."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.parties import queries, rules
from sambung.parties.actions.links import hat_of, notify, person_of
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation, Task, User


@transaction.atomic
def add_task(
    *,
    text: str,
    due_on: date,
    by: Actor,
    owner: User | None = None,
    organisation: Organisation | None = None,
    subject: tuple[str, str] = ("", ""),
    url: str = "",
    token: str = "",
) -> Task:
    """Write down a next step for oneself, or for a colleague of the hat worn.

    `subject` (label and id) and `url` say what it is about: any thing of the site.
    """
    person, house = person_of(by), hat_of(by).organisation_id
    owner_id = owner.pk if owner else person
    rules.can_add_task(by, owner_id).or_raise()
    refuse_stranger(house, owner_id)
    once(token)
    task = Task.objects.create(
        kept_by_id=house,
        owner_id=owner_id,
        text=text.strip(),
        due_on=due_on,
        organisation=organisation,
        subject_label=subject[0],
        subject_id=subject[1],
        url=url,
        created_by_id=person,
    )
    audit.record("task.added", task, by=by, scope=task.kept_by)
    tell(task, by)
    return task


def refuse_stranger(organisation_id: int, owner_id: int) -> None:
    """Raise Refused unless the person has a hat of the organisation: tasks stay in the house."""
    if not queries.members_of(organisation_id).filter(user_id=owner_id).exists():
        raise Refused(_("Tugas hanya dapat diberikan kepada anggota organisasi ini."))


def tell(task: Task, by: Actor) -> None:
    """Leave the owner a notice of a task somebody else gave them."""
    if task.owner_id != by.user_id:
        notify(
            text=lambda: _("Tugas untuk Anda: %(text)s") % {"text": task.text},
            url=task.get_absolute_url(),
            users=[task.owner],
        )


def locked(task: Task, version: int) -> Task:
    """Return the task as it is now, locked; raise Conflict when it changed meanwhile."""
    now = Task.objects.select_for_update().get(pk=task.pk)
    if now.version != version:
        raise Conflict(_("Tugas ini baru saja diubah orang lain. Periksa lalu ulangi."))
    return now


@transaction.atomic
def update_task(
    *, task: Task, by: Actor, version: int, text: str, due_on: date, owner: User
) -> Task:
    """Change what is to be done, by when, and by whom; refuses when it changed meanwhile."""
    rules.can_work_task(by, task).or_raise()
    now = locked(task, version)
    before = now.owner_id
    if owner.pk != before:
        refuse_stranger(now.kept_by_id, owner.pk)
    now.text, now.due_on, now.owner = text.strip(), due_on, owner
    save(now)
    verb = "task.updated" if owner.pk == before else "task.reassigned"
    audit.record(verb, now, by=by, scope=now.kept_by, owner_id=owner.pk)
    if owner.pk != before:
        tell(now, by)
    return now


def save(task: Task) -> None:
    """Save a task as its next version."""
    task.version += 1
    task.save()


@transaction.atomic
def finish_task(*, task: Task, by: Actor, version: int) -> Task:
    """Mark a task done; it can be opened again."""
    rules.can_work_task(by, task).or_raise()
    now = open_one(task, version)
    now.done_at = timezone.now()
    save(now)
    audit.record("task.done", now, by=by, scope=now.kept_by)
    return now


def open_one(task: Task, version: int) -> Task:
    """Return the locked task; raise Conflict when it is finished already."""
    now = locked(task, version)
    if now.done_at or now.dropped_at:
        raise Conflict(_("Tugas ini sudah selesai atau sudah tidak dikerjakan."))
    return now


@transaction.atomic
def drop_task(*, task: Task, by: Actor, version: int, reason: str) -> Task:
    """Say why a task will not be done; it can be opened again."""
    rules.can_work_task(by, task).or_raise()
    now = open_one(task, version)
    now.dropped_at, now.dropped_reason = timezone.now(), reason.strip()
    save(now)
    audit.record("task.dropped", now, by=by, scope=now.kept_by)
    return now


@transaction.atomic
def reopen_task(*, task: Task, by: Actor, version: int) -> Task:
    """Open a finished or dropped task again."""
    rules.can_work_task(by, task).or_raise()
    now = locked(task, version)
    if not now.done_at and not now.dropped_at:
        raise Conflict(_("Tugas ini masih terbuka."))
    now.done_at, now.dropped_at, now.dropped_reason = None, None, ""
    save(now)
    audit.record("task.reopened", now, by=by, scope=now.kept_by)
    return now
