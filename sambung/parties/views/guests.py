"""Guest links: made for one person of an organisation, listed with their state, taken back."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sambung.parties import actions, queries, rules
from sambung.parties.forms import GuestFilter, GuestForm
from sambung.parties.models import Organisation, PersonalLink, Role
from sambung.parties.views.exports import table_file
from sambung.parties.views.request import ActorRequest, page_of, posted

# Where the holder works; the page stands on the roof, for it shows what every room has.
GUEST_PAGE = "web:guest"


@login_required
@require_GET
def guest_link_list(request: ActorRequest) -> HttpResponse:
    """Show the guest links one made, or that were made for one's own bodies."""
    form = GuestFilter(request.GET)
    page = page_of(request, form.rows(request.actor))
    context = {"form": form, "page": page, "rows": with_state(page.object_list)}
    return render(request, "parties/guest_link_list.html", context)


def with_state(links: Iterable[PersonalLink]) -> list[tuple[PersonalLink, str, str, bool]]:
    """Return each link with its badge, its words, and whether it may still be taken back."""
    found = []
    for link in links:
        key, kind, words = queries.link_state(link)
        found.append((link, kind, words, key in {"terkirim", "dibuka"}))
    return found


@login_required
@require_GET
def guest_link_export(request: ActorRequest, form: str) -> HttpResponse:
    """Return the list as narrowed, as a file; without telephone numbers."""
    head = [_("Untuk"), _("Organisasi"), _("Keadaan"), _("Dibuat"), _("Berlaku sampai")]
    rows = [
        [link.for_name, str(link.organisation), queries.link_state(link)[2]]
        + [timezone.localdate(day).isoformat() for day in (link.created_at, link.expires_at)]
        + ["SIMULASI" if link.organisation.is_simulated else ""]
        for link in GuestFilter(request.GET).rows(request.actor)
    ]
    return table_file(form, "tautan-tanpa-akun", [*head, _("Simulasi")], rows)


@login_required
def guest_link_create(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a guest link for one person of an organisation, and show it once to send."""
    thing = get_object_or_404(queries.organisations_visible_to(request.actor), pk=pk)
    has_people = queries.has_people(pk)
    rules.can_create_guest_link(request.actor, thing, Role.MEMBER, has_people=has_people).or_raise()
    # The first person of a body has nobody else to write for it.
    form = GuestForm(posted(request), initial={"role": "member" if has_people else "officer"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        link, raw = actions.create_guest_link(
            organisation=thing, target=reverse(GUEST_PAGE), by=request.actor, **data
        )
        said = invitation_words(thing)
        sending = queries.sending(link, raw, said, site=request.build_absolute_uri("/"))
        return render(request, "parties/link_send.html", {"sending": sending, "back": thing})
    links = queries.guest_links_visible_to(request.actor).filter(organisation=thing)
    context = {
        "form": form,
        "thing": thing,
        "rows": with_state(links.order_by("-pk")[:20]),
        "gives": bool(rules.can_give(thing)),
        "simulated": thing.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "parties/guest_link_create.html", context, status=status)


def invitation_words(thing: Organisation) -> str:
    """Return what the message says the link is for."""
    if rules.can_give(thing):
        return _(
            "Lewat tautan ini Anda dapat menjawab ajakan, menyatakan kesanggupan, dan melaporkan "
            "kegiatan %(name)s di Sambung."
        ) % {"name": thing}
    return _(
        "Lewat tautan ini Anda dapat mengajukan kebutuhan %(name)s di Sambung dan melihat "
        "jawabannya."
    ) % {"name": thing}
