"""Versions of the text: freeze one, bring one from outside, download, compare two."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sambung.core import files, papers
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import OutsideForm, VersionForm
from sambung.partnerships.lifecycle.comparing import compare
from sambung.partnerships.models import AgreementText
from sambung.partnerships.views.agreement_asking import (
    Ask,
    agreement_of,
    asked,
    attempt,
    crumbs_of,
    done,
)
from sambung.partnerships.views.asking import ActorRequest, once


@login_required
def text_freeze(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Keep the text as it reads now, as DOCX and PDF."""
    thing = agreement_of(request, pk, agreement_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    rules.can_edit_text(request.actor, thing, ids).or_raise()
    form = VersionForm(request.POST or None, initial=once(thing.version))
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("note", "token")}
        if attempt(form, lambda: actions.freeze_text(agreement=thing, by=request.actor, **given)):
            return done(request, thing, _("Versi baru dibekukan dalam DOCX dan PDF."))
    ask = Ask(
        _("Bekukan versi"),
        _("Naskah disimpan apa adanya dalam DOCX dan PDF, supaya semua membaca bunyi yang sama."),
        _("Bekukan"),
    )
    return asked(request, thing, form, ask)


@login_required
def text_upload(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Take a DOCX changed outside with its PDF as the next version."""
    thing = agreement_of(request, pk, agreement_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    rules.can_edit_text(request.actor, thing, ids).or_raise()
    form = OutsideForm(request.POST or None, request.FILES or None, initial=once(thing.version))
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("note", "token", "docx", "pdf")}
        if attempt(form, lambda: actions.upload_text(agreement=thing, by=request.actor, **given)):
            return done(request, thing, _("Versi dari luar disimpan."))
    ask = Ask(
        _("Unggah versi dari luar"),
        _("Untuk naskah yang diubah di luar Sambung. Pasal di sini tidak ikut berubah."),
        _("Unggah"),
    )
    return asked(request, thing, form, ask)


def text_file(
    request: ActorRequest, pk: int, agreement_pk: int, number: int, ending: str
) -> FileResponse:
    """Answer with the PDF or the DOCX of a version."""
    thing = agreement_of(request, pk, agreement_pk)
    text = get_object_or_404(thing.texts.select_related("pdf", "docx"), number=number)
    stored = {"pdf": text.pdf, "docx": text.docx}.get(ending)
    if stored is None or not files.is_kept(stored):
        raise Http404
    return files.open_file(stored)


def text_compare(request: ActorRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """Show two versions side by side with what changed."""
    thing = agreement_of(request, pk, agreement_pk)
    texts = {str(text.number): text for text in queries.texts_of(thing)}
    newest, older = request.GET.get("baru", ""), request.GET.get("lama", "")
    numbers = sorted(texts, key=int)
    if newest not in texts or older not in texts:
        newest, older = (numbers[-1], numbers[-2]) if len(numbers) > 1 else ("", "")
    pairs = compared(texts.get(older), texts.get(newest))
    context = {
        "agreement": thing,
        "numbers": numbers,
        "older": texts.get(older),
        "newest": texts.get(newest),
        "pairs": pairs,
        "crumbs": crumbs_of(thing, _("Bandingkan")),
        "simulated": thing.partnership.is_simulated,
    }
    return render(request, "partnerships/text_compare.html", context)


def compared(old: AgreementText | None, new: AgreementText | None) -> "list[object] | None":
    """Return the pairs of two versions made here; None when one is missing or from outside."""
    if old is None or new is None or old.content is None or new.content is None:
        return None
    return [*compare(papers.from_json(old.content), papers.from_json(new.content))]
