"""One paper: its pictures, and beside them what it says, typed by somebody."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.activities import queries as activities
from sambung.activities.models import Activity
from sambung.core import files
from sambung.core.access import Conflict
from sambung.exchange.actions import paper as actions
from sambung.exchange.actions import typing as typists
from sambung.exchange.actions.typing import Typed
from sambung.exchange.forms.paper import AsideForm
from sambung.exchange.forms.typing import (
    TypedMinutesForm,
    TypedProposalForm,
    TypedVisitForm,
    TypingForm,
)
from sambung.exchange.forms.typing_done import TypedActivityForm, TypedCheckForm
from sambung.exchange.models import PaperForm, PaperKind, PaperState
from sambung.exchange.queries import paper as queries
from sambung.exchange.rules import paper as rules
from sambung.exchange.views.asking import ActorRequest, paper_of
from sambung.needs import queries as needs
from sambung.needs.models import Need

Build = Callable[..., TypingForm | None]


def proposal_form(request: ActorRequest, form: PaperForm, **given: Any) -> TypingForm:
    """Return the proposal's form with the bodies of its village."""
    people = needs.village_people([form.region_id])
    return TypedProposalForm(
        **given,
        bodies=queries.bodies_of(form.region),
        village_name=form.region.full_name,
        village_people=people.get(form.region_id),
    )


def minutes_form(request: ActorRequest, form: PaperForm, **given: Any) -> TypingForm:
    """Return the minutes' form with the needs of its village."""
    rows = queries.needs_for_minutes(form.region_id, needs.visible_to(request.actor))
    return TypedMinutesForm(**given, needs=rows)


def visit_form(request: ActorRequest, form: PaperForm, **given: Any) -> TypingForm | None:
    """Return the form of a check of a need or of an activity the typist may see, else None."""
    if form.about_label == queries.ACTIVITY:
        return TypedCheckForm(**given) if activity_of(request, form) else None
    if need_of(request, form) is None:
        return None
    people = needs.village_people([form.region_id])
    return TypedVisitForm(**given, village_people=people.get(form.region_id))


def need_of(request: ActorRequest, form: PaperForm) -> Need | None:
    """Return the need a visit form was printed for, when the typist may see it."""
    if form.about_label != queries.NEED:
        return None
    return needs.visible_to(request.actor).filter(pk=form.about_id).first()


def activity_of(request: ActorRequest, form: PaperForm) -> Activity | None:
    """Return the activity a visit form was printed for, when the typist may see it."""
    return activities.visible_to(request.actor).filter(pk=form.about_id).first()


def activity_form(request: ActorRequest, form: PaperForm, **given: Any) -> TypingForm:
    """Return the form of a company's report, with the sources the typist may choose from."""
    return TypedActivityForm(**given, sources=activities.sources_for(request.actor))


FORMS: dict[str, Build] = {
    PaperKind.PROPOSAL: proposal_form,
    PaperKind.MINUTES: minutes_form,
    PaperKind.VISIT: visit_form,
    PaperKind.ACTIVITY: activity_form,
}


def typing_form(request: ActorRequest, form: PaperForm) -> TypingForm | None:
    """Return the form of the paper's kind: what was posted, else the draft, else empty."""
    given: dict[str, Any] = {"is_known": form.is_known, "initial": {"version": form.version}}
    if request.method == "POST":
        given |= {"data": request.POST, "is_partial": request.POST.get("aksi") == "simpan"}
    elif form.draft:
        given["initial"] |= form.draft
    return FORMS[form.kind](request, form, **given)


@login_required
def paper(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a paper beside what it says; save what is typed so far, or make the entry of it."""
    form = paper_of(request, pk)
    may_type = rules.can_type(request.actor, form)
    typed = typing_form(request, form) if may_type and form.state == PaperState.WAITING else None
    if request.method != "POST":
        return paper_page(request, form, typed)
    may_type.or_raise()
    if typed is None:
        raise Conflict(_("Kertas ini tidak menunggu lagi: %s.") % form.get_state_display())
    if not typed.is_valid():
        return paper_page(request, form, typed)
    if request.POST.get("aksi") == "simpan":
        version = typed.cleaned_data["version"]
        actions.save_draft(form=form, values=typed.kept(), version=version, by=request.actor)
        messages.success(request, _("Ketikan disimpan. Lanjutkan kapan saja."))
        return redirect("exchange:paper", pk)
    make_entry(request, form, typed)
    messages.success(request, _("Sudah diketik. Foto dan catatannya disimpan bersama."))
    return redirect(queries.subject_path(form))


def make_entry(request: ActorRequest, form: PaperForm, typed: TypingForm) -> None:
    """Make of the paper what its kind becomes."""
    given = typed.cleaned_data
    base: dict[str, Any] = {
        "version": given["version"],
        "has_asked": given.get("has_asked", False),
        "kept": typed.kept(),
    }
    if isinstance(typed, TypedProposalForm):
        proposal = Typed(typed.values(), **base)
        typists.type_proposal(
            form=form, typed=proposal, proposer=given["proposer"], by=request.actor
        )
    elif isinstance(typed, TypedMinutesForm):
        typists.type_minutes(
            form=form, typed=Typed({}, **base), need=given["need"], by=request.actor
        )
    elif isinstance(typed, TypedActivityForm):
        report, source = Typed(typed.values(), **base), given["organisation"]
        typists.type_activity(form=form, typed=report, organisation=source, by=request.actor)
    elif isinstance(typed, TypedVisitForm | TypedCheckForm):
        make_check(request, form, Typed(typed.values(), **base))


def make_check(request: ActorRequest, form: PaperForm, typed: Typed) -> None:
    """Record the check of the need or the activity the form was printed for."""
    need = need_of(request, form)
    if need is not None:
        typists.type_visit(form=form, typed=typed, need=need, by=request.actor)
        return
    activity = activity_of(request, form)
    if activity is not None:
        typists.type_check(form=form, typed=typed, activity=activity, by=request.actor)


def paper_page(request: ActorRequest, form: PaperForm, typed: TypingForm | None) -> HttpResponse:
    """Return the page of a paper, with what may be typed beside its pictures."""
    context = {
        "form": form,
        "code": queries.code_of_form(form),
        "crumbs": [(_("Kertas masuk"), reverse("exchange:paper-list")), (str(form.pk), "")],
        "pages": list(form.pages.select_related("file")),
        "typed": typed,
        "subject": queries.subject_path(form),
        "may_type": rules.can_type(request.actor, form),
        "days": queries.days_waiting(form),
        "simulated": form.is_simulated,
        "has_government": queries.has_government(form.region),
    }
    status = 422 if typed is not None and typed.is_bound and typed.errors else 200
    return render(request, "exchange/paper.html", context, status=status)


@login_required
def paper_aside(request: ActorRequest, pk: int) -> HttpResponse:
    """Set a paper aside with a reason."""
    form = paper_of(request, pk)
    rules.can_type(request.actor, form).or_raise()
    asked = AsideForm(request.POST or None, initial={"version": form.version})
    if request.method == "POST" and asked.is_valid():
        given = asked.cleaned_data
        actions.set_aside(
            form=form, reason=given["reason"], version=given["version"], by=request.actor
        )
        messages.success(request, _("Kertas disisihkan; fotonya tetap tersimpan."))
        return redirect("exchange:paper", pk)
    context = {"form": form, "asked": asked, "simulated": form.is_simulated}
    status = 422 if asked.is_bound and asked.errors else 200
    return render(request, "exchange/paper_aside.html", context, status=status)


@login_required
@require_POST
def paper_take_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a paper that was set aside wait again."""
    form = paper_of(request, pk)
    version = request.POST.get("version", "")
    actions.take_back(
        form=form, by=request.actor, version=int(version[:9]) if version.isdecimal() else None
    )
    messages.success(request, _("Kertas menunggu lagi."))
    return redirect("exchange:paper", pk)


@login_required
def paper_picture(request: ActorRequest, pk: int) -> FileResponse:
    """Serve one picture of a paper to those who may see the paper."""
    page = get_object_or_404(queries.pages_visible_to(request.actor), pk=pk)
    return files.open_file(page.file)
