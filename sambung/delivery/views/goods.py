"""What contributions bring: goods in three counts, and the check of finished works."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.delivery import actions, queries, rules
from sambung.delivery.forms import (
    FinalCheckForm,
    GoodsForm,
    GoodsStateForm,
    GoodsUseForm,
    ReasonForm,
)
from sambung.delivery.models import Goods, GoodsStep
from sambung.delivery.rules import Circle
from sambung.delivery.views.asking import (
    ActorRequest,
    Ask,
    asked,
    circle_for,
    crumbs_of,
    once,
    sent,
    work_crumb,
)
from sambung.partnerships.models import Contribution, Partnership

STEP_WORDS = {"dikirim": GoodsStep.DELIVERED, "diterima": GoodsStep.RECEIVED}


def given(request: ActorRequest, pk: int) -> HttpResponse:
    """Show all that is built or handed over: goods in three counts, works with their checks."""
    circle = circle_for(request, pk)
    context = {
        "partnership": circle.partnership,
        "crumbs": crumbs_of(
            circle.partnership, work_crumb(circle.partnership), (_("Barang dan bangunan"), "")
        ),
        "rows": queries.given_of(circle, request.actor),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/given.html", context)


@login_required
def goods_add(request: ActorRequest, pk: int, contribution_pk: int) -> HttpResponse:
    """Write down a kind of goods."""
    circle = circle_for(request, pk)
    contribution = contribution_for(circle, contribution_pk)
    rules.can_state(request.actor, circle).or_raise()
    form = GoodsForm(sent(request)[0], initial=once())
    if form.is_bound and form.is_valid():
        names = ("name", "unit", "promised", "token")
        typed = {name: form.cleaned_data[name] for name in names}
        actions.add_goods(contribution=contribution, by=request.actor, **typed)
        messages.success(request, _("Barang masuk daftar."))
        return to_given(circle.partnership)
    ask = Ask(_("Tambah barang"), str(contribution.party.organisation), _("Simpan barang"))
    return asked(request, circle.partnership, form, ask, given_crumb(circle.partnership))


@login_required
def goods_remove(request: ActorRequest, pk: int, goods_pk: int) -> HttpResponse:
    """Take goods off the list, with a reason."""
    circle = circle_for(request, pk)
    goods = goods_for(circle, goods_pk)
    rules.can_state(request.actor, circle).or_raise()
    form = ReasonForm(sent(request)[0], initial=once())
    if form.is_bound and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("reason", "token")}
        actions.remove_goods(goods=goods, by=request.actor, **typed)
        messages.success(request, _("Dikeluarkan dari daftar; alasannya tercatat."))
        return to_given(circle.partnership)
    lede = _("Untuk barang yang salah ditulis. Riwayatnya tetap ada.")
    ask = Ask(_("Keluarkan: %s") % goods, lede, _("Keluarkan"), kind="danger")
    return asked(request, circle.partnership, form, ask, given_crumb(circle.partnership))


@login_required
def goods_state(request: ActorRequest, pk: int, goods_pk: int, step: str) -> HttpResponse:
    """State how many were delivered, or received."""
    circle = circle_for(request, pk)
    goods = goods_for(circle, goods_pk)
    if step not in STEP_WORDS:
        raise Http404
    giver = goods.contribution.party.organisation_id
    is_delivery = STEP_WORDS[step] == GoodsStep.DELIVERED
    able = rules.states_for(request.actor, circle)
    able = able & {giver} if is_delivery else able - {giver}
    if not able:
        rules.can_state(request.actor, circle, giver if is_delivery else -1).or_raise()
    form = GoodsStateForm(
        sent(request)[0],
        actor=request.actor,
        organisations=queries.organisations_at_table(circle, able),
        partnership=circle.partnership,
        initial={"on": timezone.localdate(), **once()},
    )
    if form.is_bound and form.is_valid():
        names = ("quantity", "on", "evidence", "note", "token")
        actions.state_goods(
            goods=goods,
            step=STEP_WORDS[step],
            organisation=form.organisation_given(),
            ground=form.ground_given(),
            by=request.actor,
            **{name: form.cleaned_data[name] for name in names},
        )
        messages.success(request, _("Jumlahnya tercatat."))
        return to_given(circle.partnership)
    title = _("Berapa dikirim: %s") if is_delivery else _("Berapa diterima: %s")
    lede = _("Dikirim, diterima, dan dipakai adalah tiga hitungan; tidak pernah dijumlahkan.")
    ask = Ask(title % goods, lede, _("Simpan jumlah"))
    return asked(request, circle.partnership, form, ask, given_crumb(circle.partnership))


@login_required
def goods_use(request: ActorRequest, pk: int, goods_pk: int) -> HttpResponse:
    """State how many a third party found in use."""
    circle = circle_for(request, pk)
    goods = goods_for(circle, goods_pk)
    claimants = queries.claimants_of_goods(goods)
    rules.can_check_works(request.actor, circle, claimants=claimants).or_raise()
    form = GoodsUseForm(
        sent(request)[0],
        partnership=circle.partnership,
        initial={"on": timezone.localdate(), **once()},
    )
    if form.is_bound and form.is_valid():
        names = ("quantity", "on", "evidence", "note", "token")
        typed = {name: form.cleaned_data[name] for name in names}
        actions.state_goods(goods=goods, step=GoodsStep.IN_USE, by=request.actor, **typed)
        messages.success(request, _("Jumlah yang dipakai tercatat."))
        return to_given(circle.partnership)
    lede = _("Hitung yang benar-benar dipakai, di tempatnya; bukan yang terpasang atau tersimpan.")
    ask = Ask(_("Berapa dipakai: %s") % goods, lede, _("Simpan jumlah"))
    return asked(request, circle.partnership, form, ask, given_crumb(circle.partnership))


@login_required
def final_check(request: ActorRequest, pk: int, contribution_pk: int) -> HttpResponse:
    """Write down the check of finished works by another party."""
    circle = circle_for(request, pk)
    contribution = contribution_for(circle, contribution_pk)
    giver = [contribution.party.organisation_id]
    rules.can_check_works(request.actor, circle, claimants=giver).or_raise()
    form = FinalCheckForm(
        sent(request)[0],
        partnership=circle.partnership,
        initial={"on": timezone.localdate(), **once()},
    )
    if form.is_bound and form.is_valid():
        names = ("is_fit", "findings", "on", "evidence", "token")
        typed = {name: form.cleaned_data[name] for name in names}
        actions.record_final_check(contribution=contribution, by=request.actor, **typed)
        messages.success(request, _("Pemeriksaan akhir tercatat."))
        return to_given(circle.partnership)
    lede = _("Dibangun %s lewat vendornya sendiri; yang memeriksa pihak lain.")
    ask = Ask(
        _("Pemeriksaan akhir"), lede % contribution.party.organisation, _("Simpan pemeriksaan")
    )
    return asked(request, circle.partnership, form, ask, given_crumb(circle.partnership))


def contribution_for(circle: Circle, pk: int) -> Contribution:
    """Return what is built or handed over in this partnership; 404 otherwise."""
    contribution = queries.contribution_given(circle.partnership, pk)
    if contribution is None:
        raise Http404
    return contribution


def goods_for(circle: Circle, pk: int) -> Goods:
    """Return goods of this partnership; 404 otherwise."""
    goods = queries.goods_of(circle.partnership).filter(pk=pk).first()
    if goods is None:
        raise Http404
    return goods


def given_crumb(partnership: Partnership) -> tuple[str, str]:
    """Return the step of a path to what is built or handed over."""
    return (_("Barang dan bangunan"), reverse("delivery:given", args=[partnership.pk]))


def to_given(partnership: Partnership) -> HttpResponse:
    """Lead back to what is built or handed over."""
    return redirect(given_crumb(partnership)[1])
