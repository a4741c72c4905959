"""The working side of a company's page: contacts by post, talks, ring villages, season."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Conflict
from sambung.core.files import open_file
from sambung.parties import queries, rules
from sambung.parties.actions import dealings as actions
from sambung.parties.actions import tasks
from sambung.parties.actions.links import hat_of
from sambung.parties.forms.dealings import (
    ContactEndForm,
    ContactUpdateForm,
    RingForm,
    SeasonForm,
    TalkAddForm,
    TalkUpdateForm,
    contact_initial,
    season_initial,
    talk_initial,
)
from sambung.parties.models import Interaction, Organisation
from sambung.parties.queries import dealings
from sambung.parties.views.request import ActorRequest, once, posted


def kept(organisation: Organisation) -> str:
    """Return the address of the working side on the party's page."""
    return f"{organisation.get_absolute_url()}#hubungan"


@login_required
def contact_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what is kept of a person to reach."""
    row = get_object_or_404(queries.contacts_visible_to(request.actor), pk=pk)
    rules.can_edit_contact(request.actor, row).or_raise()
    form = ContactUpdateForm(posted(request), initial=contact_initial(row))
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        actions.update_contact(contact=row, by=request.actor, **given)
        messages.success(request, _("Kontak tersimpan."))
        return redirect(kept(row.organisation))
    context = {"form": form, "thing": row.organisation, "title": _("Ubah kontak")}
    return render(request, "parties/small_form.html", {**context, "lede": row.name})


@login_required
def contact_end(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that a person left the post, and who came after them."""
    row = get_object_or_404(queries.contacts_visible_to(request.actor), pk=pk)
    rules.can_edit_contact(request.actor, row).or_raise()
    initial = {"until_on": timezone.localdate(), "version": row.version}
    form = ContactEndForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.end_contact(contact=row, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Tercatat. Jabatannya tetap, orangnya berganti."))
        return redirect(kept(row.organisation))
    lede = _("%(name)s, %(post)s. Penggantinya mendapat bagian dan jabatan yang sama.") % {
        "name": row.name,
        "post": row.title or row.unit or row.organisation,
    }
    context = {"form": form, "thing": row.organisation, "title": _("Sudah pindah"), "lede": lede}
    return render(request, "parties/small_form.html", context)


@require_POST
@login_required
def contact_reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Take back that a person left the post."""
    row = get_object_or_404(queries.contacts_visible_to(request.actor), pk=pk)
    actions.reopen_contact(contact=row, by=request.actor)
    messages.success(request, _("Kontak ini kembali ke jabatannya."))
    return redirect(kept(row.organisation))


@login_required
def talk_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down a meeting, call, message or letter, with the next step that came of it."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_keep_dealings(request.actor, thing).or_raise()
    house_id = hat_of(request.actor).organisation_id
    contacts = queries.contacts_visible_to(request.actor).filter(
        organisation=thing, kept_by_id=house_id
    )
    form = TalkAddForm(
        posted(request),
        request.FILES or None,
        initial={"on": timezone.localdate()},
        contacts=contacts,
    )
    if request.method == "POST" and form.is_valid():
        once(form.cleaned_data["token"], lambda: talked(request, thing, form))
        messages.success(request, _("Tercatat. Hanya organisasi Anda yang melihatnya."))
        return redirect(kept(thing))
    context = {"form": form, "thing": thing, "title": _("Catat pembicaraan")}
    return render(request, "parties/talk_form.html", context)


def talked(request: ActorRequest, thing: Organisation, form: TalkAddForm) -> Organisation:
    """Write down the talk and its next step; return the party it was with."""
    data = form.cleaned_data
    actions.record_interaction(
        organisation=thing,
        by=request.actor,
        **{name: data[name] for name in ("kind", "on", "text", "contact", "file", "token")},
    )
    if data["step"]:
        tasks.add_task(
            text=data["step"],
            due_on=data["step_on"],
            organisation=thing,
            url=reverse("parties:organisation", args=[thing.pk]),
            by=request.actor,
        )
    return thing


@login_required
def talk_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what was written down of a talk."""
    row = get_object_or_404(dealings.interactions_visible_to(request.actor), pk=pk)
    rules.can_edit_dealing(request.actor, row.kept_by_id).or_raise()
    contacts = queries.contacts_visible_to(request.actor).filter(
        organisation=row.organisation, kept_by=row.kept_by
    )
    form = TalkUpdateForm(
        posted(request), request.FILES or None, initial=talk_initial(row), contacts=contacts
    )
    if request.method == "POST" and form.is_valid():
        actions.update_interaction(interaction=row, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Tersimpan."))
        return redirect(kept(row.organisation))
    context = {"form": form, "thing": row.organisation, "title": _("Ubah catatan"), "row": row}
    return render(request, "parties/talk_form.html", context)


@require_POST
@login_required
def talk_step(request: ActorRequest, pk: int, step: str) -> HttpResponse:
    """Take a talk out of the log, or put it back."""
    row = get_object_or_404(dealings.interactions_visible_to(request.actor), pk=pk)
    if step == "hapus":
        actions.remove_interaction(interaction=row, by=request.actor)
        messages.success(request, _("Catatan dihapus. Dapat dikembalikan selama tujuh hari."))
    else:
        actions.restore_interaction(interaction=row, by=request.actor)
        messages.success(request, _("Catatan dikembalikan."))
    return redirect(kept(row.organisation))


@login_required
@require_GET
def talk_file(request: ActorRequest, pk: int) -> FileResponse:
    """Serve the scan of a talk to the people of the house that keeps it."""
    row: Interaction = get_object_or_404(dealings.interactions_visible_to(request.actor), pk=pk)
    if row.file is None:
        raise Http404
    return open_file(row.file)


@login_required
def ring_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Name a village around a company's site."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_keep_dealings(request.actor, thing).or_raise()
    form = RingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_ring_village(company=thing, by=request.actor, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error("village", conflict.reason)
        else:
            messages.success(request, _("Desa ring 1 tercatat."))
            return redirect(kept(thing))
    context = {"form": form, "thing": thing, "title": _("Tambah desa ring 1")}
    return render(request, "parties/small_form.html", context)


@require_POST
@login_required
def ring_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a village out of the ring."""
    row = get_object_or_404(dealings.rings_visible_to(request.actor), pk=pk)
    actions.remove_ring_village(row=row, by=request.actor)
    messages.success(
        request, _("%(village)s tidak lagi tercatat sebagai ring 1.") % {"village": row.village}
    )
    return redirect(kept(row.company))


@login_required
def season_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Write when a company takes proposals and decides its budget."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_keep_dealings(request.actor, thing).or_raise()
    season = dealings.season_of(thing.pk, hat_of(request.actor).organisation_id)
    form = SeasonForm(posted(request), initial=season_initial(season))
    if request.method == "POST" and form.is_valid():
        actions.save_season(company=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Musim anggaran tersimpan."))
        return redirect(kept(thing))
    context = {"form": form, "thing": thing, "title": _("Musim anggaran")}
    return render(request, "parties/small_form.html", context)
