"""Steps of one activity: a check, photos, the BAST, stop, remove, link, ask, publish."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.activities import actions, queries, rules
from sambung.activities.forms import (
    AskForm,
    CheckForm,
    HandOverForm,
    LinkForm,
    PhotoForm,
    ReasonForm,
    VersionForm,
    check_start,
)
from sambung.activities.models import Activity
from sambung.activities.views.asking import (
    ActorRequest,
    activity_of,
    crumbs_of,
    for_known,
    once,
    sent,
)


@dataclass(frozen=True)
class Ask:
    """What a page of one step says: its title, what it is for, and its button."""

    title: str
    lede: str
    button: str
    kind: str = ""


def shown(request: ActorRequest, thing: Activity, form: Form, ask: Ask) -> HttpResponse:
    """Show a form about the activity; wrong input comes back with 422 and what was typed."""
    context = {
        "activity": thing,
        "form": form,
        "ask": ask,
        "crumbs": crumbs_of(thing, ask.title),
        "simulated": thing.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "activities/activity_step.html", context, status=status)


@for_known
def activity_check(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down whether it works and is used, with a photo."""
    thing = activity_of(request, pk)
    rules.can_check(request.actor, thing).or_raise()
    form = CheckForm(*sent(request), initial=check_start(thing))
    if form.is_bound and form.is_valid():
        answer = once(form.cleaned_data["token"], lambda: checked(request, thing, form))
        messages.success(request, _("Pemeriksaan tercatat."))
        return answer
    ask = Ask(
        _("Catat keadaannya sekarang"),
        _("Berfungsi dan dipakai adalah dua hal. Yang tidak dilihat, biarkan belum diketahui."),
        _("Simpan pemeriksaan"),
    )
    return shown(request, thing, form, ask)


def checked(request: ActorRequest, thing: Activity, form: CheckForm) -> Activity:
    """Write the check and return its activity."""
    actions.check_activity(
        activity=thing,
        facts=form.facts(),
        photos=form.photos_given(),
        origin_key=form.cleaned_data["origin_key"],
        token=form.cleaned_data["token"],
        by=request.actor,
    )
    return thing


@for_known
def photo_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add photos of the activity."""
    thing = activity_of(request, pk)
    rules.can_check(request.actor, thing).or_raise()
    form = PhotoForm(*sent(request))
    if form.is_bound and form.is_valid():
        actions.add_photos(activity=thing, photos=form.photos_given(), by=request.actor)
        messages.success(request, _("Foto tersimpan."))
        return redirect(thing)
    lede = _("Foto hanya tampil kepada publik bila ada yang menyetujuinya dan catatannya terbit.")
    return shown(request, thing, form, Ask(_("Tambah foto"), lede, _("Unggah foto")))


@require_POST
@for_known
def photo_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a photo off the activity."""
    photo = get_object_or_404(queries.photos_visible_to(request.actor), pk=pk)
    actions.remove_photo(photo=photo, by=request.actor)
    messages.success(request, _("Foto dihapus."))
    return redirect(photo.activity)


@for_known
def activity_hand_over(request: ActorRequest, pk: int) -> HttpResponse:
    """Record the handover with its number, day and paper."""
    thing = activity_of(request, pk)
    rules.can_hand_over(request.actor, thing).or_raise()
    start = {"version": thing.version, "number": thing.bast_number, "on": thing.bast_on}
    form = HandOverForm(*sent(request), initial=start)
    if form.is_bound and form.is_valid():
        kept = form.cleaned_data
        actions.hand_over(
            activity=thing,
            number=kept["number"],
            on=kept["on"],
            file=kept["file"] or None,
            version=kept["version"],
            by=request.actor,
        )
        messages.success(request, _("Serah terima tercatat."))
        return redirect(thing)
    lede = _("Peresmian bukan serah terima. Yang dicatat di sini berita acaranya (BAST).")
    return shown(request, thing, form, Ask(_("Catat serah terima"), lede, _("Simpan BAST")))


Do = Callable[..., Activity]


def with_reason(request: ActorRequest, thing: Activity, ask: Ask, do: Do) -> HttpResponse:
    """Ask for the reason of a step and take it."""
    form = ReasonForm(request.POST or None, initial={"version": thing.version})
    if form.is_bound and form.is_valid():
        do(
            activity=thing,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.actor,
        )
        messages.success(request, _("Tercatat beserta alasannya."))
        return redirect(thing)
    return shown(request, thing, form, ask)


@for_known
def activity_stop(request: ActorRequest, pk: int) -> HttpResponse:
    """Record that it stopped, and why."""
    thing = activity_of(request, pk)
    rules.can_stop(request.actor, thing).or_raise()
    lede = _("Catatannya tetap ada dan dapat dilanjutkan kapan saja.")
    ask = Ask(_("Kegiatan berhenti"), lede, _("Catat berhenti"), "danger")
    return with_reason(request, thing, ask, actions.stop_activity)


@for_known
def activity_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take it out of the register, and why."""
    thing = activity_of(request, pk)
    rules.can_remove(request.actor, thing).or_raise()
    lede = _("Misalnya tercatat dua kali. Tidak dihitung lagi, tetapi dapat dikembalikan.")
    ask = Ask(_("Keluarkan dari daftar"), lede, _("Keluarkan"), "danger")
    return with_reason(request, thing, ask, actions.remove_activity)


def at_once(request: ActorRequest, pk: int, do: Do, words: str) -> HttpResponse:
    """Take a step that needs no words, from the version the person saw."""
    thing = activity_of(request, pk)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    do(activity=thing, version=version, by=request.actor)
    messages.success(request, words)
    return redirect(thing)


@require_POST
@for_known
def activity_resume(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a stopped activity go on."""
    return at_once(request, pk, actions.resume_activity, _("Kegiatan berjalan lagi."))


@require_POST
@for_known
def activity_restore(request: ActorRequest, pk: int) -> HttpResponse:
    """Bring it back to the register."""
    return at_once(request, pk, actions.restore_activity, _("Kembali ke daftar."))


@require_POST
@for_known
def activity_publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Show it to the public, or take it from there."""
    if request.POST.get("terbit") == "tidak":
        return at_once(request, pk, actions.unpublish_activity, _("Ditarik dari publik."))
    return at_once(request, pk, actions.publish_activity, _("Sekarang tampil untuk publik."))


@for_known
def activity_ask(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask the source to confirm, and to agree that it is public."""
    thing = activity_of(request, pk)
    rules.can_ask_source(request.actor, thing).or_raise()
    has_ground = thing.reported_at is not None or queries.record_of(thing) is not None
    form = AskForm(
        sent(request)[0],
        has_ground=has_ground,
        initial={"to_publish": thing.reported_at is not None},
    )
    if form.is_bound and form.is_valid():
        record = actions.ask_source(
            activity=thing,
            to_publish=form.cleaned_data["to_publish"],
            ground=form.ground_given(),
            by=request.actor,
        )
        messages.success(request, _("Permintaan tercatat. Kirimkan tautannya bila perlu."))
        return redirect("parties:on-behalf", record.pk) if record else redirect(thing)
    lede = _("Sumbernya membaca catatan ini, lalu membenarkan atau mengoreksi, tanpa perlu akun.")
    return shown(request, thing, form, Ask(_("Minta sumbernya membenarkan"), lede, _("Minta")))


@for_known
def activity_link(request: ActorRequest, pk: int) -> HttpResponse:
    """Tie it to a package or a partnership of the same kabupaten/kota."""
    thing = activity_of(request, pk)
    rules.can_lead(request.actor, thing).or_raise()
    choices = queries.links_for(request.actor, thing)
    start = {
        "version": thing.version,
        "package": thing.package_id,
        "partnership": thing.partnership_id,
    }
    form = LinkForm(
        sent(request)[0],
        packages=choices.packages,
        partnerships=choices.partnerships,
        initial=start,
    )
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        actions.link_activity(activity=thing, by=request.actor, **given)
        messages.success(request, _("Tautan tersimpan."))
        return redirect(thing)
    lede = _("Supaya satu pekerjaan tidak terbaca sebagai dua. Kosongkan bila berdiri sendiri.")
    return shown(request, thing, form, Ask(_("Tautkan"), lede, _("Simpan tautan")))
