"""Forms that change the catalogue of duties of one partnership."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.forms import DutyForm
from sambung.partnerships.models import Partnership
from sambung.partnerships.views.asking import (
    ActorRequest,
    crumbs_of,
    duty_of,
    once,
    partnership_of,
)


@login_required
def responsibility_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask for a question of one's own and put it into the catalogue."""
    partnership = partnership_of(request, pk)
    rules.can_keep_catalogue(request.actor, partnership).or_raise()
    stages = queries.road_stages(partnership)
    form = DutyForm(request.POST or None, stages=stages, initial=once(0))
    if request.method == "POST" and form.is_valid():
        actions.add_duty(
            partnership=partnership,
            terms=form.terms(),
            by=request.actor,
            token=form.cleaned_data["token"],
        )
        messages.success(request, _("Peran ditambahkan. Usulkan siapa yang memegangnya."))
        return redirect("partnerships:responsibility-list", partnership.pk)
    return asked(request, partnership, form, _("Tambah peran"))


@login_required
def responsibility_edit(request: ActorRequest, pk: int, duty_pk: int) -> HttpResponse:
    """Change what a duty asks, its group, whether it decides, and its stages."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    rules.can_keep_catalogue(request.actor, partnership).or_raise()
    stages = queries.road_stages(partnership)
    initial = {
        **once(duty.version),
        "question": lifecycle.question_of(duty),
        "group": lifecycle.group_of(duty),
        "is_critical": lifecycle.is_critical(duty),
        "stages": duty.stages,
    }
    form = DutyForm(request.POST or None, stages=stages, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_duty(
            responsibility=duty,
            terms=form.terms(),
            by=request.actor,
            version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
        )
        messages.success(request, _("Peran diubah. Pemegangnya tetap seperti tadi."))
        return redirect("partnerships:responsibility-list", partnership.pk)
    return asked(request, partnership, form, lifecycle.question_of(duty))


def asked(
    request: ActorRequest, partnership: Partnership, form: DutyForm, title: str
) -> HttpResponse:
    """Show the form of a duty; wrong input comes back with 422 and what was typed."""
    context = {
        "partnership": partnership,
        "title": title,
        "form": form,
        "crumbs": crumbs_of(partnership, _("Peran")),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/duty_form.html", context, status=status)
