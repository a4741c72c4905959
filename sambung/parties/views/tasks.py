"""Tasks: the list, one task and its steps, the week as text to send."""

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Conflict
from sambung.parties import queries, rules
from sambung.parties.actions import tasks
from sambung.parties.actions.links import hat_of
from sambung.parties.forms.tasks import (
    TaskDropForm,
    TaskFilter,
    TaskForm,
    TaskStepForm,
    TaskUpdateForm,
)
from sambung.parties.models import Task
from sambung.parties.queries.tasks import OURS
from sambung.parties.views.exports import table_file
from sambung.parties.views.request import ActorRequest, once, page_of, posted


@login_required
@require_GET
def task_list(request: ActorRequest) -> HttpResponse:
    """Show one's own tasks, or all of one's organisations', narrowed and sorted."""
    form = TaskFilter(request.GET)
    page = page_of(request, form.rows(request.actor))
    context = {
        "form": form,
        "page": page,
        "rows": queries.task_rows(page),
        "may_add": request.actor.worn is not None,
    }
    return render(request, "parties/task_list.html", context)


@login_required
@require_GET
def task_export(request: ActorRequest, form: str) -> HttpResponse:
    """Return the tasks as narrowed, as a file."""
    rows = TaskFilter(request.GET).rows(request.actor)
    head = [_("Tugas"), _("Paling lambat"), _("Keadaan"), _("Dikerjakan oleh"), _("Dengan pihak")]
    head += [_("Organisasi"), _("Alasan tidak dikerjakan"), _("Simulasi")]
    return table_file(form, "tugas", head, map(queries.task_cells, rows))


@login_required
def task_create(request: ActorRequest) -> HttpResponse:
    """Write down a next step, about any thing of the site."""
    rules.can_add_task(request.actor, request.actor.user_id or 0).or_raise()
    initial = {
        "owner": request.actor.user_id,
        "organisation": request.GET.get("pihak", ""),
        "text": request.GET.get("tugas", ""),
        "label": request.GET.get("tentang", ""),
        "number": request.GET.get("nomor", ""),
        "url": request.GET.get("alamat", ""),
    }
    house_id = hat_of(request.actor).organisation_id
    form = TaskForm(posted(request), initial=initial, actor=request.actor, house_id=house_id)
    if request.method == "POST" and form.is_valid():
        return once(form.cleaned_data["token"], lambda: written(request, form))
    return render(request, "parties/task_create.html", {"form": form})


def written(request: ActorRequest, form: TaskForm) -> Task:
    """Write the task the form describes."""
    data = form.cleaned_data
    return tasks.add_task(
        text=data["text"],
        due_on=data["due_on"],
        owner=data["owner"],
        organisation=data["organisation"],
        subject=(data["label"], data["number"]),
        url=data["url"],
        token=data["token"],
        by=request.actor,
    )


@login_required
def task(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one task with its steps, and let its people change it."""
    row = get_object_or_404(queries.tasks_visible_to(request.actor), pk=pk)
    verdict = rules.can_work_task(request.actor, row)
    initial = {"text": row.text, "due_on": row.due_on, "owner": row.owner_id}
    initial["version"] = row.version
    form = TaskUpdateForm(posted(request), initial=initial, house_id=row.kept_by_id)
    if request.method == "POST" and form.is_valid():
        tasks.update_task(task=row, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Tugas tersimpan."))
        return redirect("parties:task", pk=pk)
    context = {
        "row": queries.task_rows([row])[0],
        "form": form,
        "verdict": verdict,
        "drop": TaskDropForm(initial={"version": row.version}),
        "share": queries.task_text(row),
        "simulated": row.kept_by.is_simulated,
    }
    return render(request, "parties/task.html", context)


STEPS: dict[str, Callable[..., Task]] = {
    "selesai": tasks.finish_task,
    "batal": tasks.drop_task,
    "buka": tasks.reopen_task,
}


@require_POST
@login_required
def task_step(request: ActorRequest, pk: int, step: str) -> HttpResponse:
    """Finish a task, drop it with a reason, or open it again."""
    row = get_object_or_404(queries.tasks_visible_to(request.actor), pk=pk)
    rules.can_work_task(request.actor, row).or_raise()
    form = TaskDropForm(request.POST) if step == "batal" else TaskStepForm(request.POST)
    if not form.is_valid():
        raise Conflict(_("Tugas tidak berubah. Tulis alasannya, lalu ulangi."))
    STEPS[step](task=row, by=request.actor, **form.cleaned_data)
    said = {
        "selesai": _("Tugas selesai. Bila keliru, buka lagi dari halaman tugasnya."),
        "batal": _("Tercatat tidak dikerjakan, dengan alasannya."),
        "buka": _("Tugas dibuka lagi."),
    }
    messages.success(request, said[step])
    return redirect(row)


@login_required
@require_GET
def task_week(request: ActorRequest) -> HttpResponse:
    """Show what is late or due within a week as text to send by WhatsApp or e-mail."""
    actor, today = request.actor, timezone.localdate()
    rows = queries.tasks_visible_to(actor)
    is_ours = request.GET.get("siapa") == OURS
    mine = rows if is_ours else rows.filter(owner_id=actor.user_id)
    found = queries.week_of(mine, today)
    house = actor.worn.organisation_name if actor.worn and is_ours else actor.name
    text = queries.digest(found, house, today, alone=not is_ours)
    context = {
        "text": text,
        "count": len(found),
        "is_ours": is_ours,
        "whatsapp_url": f"https://wa.me/?text={quote(text)}",
        "mail_url": f"mailto:?subject={quote(_('Tugas minggu ini'))}&body={quote(text)}",
    }
    return render(request, "parties/task_week.html", context)
