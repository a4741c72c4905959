"""One's own page, hats and notices."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Refused
from sambung.parties import actions, queries, rules
from sambung.parties.forms import ProfileForm
from sambung.parties.models import User
from sambung.parties.queries.successions import is_last_official
from sambung.parties.views.request import ActorRequest, page_of, posted


@require_POST
@login_required
def hat_switch(request: ActorRequest) -> HttpResponse:
    """Act as another of one's organisations from now on."""
    wanted = request.POST.get("organisation", "")
    own = {str(hat.organisation_id): hat.organisation_id for hat in request.actor.hats}
    if wanted not in own:
        raise Refused(_("Anda bukan anggota organisasi itu."))
    request.session["hat"] = own[wanted]
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("parties:me")


@login_required
def me(request: ActorRequest) -> HttpResponse:
    """Show what is held about the person, and let them change it."""
    user = get_object_or_404(User, pk=request.actor.user_id)
    known = {name: getattr(user, name) for name in ("name", "language", "wants_mail")}
    form = ProfileForm(posted(request), initial=known)
    if request.method == "POST" and form.is_valid():
        actions.update_profile(user=user, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Tersimpan."))
        answer = redirect("parties:me")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"])
        return answer
    context = {
        "form": form,
        "user": user,
        "memberships": queries.memberships_of(user.pk),
        "links": queries.links_visible_to(request.actor).filter(created_by=user)[:10],
        "waiting": queries.waiting_for_confirmation(request.actor),
        "acts": queries.acts_count(user.pk),
    }
    return render(request, "parties/me.html", context)


@login_required
def me_erase(request: ActorRequest) -> HttpResponse:
    """Erase the person's own account after they say so; what they did stays, without a name."""
    user = get_object_or_404(User, pk=request.actor.user_id)
    if request.method == "POST":
        actions.erase_person(user=user, by=request.actor)
        logout(request)
        messages.success(request, _("Akun Anda sudah dihapus."))
        return redirect("web:home")
    return render(request, "parties/me_erase.html", {"user": user})


@login_required
def membership_end(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a hat off somebody, or oneself, after asking once."""
    row = get_object_or_404(queries.memberships_visible_to(request.actor), pk=pk)
    rules.can_end_membership(request.actor, row).or_raise()
    if request.method == "POST":
        actions.end_membership(membership=row, by=request.actor)
        messages.success(request, _("Keanggotaan diakhiri."))
        return redirect("parties:me" if row.user_id == request.actor.user_id else row.organisation)
    context = {"row": row, "is_last": is_last_official(row) and not request.actor.is_operator}
    return render(request, "parties/membership_end.html", context)


@login_required
@require_GET
def notice_list(request: ActorRequest) -> HttpResponse:
    """Show the person's notices, newest first."""
    page = page_of(request, queries.notices_of(request.actor))
    context = {"page": page, "unread": queries.unread_count(request.actor)}
    return render(request, "parties/notice_list.html", context)


@require_POST
@login_required
def notice_read(request: ActorRequest) -> HttpResponse:
    """Mark all notices read."""
    actions.read_notices(by=request.actor)
    return redirect("parties:notice-list")
