"""Reports of progress and their photos."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files, tokens
from sambung.delivery import actions, queries, rules
from sambung.delivery.forms import ProgressForm, ReasonForm, ShowPhotoForm, VerifyForm
from sambung.delivery.models import Progress, ProgressPhoto
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import (
    ActorRequest,
    Ask,
    asked,
    circle_for,
    once,
    sent,
    stating_organisations,
    step,
    to_work,
    work_crumb,
)
from sambung.partnerships.models import Partnership


@login_required
def progress_add(request: ActorRequest, pk: int) -> HttpResponse:
    """State how far the work is; a form the phone sends again leads to the same page."""
    circle = circle_for(request, pk)
    rules.can_state(request.actor, circle).or_raise()
    if earlier := tokens.result_of(request.POST.get("token", "").replace("\0", "")):
        return redirect(earlier)
    form = ProgressForm(
        *sent(request),
        actor=request.actor,
        organisations=stating_organisations(request, circle),
        contributions=queries.contributions_built(circle.partnership),
        initial=start_of(circle.partnership),
    )
    if form.is_bound and form.is_valid():
        return stated(request, circle, form)
    ask = Ask(
        _("Laporkan kemajuan"),
        _("Persen dari seluruh pekerjaan, dengan foto dari tempat yang sama setiap kali."),
        _("Kirim laporan"),
        keeps=True,
    )
    return asked(request, circle.partnership, form, ask, work_crumb(circle.partnership))


def start_of(partnership: Partnership) -> dict[str, object]:
    """Return what a report starts with: today, no version, and the next mark."""
    return {**once(), "on": timezone.localdate(), "mark": 0}


def stated(request: ActorRequest, circle: Circle, form: ProgressForm) -> HttpResponse:
    """Write the report and go to it."""
    given = form.cleaned_data
    row = actions.state_progress(
        partnership=circle.partnership,
        percent=given["percent"],
        on=given["on"],
        organisation=form.organisation_given(),
        note=given["note"],
        contribution=given.get("contribution"),
        photos=form.photos_taken(),
        ground=form.ground_given(),
        by=request.actor,
        token=given["token"],
    )
    url = f"{work_crumb(circle.partnership)[1]}#laporan-{row.pk}"
    tokens.remember_result(given["token"], url)
    messages.success(request, _("Laporan terkirim; menunggu diperiksa pihak lain."))
    return redirect(url)


@login_required
def progress_verify(request: ActorRequest, pk: int, report_pk: int) -> HttpResponse:
    """Verify a report of another."""
    circle = circle_for(request, pk)
    report = report_for(circle, report_pk)
    can_verify(request, circle, report)
    form = VerifyForm(sent(request)[0], initial={"on": timezone.localdate(), **once()})
    ask = Ask(_("Verifikasi kemajuan %d %%") % report.percent, said(report), _("Verifikasi"))

    def do() -> None:
        given = form.cleaned_data
        actions.verify_progress(
            progress=report,
            grade=given["grade"],
            on=given["on"],
            token=given["token"],
            by=request.actor,
        )

    return step(request, circle, form, ask, do, _("Kemajuan terverifikasi."))


@login_required
def progress_return(request: ActorRequest, pk: int, report_pk: int) -> HttpResponse:
    """Send a report back with a reason."""
    circle = circle_for(request, pk)
    report = report_for(circle, report_pk)
    can_verify(request, circle, report)
    form = ReasonForm(sent(request)[0], initial=once())
    title = _("Kembalikan laporan %d %%") % report.percent
    ask = Ask(title, said(report), _("Kembalikan"), kind="danger")

    def do() -> None:
        given = form.cleaned_data
        actions.return_progress(
            progress=report, reason=given["reason"], token=given["token"], by=request.actor
        )

    return step(request, circle, form, ask, do, _("Dikembalikan beserta alasannya."))


def progress_photo(request: ActorRequest, pk: int, photo_pk: int) -> FileResponse:
    """Answer with a photo the actor may see."""
    return files.open_file(photo_for(request, pk, photo_pk).file)


@login_required
def photo_show(request: ActorRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Ask who says there is consent, and show the photo to the public."""
    circle = circle_for(request, pk)
    photo = photo_for(request, pk, photo_pk)
    rules.can_state(request.actor, circle, photo.progress.organisation_id).or_raise()
    form = ShowPhotoForm(sent(request)[0], initial={"consent_by": photo.consent_by, **once()})
    ask = Ask(
        _("Tampilkan foto kepada publik"),
        _("Publik melihatnya bila halaman kemitraan ini juga terbit."),
        _("Tampilkan foto"),
    )

    def do() -> None:
        consent = form.cleaned_data["consent_by"]
        actions.publish_photo(photo=photo, consent_by=consent, by=request.actor)

    return step(request, circle, form, ask, do, _("Foto boleh dilihat publik."))


@require_POST
@login_required
def photo_hide(request: ActorRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Take a photo from the public at once."""
    circle = circle_for(request, pk)
    actions.hide_photo(photo=photo_for(request, pk, photo_pk), by=request.actor)
    messages.success(request, _("Foto ditarik dari publik."))
    return to_work(circle.partnership)


def report_for(circle: Circle, pk: int) -> Progress:
    """Return a report of this partnership; 404 for one of another."""
    report = queries.report_of(circle.partnership, pk)
    if report is None:
        raise Http404
    return report


def photo_for(request: ActorRequest, pk: int, photo_pk: int) -> ProgressPhoto:
    """Return a photo of this partnership that the actor may see; 404 otherwise."""
    rows = queries.photos_visible_to(request.actor)
    return get_object_or_404(rows, pk=photo_pk, progress__partnership_id=pk)


def can_verify(request: ActorRequest, circle: Circle, report: Progress) -> None:
    """Refuse, with the reason, who may not verify this report."""
    claimants = queries.claimants_of_progress(report)
    rules.can_verify(request.actor, circle, claimants=claimants, person_id=report.by_id).or_raise()


def said(report: Progress) -> str:
    """Return who stated it."""
    return _("Dinyatakan oleh %s.") % report.organisation
