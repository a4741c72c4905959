"""Agreements of a partnership: the list, one page each, drafting, its terms, its plain steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import tokens
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import DraftForm, ReasonForm, TermsForm
from sambung.partnerships.lifecycle.wording import WordingRefused, gaps_in
from sambung.partnerships.models import (
    Agreement,
    AgreementState,
    DocumentTemplate,
    Partnership,
)
from sambung.partnerships.views.agreement_asking import (
    Ask,
    agreement_of,
    asked,
    attempt,
    crumbs_of,
    done,
    list_url,
)
from sambung.partnerships.views.asking import ActorRequest, once, partnership_of

S = AgreementState


def agreement_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the agreements of one partnership that the actor may see."""
    partnership = partnership_of(request, pk)
    ids = queries.organisation_ids_of(partnership)
    context = {
        "partnership": partnership,
        "crumbs": [
            (_("Kemitraan"), partnership.list_url()),
            (str(partnership), partnership.get_absolute_url()),
            (_("Perjanjian"), ""),
        ],
        "rows": queries.agreements_of(partnership, request.actor),
        "may_draft": bool(rules.can_draft_agreement(request.actor, partnership, ids)),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/agreement_list.html", context)


def agreement(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Show one agreement: where it stands, who signs, its versions, its reviews."""
    thing = agreement_of(request, pk, agreement_pk)
    [row] = queries.agreement_rows([thing])
    ids = queries.organisation_ids_of(thing.partnership)
    texts = queries.texts_of(thing)
    signatures = queries.signatures_of(thing)
    context = {
        "agreement": thing,
        "row": row,
        "sides": [
            {"side": side, "signature": signatures.get(side.signatory.pk)} for side in row.sides
        ],
        "texts": texts,
        "is_kept": queries.still_kept(texts[0]) if texts else True,
        "reviews": queries.reviews_of(thing),
        "may": what_may(request, thing, ids),
        "gaps": gaps_of(thing) if thing.state == S.DRAFT else [],
        "token": tokens.new_token(),
        "crumbs": crumbs_of(thing),
        "today": timezone.localdate(),
        "simulated": thing.partnership.is_simulated,
    }
    return render(request, "partnerships/agreement.html", context)


def what_may(request: ActorRequest, thing: Agreement, ids: list[int]) -> dict[str, bool]:
    """Return what the actor may do now, for the buttons of the page."""
    actor = request.actor
    lead = bool(rules.can_lead_agreement(actor, thing))
    return {
        "edit": bool(rules.can_edit_text(actor, thing, ids)),
        "share": bool(rules.can_share(actor, thing)) and thing.state == S.DRAFT,
        "review": lead and thing.is_shared and thing.state in {S.DRAFT, S.REVIEW},
        "start": bool(rules.can_step(actor, thing, S.SIGNING)) and thing.is_shared,
        "reopen": bool(rules.can_step(actor, thing, S.DRAFT)),
        "cancel": bool(rules.can_step(actor, thing, S.CANCELLED)),
        "leave": bool(rules.can_step(actor, thing, S.LEFT)),
        "sign": thing.state == S.SIGNING
        and (any(rules.speaks_for(actor, pk) for pk in ids) or lead),
        "answer": lead or any(rules.speaks_for(actor, pk) for pk in ids),
        "renew": thing.state == S.IN_FORCE
        and bool(rules.can_draft_agreement(actor, thing.partnership, ids)),
    }


def gaps_of(thing: Agreement) -> list[str]:
    """Return what the text still leaves open."""
    found = [
        gap for clause in thing.clauses.filter(is_removed=False) for gap in gaps_in(clause.wording)
    ]
    return list(dict.fromkeys(found))


@login_required
def agreement_draft(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask what is agreed, and draft it from the partnership's own facts."""
    partnership = partnership_of(request, pk)
    ids = queries.organisation_ids_of(partnership)
    rules.can_draft_agreement(request.actor, partnership, ids).or_raise()
    bases = {
        str(row.agreement.pk): row.agreement
        for row in queries.agreements_of(partnership, request.actor)
        if row.agreement.state == S.IN_FORCE
    }
    form = draft_form(request, partnership, bases)
    if request.method == "POST" and form.is_valid():
        made: list[Agreement] = []
        if attempt(form, lambda: made.append(drafted(request, partnership, form, bases))):
            return done(request, made[0], _("Naskah tersusun. Periksa setiap pasalnya."))
    context = {
        "partnership": partnership,
        "form": form,
        "crumbs": [
            (_("Kemitraan"), partnership.list_url()),
            (str(partnership), partnership.get_absolute_url()),
            (_("Perjanjian"), list_url(partnership)),
            (_("Susun"), ""),
        ],
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/agreement_draft.html", context, status=status)


def draft_form(
    request: ActorRequest, partnership: Partnership, bases: dict[str, Agreement]
) -> DraftForm:
    """Return the form with the templates of the region and the agreements in force."""
    start = once(0) | {
        "title": partnership.title,
        "kind": "adendum" if "ubah" in request.GET else "pks",
        "base": request.GET.get("ubah") or request.GET.get("perbarui") or "",
    }
    return DraftForm(
        request.POST or None,
        templates=[
            (str(row.pk), f"{row.name} ({row.region}, v{row.number})")
            for row in queries.wordings_for(partnership.village_id)
        ],
        bases=[(key, row.title) for key, row in bases.items()],
        initial=start,
    )


def drafted(
    request: ActorRequest,
    partnership: Partnership,
    form: DraftForm,
    bases: dict[str, Agreement],
) -> Agreement:
    """Draft what was asked; a template that cannot be used says why."""
    given = form.cleaned_data
    base = bases.get(given["base"])
    is_amendment = given["kind"] == "adendum"
    template = DocumentTemplate.objects.filter(pk=given["template"] or 0).first()
    if template is not None and template.kind != given["kind"]:
        template = None
    try:
        return actions.draft_agreement(
            partnership=partnership,
            template=template,
            by=request.actor,
            amends=base if is_amendment else None,
            renews=None if is_amendment else base,
            **{key: given[key] for key in ("kind", "token", *TERMS)},
        )
    except WordingRefused as error:
        raise ValidationError(error.found) from error


TERMS = ("title", "place", "planned_on", "starts_on", "ends_on")


@login_required
def agreement_terms(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Change title, place, days and money schedule of a draft."""
    thing = agreement_of(request, pk, agreement_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    rules.can_edit_text(request.actor, thing, ids).or_raise()
    rows = thing.partnership.contributions.filter(withdrawn_at__isnull=True)
    start: dict[str, Any] = once(thing.version) | {name: getattr(thing, name) for name in TERMS}
    start["contributions"] = list(thing.contributions.values_list("pk", flat=True))
    form = TermsForm(
        request.POST or None,
        contributions=rows.select_related("party__organisation"),
        initial=start,
    )
    form.name_contributions()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"contributions": list(form.cleaned_data["contributions"])}
        if attempt(
            form,
            lambda: actions.update_agreement(agreement=thing, by=request.actor, **given),
        ):
            return done(
                request, thing, _("Keterangan naskah diubah; pasal yang belum disunting ikut.")
            )
    ask = Ask(
        _("Keterangan naskah"),
        _("Dipakai untuk mengisi naskah dan jadwal kontribusi."),
        _("Simpan"),
    )
    return asked(request, thing, form, ask)


@require_POST
@login_required
def agreement_act(request: ActorRequest, pk: int, agreement_pk: int, act: str) -> HttpResponse:
    """Take a step that needs no words: share, fill anew, start signing."""
    thing = agreement_of(request, pk, agreement_pk)
    token = request.POST.get("token", "")
    if act == "bagikan":
        actions.share_agreement(agreement=thing, by=request.actor, token=token)
        messages.success(request, _("Naskah dibagikan. Para pihak dapat membaca dan mengubahnya."))
    elif act == "isi-ulang":
        actions.refill_agreement(agreement=thing, by=request.actor, token=token)
        messages.success(request, _("Naskah diisi ulang dari data kemitraan."))
    elif act == "mulai-tanda-tangan":
        actions.start_signing(agreement=thing, by=request.actor, token=token)
        messages.success(request, _("Naskah diserahkan untuk ditandatangani."))
    else:
        raise Http404
    return redirect(thing)


@login_required
def agreement_reason(request: ActorRequest, pk: int, agreement_pk: int, act: str) -> HttpResponse:
    """Take a step that needs its reason: open the text again, give up, let it end."""
    thing = agreement_of(request, pk, agreement_pk)
    deeds = {
        "buka-lagi": (
            actions.reopen_text,
            S.DRAFT,
            _("Buka naskah lagi"),
            _("Naskah dibuka lagi."),
        ),
        "batalkan": (
            actions.cancel_agreement,
            S.CANCELLED,
            _("Batalkan naskah"),
            _("Naskah dibatalkan."),
        ),
        "akhiri": (
            actions.leave_agreement,
            S.LEFT,
            _("Akhiri tanpa perpanjangan"),
            _("Perjanjian dicatat tidak diperpanjang."),
        ),
    }
    if act not in deeds:
        raise Http404
    deed, to, title, words = deeds[act]
    rules.can_step(request.actor, thing, to).or_raise()
    form = ReasonForm(request.POST or None, initial=once(thing.version))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and attempt(
        form, lambda: deed(agreement=thing, by=request.actor, **form.cleaned_data)
    ):
        return done(request, thing, words)
    return asked(request, thing, form, Ask(title, thing.title, title))
