"""The list of tranches, their planning and conditions, the sheet, and accounts of the parties."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.delivery import actions, queries, rules
from sambung.delivery.forms import AcceptForm, AccountForm, ConditionForm, PlanForm, ReasonForm
from sambung.delivery.models import Condition, Milestone
from sambung.delivery.queries import TranchePage, TrancheRow
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import (
    ActorRequest,
    Ask,
    asked,
    circle_for,
    crumbs_of,
    once,
    sent,
)
from sambung.delivery.views.crumbs import money_crumb, tranche_crumb
from sambung.delivery.views.tranche import page_for
from sambung.parties.models import Organisation
from sambung.partnerships.models import Contribution
from sambung.ui import formats

ORDERS = ("nomor", "tenggat", "jumlah")


def tranche_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show every tranche in a plain line, what each contribution sets aside, and the rest."""
    circle = circle_for(request, pk)
    rows = shown_rows(request, circle)
    contributions = list(queries.money_contributions(circle))
    may_plan = [row for row in contributions if rules.can_plan_tranches(request.actor, circle, row)]
    context = {
        "partnership": circle.partnership,
        "rows": rows,
        "sums": sums_of(contributions, queries.tranches_of(circle.partnership)),
        "may_plan": bool(may_plan),
        "state": request.GET.get("keadaan", ""),
        "crumbs": crumbs_of(circle.partnership, (money_crumb(circle.partnership)[0], "")),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/tranche_list.html", context)


def shown_rows(request: ActorRequest, circle: Circle) -> list[TrancheRow]:
    """Return the tranches narrowed and in the order asked for."""
    rows = queries.tranches_of(circle.partnership)
    if request.GET.get("keadaan") == "berjalan":
        rows = [row for row in rows if row.is_running]
    order = request.GET.get("urut", "")
    if order.lstrip("-") == "tenggat":
        rows.sort(key=lambda row: (row.tranche.due_on is None, row.tranche.due_on or 0))
    if order.lstrip("-") == "jumlah":
        rows.sort(key=lambda row: row.tranche.amount_rp or 0)
    return rows[::-1] if order.startswith("-") else rows


def sums_of(contributions: list[Contribution], rows: list[TrancheRow]) -> list[dict[str, Any]]:
    """Return for each contribution what was agreed, what its tranches plan, and what arrived."""
    found = []
    for contribution in contributions:
        own = [row for row in rows if row.tranche.contribution_id == contribution.pk]
        planned = sum(row.tranche.amount_rp or 0 for row in own if not row.is_cancelled)
        found.append(
            {
                "contribution": contribution,
                "planned_rp": planned,
                "is_open": contribution.agreed_rp is None,
                "left_rp": max((contribution.agreed_rp or 0) - planned, 0),
            }
        )
    return found


def tranche_export(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the same rows as XLSX; simulated rows say so in every line."""
    circle = circle_for(request, pk)
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Termin"))
        sheet.write_row(0, 0, head_words(), book.add_format({"bold": True}))
        for number, row in enumerate(shown_rows(request, circle), start=1):
            sheet.write_row(number, 0, line_of(row, circle))
        sheet.set_column(0, 9, 22)
        sheet.freeze_panes(1, 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(out.getvalue(), content_type=kind)
    name = f"termin-{circle.partnership.pk}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def head_words() -> list[str]:
    """Return the column heads of the workbook."""
    return [
        *(_("Termin"), _("Untuk apa"), _("Pembayar"), _("Penerima"), _("Jumlah (Rp)")),
        *(_("Paling lambat"), _("Keadaan"), _("Ditransfer menurut pembayar (Rp)")),
        *(_("Diterima menurut penerima (Rp)"), _("Sifat data")),
    ]


def line_of(row: TrancheRow, circle: Circle) -> list[Any]:
    """Return one line of the workbook; what nobody stated stays an empty cell."""
    tranche = row.tranche
    return [
        *(tranche.number, tranche.title, str(tranche.contribution.party.organisation)),
        *(str(tranche.payee), tranche.amount_rp),
        formats.full_date(tranche.due_on) if tranche.due_on else "",
        *(row.words, row.transferred_rp, row.received_rp),
        _("SIMULASI") if circle.partnership.is_simulated else "",
    ]


@login_required
def tranche_plan(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask for one tranche and plan it."""
    circle = circle_for(request, pk)
    contributions = queries.money_contributions(circle)
    chosen = [row for row in contributions if rules.can_plan_tranches(request.actor, circle, row)]
    if not chosen:
        refuse_planning(request, circle, contributions.first())
    form = PlanForm(
        *sent(request),
        contributions=contributions.filter(pk__in=[row.pk for row in chosen]),
        organisations=payees_of(circle),
        initial={**once(0), "contribution": chosen[0].pk if chosen else None},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        names = ("contribution", "payee", "title", "amount_rp", "due_on", "token")
        tranche = actions.plan_tranche(
            circle=circle,
            by=request.actor,
            account=only_account(circle, given["payee"]),
            **{name: given[name] for name in names},
        )
        if given["contribution"].agreed_rp is None:
            messages.info(request, _("Jumlah yang disepakati belum diketahui; catat bila ada."))
        messages.success(request, _("Termin tersusun. Tambahkan syaratnya."))
        return redirect(tranche)
    ask = Ask(
        _("Susun termin"),
        _("Sambung tidak memegang uang: termin hanya urutan pernyataan dan buktinya."),
        _("Susun termin"),
    )
    return asked(request, circle.partnership, form, ask, money_crumb(circle.partnership))


def refuse_planning(
    request: ActorRequest, circle: Circle, contribution: Contribution | None
) -> None:
    """Say why this person plans no tranche here; without any money there is no such page."""
    if contribution is None:
        raise Http404
    rules.can_plan_tranches(request.actor, circle, contribution).or_raise()


def payees_of(circle: Circle) -> Any:
    """Return the parties that may receive money."""
    return Organisation.objects.filter(pk__in=circle.party_ids).order_by("name")


def only_account(circle: Circle, payee: Organisation) -> Any:
    """Return the payee's account when it has exactly one, else None: it is named at the claim."""
    found = list(queries.open_accounts_of(circle).filter(organisation=payee)[:2])
    return found[0] if len(found) == 1 else None


@login_required
def condition_add(request: ActorRequest, pk: int, tranche_pk: int) -> HttpResponse:
    """Name one more condition of a tranche."""
    circle = circle_for(request, pk)
    page = page_for(circle, tranche_pk)
    rules.can_change_conditions(request.actor, page.table).or_raise()
    partnership = circle.partnership
    form = ConditionForm(
        *sent(request),
        milestones=Milestone.objects.filter(partnership=partnership, dropped_at__isnull=True),
        contributions=Contribution.objects.filter(
            partnership=partnership, withdrawn_at__isnull=True
        )
        .exclude(pk=page.row.tranche.contribution_id)
        .select_related("party__organisation"),
        initial={**once(page.row.tranche.version), "kind": "document"},
    )
    if form.is_bound and form.is_valid():
        names = ("kind", "title", "document_kind", "milestone", "contribution", "token")
        actions.add_condition(
            circle=circle,
            tranche=page.row.tranche,
            by=request.actor,
            **{name: form.cleaned_data[name] for name in names},
        )
        messages.success(request, _("Syarat ditambahkan."))
        return redirect(page.row.tranche)
    ask = Ask(
        _("Tambah syarat"),
        _("Termin terbuka bila semua syaratnya terverifikasi, bukan sebelumnya."),
        _("Tambah syarat"),
    )
    return asked(request, partnership, form, ask, tranche_crumb(page.row))


def condition_for(page: TranchePage, pk: int) -> Condition:
    """Return a condition of this tranche; 404 for one of another."""
    condition = queries.condition_of(page.row, pk)
    if condition is None:
        raise Http404
    return condition


@require_POST
@login_required
def condition_remove(
    request: ActorRequest, pk: int, tranche_pk: int, condition_pk: int
) -> HttpResponse:
    """Take a condition off a tranche nobody has claimed yet."""
    circle = circle_for(request, pk)
    page = page_for(circle, tranche_pk)
    condition = condition_for(page, condition_pk)
    actions.remove_condition(circle=circle, condition=condition, by=request.actor)
    messages.success(request, _("Syarat dihapus dari termin ini."))
    return redirect(page.row.tranche)


@login_required
def condition_accept(
    request: ActorRequest, pk: int, tranche_pk: int, condition_pk: int
) -> HttpResponse:
    """Accept a document as what a tranche waits for."""
    circle = circle_for(request, pk)
    page = page_for(circle, tranche_pk)
    condition = condition_for(page, condition_pk)
    rules.can_judge_condition(request.actor, page.table, condition).or_raise()
    papers = queries.papers_for(circle, request.actor)
    form = AcceptForm(
        *sent(request),
        documents=papers.filter(kind=condition.document_kind, is_private=False),
        initial=once(condition.version),
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.accept_condition(
            circle=circle,
            condition=condition,
            document=given["document"],
            by=request.actor,
            version=given["version"],
            token=given["token"],
        )
        messages.success(request, _("Syarat terverifikasi; berkasnya terkunci."))
        return redirect(page.row.tranche)
    ask = Ask(
        _("Terima dokumen"),
        queries.condition_words(condition),
        _("Terima dokumen"),
    )
    return asked(request, circle.partnership, form, ask, tranche_crumb(page.row))


@login_required
def condition_return(
    request: ActorRequest, pk: int, tranche_pk: int, condition_pk: int
) -> HttpResponse:
    """Say what is still wrong with the document a tranche waits for."""
    circle = circle_for(request, pk)
    page = page_for(circle, tranche_pk)
    condition = condition_for(page, condition_pk)
    rules.can_judge_condition(request.actor, page.table, condition).or_raise()
    form = ReasonForm(sent(request)[0], initial=once(condition.version))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.return_condition(
            circle=circle,
            condition=condition,
            reason=given["reason"],
            by=request.actor,
            version=given["version"],
            token=given["token"],
        )
        messages.success(request, _("Syarat dikembalikan dengan alasannya."))
        return redirect(page.row.tranche)
    ask = Ask(_("Kembalikan dokumen"), queries.condition_words(condition), _("Kembalikan"))
    return asked(request, circle.partnership, form, ask, tranche_crumb(page.row))


def account_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the accounts of the parties; who is no party sees the last four signs."""
    circle = circle_for(request, pk)
    rows = [
        {
            "account": account,
            "number": account.number
            if rules.can_read_number(request.actor, circle, account)
            else queries.masked(account.number),
            "may_end": bool(rules.can_end_account(request.actor, account)),
        }
        for account in queries.accounts_of(circle)
    ]
    context = {
        "partnership": circle.partnership,
        "rows": rows,
        "may_add": any(
            rules.can_add_account(request.actor, circle, organisation)
            for organisation in payees_of(circle)
        ),
        "crumbs": crumbs_of(
            circle.partnership, money_crumb(circle.partnership), (_("Rekening"), "")
        ),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/account_list.html", context)


@login_required
def account_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down an institution's account."""
    circle = circle_for(request, pk)
    may = [row.pk for row in payees_of(circle) if rules.can_add_account(request.actor, circle, row)]
    if not may:
        rules.can_add_account(request.actor, circle, payees_of(circle)[0]).or_raise()
    form = AccountForm(
        *sent(request),
        organisations=payees_of(circle).filter(pk__in=may),
        initial={**once(0), "organisation": may[0] if len(may) == 1 else None},
    )
    if form.is_bound and form.is_valid():
        names = ("organisation", "bank", "number", "name_on_account", "ground", "is_treasury")
        actions.add_account(
            circle=circle,
            by=request.actor,
            token=form.cleaned_data["token"],
            **{name: form.cleaned_data[name] for name in names},
        )
        messages.success(request, _("Rekening tercatat. Hanya para pihak yang membacanya."))
        return redirect("delivery:account-list", pk=pk)
    ask = Ask(
        _("Catat rekening lembaga"),
        _("Rekening milik lembaga, tidak pernah milik orang, dan tidak pernah tampil untuk umum."),
        _("Simpan rekening"),
    )
    return asked(request, circle.partnership, form, ask, money_crumb(circle.partnership))


@require_POST
@login_required
def account_end(request: ActorRequest, pk: int, account_pk: int) -> HttpResponse:
    """End an account that is used no longer."""
    circle = circle_for(request, pk)
    account = get_object_or_404(queries.accounts_of(circle), pk=account_pk)
    actions.end_account(account=account, circle=circle, by=request.actor)
    messages.success(request, _("Rekening diakhiri."))
    return redirect("delivery:account-list", pk=pk)
