"""Steps of a need that ask for words: return, verify, set aside, withdraw, open again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sambung.needs import actions, queries, rules
from sambung.needs.forms import DeskForm, FieldForm, ReasonForm, VersionForm
from sambung.needs.lifecycle import NEED_STEPS
from sambung.needs.models import Need
from sambung.needs.views.asking import ActorRequest, need_of


@dataclass(frozen=True)
class Ask:
    """What a page that asks for a reason says."""

    step: str
    title: Any
    lede: Any
    button: Any
    done: Any
    act: Callable[..., Need]
    kind: str = ""


RETURN = Ask(
    "return",
    gettext_lazy("Kembalikan dengan alasan"),
    gettext_lazy("Pengusul membaca alasan ini, memperbaiki, lalu mengirim lagi. Isian tetap ada."),
    gettext_lazy("Kembalikan usulan"),
    gettext_lazy("Usulan dikembalikan; pengusul diberi tahu."),
    actions.return_need,
)
NOT_NOW = Ask(
    "set_not_now",
    gettext_lazy("Belum dapat dilanjutkan"),
    gettext_lazy("Sebutkan alasannya dan apa yang harus berubah. Usulan dapat dibuka kembali."),
    gettext_lazy("Catat belum dapat dilanjutkan"),
    gettext_lazy("Dicatat; pengusul diberi tahu alasannya."),
    actions.set_not_now,
    "danger",
)
WITHDRAW = Ask(
    "withdraw",
    gettext_lazy("Tarik usulan"),
    gettext_lazy("Usulan berhenti di sini dan dapat dilanjutkan lagi kapan saja."),
    gettext_lazy("Tarik usulan"),
    gettext_lazy("Usulan ditarik."),
    actions.withdraw_need,
    "danger",
)


def asked(request: ActorRequest, pk: int, ask: Ask) -> HttpResponse:
    """Show the page of a reason, or take the step with it."""
    need = need_of(request, pk)
    rules.can_take(request.actor, need, NEED_STEPS[ask.step]).or_raise()
    form = ReasonForm(request.POST or None, initial={"version": need.version})
    if request.method == "POST" and form.is_valid():
        ask.act(
            need=need,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.actor,
        )
        messages.success(request, str(ask.done))
        return redirect("needs:need", pk)
    context = {"need": need, "form": form, "ask": ask, "simulated": need.is_simulated}
    return render(request, "needs/need_reason.html", context, status=status_of(form))


def status_of(form: Any) -> int:
    """Return 422 for a form that was sent and not accepted."""
    return 422 if form.is_bound and not form.is_valid() else 200


@login_required
def need_return(request: ActorRequest, pk: int) -> HttpResponse:
    """Return a need to its proposer with a reason."""
    return asked(request, pk, RETURN)


@login_required
def need_not_now(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that a need cannot go on for now, and why."""
    return asked(request, pk, NOT_NOW)


@login_required
def need_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Withdraw one's own need, with the reason."""
    return asked(request, pk, WITHDRAW)


@login_required
def need_verify_desk(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer the checks of the desk and pass the need."""
    need = need_of(request, pk)
    rules.can_take(request.actor, need, NEED_STEPS["verify_desk"]).or_raise()
    form = DeskForm(request.POST or None, need=need, initial={"version": need.version})
    if request.method == "POST" and form.is_valid():
        actions.verify_desk(
            need=need,
            by=request.actor,
            checks=form.answers(),
            note=form.cleaned_data["note"],
            version=form.cleaned_data["version"],
        )
        messages.success(request, str(gettext_lazy("Lolos pemeriksaan meja.")))
        return redirect("needs:need", pk)
    return verify_page(request, need, form, "desk")


@login_required
def need_verify_field(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer the checks of the field, with the counts found there, and pass the need."""
    need = need_of(request, pk)
    rules.can_take(request.actor, need, NEED_STEPS["verify_field"]).or_raise()
    people = queries.village_people([need.village_id or ""]).get(need.village_id or "")
    form = FieldForm(
        request.POST or None,
        need=need,
        village_people=people,
        initial={"version": need.version},
    )
    if request.method == "POST" and form.is_valid():
        actions.verify_field(
            need=need,
            by=request.actor,
            checks=form.answers(),
            note=form.cleaned_data["note"],
            people=form.cleaned_data["people"],
            households=form.cleaned_data["households"],
            version=form.cleaned_data["version"],
        )
        messages.success(request, str(gettext_lazy("Lolos pemeriksaan lapangan.")))
        return redirect("needs:need", pk)
    return verify_page(request, need, form, "field")


def verify_page(request: ActorRequest, need: Need, form: Any, grade: str) -> HttpResponse:
    """Return the page of a verification with the facts beside it."""
    context = {
        "need": need,
        "form": form,
        "grade": grade,
        "summary": queries.summary_of(need),
        "duplicates": queries.duplicates_of(need),
        "completeness": queries.completeness_of([need])[need.pk],
        "simulated": need.is_simulated,
    }
    return render(request, "needs/need_verify.html", context, status=status_of(form))


@login_required
@require_POST
def need_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Bring a need that was set aside back to the desk."""
    need = need_of(request, pk)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    actions.reopen(need=need, by=request.actor, version=version)
    return redirect("needs:need", pk)


@login_required
@require_POST
def need_take_up(request: ActorRequest, pk: int) -> HttpResponse:
    """Bring one's own withdrawn need back to draft."""
    need = need_of(request, pk)
    actions.take_up_again(need=need, by=request.actor)
    return redirect("needs:need", pk)
