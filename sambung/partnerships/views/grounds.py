"""On what law a partnership rests, and what of it no longer holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import CitationForm
from sambung.partnerships.models import Partnership
from sambung.partnerships.views.asking import ActorRequest, once, partnership_of
from sambung.partnerships.views.giving import shown


def ground_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what is cited with whether it holds, and let parties cite."""
    partnership = partnership_of(request, pk)
    ids = queries.organisation_ids_of(partnership)
    may_cite = request.actor.is_known and bool(rules.can_cite(request.actor, partnership, ids))
    agreements = queries.visible_agreements(request.actor).filter(partnership=partnership)
    form = CitationForm(
        request.POST or None, partnership=partnership, agreements=agreements, initial=once(1)
    )
    if request.method == "POST":
        rules.can_cite(request.actor, partnership, ids).or_raise()
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data}
        given.pop("version")
        actions.cite(partnership=partnership, by=request.actor, **given)
        messages.success(request, _("Dasar hukum dikutip."))
        return redirect("partnerships:ground-list", pk=partnership.pk)
    rows = [
        (ground, bool(rules.can_remove_citation(request.actor, ground.citation, ids)))
        for ground in with_partnership(
            queries.grounds_of(partnership, actor=request.actor), partnership
        )
    ]
    extra = {"rows": rows, "may_cite": may_cite}
    return shown(request, partnership, form, "ground_list", _("Dasar hukum"), **extra)


def with_partnership(
    grounds: list[queries.LegalGround], partnership: Partnership
) -> list[queries.LegalGround]:
    """Return the grounds whose citations know their partnership without asking again."""
    for ground in grounds:
        ground.citation.partnership = partnership
    return grounds


@require_POST
@login_required
def ground_remove(request: ActorRequest, pk: int, row_pk: int) -> HttpResponse:
    """Take a citation out."""
    partnership = partnership_of(request, pk)
    citation = get_object_or_404(partnership.citations, pk=row_pk)
    actions.remove_citation(citation=citation, by=request.actor)
    messages.success(request, _("Kutipan dihapus."))
    return redirect("partnerships:ground-list", pk=partnership.pk)
