"""Record what a stage needs, leave it out with a reason, take a record back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Conflict
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import NeedForm, UndoForm
from sambung.partnerships.lifecycle import Need, Template
from sambung.partnerships.models import NeedKind, Partnership
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, partnership_of


@login_required
def need_record(request: ActorRequest, pk: int, stage: str, key: str) -> HttpResponse:
    """Record that a need is met, or leave it out with a reason."""
    partnership = partnership_of(request, pk)
    template = queries.template_of(partnership)
    need = need_or_404(template, stage, key)
    may_record(request, partnership, template, need)
    documents = queries.papers_for(partnership, need)
    form = NeedForm(
        request.POST or None, documents=documents, initial={"token": tokens.new_token()}
    )
    if request.method == "POST" and form.is_valid():
        is_waived = request.POST.get("act") == "waive"
        try:
            actions.record_need(
                partnership=partnership,
                stage=stage,
                key=key,
                by=request.actor,
                is_waived=is_waived,
                **form.cleaned_data,
            )
        except Conflict as conflict:
            form.add_error("note", conflict.reason)
        else:
            return done(request, partnership, _("Dicatat: %s.") % need.label)
    return asked(request, partnership, template, need, form, stage=stage)


@login_required
def need_undo(request: ActorRequest, pk: int, record_pk: int) -> HttpResponse:
    """Take back, with a reason, that a need was met or left out."""
    partnership = partnership_of(request, pk)
    template = queries.template_of(partnership)
    record = get_object_or_404(partnership.records.filter(undone_at__isnull=True), pk=record_pk)
    need = need_or_404(template, record.stage, record.key)
    may_record(request, partnership, template, need)
    form = UndoForm(request.POST or None, initial={"token": tokens.new_token()})
    if request.method == "POST" and form.is_valid():
        actions.undo_need(record=record, by=request.actor, **form.cleaned_data)
        return done(request, partnership, _("Catatan dibatalkan: %s.") % need.label)
    return asked(request, partnership, template, need, form, stage=record.stage, undoing=True)


def need_or_404(template: Template, stage: str, key: str) -> Need:
    """Return the need of the road, or 404."""
    known = template.stage(stage)
    found = next((need for need in known.needs if need.key == key), None) if known else None
    if found is None:
        raise Http404
    return found


def may_record(
    request: ActorRequest, partnership: Partnership, template: Template, need: Need
) -> None:
    """Refuse who may not record this need, with the reason."""
    parties = queries.parties_of(partnership)
    rules.can_record_need(
        request.actor, partnership, NeedKind(need.kind), template=template, parties=parties
    ).or_raise()


def done(request: ActorRequest, partnership: Partnership, words: str) -> HttpResponse:
    """Say what was recorded and lead back to the checklist."""
    messages.success(request, words)
    return redirect(reverse("partnerships:partnership-step", args=[partnership.pk]))


def asked(
    request: ActorRequest,
    partnership: Partnership,
    template: Template,
    need: Need,
    form: NeedForm | UndoForm,
    *,
    stage: str,
    undoing: bool = False,
) -> HttpResponse:
    """Show the form of one need; wrong input comes back with 422 and what was typed."""
    context: dict[str, Any] = {
        "partnership": partnership,
        "need": need,
        "stage_label": template.label_of(stage),
        "form": form,
        "undoing": undoing,
        "crumbs": crumbs_of(partnership, need.label),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/need_form.html", context, status=status)
