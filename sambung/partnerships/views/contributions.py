"""What each party brings: the table of five amounts, one contribution, and the forms around it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import files
from sambung.core.access import Actor
from sambung.partnerships import actions, bridge, queries, rules
from sambung.partnerships.forms import (
    ContributionFilter,
    ContributionForm,
    OnceForm,
    ReasonForm,
    StatementForm,
)
from sambung.partnerships.models import AmountOf, Contribution, ContributionStatement, Partnership
from sambung.partnerships.queries import ContributionRow
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, once, partnership_of
from sambung.partnerships.views.sheets import workbook


def contribution_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what each party brings in five amounts, narrowed and sorted."""
    partnership = partnership_of(request, pk)
    everything = queries.contribution_rows(partnership)
    filters = ContributionFilter(request.GET or None, rows=everything)
    rows, held = filters.narrowed(), queries.rule_held(partnership, everything)
    money = queries.cost_of(queries.parties_of(partnership), everything)
    inside = is_insider(request.actor, partnership)
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Sumbangan")),
        "filters": filters,
        "rows": rows,
        "has_any": bool(everything),
        "sums": queries.sums_of([row.contribution for row in rows]),
        "findings": [(row, found) for row in rows if inside for found in row.findings],
        "held": held,
        "evenness": bridge.measure([part.amount_rp for part in held.parts]) if held else None,
        "money": money,
        "balance": bridge.measure(money.amounts),
        "is_insider": inside,
        "may_add": may_add(request.actor, partnership),
        "may_lead": bool(rules.can_lead(request.actor, partnership)),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/contribution_list.html", context)


def contribution_export(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the same rows as XLSX."""
    partnership = partnership_of(request, pk)
    rows = ContributionFilter(request.GET or None, rows=queries.contribution_rows(partnership))
    name = f"sumbangan-{partnership.pk}-{timezone.localdate():%Y%m%d}.xlsx"
    inside = is_insider(request.actor, partnership)
    lines = [line_of(row, partnership, inside=inside) for row in rows.narrowed()]
    return workbook(name, _("Sumbangan"), head_words(), lines)


def head_words() -> list[str]:
    """Return the column heads of the workbook."""
    amounts = [f"{of.label} (Rp)" for of in rules.ORDER]
    days = [_("%s pada") % of.label for of in rules.ORDER]
    pairs = [word for pair in zip(amounts, days, strict=True) for word in pair]
    return [
        *(_("Pihak"), _("Sumbangan"), _("Jenis"), _("Cara"), _("Banyaknya")),
        *pairs,
        *(_("Pemverifikasi"), _("Dasar penilaian"), _("Temuan"), _("Sifat data")),
    ]


def line_of(row: ContributionRow, partnership: Partnership, *, inside: bool) -> list[Any]:
    """Return one line of the workbook; what nobody stated stays empty, and findings outside."""
    it = row.contribution
    pairs = [
        cell
        for figure in row.figures
        for cell in (figure.amount_rp, figure.on.isoformat() if figure.on else "")
    ]
    return [
        *(str(row.organisation), row.name, it.get_kind_display(), it.get_way_display()),
        *(it.quantity, *pairs, str(it.verifier or ""), it.valuation_basis),
        "; ".join(found.words for found in row.findings) if inside else "",
        _("SIMULASI") if partnership.is_simulated else "",
    ]


def is_insider(actor: Actor, partnership: Partnership) -> bool:
    """Return whether the actor reads evidence and who stated what, not the amounts alone."""
    ids = queries.organisation_ids_of(partnership)
    return bool(rules.can_read_letters(actor, partnership, ids))


def may_add(actor: Actor, partnership: Partnership) -> bool:
    """Return whether the actor may write down a contribution of some party."""
    return any(
        rules.can_add_contribution(actor, partnership, party)
        for party in queries.organisation_ids_of(partnership)
    )


def row_of(request: ActorRequest, pk: int, row_pk: int) -> tuple[Partnership, ContributionRow]:
    """Return one contribution to those who may read how it came to be; 404 for others."""
    partnership = partnership_of(request, pk)
    row = queries.contribution_row(partnership, row_pk)
    if row is None or not is_insider(request.actor, partnership):
        raise Http404
    return partnership, row


def url_of(row: Contribution) -> str:
    """Return the page of a contribution."""
    return reverse("partnerships:contribution", args=[row.partnership_id, row.pk])


def under(partnership: Partnership, row: ContributionRow, here: str = "") -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page under a contribution."""
    above = crumbs_of(partnership, "x")[:-1]
    above.append((_("Sumbangan"), reverse("partnerships:contribution-list", args=[partnership.pk])))
    return (
        [*above, (row.name, url_of(row.contribution)), (here, "")]
        if here
        else [
            *above,
            (row.name, ""),
        ]
    )


def contribution(request: ActorRequest, pk: int, contribution_pk: int) -> HttpResponse:
    """Show one contribution: each of the five amounts with every statement and its evidence."""
    partnership, row = row_of(request, pk, contribution_pk)
    it = row.contribution
    speakers = queries.speakers_for(request.actor, row)
    figures = [
        {
            "figure": figure,
            "may_state": bool(speakers[figure.of]),
            "lines": [(one, may_take_back(request.actor, row, one)) for one in figure.history],
        }
        for figure in row.figures
    ]
    context = {
        "partnership": partnership,
        "row": row,
        "it": it,
        "figures": figures,
        "gift_note": rules.gift_note(f"{it.title} {it.quantity} {it.valuation_basis}"),
        "may_change": bool(rules.can_change_contribution(request.actor, it)),
        "may_withdraw": bool(rules.can_withdraw_contribution(request.actor, it)),
        "crumbs": under(partnership, row),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/contribution.html", context)


def may_take_back(actor: Actor, row: ContributionRow, stated: queries.Stated) -> bool:
    """Return whether the actor may withdraw the statement; costs no query."""
    statement = stated.statement
    statement.contribution = row.contribution
    seen = [
        other.statement.pk
        for other in row.figure(AmountOf.VERIFIED).history
        if other.statement.withdrawn_at is None
    ]
    is_verified_after = statement.of == AmountOf.DELIVERED and any(pk > statement.pk for pk in seen)
    return bool(rules.can_withdraw_statement(actor, statement, is_verified_after=is_verified_after))


@login_required
def contribution_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down what a party would bring."""
    partnership = partnership_of(request, pk)
    parties = [
        party
        for party in queries.parties_of(partnership)
        if party.left_at is None
        and rules.can_add_contribution(request.actor, partnership, party.organisation_id)
    ]
    if not parties:
        rules.can_add_contribution(request.actor, partnership, 0).or_raise()
    form = ContributionForm(request.POST or None, parties=parties, initial=once(1))
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data}
        given.pop("version")
        row = actions.add_contribution(partnership=partnership, by=request.actor, **given)
        messages.success(request, _("Sumbangan ditulis sebagai usul."))
        return redirect(url_of(row))
    crumbs = crumbs_of(partnership, _("Tulis sumbangan"))
    return asked(request, partnership, form, "add", crumbs)


@login_required
def contribution_change(request: ActorRequest, pk: int, contribution_pk: int) -> HttpResponse:
    """Change the words of a contribution."""
    partnership, row = row_of(request, pk, contribution_pk)
    it = row.contribution
    rules.can_change_contribution(request.actor, it).or_raise()
    names = ("kind", "way", "title", "quantity", "valuation_basis")
    start = once(it.version) | {name: getattr(it, name) for name in names}
    form = ContributionForm(request.POST or None, row=it, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.change_contribution(contribution=it, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Uraian sumbangan diubah."))
        return redirect(url_of(it))
    return asked(request, partnership, form, "change", under(partnership, row, _("Ubah")), row)


@login_required
def contribution_withdraw(request: ActorRequest, pk: int, contribution_pk: int) -> HttpResponse:
    """Take a contribution out, with a reason."""
    partnership, row = row_of(request, pk, contribution_pk)
    rules.can_withdraw_contribution(request.actor, row.contribution).or_raise()
    form = ReasonForm(request.POST or None, initial=once(row.contribution.version))
    if request.method == "POST" and form.is_valid():
        actions.withdraw_contribution(
            contribution=row.contribution, by=request.actor, **form.cleaned_data
        )
        messages.success(request, _("Sumbangan ditarik dengan alasannya."))
        return redirect("partnerships:contribution-list", pk=partnership.pk)
    return asked(request, partnership, form, "withdraw", under(partnership, row, _("Tarik")), row)


@login_required
def contribution_state(
    request: ActorRequest, pk: int, contribution_pk: int, of: str
) -> HttpResponse:
    """State one of the five amounts."""
    if of not in AmountOf.values:
        raise Http404
    partnership, row = row_of(request, pk, contribution_pk)
    it = row.contribution
    speakers = queries.speakers_for(request.actor, row)[of]
    if not speakers:
        refuse_to_state(request.actor, row, of)
    form = StatementForm(
        request.POST or None,
        request.FILES or None,
        row=it,
        of=of,
        speakers=speakers,
        documents=queries.evidence_choices(partnership),
        initial=once(it.version) | {"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        state(request, form)
        messages.success(request, _("Dinyatakan: %s.") % AmountOf(of).label)
        return redirect(url_of(it))
    label = str(AmountOf(of).label)
    return asked(request, partnership, form, "state", under(partnership, row, label), row, of)


def refuse_to_state(actor: Actor, row: ContributionRow, of: str) -> None:
    """Say why this amount is not theirs to state."""
    it = row.contribution
    own = actor.worn.organisation_id if actor.worn else 0
    standing = queries.standing_ids_of(it.partnership)
    rules.can_state(actor, it, of, own, standing).or_raise()
    claim = queries.newest_statement(it, AmountOf.DELIVERED)
    rules.can_verify_claim(actor, own, claim).or_raise()
    raise Http404


def state(request: ActorRequest, form: StatementForm) -> ContributionStatement:
    """Write down what the form says."""
    given = form.cleaned_data
    return actions.state_contribution(
        contribution=form.row,
        of=form.of,
        amount_rp=given["amount_rp"],
        on=given["on"],
        organisation=form.speaks.organisation,
        by=request.actor,
        grade=given.get("grade", ""),
        evidence=given["evidence"],
        upload=given["upload"],
        note=given["note"],
        ground=form.ground_given(),
        version=given["version"],
        token=given["token"],
    )


@login_required
def statement_withdraw(
    request: ActorRequest, pk: int, contribution_pk: int, statement_pk: int
) -> HttpResponse:
    """Take a statement back with a reason; it stays readable."""
    partnership, row = row_of(request, pk, contribution_pk)
    stated = next(
        (
            stated
            for figure in row.figures
            for stated in figure.history
            if stated.statement.pk == statement_pk
        ),
        None,
    )
    if stated is None:
        raise Http404
    form = ReasonForm(request.POST or None, initial=once(row.contribution.version))
    if request.method == "POST" and form.is_valid():
        actions.withdraw_statement(
            statement=stated.statement,
            reason=form.cleaned_data["reason"],
            token=form.cleaned_data["token"],
            by=request.actor,
        )
        messages.success(request, _("Pernyataan ditarik; yang sebelumnya berlaku lagi."))
        return redirect(url_of(row.contribution))
    here = _("Tarik pernyataan")
    return asked(request, partnership, form, "unsay", under(partnership, row, here), row)


def evidence_file(
    request: ActorRequest, pk: int, contribution_pk: int, statement_pk: int
) -> FileResponse:
    """Answer with the file a statement rests on, as it was when it was stated."""
    _partnership, row = row_of(request, pk, contribution_pk)
    for figure in row.figures:
        for stated in figure.history:
            evidence = stated.statement.evidence
            if stated.statement.pk == statement_pk and evidence and evidence.file:
                return files.open_file(evidence.file)
    raise Http404


def asked(
    request: ActorRequest,
    partnership: Partnership,
    form: OnceForm,
    purpose: str,
    crumbs: list[tuple[str, str]],
    row: ContributionRow | None = None,
    of: str = "",
) -> HttpResponse:
    """Show a form about contributions; wrong input comes back with 422 and what was typed."""
    context = {
        "partnership": partnership,
        "form": form,
        "purpose": purpose,
        "row": row,
        "figure": row.figure(of) if row and of else None,
        "crumbs": crumbs,
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/contribution_form.html", context, status=status)
