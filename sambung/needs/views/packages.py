"""One package: its page, its A4 sheet, its editor, interest, and the weights of priority."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core.access import Verdict
from sambung.needs import actions, queries, rules
from sambung.needs.forms import (
    InterestForm,
    OptionForm,
    PackageForm,
    ReasonForm,
    WeightsForm,
    line_forms,
)
from sambung.needs.forms.packages import initial_of
from sambung.needs.models import Option, OptionKind, Package, PriorityWeights
from sambung.needs.views.asking import ActorRequest, need_of, package_of
from sambung.needs.views.desk import status_of
from sambung.regions.models import Region


@login_required
@require_POST
def package_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a package of a verified need and open its editor."""
    package = actions.draft_package(need=need_of(request, pk), by=request.actor)
    return redirect("needs:package-edit", package.pk)


def crumbs_of(package: Package, here: str) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page of the package."""
    shelf = (_("Kegiatan siap didukung"), reverse("needs:shelf"))
    if here:
        return [shelf, (package.title, reverse("needs:package", args=[package.pk])), (here, "")]
    return [shelf, (package.title, "")]


def options_of(package: Package) -> list[Option]:
    """Return the options with their lines."""
    return list(package.options.prefetch_related("lines"))


def package(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a package: options side by side, completeness, and where its priority comes from."""
    package = package_of(request, pk)
    options = options_of(package)
    context = {
        "package": package,
        "crumbs": crumbs_of(package, ""),
        "problem": package.need.problem,
        "options": options,
        "priority": queries.priorities_of([package])[package.pk],
        "completeness": queries.completeness_of([package.need])[package.need_id],
        "interests": queries.interests_visible_to(request.actor, package),
        "interest_count": package.interests.filter(withdrawn_at__isnull=True).count(),
        "may_interest": queries.own_sources(request.actor, package),
        "can_edit": rules.can_edit_package(request.actor, package),
        "is_desk": rules.desk_hat(request.actor, package.village_id) is not None,
        "is_complete": rules.complete_to_offer(options),
        "can_see_need": queries.visible_to(request.actor).filter(pk=package.need_id).exists()
        if request.actor.is_known
        else False,
        "share": queries.share_text(package, options),
        "regency_code": package.village.regency_code,
        "simulated": package.is_simulated,
    }
    return render(request, "needs/package.html", context)


def package_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a package on one A4 page for a head office."""
    package = package_of(request, pk)
    items = queries.completeness_of([package.need])[package.need_id]
    context = {
        "package": package,
        "options": options_of(package),
        "need": package.need,
        "priority": queries.priorities_of([package])[package.pk],
        "completeness": items,
        "done": [item for item in items if item.is_done],
        "lacking": [item.label for item in items if not item.is_done],
        "carried": queries.carried_words(package.need),
        "address": request.build_absolute_uri(reverse("needs:package", args=[pk])),
        "simulated": package.is_simulated,
    }
    return render(request, "needs/package_sheet.html", context)


@login_required
def package_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what is still to do before a package can go on the shelf; set its name and year."""
    package = package_of(request, pk)
    rules.can_edit_package(request.actor, package).or_raise()
    form = PackageForm(
        request.POST or None,
        package=package,
        initial={"title": package.title, "year": package.year, "version": package.version},
    )
    if request.method == "POST" and form.is_valid():
        actions.update_package(
            package=package,
            title=form.cleaned_data["title"],
            year=form.cleaned_data["year"],
            version=form.cleaned_data["version"],
            by=request.actor,
        )
        messages.success(request, _("Nama dan tahun disimpan."))
        return redirect("needs:package-edit", pk)
    options = options_of(package)
    taken = {option.kind for option in options}
    context = {
        "package": package,
        "crumbs": crumbs_of(package, _("Susun")),
        "form": form,
        "options": options,
        "is_complete": rules.complete_to_offer(options),
        "kinds": [(kind.value, kind.label) for kind in OptionKind if kind.value not in taken],
        "is_full": len(options) >= rules.OPTIONS_AT_MOST,
        "simulated": package.is_simulated,
    }
    return render(request, "needs/package_edit.html", context, status=status_of(form))


@login_required
@require_POST
def option_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Add an option of a kind, filled from the table of first values, and open it."""
    package = package_of(request, pk)
    kind = request.POST.get("kind", "")
    if kind not in OptionKind.values:
        return redirect("needs:package-edit", pk)
    facts = queries.default_option(package.need, kind)
    option = actions.add_option(package=package, facts=facts, by=request.actor)
    return redirect("needs:option-edit", option.pk)


@login_required
def option_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Write an option and its cost lines; what was typed stays when something is not right."""
    option = get_object_or_404(queries.options_visible_to(request.actor), pk=pk)
    package = option.package
    rules.can_edit_package(request.actor, package).or_raise()
    people = queries.village_people([package.village_id]).get(package.village_id)
    form = OptionForm(
        request.POST or None,
        package=package,
        village_people=people,
        initial={**initial_of(option), "version": package.version},
    )
    lines = line_forms(request.POST or None, list(option.lines.all()))
    if request.method == "POST" and "tambah" not in request.POST:
        if form.is_valid() and lines.is_valid():
            actions.update_option(
                option=option,
                facts=form.facts(lines.lines()),
                version=form.cleaned_data["version"],
                by=request.actor,
            )
            messages.success(request, _("Pilihan disimpan."))
            return redirect("needs:package-edit", package.pk)
    elif request.method == "POST":
        lines = line_forms(more_lines(request.POST), [])
    context = {
        "option": option,
        "package": package,
        "form": form,
        "lines": lines,
        "village_people": people,
        "simulated": package.is_simulated,
    }
    return render(request, "needs/option_edit.html", context, status=status_of(form))


def more_lines(data: Any) -> Any:
    """Return what was typed with room for three more lines, for a page without script."""
    copy = data.copy()
    total = copy.get("rab-TOTAL_FORMS", "0")
    copy["rab-TOTAL_FORMS"] = str((int(total[:4]) if total.isdecimal() else 0) + 3)
    return copy


@login_required
@require_POST
def option_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an option out of a package."""
    option = get_object_or_404(queries.options_visible_to(request.actor), pk=pk)
    actions.remove_option(option=option, by=request.actor)
    messages.success(request, _("Pilihan dihapus."))
    return redirect("needs:package-edit", option.package_id)


@login_required
@require_POST
def package_ready(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a package on the shelf."""
    package = package_of(request, pk)
    version = request.POST.get("version", "")
    actions.make_ready(
        package=package, by=request.actor, version=int(version[:9]) if version.isdecimal() else None
    )
    messages.success(request, _("Kegiatan siap didukung dan tampil di daftar."))
    return redirect("needs:package", pk)


@login_required
def package_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a package off the shelf, with the reason."""
    package = package_of(request, pk)
    rules.can_plan(request.actor, package.village_id).or_raise()
    form = ReasonForm(request.POST or None, initial={"version": package.version})
    if request.method == "POST" and form.is_valid():
        actions.withdraw_package(
            package=package, reason=form.cleaned_data["reason"], by=request.actor
        )
        messages.success(request, _("Kegiatan ditarik dari daftar."))
        return redirect("needs:need", package.need_id)
    context = {"package": package, "form": form, "simulated": package.is_simulated}
    return render(request, "needs/package_withdraw.html", context, status=status_of(form))


@login_required
def package_interest(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that an organisation is interested: one's own, or for the desk any, atas nama."""
    package = package_of(request, pk)
    own = queries.own_sources(request.actor, package)
    is_desk = rules.desk_hat(request.actor, package.village_id) is not None
    may_say = queries.possible_sources(package) if is_desk else own
    if not is_desk and not own:
        refusal(request, package).or_raise()
    form = InterestForm(request.POST or None, organisations=may_say, is_own=not is_desk)
    if request.method == "POST" and form.is_valid():
        actions.record_interest(
            package=package,
            organisation=form.cleaned_data["organisation"],
            note=form.cleaned_data["note"],
            given=form.given(),
            by=request.actor,
        )
        messages.success(request, _("Minat dicatat. Petugas kabupaten/kota dapat melihatnya."))
        return redirect("needs:package", pk)
    context = {
        "package": package,
        "form": form,
        "is_desk": is_desk,
        "simulated": package.is_simulated,
    }
    return render(request, "needs/package_interest.html", context, status=status_of(form))


def refusal(request: ActorRequest, package: Package) -> Verdict:
    """Say why nobody of the person's organisations can say so now."""
    for hat in request.actor.hats:
        verdict = rules.can_record_interest(request.actor, package, hat.organisation_id)
        if not verdict:
            return verdict
    return Verdict(
        allowed=False, reason=_("Minat lembaga Anda sudah dicatat, atau Anda belum berlembaga.")
    )


@login_required
@require_POST
def interest_withdraw(request: ActorRequest, pk: int, interest_pk: int) -> HttpResponse:
    """Take an interest back."""
    package = package_of(request, pk)
    rows = queries.interests_visible_to(request.actor, package)
    actions.withdraw_interest(interest=get_object_or_404(rows, pk=interest_pk), by=request.actor)
    messages.success(request, _("Minat ditarik."))
    return redirect("needs:package", pk)


def weights(request: ActorRequest, code: str) -> HttpResponse:
    """Show how priority is weighed in a kabupaten/kota; its desk may change it, with a reason."""
    regency = get_object_or_404(Region, pk=code, level=2)
    now = queries.weights_of([code])[code]
    can_set = rules.can_set_weights(request.actor, code)
    form = WeightsForm(request.POST or None, initial=now.columns())
    if request.method == "POST":
        can_set.or_raise()
        if form.is_valid():
            actions.set_priority_weights(
                regency=regency,
                weights=form.weights(),
                reason=form.cleaned_data["reason"],
                by=request.actor,
            )
            messages.success(request, _("Bobot baru dicatat dan urutan dihitung ulang."))
            return redirect("needs:weights", code)
    history = PriorityWeights.objects.filter(regency=regency).select_related("set_by")
    context = {
        "regency": regency,
        "form": form,
        "now": now,
        "can_set": can_set,
        "history": history[:20],
    }
    return render(request, "needs/weights.html", context, status=status_of(form))
