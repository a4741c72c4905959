"""Roads: the list, one with its versions, a copy of one's own, editing, comparing, returning."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import tokens
from sambung.core.access import Actor, Conflict, Refused
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import CopyForm, WholeForm
from sambung.partnerships.lifecycle import SHIPPED, TemplateFault, parse
from sambung.partnerships.models import Partnership, Road, RoadTemplate
from sambung.partnerships.views.asking import ActorRequest
from sambung.regions.models import Region


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page about roads."""
    top = (_("Kemitraan"), Partnership.list_url())
    return [top, (_("Jalur"), reverse("partnerships:template-list")), *more]


def template_list(request: ActorRequest) -> HttpResponse:
    """Show the two shipped roads and those in use in regions and programmes."""
    own = queries.templates().filter(is_current=True).order_by("name")
    context = {
        "shipped": [(road, Road(road).label, SHIPPED[road]) for road in Road.values],
        "rows": own,
        "may_copy": bool(keepers_of(request.actor)),
        "crumbs": crumbs()[:1] + [(_("Jalur"), "")],
    }
    return render(request, "partnerships/template_list.html", context)


def template_shipped(request: ActorRequest, road: str) -> HttpResponse:
    """Show a road as shipped."""
    if road not in Road.values:
        raise Http404
    context = {
        "road": SHIPPED[road],
        "road_key": road,
        "title": Road(road).label,
        "may_copy": bool(keepers_of(request.actor)),
        "crumbs": crumbs((str(Road(road).label), "")),
    }
    return render(request, "partnerships/template.html", context)


def template(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one version of a road, and the others of it."""
    row = get_object_or_404(queries.templates(), pk=pk)
    versions = queries.versions_of(row)
    current = next((one for one in versions if one.is_current), row)
    context = {
        "row": row,
        "road": parse(row.content),
        "road_key": row.road,
        "title": row.name,
        "versions": versions,
        "current": current,
        "may_edit": bool(rules.can_edit_template(request.actor, row)),
        "may_return": not row.is_current and bool(rules.can_edit_template(request.actor, current)),
        "may_copy": bool(keepers_of(request.actor)),
        "token": tokens.new_token(),
        "crumbs": crumbs((row.name, "")),
    }
    return render(request, "partnerships/template.html", context)


def keepers_of(actor: Actor) -> list[tuple[str, str]]:
    """Return for which regions and programmes the actor may keep a road, as form choices."""
    codes = [hat.region_code for hat in rules.desk_hats(actor) if hat.region_code]
    regions = Region.objects.filter(code__in=codes).order_by("code") if codes else []
    return [(f"wilayah:{one.code}", one.full_name) for one in regions] + [
        (f"program:{one.pk}", one.name) for one in queries.own_programmes(actor)
    ]


@login_required
def template_copy(request: ActorRequest, road: str) -> HttpResponse:
    """Make a road of one's own region or programme from a shipped one, or from another's."""
    if road not in Road.values:
        raise Http404
    keepers = keepers_of(request.actor)
    if not keepers:
        raise Refused(_("Jalur sendiri dibuat oleh petugas daerah atau pengelola program."))
    source = source_of(request, road)
    name = source.name if source else str(Road(road).label)
    start = {"token": tokens.new_token(), "keeper": keepers[0][0], "name": name.capitalize()}
    form = CopyForm(request.POST or None, keepers=keepers, initial=start)
    if request.method == "POST" and form.is_valid():
        made = copied(request, form, road, source)
        if made is not None:
            return redirect("partnerships:template-edit", made.pk)
    context = {
        "form": form,
        "source": source,
        "title": _("Buat versi daerah"),
        "crumbs": crumbs((_("Buat versi daerah"), "")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/template_copy.html", context, status=status)


def source_of(request: ActorRequest, road: str) -> RoadTemplate | None:
    """Return the road named in the address as the one to copy; None: the shipped one."""
    asked = request.GET.get("dari", "")
    if not asked.isdecimal():
        return None
    return get_object_or_404(RoadTemplate, pk=asked[:18], road=road)


def copied(
    request: ActorRequest, form: CopyForm, road: str, source: RoadTemplate | None
) -> RoadTemplate | None:
    """Make the copy; None when it was refused, with the reason in the form."""
    kind, _colon, key = form.cleaned_data["keeper"].partition(":")
    programmes = {str(one.pk): one for one in queries.own_programmes(request.actor)}
    try:
        return actions.copy_template(
            road=road,
            name=form.cleaned_data["name"],
            region=Region.objects.get(code=key) if kind == "wilayah" else None,
            programme=programmes.get(key) if kind == "program" else None,
            source=source,
            by=request.actor,
            token=form.cleaned_data["token"],
        )
    except Conflict as conflict:
        form.add_error("keeper", conflict.reason)
        return None


@login_required
def template_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a road: what is saved is its next version; running partnerships keep theirs."""
    row = get_object_or_404(queries.templates(), pk=pk)
    rules.can_edit_template(request.actor, row).or_raise()
    form = WholeForm(
        request.POST or None, row=row, template=parse(row.content), token=tokens.new_token()
    )
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = changed(request, row, form)
        except TemplateFault as fault:
            faults = fault.findings
        else:
            words = _("Versi %d berlaku untuk kemitraan yang dibuka sesudah ini.")
            messages.success(request, words % made.number)
            return redirect(made)
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "faults": faults,
        "crumbs": crumbs((row.name, row.get_absolute_url()), (_("Ubah"), "")),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "partnerships/template_edit.html", context, status=status)


def changed(request: ActorRequest, row: RoadTemplate, form: WholeForm) -> RoadTemplate:
    """Save what the form says as the next version."""
    given = form.head.cleaned_data
    return actions.change_template(
        template=row,
        content=form.content(),
        name=given["name"],
        note=given["note"],
        below_rp=given.get("below_rp"),
        by=request.actor,
        token=given["token"],
    )


def template_compare(request: ActorRequest, pk: int, other_pk: int) -> HttpResponse:
    """Show in what two versions of a road differ."""
    row = get_object_or_404(queries.templates(), pk=pk)
    other = get_object_or_404(queries.templates(), pk=other_pk, road=row.road)
    old, new = sorted([row, other], key=lambda one: (one.number, one.pk))
    context = {
        "old": old,
        "new": new,
        "rows": queries.differences(parse(old.content), parse(new.content)),
        "crumbs": crumbs((row.name, row.get_absolute_url()), (_("Bandingkan"), "")),
    }
    return render(request, "partnerships/template_compare.html", context)


@require_POST
@login_required
def template_return(request: ActorRequest, pk: int) -> HttpResponse:
    """Make the next version with what this earlier one says."""
    earlier = get_object_or_404(queries.templates(), pk=pk)
    current = next((one for one in queries.versions_of(earlier) if one.is_current), earlier)
    made = actions.return_to_version(
        template=current,
        earlier=earlier,
        by=request.actor,
        token=request.POST.get("token", "").replace("\0", "")[:64],
    )
    words = _("Versi %(new)d berlaku, isinya seperti versi %(old)d.")
    messages.success(request, words % {"new": made.number, "old": earlier.number})
    return redirect(made)
