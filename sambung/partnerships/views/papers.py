"""Make a document of a partnership's facts: choose a kind, fill in what is missing, look, keep."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import papers, tokens
from sambung.parties.models import Organisation
from sambung.parties.queries import letterhead_of
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import PaperForm
from sambung.partnerships.models import Document, Partnership
from sambung.partnerships.queries.papers import Recipe, paper_of, recipes
from sambung.partnerships.views.asking import ActorRequest, partnership_of
from sambung.partnerships.views.documents import document_crumbs, owners_of, start_of


@login_required
def paper_kinds(request: ActorRequest, pk: int) -> HttpResponse:
    """Show which documents can be made of this partnership."""
    partnership = partnership_of(request, pk)
    may_make(request, partnership)
    context = {
        "partnership": partnership,
        "crumbs": document_crumbs(partnership, _("Buat dokumen")),
        "recipes": list(recipes().values()),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/paper_kinds.html", context)


def may_make(request: ActorRequest, partnership: Partnership) -> list[int]:
    """Return the parties' organisations; refuse whoever may not add a document."""
    ids = queries.organisation_ids_of(partnership)
    rules.can_start_document(request.actor, partnership, ids).or_raise()
    return ids


@login_required
def paper_make(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """Fill in what is missing, look at it as PDF, and keep it as DOCX and PDF."""
    partnership = partnership_of(request, pk)
    ids = may_make(request, partnership)
    recipe = recipes().get(kind)
    if recipe is None:
        raise Http404
    things = recipe.things(partnership) if recipe.things else []
    form = PaperForm(
        request.POST or None,
        recipe=recipe,
        things=things,
        organisations=owners_of(partnership),
        initial=start_for(request, partnership, recipe),
    )
    if request.method == "POST" and form.is_valid():
        if "pratinjau" in request.POST:
            return preview(recipe, partnership, form)
        given = form.cleaned_data
        verdict = rules.can_add_document(
            request.actor,
            partnership,
            given["organisation"],
            ids,
            is_private=given["is_private"],
        )
        if verdict:
            document = keep(request, recipe, partnership, form)
            messages.success(request, _("Dokumen dibuat sebagai PDF dan DOCX."))
            return redirect(document)
        form.add_error("organisation", verdict.reason)
    context = {
        "partnership": partnership,
        "recipe": recipe,
        "form": form,
        "has_nothing": bool(recipe.about) and not things,
        "crumbs": document_crumbs(partnership, str(recipe.name)),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/paper_form.html", context, status=status)


def start_for(request: ActorRequest, partnership: Partnership, recipe: Recipe) -> dict[str, Any]:
    """Return what the form starts with: today, and what the letterhead of one's own party says."""
    own: Organisation | None = start_of(request, partnership)["organisation"]
    head = letterhead_of(own.pk) if own else None
    names = ("place", "signatory_name", "signatory_title", "signatory_number")
    values = [getattr(head, name, "") if head else "" for name in names]
    keys = ("place", "signer_name", "signer_title", "signer_number")
    start: dict[str, Any] = dict(zip(keys, values, strict=True))
    return start | {
        "token": tokens.new_token(),
        "organisation": own,
        "dated_on": timezone.localdate(),
        "about": request.GET.get("tentang", ""),
    }


def preview(recipe: Recipe, partnership: Partnership, form: PaperForm) -> HttpResponse:
    """Answer with the PDF as it would be kept; nothing is kept."""
    paper = paper_of(recipe, partnership, form.cleaned_data["organisation"], form.said())
    paper = replace(paper, footer=_("Pratinjau, belum disimpan"))
    if not paper.watermark:
        paper = replace(paper, watermark=_("PRATINJAU"))
    content = papers.pdf(paper, pictures=queries.picture_bytes(paper))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pratinjau-{recipe.key}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def keep(
    request: ActorRequest, recipe: Recipe, partnership: Partnership, form: PaperForm
) -> Document:
    """Make the document of what was filled in."""
    given, said = form.cleaned_data, form.said()
    subject = recipe.subject(partnership, said.about) if recipe.subject else None
    return actions.make_document(
        partnership=partnership,
        kind=recipe.kind,
        paper=paper_of(recipe, partnership, given["organisation"], said),
        organisation=given["organisation"],
        title=f"{recipe.name}: {partnership.title}"[:200],
        number=said.number,
        dated_on=said.dated_on,
        subject=subject,
        is_private=given["is_private"],
        token=given["token"],
        by=request.actor,
    )
