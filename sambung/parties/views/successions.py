"""Pindah tugas: choose who takes over, see exactly what passes, confirm; and take it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.parties import queries, rules
from sambung.parties.actions import successions as actions
from sambung.parties.forms.successions import SuccessorForm
from sambung.parties.models import Membership
from sambung.parties.queries import successions
from sambung.parties.views.request import ActorRequest, posted


@login_required
def duties_pass(request: ActorRequest, pk: int) -> HttpResponse:
    """Show who may take over and what would pass; pass it once it is confirmed."""
    row = get_object_or_404(queries.memberships_visible_to(request.actor), pk=pk)
    rules.can_pass_duties(request.actor, row, None).or_raise()
    waiting = successions.waiting_succession(row.user_id, row.organisation_id)
    if waiting is not None:
        return redirect("parties:succession", pk=waiting.pk)
    chosen = chosen_of(request, row)
    if request.method == "POST" and chosen is not None:
        return passed(request, row, chosen)
    may_invite = rules.can_invite(request.actor, row.organisation, row.role, has_people=True)
    context = {
        **held(row),
        "row": row,
        "chosen": chosen,
        "colleagues": successions.successors_for(row),
        "may_invite": may_invite,
        "is_own": row.user_id == request.actor.user_id,
        "simulated": row.organisation.is_simulated,
    }
    return render(request, "parties/duties_pass.html", context)


def chosen_of(request: ActorRequest, row: Membership) -> Membership | None:
    """Return the colleague asked for; None while nobody is."""
    asked = request.POST.get("kepada") or request.GET.get("kepada") or ""
    if not asked.isdecimal():
        return None
    return get_object_or_404(successions.successors_for(row), pk=int(asked[:18]))


def held(row: Membership) -> dict[str, Any]:
    """Return everything that passes, by kind and by name."""
    return {
        "held": successions.held_by(row.user_id, row.organisation_id),
        "tasks": queries.task_rows(successions.tasks_of(row.user_id, row.organisation_id)[:50]),
        "contacts": successions.contacts_of(row.user_id, row.organisation_id)[:50],
        "closes": successions.is_last_hat(row),
    }


def passed(request: ActorRequest, row: Membership, chosen: Membership) -> HttpResponse:
    """Pass the duties; who closed their own account by it leaves with a word of thanks."""
    done = actions.pass_duties(membership=row, successor=chosen, by=request.actor)
    said = _("Tugas %(leaver)s sudah pindah ke %(successor)s.") % {
        "leaver": row.user.name,
        "successor": chosen.user.name,
    }
    if row.user_id != request.actor.user_id:
        messages.success(request, said)
        return redirect("parties:succession", pk=done.pk)
    if done.passed["closed"]:
        logout(request)
        said += " " + _(
            "Akun Anda ditutup; yang pernah Anda kerjakan tetap tercatat. Terima kasih."
        )
    messages.success(request, said)
    return redirect("web:home") if done.passed["closed"] else redirect("parties:me")


@login_required
def successor_invite(request: ActorRequest, pk: int) -> HttpResponse:
    """Invite somebody new by a personal link; the duties pass when they join."""
    row = get_object_or_404(queries.memberships_visible_to(request.actor), pk=pk)
    rules.can_pass_duties(request.actor, row, None).or_raise()
    rules.can_invite(request.actor, row.organisation, row.role, has_people=True).or_raise()
    form = SuccessorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        waiting, link, raw = actions.invite_successor(
            membership=row, by=request.actor, **form.cleaned_data
        )
        words = _("Anda diundang melanjutkan tugas %(leaver)s di %(house)s.") % {
            "leaver": row.user.name,
            "house": row.organisation,
        }
        sending = queries.sending(link, raw, words, site=request.build_absolute_uri("/"))
        back = reverse("parties:succession", args=[waiting.pk])
        return render(request, "parties/link_send.html", {"sending": sending, "back": back})
    context = {**held(row), "row": row, "form": form, "simulated": row.organisation.is_simulated}
    return render(request, "parties/successor_invite.html", context)


@login_required
@require_GET
def succession(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what passed, or waits for somebody to join, and until when it can be taken back."""
    row = get_object_or_404(successions.successions_visible_to(request.actor), pk=pk)
    since = timezone.now() - successions.UNDO_WITHIN
    held_now = successions.held_by(row.leaver_id, row.organisation_id)
    context = {
        "row": row,
        "counts": [(each.words, row.counts.get(each.name)) for each in held_now],
        "until": (row.done_at or row.at) + successions.UNDO_WITHIN,
        "may_undo": rules.can_undo_succession(request.actor, row, since),
        "simulated": row.organisation.is_simulated,
    }
    return render(request, "parties/succession.html", context)


@require_POST
@login_required
def succession_undo(request: ActorRequest, pk: int) -> HttpResponse:
    """Withdraw what waits, or give everything back."""
    row = get_object_or_404(successions.successions_visible_to(request.actor), pk=pk)
    actions.undo_succession(succession=row, by=request.actor)
    messages.success(
        request, _("Pindah tugas dibatalkan; semuanya kembali ke %s.") % row.leaver.name
    )
    return redirect("parties:succession", pk=pk)
