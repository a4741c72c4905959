"""What is held about a person: export, the notice at first entry, requests and their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Refused
from sambung.parties import actions, queries, rules
from sambung.parties.forms.privacy import DataAnswerForm, DataRequestFilter, DataRequestForm
from sambung.parties.models import User
from sambung.parties.views.request import ActorRequest, page_of, posted


@login_required
@never_cache
@require_GET
def me_export(request: ActorRequest) -> JsonResponse:
    """Hand out everything held about the person, as one JSON file."""
    user = get_object_or_404(User, pk=request.actor.user_id)
    answer = JsonResponse(
        queries.held_about(user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return answer


@require_POST
@login_required
def notice_accept(request: ActorRequest) -> HttpResponse:
    """Keep that the person read the notice."""
    user = get_object_or_404(User, pk=request.actor.user_id)
    actions.accept_notice(user=user, by=request.actor)
    messages.success(request, _("Terima kasih. Tercatat bahwa Anda sudah membacanya."))
    return redirect("parties:me")


@never_cache
def data_request_new(request: ActorRequest) -> HttpResponse:
    """Take a request about personal data, from anybody, with or without an account."""
    form = DataRequestForm(posted(request), initial={"name": request.actor.name})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_about_data(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return render(request, "parties/data_request_taken.html", {"made": made})
    status = 422 if form.is_bound else 200
    return render(request, "parties/data_request_new.html", {"form": form}, status=status)


@login_required
@require_GET
def data_request_list(request: ActorRequest) -> HttpResponse:
    """List requests for the operators, the oldest open ones first."""
    rules.can_answer_requests(request.actor).or_raise()
    form = DataRequestFilter(request.GET)
    rows = queries.data_requests_visible_to(request.actor).order_by("answered_at", "due_on", "id")
    if form.is_valid() and form.cleaned_data["state"]:
        rows = rows.filter(state=form.cleaned_data["state"])
    context = {"page": page_of(request, rows), "form": form}
    return render(request, "parties/data_request_list.html", context)


@login_required
def data_request(request: ActorRequest, pk: int) -> HttpResponse:
    """Show an operator one request with what was found, and take the answer."""
    rules.can_answer_requests(request.actor).or_raise()
    row = get_object_or_404(queries.data_requests_visible_to(request.actor), pk=pk)
    form = DataAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.answer_data_request(
            request=row,
            state=data["state"],
            answer=data["answer"],
            erase_contacts=data["erase_contacts"],
            by=request.actor,
        )
        messages.success(request, _("Jawaban tercatat. Sampaikan kepada peminta."))
        return redirect("parties:data-request-list")
    context = {"row": row, "form": form, "found": queries.found_about(row)}
    return render(request, "parties/data_request.html", context)
