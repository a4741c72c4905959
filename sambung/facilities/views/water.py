"""Write down a water test, withdraw it, open its sheet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sambung.core import files
from sambung.facilities import actions, queries, rules
from sambung.facilities.forms import ReasonForm, TableForm, WaterTestForm
from sambung.facilities.views.asking import ActorRequest, Ask, facility_of, sent, shown


@login_required
def water_test_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Type what a laboratory sheet says, by the table of the chosen regulation and use."""
    facility = facility_of(request, pk)
    rules.can_record_test(request.actor, facility).or_raise()
    table = queries.table_named(request.GET.get("tabel", ""))
    if table is None:
        raise Http404
    limits = queries.limits_of(table.regulation, table.use)
    form = WaterTestForm(*sent(request), table=table, limits=limits)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.record_water_test(
            facility=facility,
            sample=form.sample(),
            file=given["file"] or None,
            token=given["token"],
            by=request.actor,
        )
        messages.success(request, _("Hasil uji air tercatat."))
        return redirect(f"{facility.get_absolute_url()}#air")
    lede = _("Salin dari lembar hasil. Kotak yang kosong berarti tidak diuji, bukan lulus.")
    ask = Ask(_("Catat hasil uji air"), lede, _("Simpan hasil uji"))
    return shown(
        request,
        facility,
        form,
        ask,
        template="facilities/water_test_form.html",
        table=table,
        table_form=TableForm(tables=queries.tables(), initial={"tabel": table.key}),
        is_secondary=any(limit.verification != "V" for limit in limits),
    )


@login_required
def water_test_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Withdraw a test with its reason."""
    test = get_object_or_404(queries.tests_visible_to(request.actor), pk=pk)
    rules.can_withdraw_test(request.actor, test).or_raise()
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.withdraw_water_test(test=test, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _("Hasil uji ditarik. Alasannya tetap terbaca."))
        return redirect(f"{test.facility.get_absolute_url()}#air")
    lede = _("Hasilnya tetap terbaca sebagai ditarik, dan tidak lagi menilai airnya.")
    ask = Ask(_("Tarik hasil uji"), lede, _("Tarik"), "danger")
    return shown(request, test.facility, form, ask)


def water_test_file(request: ActorRequest, pk: int) -> FileResponse:
    """Answer with the sheet of a test, to parties and officials; not to the public."""
    test = get_object_or_404(queries.tests_visible_to(request.actor), pk=pk)
    if test.file is None or not rules.can_read_all(request.actor, test.facility):
        raise Http404
    return files.open_file(test.file)
