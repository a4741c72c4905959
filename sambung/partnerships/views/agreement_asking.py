"""What the pages of agreements share: which one, what may be done, a form that keeps its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sambung.core.access import Conflict, Refused
from sambung.partnerships import queries
from sambung.partnerships.forms import OnceForm
from sambung.partnerships.models import Agreement, Clause, Partnership, Signatory
from sambung.partnerships.views.asking import ActorRequest, partnership_of


@dataclass(frozen=True)
class Ask:
    """The words of one form: what it is about, and its button."""

    title: str
    lede: str
    submit: str
    note: str = ""


def agreement_of(request: ActorRequest, pk: int, agreement_pk: int) -> Agreement:
    """Return the agreement if the actor may see it and its partnership; 404 otherwise."""
    agreement = queries.agreement_of(partnership_of(request, pk), agreement_pk, request.actor)
    if agreement is None:
        raise Http404
    return agreement


def clause_of(agreement: Agreement, pk: int) -> Clause:
    """Return a clause of this agreement; 404 for one of another."""
    clause = agreement.clauses.filter(pk=pk).select_related("changed_by").first()
    if clause is None:
        raise Http404
    clause.agreement = agreement
    return clause


def signatory_of(agreement: Agreement, pk: int) -> Signatory:
    """Return a signatory of this agreement; 404 for one of another."""
    rows = agreement.signatories.select_related("party__organisation", "mandate_decree")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    row.agreement = agreement
    return row


def list_url(partnership: Partnership) -> str:
    """Return the address of the agreements of a partnership."""
    return f"{partnership.get_absolute_url()}perjanjian/"


def crumbs_of(agreement: Agreement, here: str = "") -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page under an agreement."""
    partnership = agreement.partnership
    above = [
        (_("Kemitraan"), partnership.list_url()),
        (str(partnership), partnership.get_absolute_url()),
        (_("Perjanjian"), list_url(partnership)),
    ]
    if not here:
        return [*above, (agreement.title, "")]
    return [*above, (agreement.title, agreement.get_absolute_url()), (here, "")]


def attempt(form: OnceForm, deed: Callable[[], Any]) -> bool:
    """Do the deed; what it refuses is said at the form, where the words typed still stand."""
    try:
        deed()
    except (Refused, Conflict) as error:
        form.add_error(None, error.reason)
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def asked(
    request: ActorRequest, agreement: Agreement, form: OnceForm, ask: Ask, **more: Any
) -> HttpResponse:
    """Show a form about the agreement; wrong input comes back with 422 and what was typed."""
    context = {
        "agreement": agreement,
        "form": form,
        "ask": ask,
        "crumbs": crumbs_of(agreement, ask.title),
        "simulated": agreement.partnership.is_simulated,
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/agreement_form.html", context, status=status)


def done(request: ActorRequest, agreement: Agreement, words: str) -> HttpResponse:
    """Say what was done and lead back to the agreement."""
    messages.success(request, words)
    return redirect(agreement)
