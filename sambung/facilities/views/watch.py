"""The checks of the watch: done, passed on, added."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import files
from sambung.core.access import Refused
from sambung.facilities import actions, queries, rules
from sambung.facilities.forms import AddCheckForm, CheckForm, ReassignForm
from sambung.facilities.models import WatchCheck
from sambung.facilities.views.asking import (
    ActorRequest,
    Ask,
    facility_of,
    holders_for,
    sent,
    shown,
)


def check_of(request: ActorRequest, pk: int) -> WatchCheck:
    """Return the check if the actor may see its facility; 404 otherwise."""
    return get_object_or_404(queries.checks_visible_to(request.actor), pk=pk)


@login_required
def check_done(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down what a check found."""
    check = check_of(request, pk)
    rules.can_do_check(request.actor, check).or_raise()
    start = {"on": timezone.localdate(), "version": check.version}
    form = CheckForm(*sent(request), initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.record_check(
            check=check,
            seen=form.seen(),
            file=given["file"] or None,
            version=given["version"],
            token=given["token"],
            by=request.actor,
        )
        messages.success(request, _("Pemeriksaan tercatat."))
        return redirect(f"{check.facility.get_absolute_url()}#pantau")
    title = _("Catat pemeriksaan %s") % check.get_kind_display()
    lede = _("Tulis apa yang benar-benar dilihat. Yang tidak baik menunggu perbaikan.")
    return shown(request, check.facility, form, Ask(title, lede, _("Simpan pemeriksaan")))


@login_required
def check_reassign(request: ActorRequest, pk: int) -> HttpResponse:
    """Name another duty holder of a check, or move its day, with a reason."""
    check = check_of(request, pk)
    rules.can_reassign(request.actor, check).or_raise()
    start = {
        "organisation": check.organisation_id,
        "holder": check.holder,
        "due_on": check.due_on,
        "version": check.version,
    }
    organisations = holders_for(check.facility)
    form = ReassignForm(request.POST or None, organisations=organisations, initial=start)
    if form.is_bound and form.is_valid():
        try:
            actions.reassign_check(check=check, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error("due_on", refused.reason)
        else:
            messages.success(request, _("Penanggung jawab dan tanggalnya tersimpan."))
            return redirect(f"{check.facility.get_absolute_url()}#pantau")
    title = _("Alihkan pemeriksaan %s") % check.get_kind_display()
    lede = _("Alasannya terbaca dalam jejak. Tanggal tidak pernah bergeser sendiri.")
    return shown(request, check.facility, form, Ask(title, lede, _("Simpan")))


@login_required
def check_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a check to the calendar."""
    facility = facility_of(request, pk)
    rules.can_add_check(request.actor, facility).or_raise()
    form = AddCheckForm(request.POST or None, organisations=holders_for(facility))
    if form.is_bound and form.is_valid():
        try:
            actions.add_check(facility=facility, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error("due_on", refused.reason)
        else:
            messages.success(request, _("Pemeriksaan ditambahkan."))
            return redirect(f"{facility.get_absolute_url()}#pantau")
    lede = _("Misalnya setelah musim kering, atau setelah perbaikan besar.")
    return shown(request, facility, form, Ask(_("Tambah pemeriksaan"), lede, _("Tambahkan")))


def check_file(request: ActorRequest, pk: int) -> FileResponse:
    """Answer with the photo of a check, to parties and officials; not to the public."""
    check = check_of(request, pk)
    if check.file is None or not rules.can_read_all(request.actor, check.facility):
        raise Http404
    return files.open_file(check.file)
