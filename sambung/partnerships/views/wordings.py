"""Wordings of agreements: those shipped, a region's copies, and editing one into a new version."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.parties.models import Organisation
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import WordingForm
from sambung.partnerships.lifecycle.wording import FIELDS, WordingRefused, shipped
from sambung.partnerships.models import AgreementKind, DocumentTemplate
from sambung.partnerships.views.agreement_asking import attempt
from sambung.partnerships.views.asking import ActorRequest, once
from sambung.regions.models import Region


def region_of(actor: Actor) -> str:
    """Return the region whose wordings the actor's desk keeps; empty when there is none."""
    codes = [hat.region_code for hat in actor.hats if hat.region_code]
    return next((code for code in codes if rules.can_keep_template(actor, code)), "")


def wording_list(request: ActorRequest) -> HttpResponse:
    """Show the wordings shipped, and the copies of one's own region."""
    code = region_of(request.actor)
    context = {
        "shipped": [
            {"kind": kind, "name": content["name"], "note": content.get("note", "")}
            for kind, content in shipped().items()
        ],
        "kept": queries.wordings_kept(code) if code else [],
        "may_keep": bool(code),
    }
    return render(request, "partnerships/wording_list.html", context)


@login_required
def wording_edit(request: ActorRequest, kind: str) -> HttpResponse:
    """Edit the region's copy of a kind of agreement; saving makes the next version."""
    code = region_of(request.actor)
    rules.can_keep_template(request.actor, code or "-").or_raise()
    if kind not in AgreementKind.values:
        raise Http404
    previous = DocumentTemplate.objects.filter(kind=kind, region_id=code, is_current=True).first()
    content = previous.content if previous else shipped()[kind]
    form = WordingForm(request.POST or None, initial=once(0) | opened(content))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and attempt_keeping(request, form, kind, code, content, previous):
        messages.success(request, _("Templat wilayah disimpan sebagai versi baru."))
        return redirect("partnerships:wording-list")
    context = {
        "form": form,
        "kind": kind,
        "name": content["name"],
        "previous": previous,
        "fields": [(name, field.means) for name, field in FIELDS.items()],
        "crumbs": [(_("Templat naskah"), "../"), (content["name"], "")],
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/wording_form.html", context, status=status)


def opened(content: dict[str, Any]) -> dict[str, Any]:
    """Return a template as a person edits it: articles as headed blocks of text."""
    blocks = [f"# {row['heading']}\n{row['text']}" for row in content["clauses"]]
    return {
        "title": content["title"],
        "opening": "\n\n".join(content["opening"]),
        "clauses": "\n\n".join(blocks),
        "closing": "\n\n".join(content["closing"]),
    }


def closed(given: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return the content of what was edited, on the ground of the one before."""
    blocks = [block.strip() for block in f"\n{given['clauses']}".split("\n# ") if block.strip()]
    pairs = [block.partition("\n") for block in blocks]
    return before | {
        "title": given["title"],
        "opening": paragraphs(given["opening"]),
        "clauses": [
            {"heading": a.removeprefix("# ").strip(), "text": c.strip()} for a, _b, c in pairs
        ],
        "closing": paragraphs(given["closing"]),
    }


def paragraphs(text: str) -> list[str]:
    """Return the blocks between empty lines."""
    return [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]


def attempt_keeping(
    request: ActorRequest,
    form: WordingForm,
    kind: str,
    code: str,
    content: dict[str, Any],
    previous: DocumentTemplate | None,
) -> bool:
    """Keep the next version; every finding is said at the form."""
    given = form.cleaned_data | {
        name: form.cleaned_data[name].replace("\r\n", "\n")
        for name in ("opening", "clauses", "closing")
    }
    house = next(hat for hat in request.actor.hats if hat.region_code == code)
    try:
        return attempt(
            form,
            lambda: actions.keep_wording(
                kind=kind,
                content=json.loads(json.dumps(closed(given, content))),
                region=Region.objects.get(pk=code),
                kept_by=Organisation.objects.get(pk=house.organisation_id),
                by=request.actor,
                note=given["note"],
                previous=previous,
                token=given["token"],
            ),
        )
    except WordingRefused as error:
        for words in error.found:
            form.add_error(None, words)
        return False
