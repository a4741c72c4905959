"""Reviews, signatories and the record of signing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files
from sambung.governance.models import Decree
from sambung.parties.models import Organisation
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.actions import Signed
from sambung.partnerships.forms import (
    AnswerForm,
    ReasonForm,
    ReviewForm,
    SignatoryForm,
    SigningForm,
)
from sambung.partnerships.models import Agreement
from sambung.partnerships.views.agreement_asking import (
    Ask,
    agreement_of,
    asked,
    attempt,
    done,
    signatory_of,
)
from sambung.partnerships.views.asking import ActorRequest, once


@login_required
def review_send(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Send the newest version to a desk for review."""
    thing = agreement_of(request, pk, agreement_pk)
    rules.can_lead_agreement(request.actor, thing).or_raise()
    ids = [*queries.organisation_ids_of(thing.partnership), thing.partnership.convener_id]
    houses = Organisation.objects.filter(pk__in=[pk for pk in ids if pk])
    start = once(thing.version) | {"sent_on": timezone.localdate()}
    form = ReviewForm(request.POST or None, houses=houses, initial=start)
    if request.method == "POST" and form.is_valid():
        given = kept(form, "desk", "organisation", "sent_on", "due_on")
        if attempt(
            form, lambda: actions.send_for_review(agreement=thing, by=request.actor, **given)
        ):
            return done(request, thing, _("Naskah dikirim untuk ditelaah."))
    ask = Ask(_("Kirim untuk telaah"), _("Versi terbaru yang dibekukan yang ditelaah."), _("Kirim"))
    return asked(request, thing, form, ask)


@login_required
def review_answer(
    request: ActorRequest, pk: int, agreement_pk: int, review_pk: int
) -> HttpResponse:
    """Write down how a desk answered."""
    thing = agreement_of(request, pk, agreement_pk)
    review = get_object_or_404(thing.reviews.select_related("organisation"), pk=review_pk)
    review.agreement = thing
    rules.can_answer_review(request.actor, review).or_raise()
    start = once(review.version) | {"answered_on": timezone.localdate()}
    form = AnswerForm(request.POST or None, initial=start)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: actions.answer_review(review=review, by=request.actor, **form.cleaned_data),
        )
    ):
        return done(request, thing, _("Jawaban telaah dicatat."))
    ask = Ask(_("Jawab telaah"), f"{review.desk}, {review.organisation}", _("Simpan jawaban"))
    return asked(request, thing, form, ask)


@login_required
def signatory_set(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Name who signs for a party, or change it."""
    thing = agreement_of(request, pk, agreement_pk)
    partnership = thing.partnership
    ids = queries.organisation_ids_of(partnership)
    rules.can_change_signatories(request.actor, thing, ids).or_raise()
    form = SignatoryForm(
        request.POST or None,
        parties=partnership.parties.filter(left_at__isnull=True).select_related("organisation"),
        decrees=decrees_of(thing),
        initial=once(thing.version) | standing(thing, request.GET.get("pihak", "")),
    )
    if request.method == "POST" and form.is_valid():
        names = ("party", "name", "title", "mandate", "mandate_decree", "mandate_until")
        given = kept(form, *names, "position")
        if attempt(form, lambda: actions.set_signatory(agreement=thing, by=request.actor, **given)):
            return done(request, thing, _("Penanda tangan disimpan; pembukaan naskah mengikuti."))
    ask = Ask(
        _("Penanda tangan"),
        _("Tanpa dasar kewenangan yang berlaku, tanda tangannya tidak dapat dicatat."),
        _("Simpan"),
    )
    return asked(request, thing, form, ask)


def decrees_of(thing: Agreement) -> Any:
    """Return the decrees of the regions above the village that were not withdrawn."""
    codes = thing.partnership.village.ancestor_codes
    return Decree.objects.filter(region_id__in=codes, withdrawn_at__isnull=True)


def standing(thing: Agreement, party_pk: str) -> dict[str, Any]:
    """Return what stands of the signatory of a party, to change it."""
    row = next((one for one in thing.signatories.all() if str(one.party_id) == party_pk), None)
    if row is None:
        return {"party": party_pk}
    names = ("name", "title", "mandate", "mandate_decree", "mandate_until", "position")
    return {"party": row.party_id} | {name: getattr(row, name) for name in names}


@require_POST
@login_required
def signatory_remove(
    request: ActorRequest, pk: int, agreement_pk: int, signatory_pk: int
) -> HttpResponse:
    """Take a party out of the agreement."""
    thing = agreement_of(request, pk, agreement_pk)
    actions.remove_signatory(signatory=signatory_of(thing, signatory_pk), by=request.actor)
    return done(request, thing, _("Penanda tangan dikeluarkan dari naskah."))


@login_required
def signing_record(
    request: ActorRequest, pk: int, agreement_pk: int, signatory_pk: int
) -> HttpResponse:
    """Write down that a signatory signed."""
    thing = agreement_of(request, pk, agreement_pk)
    row = signatory_of(thing, signatory_pk)
    is_own = rules.speaks_for(request.actor, row.party.organisation_id)
    if not is_own:
        rules.can_record_signature_for(
            request.actor,
            row,
            has_account=queries.has_people(row.party.organisation_id),
            has_scan=True,
        ).or_raise()
    form = SigningForm(
        request.POST or None,
        request.FILES or None,
        is_own=is_own,
        initial=once(thing.version) | {"signed_on": timezone.localdate(), "way": "basah"},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        signed = Signed(**{k: v for k, v in given.items() if k not in {"token", "version"}})
        if attempt(
            form,
            lambda: actions.record_signing(
                signatory=row, signed=signed, by=request.actor, token=given["token"]
            ),
        ):
            return done(request, thing, _("Catatan penandatanganan disimpan."))
    return asked(request, thing, form, signing_ask(row, is_own=is_own))


def signing_ask(row: Any, *, is_own: bool) -> Ask:
    """Return the words of the form; it says that it is no electronic signature."""
    lede = _("%(name)s, %(title)s, untuk %(house)s.") % {
        "name": row.name,
        "title": row.title,
        "house": row.party.organisation,
    }
    note = _("Ini catatan tentang tanda tangan di atas naskah asli, bukan tanda tangan elektronik.")
    if not is_own:
        note += " " + _("Dicatat atas nama: pihak itu diminta membenarkannya.")
    return Ask(_("Catatan penandatanganan"), lede, _("Simpan catatan"), note)


@login_required
def signing_withdraw(
    request: ActorRequest, pk: int, agreement_pk: int, signatory_pk: int
) -> HttpResponse:
    """Take a mistaken record back with its reason."""
    thing = agreement_of(request, pk, agreement_pk)
    signature = queries.signatures_of(thing).get(signatory_pk)
    if signature is None:
        raise Http404
    row = signature.signatory = signatory_of(thing, signatory_pk)
    rules.can_withdraw_signature(request.actor, row, signature.recorded_in_id).or_raise()
    form = ReasonForm(request.POST or None, initial=once(thing.version))
    if request.method == "POST" and form.is_valid():
        given = kept(form, "reason")
        if attempt(
            form,
            lambda: actions.withdraw_signing(signature=signature, by=request.actor, **given),
        ):
            return done(request, thing, _("Catatan tanda tangan ditarik."))
    ask = Ask(_("Tarik catatan"), str(row.party.organisation), _("Tarik catatan"))
    return asked(request, thing, form, ask)


def signing_scan(
    request: ActorRequest, pk: int, agreement_pk: int, signatory_pk: int
) -> FileResponse:
    """Answer with the scanned original, to the parties and the convening desk."""
    thing = agreement_of(request, pk, agreement_pk)
    signature = queries.signatures_of(thing).get(signatory_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    may = rules.can_read_letters(request.actor, thing.partnership, ids)
    if signature is None or signature.scan is None or not may:
        raise Http404
    return files.open_file(signature.scan)


def kept(form: Any, *names: str) -> dict[str, Any]:
    """Return the named values with the token of the form."""
    return {name: form.cleaned_data[name] for name in (*names, "token")}
