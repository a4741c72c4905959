"""The work plan and its milestones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.delivery import actions, queries, rules
from sambung.delivery.forms import (
    FinishForm,
    MilestoneForm,
    MoveForm,
    ReasonForm,
    UsualPlanForm,
    VerifyForm,
)
from sambung.delivery.lifecycle import Curve
from sambung.delivery.models import Milestone
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
    stating_organisations,
    step,
    to_work,
    work_crumb,
)
from sambung.ui import charts


def work(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the work of a partnership: the plan, the curve, reports, goods, troubles."""
    circle = circle_for(request, pk)
    rows = queries.plan_of(circle, request.actor)
    reports = queries.reports_of(circle, request.actor)
    curve = queries.curve_for([row.milestone for row in rows], [row.report for row in reports])
    context = {
        "partnership": circle.partnership,
        "crumbs": crumbs_of(circle.partnership, (_("Pelaksanaan"), "")),
        "rows": rows,
        "count": queries.count_of(rows),
        "reports": reports,
        "curve": chart_of(curve),
        "latest": queries.latest_of(curve),
        "troubles": queries.open_troubles(circle.partnership),
        "ceremonies": queries.ceremonies_of(circle.partnership),
        "may_state": bool(rules.can_state(request.actor, circle)),
        "may_plan": bool(rules.can_plan(request.actor, circle)),
        "simulated": circle.partnership.is_simulated,
    }
    return render(request, "delivery/work.html", context)


def chart_of(curve: Curve) -> charts.Curve | None:
    """Return the drawing of the curve; None when there is nothing to draw."""
    lines = (
        ("first", _("rencana semula"), curve.first_planned),
        ("planned", _("rencana"), curve.planned),
        ("stated", _("dinyatakan"), curve.stated),
        ("verified", _("terverifikasi"), curve.verified),
    )
    if not any(points for _kind, _name, points in lines):
        return None
    return charts.Curve(
        label=_("Kemajuan pekerjaan terhadap rencana"),
        today=timezone.localdate(),
        lines=tuple(
            charts.CurveLine(kind, name, tuple((point.on, point.percent) for point in points))
            for kind, name, points in lines
        ),
    )


@login_required
def usual_plan(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask from when to when the work runs, and make the usual plan."""
    circle = circle_for(request, pk)
    rules.can_plan(request.actor, circle).or_raise()
    start = {**once(), "starts_on": timezone.localdate(), "due_on": circle.partnership.stage_due_on}
    form = UsualPlanForm(sent(request)[0], initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.add_usual_plan(
            partnership=circle.partnership,
            starts_on=given["starts_on"],
            due_on=given["due_on"],
            by=request.actor,
            token=given["token"],
        )
        messages.success(request, _("Rencana kerja dibuat. Sesuaikan tonggaknya bila perlu."))
        return to_work(circle.partnership)
    ask = Ask(
        _("Buat rencana kerja"),
        _("Lima tonggak: 0, 25, 50, 75, dan 100 persen, dibagi rata dari mulai sampai selesai."),
        _("Buat lima tonggak"),
    )
    return asked(request, circle.partnership, form, ask, work_crumb(circle.partnership))


@login_required
def milestone_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a milestone on the plan."""
    circle = circle_for(request, pk)
    rules.can_plan(request.actor, circle).or_raise()
    form = MilestoneForm(sent(request)[0], parties=queries.parties_at_table(circle), initial=once())
    if form.is_bound and form.is_valid():
        actions.add_milestone(
            partnership=circle.partnership,
            facts=form.facts(),
            due_on=form.cleaned_data["due_on"],
            by=request.actor,
            token=form.cleaned_data["token"],
        )
        messages.success(request, _("Tonggak masuk rencana kerja."))
        return to_work(circle.partnership)
    lede = _("Satu bagian pekerjaan yang dapat diperiksa orang lain pada satu tanggal.")
    ask = Ask(_("Tambah tonggak"), lede, _("Simpan tonggak"))
    return asked(request, circle.partnership, form, ask, work_crumb(circle.partnership))


@login_required
def milestone_edit(request: ActorRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """Change what a milestone is; its date is moved on a page of its own."""
    circle = circle_for(request, pk)
    milestone = milestone_for(circle, milestone_pk)
    rules.can_plan(request.actor, circle).or_raise()
    start = {name: getattr(milestone, name) for name in ("title", "starts_on", "weight", "stage")}
    start |= {"party": milestone.party_id, **once(milestone.version)}
    form = MilestoneForm(
        sent(request)[0],
        parties=queries.parties_at_table(circle),
        milestone=milestone,
        initial=start,
    )
    if form.is_bound and form.is_valid():
        actions.update_milestone(
            milestone=milestone, facts=form.facts(), by=request.actor, **kept(form)
        )
        messages.success(request, _("Perubahan tersimpan."))
        return to_work(circle.partnership)
    lede = _("Tenggatnya digeser di halaman sendiri, dengan alasan.")
    ask = Ask(_("Ubah tonggak"), lede, _("Simpan perubahan"))
    return asked(request, circle.partnership, form, ask, work_crumb(circle.partnership))


@login_required
def milestone_move(request: ActorRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """Move a due date, with a reason."""
    circle = circle_for(request, pk)
    milestone = milestone_for(circle, milestone_pk)
    rules.can_plan(request.actor, circle).or_raise()
    start = {"to_on": milestone.due_on, **once(milestone.version)}
    form = MoveForm(sent(request)[0], initial=start)
    ask = Ask(
        _("Geser tenggat: %s") % milestone,
        _("Tenggat tidak bergeser sendiri. Tanggal semula dan alasannya tetap terbaca."),
        _("Geser tenggat"),
    )

    def do() -> None:
        actions.move_due(milestone=milestone, by=request.actor, **kept(form, "to_on", "reason"))

    return step(request, circle, form, ask, do, _("Tenggat digeser; alasannya tercatat."))


@login_required
def milestone_finish(request: ActorRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """State that a milestone is done."""
    circle = circle_for(request, pk)
    milestone = milestone_for(circle, milestone_pk)
    rules.can_state(request.actor, circle).or_raise()
    form = FinishForm(
        sent(request)[0],
        actor=request.actor,
        organisations=stating_organisations(request, circle),
        partnership=circle.partnership,
        initial={"on": timezone.localdate(), **once(milestone.version)},
    )
    ask = Ask(
        _("Nyatakan selesai: %s") % milestone,
        _("Dinyatakan selesai belum berarti terverifikasi; pihak lain yang memeriksanya."),
        _("Nyatakan selesai"),
    )

    def do() -> None:
        actions.finish_milestone(
            milestone=milestone,
            organisation=form.organisation_given(),
            ground=form.ground_given(),
            by=request.actor,
            **kept(form, "on", "evidence"),
        )

    return step(request, circle, form, ask, do, _("Dinyatakan selesai; menunggu verifikasi."))


@login_required
def milestone_verify(request: ActorRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """Verify what another stated."""
    circle = circle_for(request, pk)
    milestone = milestone_for(circle, milestone_pk)
    can_verify(request, circle, milestone)
    start = {"on": timezone.localdate(), **once(milestone.version)}
    form = VerifyForm(sent(request)[0], initial=start)
    ask = Ask(_("Verifikasi: %s") % milestone, stated_words(milestone), _("Verifikasi"))

    def do() -> None:
        actions.verify_milestone(milestone=milestone, by=request.actor, **kept(form, "grade", "on"))

    return step(request, circle, form, ask, do, _("Tonggak terverifikasi."))


@login_required
def milestone_return(request: ActorRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """Send a statement back with a reason."""
    circle = circle_for(request, pk)
    milestone = milestone_for(circle, milestone_pk)
    can_verify(request, circle, milestone)
    form = ReasonForm(sent(request)[0], initial=once(milestone.version))
    ask = Ask(
        _("Kembalikan: %s") % milestone, stated_words(milestone), _("Kembalikan"), kind="danger"
    )

    def do() -> None:
        actions.return_milestone(milestone=milestone, by=request.actor, **kept(form, "reason"))

    return step(request, circle, form, ask, do, _("Dikembalikan beserta alasannya."))


@login_required
def milestone_drop(request: ActorRequest, pk: int, milestone_pk: int) -> HttpResponse:
    """Take a milestone off the plan, with a reason."""
    circle = circle_for(request, pk)
    milestone = milestone_for(circle, milestone_pk)
    rules.can_plan(request.actor, circle).or_raise()
    form = ReasonForm(sent(request)[0], initial=once(milestone.version))
    lede = _("Tonggak ini tidak dihitung lagi, tetapi tetap terbaca beserta alasannya.")
    ask = Ask(_("Batalkan tonggak: %s") % milestone, lede, _("Batalkan tonggak"), kind="danger")

    def do() -> None:
        actions.drop_milestone(milestone=milestone, by=request.actor, **kept(form, "reason"))

    return step(request, circle, form, ask, do, _("Tonggak dibatalkan; alasannya tercatat."))


def milestone_for(circle: Circle, pk: int) -> Milestone:
    """Return a milestone of this partnership; 404 for one of another."""
    milestone = queries.milestone_of(circle.partnership, pk)
    if milestone is None:
        raise Http404
    return milestone


def can_verify(request: ActorRequest, circle: Circle, milestone: Milestone) -> None:
    """Refuse, with the reason, who may not verify this milestone."""
    rules.can_verify(
        request.actor,
        circle,
        claimants=queries.claimants_of(milestone),
        person_id=milestone.recorded_by_id,
    ).or_raise()


def stated_words(milestone: Milestone) -> str:
    """Return who stated it."""
    return _("Dinyatakan selesai oleh %s.") % (milestone.stated_by or _("belum ada"))
