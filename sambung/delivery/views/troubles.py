"""Issues and risks: the list with its filters and sheet, and the forms; ceremonies."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.delivery import actions, queries, rules
from sambung.delivery.forms import (
    CeremonyForm,
    OutcomeForm,
    ReasonForm,
    TroubleFilter,
    TroubleForm,
)
from sambung.delivery.models import Trouble
from sambung.delivery.queries import TroubleRow
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import (
    ActorRequest,
    Ask,
    asked,
    circle_for,
    crumbs_of,
    kept,
    once,
    sent,
    to_work,
    work_crumb,
)
from sambung.partnerships.models import Partnership
from sambung.ui import formats

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def trouble_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the issues and risks, narrowed."""
    circle = circle_for(request, pk)
    filters = TroubleFilter(request.GET, queryset=queries.troubles_of(circle.partnership))
    context = {
        "partnership": circle.partnership,
        "crumbs": crumbs_of(
            circle.partnership, work_crumb(circle.partnership), (_("Masalah dan risiko"), "")
        ),
        "filters": filters,
        "rows": rows_of(request, circle, filters),
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "may_add": bool(rules.can_plan(request.actor, circle)),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/trouble_list.html", context)


def trouble_export(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the same rows as XLSX."""
    circle = circle_for(request, pk)
    filters = TroubleFilter(request.GET, queryset=queries.troubles_of(circle.partnership))
    response = HttpResponse(sheet_of(rows_of(request, circle, filters)), content_type=SHEET)
    name = f"masalah-risiko-{circle.partnership.pk}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def rows_of(request: ActorRequest, circle: Circle, filters: TroubleFilter) -> list[TroubleRow]:
    """Return what the filters keep, as rows."""
    today = timezone.localdate()
    return [queries.trouble_row(row, request.actor, circle, today) for row in filters.qs]


def sheet_of(rows: list[TroubleRow]) -> bytes:
    """Return the workbook; what nobody knows stays an empty cell."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Masalah dan risiko"))
        head = [_("Jenis"), _("Judul"), _("Keterangan"), _("Kemungkinan"), _("Dampak")]
        head += [_("Yang menangani"), _("Paling lambat"), _("Ditutup"), _("Hasil")]
        sheet.write_row(0, 0, [*head, _("Sifat data")], book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, line_of(row))
        sheet.set_column(0, 8, 24)
        sheet.freeze_panes(1, 2)
    return out.getvalue()


def line_of(row: TroubleRow) -> list[Any]:
    """Return one line of the workbook."""
    one = row.trouble
    return [
        *(one.get_kind_display(), one.title, one.note, row.likelihood, row.impact),
        str(one.owner) if one.owner else "",
        formats.full_date(one.due_on) if one.due_on else "",
        formats.full_date(one.closed_on) if one.closed_on else "",
        *(one.outcome, _("simulasi") if one.partnership.is_simulated else ""),
    ]


@login_required
def trouble_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down an issue or a risk."""
    circle = circle_for(request, pk)
    rules.can_plan(request.actor, circle).or_raise()
    form = TroubleForm(sent(request)[0], parties=queries.parties_at_table(circle), initial=once())
    if form.is_bound and form.is_valid():
        actions.add_trouble(
            partnership=circle.partnership,
            facts=form.facts(),
            token=form.cleaned_data["token"],
            by=request.actor,
        )
        messages.success(request, _("Tercatat."))
        return to_troubles(circle.partnership)
    lede = _("Masalah sudah terjadi; risiko dapat terjadi. Sebut siapa yang menangani.")
    ask = Ask(_("Catat masalah atau risiko"), lede, _("Simpan"))
    return asked(request, circle.partnership, form, ask, troubles_crumb(circle.partnership))


@login_required
def trouble_edit(request: ActorRequest, pk: int, trouble_pk: int) -> HttpResponse:
    """Change an issue or a risk."""
    circle = circle_for(request, pk)
    trouble = trouble_for(circle, trouble_pk)
    rules.can_plan(request.actor, circle).or_raise()
    names = ("kind", "title", "note", "likelihood", "impact", "due_on")
    start = {name: getattr(trouble, name) for name in names}
    start |= {"owner": trouble.owner_id, **once(trouble.version)}
    form = TroubleForm(sent(request)[0], parties=queries.parties_at_table(circle), initial=start)
    if form.is_bound and form.is_valid():
        actions.change_trouble(trouble=trouble, facts=form.facts(), by=request.actor, **kept(form))
        messages.success(request, _("Perubahan tersimpan."))
        return to_troubles(circle.partnership)
    ask = Ask(_("Ubah: %s") % trouble, "", _("Simpan perubahan"))
    return asked(request, circle.partnership, form, ask, troubles_crumb(circle.partnership))


@login_required
def trouble_close(request: ActorRequest, pk: int, trouble_pk: int) -> HttpResponse:
    """Close an issue or a risk with its outcome."""
    circle = circle_for(request, pk)
    trouble = trouble_for(circle, trouble_pk)
    rules.can_plan(request.actor, circle).or_raise()
    form = OutcomeForm(sent(request)[0], initial=once(trouble.version))
    if form.is_bound and form.is_valid():
        actions.close_trouble(trouble=trouble, by=request.actor, **kept(form, "outcome"))
        messages.success(request, _("Ditutup beserta hasilnya."))
        return to_troubles(circle.partnership)
    ask = Ask(_("Tutup: %s") % trouble, "", _("Tutup"))
    return asked(request, circle.partnership, form, ask, troubles_crumb(circle.partnership))


@login_required
def trouble_reopen(request: ActorRequest, pk: int, trouble_pk: int) -> HttpResponse:
    """Open it again, with a reason."""
    circle = circle_for(request, pk)
    trouble = trouble_for(circle, trouble_pk)
    rules.can_plan(request.actor, circle).or_raise()
    form = ReasonForm(sent(request)[0], initial=once(trouble.version))
    if form.is_bound and form.is_valid():
        actions.reopen_trouble(trouble=trouble, by=request.actor, **kept(form, "reason"))
        messages.success(request, _("Terbuka lagi."))
        return to_troubles(circle.partnership)
    ask = Ask(_("Buka kembali: %s") % trouble, "", _("Buka kembali"))
    return asked(request, circle.partnership, form, ask, troubles_crumb(circle.partnership))


@login_required
def ceremony_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down a ceremony; it opens nothing."""
    circle = circle_for(request, pk)
    rules.can_plan(request.actor, circle).or_raise()
    form = CeremonyForm(sent(request)[0], initial=once())
    if form.is_bound and form.is_valid():
        row = actions.add_ceremony(
            partnership=circle.partnership,
            by=request.actor,
            **{name: form.cleaned_data[name] for name in ("title", "on", "note", "token")},
        )
        messages.success(request, _("Acara tercatat. Acara bukan serah terima."))
        if queries.season_at(queries.seasons_of(circle.partnership), row.on):
            messages.warning(request, _("Tanggal ini jatuh pada masa pemilihan."))
        return to_work(circle.partnership)
    lede = _("Peresmian bukan serah terima: tidak membuka dan tidak menutup apa pun.")
    ask = Ask(_("Catat acara"), lede, _("Simpan acara"))
    return asked(request, circle.partnership, form, ask, work_crumb(circle.partnership))


def trouble_for(circle: Circle, pk: int) -> Trouble:
    """Return an issue or a risk of this partnership; 404 otherwise."""
    trouble = queries.trouble_of(circle.partnership, pk)
    if trouble is None:
        raise Http404
    return trouble


def troubles_crumb(partnership: Partnership) -> tuple[str, str]:
    """Return the step of a path to the issues and risks."""
    return (_("Masalah dan risiko"), reverse("delivery:trouble-list", args=[partnership.pk]))


def to_troubles(partnership: Partnership) -> HttpResponse:
    """Lead back to the issues and risks."""
    return redirect(troubles_crumb(partnership)[1])
