"""The page of one facility, and the forms that change what is written about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.facilities import actions, lifecycle, queries, rules
from sambung.facilities.forms import FacilityForm, RegisterForm, start_of
from sambung.facilities.views.asking import (
    ActorRequest,
    Ask,
    crumbs_of,
    facility_of,
    shown,
)


def facility(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what it is, whose, run by whom, how its water is, and who looks after it when."""
    thing = facility_of(request, pk)
    today = timezone.localdate()
    checks = queries.checks_of(thing, request.actor, today)
    reads_all = bool(rules.can_read_all(request.actor, thing))
    tests = queries.tests_of(thing, today)
    context = {
        "facility": thing,
        "crumbs": crumbs_of(thing),
        "components": [
            (row, lifecycle.ASSET_CLASSES.get(row.asset_class, row.asset_class))
            for row in thing.components.all()
        ],
        "tests": tests if reads_all else [row for row in tests if not row.test.withdrawn_at],
        "newest": next((row for row in tests if not row.test.withdrawn_at), None),
        "open_checks": [row for row in checks if not row.is_done],
        "done_checks": [row for row in checks if row.is_done][::-1],
        "late": sum(row.is_late for row in checks),
        "nobody": sum(row.check.organisation_id is None and not row.is_done for row in checks),
        "reads_all": reads_all,
        "may_change": bool(rules.can_change(request.actor, thing)),
        "may_test": bool(rules.can_record_test(request.actor, thing)),
        "may_add": bool(rules.can_add_check(request.actor, thing)),
        "withdrawable": {
            row.test.pk for row in tests if rules.can_withdraw_test(request.actor, row.test)
        },
        "simulated": thing.is_simulated,
    }
    return render(request, "facilities/facility.html", context)


@login_required
def facility_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct what is written about a facility."""
    thing = facility_of(request, pk)
    rules.can_change(request.actor, thing).or_raise()
    form = FacilityForm(request.POST or None, initial=start_of(thing))
    if form.is_bound and form.is_valid():
        actions.describe_facility(
            facility=thing,
            built=form.built(thing.service, thing.village),
            version=form.cleaned_data["version"],
            by=request.actor,
        )
        messages.success(request, _("Keterangan sarana tersimpan."))
        return redirect(thing)
    lede = _("Yang belum diketahui, biarkan kosong.")
    return shown(request, thing, form, Ask(_("Ubah keterangan"), lede, _("Simpan")))


@login_required
def facility_register(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down under which number the asset register holds it."""
    thing = facility_of(request, pk)
    rules.can_change(request.actor, thing).or_raise()
    start = {"number": thing.register_number, "version": thing.version}
    form = RegisterForm(request.POST or None, initial=start)
    if form.is_bound and form.is_valid():
        actions.set_register_number(facility=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Nomor pencatatan aset tersimpan."))
        return redirect(thing)
    lede = _("Aset yang tidak tercatat tidak mendapat biaya pemeliharaan.")
    return shown(request, thing, form, Ask(_("Pencatatan aset"), lede, _("Simpan")))
