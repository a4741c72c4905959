"""Contribution rules, declarations of the parties, and notes of one's own organisation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.forms import (
    DeclarationForm,
    NoteForm,
    OnceForm,
    RuleChoiceForm,
    RuleForm,
    rule_start,
)
from sambung.partnerships.models import ContributionRule, Partnership
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, once, partnership_of
from sambung.partnerships.views.contributions import is_insider


@login_required
def contribution_rule(request: ActorRequest, pk: int) -> HttpResponse:
    """Choose against which division of cost the partnership is held."""
    partnership = partnership_of(request, pk)
    rules.can_lead(request.actor, partnership).or_raise()
    chosen = queries.rule_choice(partnership)
    start = once(partnership.version) | {"rule": chosen.rule_id if chosen else None}
    choices = queries.rules_for(partnership)
    form = RuleChoiceForm(request.POST or None, choices=choices, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.choose_rule(
            partnership=partnership,
            rule=form.cleaned_data["rule"],
            token=form.cleaned_data["token"],
            by=request.actor,
        )
        messages.success(request, _("Aturan pembagian biaya dicatat."))
        return redirect("partnerships:contribution-list", pk=partnership.pk)
    extra = {"rules": choices, "purpose": "choose"}
    return shown(request, partnership, form, "contribution_rule_form", _("Aturan"), **extra)


def contribution_rules(request: ActorRequest) -> HttpResponse:
    """List the divisions of cost that a partnership may be held against."""
    rows = [
        {
            "rule": rule,
            "parts": lifecycle.parse_parts(rule.parts),
            "may_change": bool(rules.can_keep_rule(request.actor, rule)),
        }
        for rule in queries.rules_visible_to(request.actor)
    ]
    context = {
        "rows": rows,
        "bounds": lifecycle.BOUNDS,
        "may_add": bool(rules.can_keep_rule(request.actor)),
        "crumbs": [(_("Kemitraan"), Partnership.list_url()), (_("Aturan sumbangan"), "")],
    }
    return render(request, "partnerships/contribution_rules.html", context)


@login_required
def contribution_rule_edit(request: ActorRequest, rule_pk: int | None = None) -> HttpResponse:
    """Make a rule of one's own region, or change one's own."""
    kept = queries.rules_visible_to(request.actor)
    rule = get_object_or_404(kept, pk=rule_pk) if rule_pk is not None else None
    rules.can_keep_rule(request.actor, rule).or_raise()
    houses = rules.desk_ids(request.actor)
    start = once(rule.version if rule else 1) | {"organisation": houses[0]}
    start |= rule_start(rule) if rule else {}
    form = RuleForm(request.POST or None, houses=houses, initial=start)
    if request.method == "POST" and form.is_valid():
        save(request, form, rule)
        messages.success(request, _("Aturan sumbangan disimpan."))
        return redirect("partnerships:contribution-rules")
    here = rule.name if rule else _("Aturan baru")
    crumbs = [(_("Kemitraan"), Partnership.list_url()), (here, "")]
    context = {"form": form, "rule": rule, "crumbs": crumbs, "purpose": "edit"}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/contribution_rule_form.html", context, status=status)


def save(request: ActorRequest, form: RuleForm, rule: ContributionRule | None) -> ContributionRule:
    """Keep what the form says."""
    given = form.cleaned_data
    return actions.save_rule(
        name=given["name"],
        source=given["source"],
        parts=form.parts(),
        organisation=given["organisation"],
        rule=rule,
        version=given["version"],
        token=given["token"],
        by=request.actor,
    )


def declaration_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what the parties declared, and let one's own party declare."""
    partnership = insiders(request, pk)
    houses = [
        party.organisation_id
        for party in queries.parties_of(partnership)
        if party.left_at is None
        and rules.can_declare(request.actor, partnership, party.organisation_id)
    ]
    start = once(1) | {"organisation": own_first(request, houses)}
    form = DeclarationForm(request.POST or None, houses=houses, initial=start)
    if request.method == "POST" and houses and form.is_valid():
        given = {**form.cleaned_data}
        given.pop("version")
        actions.declare(partnership=partnership, by=request.actor, **given)
        messages.success(request, _("Keterangan dicatat dan dibaca para pihak."))
        return redirect("partnerships:declaration-list", pk=partnership.pk)
    rows = [
        (row, bool(rules.can_withdraw_declaration(request.actor, row)))
        for row in queries.declarations_of(partnership)
    ]
    extra = {"rows": rows, "may_add": bool(houses)}
    return shown(request, partnership, form, "declaration_list", _("Keterangan"), **extra)


@require_POST
@login_required
def declaration_withdraw(request: ActorRequest, pk: int, row_pk: int) -> HttpResponse:
    """Take a declaration back; it stays readable."""
    partnership = insiders(request, pk)
    row = get_object_or_404(partnership.declarations, pk=row_pk)
    actions.withdraw_declaration(declaration=row, by=request.actor)
    messages.success(request, _("Keterangan ditarik."))
    return redirect("partnerships:declaration-list", pk=partnership.pk)


@login_required
def note_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show and take the notes of one's own organisation, which nobody else reads."""
    partnership = insiders(request, pk)
    ids = queries.organisation_ids_of(partnership)
    houses = [
        hat.organisation_id
        for hat in request.actor.hats
        if rules.can_note(request.actor, partnership, hat.organisation_id, ids)
    ]
    if not houses:
        raise Http404
    start = once(1) | {"organisation": own_first(request, houses)}
    form = NoteForm(request.POST or None, houses=houses, initial=start)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data}
        given.pop("version")
        actions.write_note(partnership=partnership, by=request.actor, **given)
        messages.success(request, _("Catatan disimpan. Hanya organisasi Anda yang membacanya."))
        return redirect("partnerships:note-list", pk=partnership.pk)
    rows = queries.notes_of(partnership, request.actor)
    return shown(request, partnership, form, "note_list", _("Catatan"), rows=rows)


@require_POST
@login_required
def note_remove(request: ActorRequest, pk: int, row_pk: int) -> HttpResponse:
    """Take a note of one's own organisation off its page."""
    partnership = insiders(request, pk)
    own = partnership.notes.filter(organisation_id__in=request.actor.organisation_ids)
    actions.remove_note(note=get_object_or_404(own, pk=row_pk), by=request.actor)
    messages.success(request, _("Catatan dihapus."))
    return redirect("partnerships:note-list", pk=partnership.pk)


def insiders(request: ActorRequest, pk: int) -> Partnership:
    """Return the partnership to its parties and the convening desk; 404 for others."""
    partnership = partnership_of(request, pk)
    if not is_insider(request.actor, partnership):
        raise Http404
    return partnership


def own_first(request: ActorRequest, houses: list[int]) -> int | None:
    """Return the organisation of the hat worn when it is among them, else the first."""
    worn = request.actor.worn.organisation_id if request.actor.worn else None
    return worn if worn in houses else next(iter(houses), None)


def shown(
    request: ActorRequest,
    partnership: Partnership,
    form: OnceForm,
    template: str,
    here: str,
    **extra: Any,
) -> HttpResponse:
    """Show a page of the partnership with a form; wrong input comes back with 422."""
    context = {
        "partnership": partnership,
        "form": form,
        "crumbs": crumbs_of(partnership, here),
        "simulated": partnership.is_simulated,
        **extra,
    }
    status = 422 if form.is_bound else 200
    return render(request, f"partnerships/{template}.html", context, status=status)
