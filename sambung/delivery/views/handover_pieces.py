"""The forms of a handover's checklist: one address a piece, each saved alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sambung.core.access import Refused
from sambung.delivery import actions, queries, rules
from sambung.delivery.forms.asking import OnceForm
from sambung.delivery.forms.handover import (
    AssetFormSet,
    FunctionForm,
    OperatorForm,
    OwnerForm,
    PaperForm,
    TariffForm,
    WarrantyForm,
)
from sambung.delivery.lifecycle import PIECES, Piece
from sambung.delivery.models import Handover
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import (
    ActorRequest,
    Ask,
    asked,
    circle_for,
    crumbs_of,
    once,
    sent,
    stating_organisations,
)
from sambung.delivery.views.handover import handover_for, list_crumb

ANSWERS = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True)
class Sheet:
    """What a piece is written down with: its form, what it starts with, and its sentence."""

    form: Callable[..., Form]
    fields: tuple[str, ...]
    lede: str


def sheet_for(piece: Piece, circle: Circle) -> Sheet:
    """Return the sheet of a piece; 404 for one that has an address of its own."""
    owners = queries.operators_for(circle)
    sheets: dict[str, tuple[Callable[..., Form], tuple[str, ...], str]] = {
        Piece.FUNCTION: (
            FunctionForm,
            ("function_tested_on", "function_note"),
            _("Yang belum diuji belum lulus. Tulis apa adanya."),
        ),
        Piece.OWNER: (
            lambda *data, **more: OwnerForm(*data, owners=owners, **more),
            ("register_number", "registered_on"),
            _("Aset yang tidak tercatat tidak mendapat biaya pemeliharaan."),
        ),
        Piece.OPERATOR: (
            lambda *data, **more: OperatorForm(
                *data, operators=owners, decrees=queries.decrees_for(circle), **more
            ),
            ("operator", "operator_decree"),
            _("Siapa yang menjalankan sarana ini setiap hari dan menarik iurannya."),
        ),
        Piece.TARIFF: (
            TariffForm,
            tuple(TariffForm.base_fields)[2:],
            _("Bandingkan iuran dengan biaya operasi yang nyata. Yang belum diketahui, kosongkan."),
        ),
        Piece.WARRANTY: (
            WarrantyForm,
            ("warranty_until",),
            _("Seperti dalam perjanjian."),
        ),
        Piece.PAPER: (
            lambda *data, **more: PaperForm(*data, papers=queries.handover_papers(circle), **more),
            ("document",),
            _("BAST yang ditandatangani kedua pihak. Peresmian bukan serah terima."),
        ),
    }
    if piece not in sheets:
        raise Http404
    return Sheet(*sheets[piece])


def start_of(handover: Handover, sheet: Sheet) -> dict[str, Any]:
    """Return what the form of a piece starts with."""
    start = {name: getattr(handover, name) for name in sheet.fields}
    return {
        **start,
        **once(handover.version),
        "is_function_good": ANSWERS[handover.is_function_good],
        "owner": handover.facility.owner,
    }


def piece_named(key: str) -> Piece:
    """Return the piece an address names; 404 for none."""
    try:
        return Piece(key)
    except ValueError as error:
        raise Http404 from error


@login_required
def handover_piece(request: ActorRequest, pk: int, handover_pk: int, piece: str) -> HttpResponse:
    """Write one piece of the checklist down."""
    circle = circle_for(request, pk)
    thing, key = handover_for(circle, handover_pk), piece_named(piece)
    rules.can_change_handover(request.actor, circle, thing).or_raise()
    if key == Piece.ASSETS:
        return assets(request, circle, thing)
    sheet = sheet_for(key, circle)
    form = sheet.form(*sent(request), initial=start_of(thing, sheet))
    if form.is_bound and form.is_valid():
        try:
            save(request, circle, thing, key, form)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("%s tersimpan.") % PIECES[key])
            return redirect(thing)
    ask = Ask(str(PIECES[key]), sheet.lede, _("Simpan"))
    back = (thing.facility.name, thing.get_absolute_url())
    return asked(request, circle.partnership, form, ask, back)


def save(request: ActorRequest, circle: Circle, thing: Handover, piece: Piece, form: Form) -> None:
    """Write the piece down by its action."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "token"}
    version = given.pop("version", None)
    common: dict[str, Any] = {"handover": thing, "circle": circle, "by": request.actor}
    common["version"] = version
    if piece == Piece.OWNER:
        actions.save_owner(**common, **given)
    elif piece == Piece.PAPER:
        named = stating_organisations(request, circle)
        actions.attach_paper(
            **common,
            document=given["document"],
            upload=given["upload"] or None,
            organisation=named[0] if named else None,
        )
    else:
        actions.save_piece(**common, piece=piece, values=given)


def assets(request: ActorRequest, circle: Circle, thing: Handover) -> HttpResponse:
    """Write the asset list down: a line a part, its class proposed from its words."""
    names = ("name", "asset_class", "quantity", "unit", "value_rp", "warranty_until")
    start = [
        {name: getattr(row, name) for name in names} for row in thing.facility.components.all()
    ]
    lines = AssetFormSet(request.POST or None, initial=start, prefix="aset")
    form = OnceForm(request.POST or None, initial=once(thing.version))
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        found = [line.component() for line in lines.forms]
        actions.save_assets(
            handover=thing,
            circle=circle,
            components=[row for row in found if row is not None],
            version=form.cleaned_data["version"],
            by=request.actor,
        )
        messages.success(request, _("%s tersimpan.") % PIECES[Piece.ASSETS])
        return redirect(thing)
    back = (thing.facility.name, thing.get_absolute_url())
    partnership = circle.partnership
    context = {
        "partnership": partnership,
        "form": form,
        "lines": lines,
        "back": back[1],
        "crumbs": crumbs_of(
            partnership, list_crumb(partnership), back, (str(PIECES[Piece.ASSETS]), "")
        ),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "delivery/handover_assets.html", context, status=status)
