"""The register of parties, the page of one, and what its keepers write down."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sambung.core.access import Actor, Conflict
from sambung.parties import actions, queries, rules
from sambung.parties.forms import (
    ContactForm,
    InviteForm,
    LeaveForm,
    NetworkMemberForm,
    OrganisationFilter,
    OrganisationForm,
    OrganisationUpdateForm,
    ProgrammeForm,
)
from sambung.parties.forms.organisations import initial_of
from sambung.parties.models import LetterKind, Organisation
from sambung.parties.queries import dealings
from sambung.parties.queries.papers import letters_visible_to
from sambung.parties.queries.successions import open_successions
from sambung.parties.views.exports import table_file
from sambung.parties.views.request import ActorRequest, once, page_of, posted


@login_required
@require_GET
def organisation_list(request: ActorRequest) -> HttpResponse:
    """Show the register, narrowed and sorted."""
    form = OrganisationFilter(request.GET)
    page = page_of(request, form.rows(request.actor))
    may_create = rules.may_record(request.actor) or request.actor.is_operator
    context = {"form": form, "page": page, "may_create": may_create}
    return render(request, "parties/organisation_list.html", context)


@login_required
@require_GET
def organisation_export(request: ActorRequest, form: str) -> HttpResponse:
    """Return the register as narrowed, as a file."""
    rows = OrganisationFilter(request.GET).rows(request.actor)
    head = [_("Nama"), _("Nama singkat"), _("Jenis"), _("Sisi"), _("Kode wilayah"), _("Wilayah")]
    return table_file(form, "pihak", [*head, _("Simulasi")], map(queries.register_row, rows))


@login_required
@require_GET
def organisation(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one party: who it is, its people to its people, what it offers to those it names."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    return render(request, "parties/organisation.html", about(request, thing))


def sees_dealings(actor: Actor, thing: Organisation) -> bool:
    """Return whether the hat worn is of a house that keeps notes on others, and not this one."""
    worn = actor.worn
    is_keeper = worn is not None and worn.organisation_kind in rules.RECORDING_KINDS
    return is_keeper and thing.pk not in actor.organisation_ids


def about(request: ActorRequest, thing: Organisation) -> dict[str, Any]:
    """Return what the page of one party shows."""
    actor = request.actor
    has_people = queries.has_people(thing.pk)
    return {
        "thing": thing,
        "simulated": thing.is_simulated,
        "members": queries.memberships_visible_to(actor).filter(organisation=thing),
        "letters": letters_visible_to(actor).filter(organisation=thing)[:20],
        "letter_kinds": LetterKind.choices,
        "successions": open_successions(actor, thing.pk),
        "is_mine": thing.pk in actor.organisation_ids,
        "has_people": has_people,
        "programmes": queries.programmes_of(thing.pk),
        "network_members": queries.network_members_of(thing.pk),
        "networks": queries.networks_of(thing.pk),
        "is_network": thing.kind in rules.NETWORK_KINDS,
        "units": dealings.units_of(queries.contacts_visible_to(actor).filter(organisation=thing)),
        "may_deal": rules.can_keep_dealings(actor, thing),
        "dealings": dealings.dealings_of(actor, thing) if sees_dealings(actor, thing) else None,
        "offers": queries.offers_of(actor, thing.pk),
        "records": queries.on_behalf_visible_to(actor).filter(organisation=thing)[:10],
        "may_letterhead": rules.can_edit_letterhead(actor, thing),
        "may_keep": rules.can_update_organisation(actor, thing),
        "may_invite": rules.can_invite(actor, thing, "member", has_people=has_people),
        "may_guest": rules.can_create_guest_link(actor, thing, "member", has_people=has_people),
        "may_contact": rules.can_add_contact(actor, thing),
        "may_offer": rules.can_draft_offer(actor, thing, [], nationwide=False),
        "may_network": rules.can_add_network_member(actor, thing),
    }


@login_required
def organisation_create(request: ActorRequest) -> HttpResponse:
    """Write down a party that may never have an account."""
    may = rules.may_record(request.actor) or request.actor.is_operator
    rules.can_create_organisation(request.actor, "perusahaan", None).or_raise()
    form = OrganisationForm(posted(request), initial={"kind": request.GET.get("jenis")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        verdict = rules.can_create_organisation(
            request.actor, data["kind"], data["region"].code if data["region"] else None
        )
        if not verdict:
            form.add_error("region", verdict.reason)
        else:
            try:
                return once(
                    data["token"],
                    lambda: actions.create_organisation(by=request.actor, **data),
                )
            except Conflict as conflict:
                form.add_error("name", conflict.reason)
    return render(request, "parties/organisation_form.html", {"form": form, "may": may})


@login_required
def organisation_update(request: ActorRequest, pk: int) -> HttpResponse:
    """Change the particulars of a party."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_update_organisation(request.actor, thing).or_raise()
    form = OrganisationUpdateForm(posted(request), initial=initial_of(thing))
    if request.method == "POST" and form.is_valid():
        actions.update_organisation(organisation=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Data organisasi tersimpan."))
        return redirect(thing)
    return render(request, "parties/organisation_form.html", {"form": form, "thing": thing})


@login_required
def programme_create(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a programme to a party."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_create_programme(request.actor, thing).or_raise()
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.create_programme(organisation=thing, by=request.actor, **data)
        except Conflict as conflict:
            form.add_error("name", conflict.reason)
        else:
            messages.success(request, _("Program tercatat."))
            return redirect(thing)
    context = {"form": form, "thing": thing, "title": _("Tambah program")}
    return render(request, "parties/small_form.html", context)


@login_required
def network_member_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add an organisation to a network."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_add_network_member(request.actor, thing).or_raise()
    form = NetworkMemberForm(posted(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_network_member(network=thing, by=request.actor, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error("member", conflict.reason)
        else:
            messages.success(request, _("Anggota tercatat."))
            return redirect(thing)
    context = {"form": form, "thing": thing, "title": _("Tambah anggota jejaring")}
    return render(request, "parties/small_form.html", context)


@login_required
def network_member_end(request: ActorRequest, pk: int) -> HttpResponse:
    """Record the day an organisation left a network."""
    row = get_object_or_404(queries.network_rows_visible_to(request.actor), pk=pk)
    rules.can_add_network_member(request.actor, row.network).or_raise()
    form = LeaveForm(posted(request), initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_network_membership(row=row, on=form.cleaned_data["on"], by=request.actor)
        except Conflict as conflict:
            form.add_error("on", conflict.reason)
        else:
            messages.success(request, _("Tercatat sampai tanggal itu."))
            return redirect(row.network)
    context = {"form": form, "thing": row.network, "title": _("Akhiri keanggotaan jejaring")}
    return render(request, "parties/small_form.html", {**context, "lede": row.member.name})


@login_required
def contact_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a person to reach at a party."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    rules.can_add_contact(request.actor, thing).or_raise()
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_contact(organisation=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Kontak tercatat. Hanya organisasi Anda yang melihatnya."))
        return redirect(thing)
    lede = _("Dilihat hanya oleh organisasi ini dan organisasi Anda.")
    context = {"form": form, "thing": thing, "title": _("Tambah kontak"), "lede": lede}
    return render(request, "parties/small_form.html", context)


@require_POST
@login_required
def contact_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Erase a contact."""
    contact = get_object_or_404(queries.contacts_visible_to(request.actor), pk=pk)
    actions.remove_contact(contact=contact, by=request.actor)
    messages.success(request, _("Kontak dihapus."))
    return redirect(contact.organisation)


@login_required
def person_invite(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a personal link with which somebody joins, and show it once to send by WhatsApp."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    has_people = queries.has_people(thing.pk)
    rules.can_invite(request.actor, thing, "member", has_people=has_people).or_raise()
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        verdict = rules.can_invite(request.actor, thing, data["role"], has_people=has_people)
        if verdict:
            link, raw = actions.invite_person(organisation=thing, by=request.actor, **data)
            words = _("Anda diundang bergabung dengan %(name)s di Sambung.") % {"name": thing.name}
            sending = queries.sending(link, raw, words, site=request.build_absolute_uri("/"))
            return render(request, "parties/link_send.html", {"sending": sending, "back": thing})
        form.add_error("role", verdict.reason)
    context = {"form": form, "thing": thing, "title": _("Undang orang"), "is_invite": True}
    return render(request, "parties/small_form.html", context)
