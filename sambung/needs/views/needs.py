"""One need, and the lists of them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Verdict
from sambung.needs import queries, rules
from sambung.needs.forms import NeedFilter, check_words
from sambung.needs.lifecycle import EDITABLE, steps_from
from sambung.needs.models import Need, NeedState, NeedStep, Package
from sambung.needs.views.asking import ActorRequest, need_of
from sambung.needs.views.drawing import rail_of, village_map
from sambung.needs.views.files import Column, answer_file
from sambung.parties import queries as parties
from sambung.parties.queries import on_behalf_of
from sambung.parties.rules import can_create_guest_link
from sambung.ui.formats import count, full_date, rupiah

PER_PAGE = 20
FIRST_ORDER = "langkah"
ORDERS = {
    "menunggu": ("state_since", "pk"),
    "orang": ("people", "pk"),
    "nama": ("title", "pk"),
}
# The steps a person takes on the page of a need: (step, address, words, kind of button).
BUTTONS = [
    ("send", "needs:need-send", gettext_lazy("Lihat dan kirim"), ""),
    ("resend", "needs:need-send", gettext_lazy("Lihat dan kirim lagi"), ""),
    ("verify_desk", "needs:need-verify-desk", gettext_lazy("Periksa di meja"), ""),
    ("verify_field", "needs:need-verify-field", gettext_lazy("Catat pemeriksaan lapangan"), ""),
    ("return", "needs:need-return", gettext_lazy("Kembalikan dengan alasan"), "two"),
    ("set_not_now", "needs:need-not-now", gettext_lazy("Belum dapat dilanjutkan"), "plain"),
    ("reopen", "needs:need-reopen", gettext_lazy("Buka kembali"), ""),
    ("take_up_again", "needs:need-take-up", gettext_lazy("Lanjutkan lagi"), ""),
    ("withdraw", "needs:need-withdraw", gettext_lazy("Tarik usulan"), "plain"),
]


@login_required
def need(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a need: where it stands and why, all it says, and what may be done next."""
    need = need_of(request, pk)
    package = Package.objects.filter(need=need).first()
    if package is not None:
        shown = queries.packages_visible_to(request.actor).filter(pk=package.pk)
        package = shown.first()
    context = {
        "need": need,
        "crumbs": [(_("Usulan"), reverse("needs:need-list")), (_("Nomor %d") % need.pk, "")],
        "rail": rail_of(need),
        "steps": [step_row(step) for step in queries.steps_of(need)],
        "buttons": buttons_of(request, need),
        "facts": facts_of(need),
        "carried": carried_of(need),
        "completeness": queries.completeness_of([need])[need.pk],
        "photos": need.photos.select_related("file"),
        "map": village_map(need),
        "package": package,
        "duplicates": duplicates_for(request, need),
        "can_draft": can_draft(request, need),
        "can_edit": rules.can_edit(request.actor, need),
        "on_behalf": on_behalf_of("needs.need", [need.pk]).get(need.pk),
        "may_guest": may_send_guest_link(request, need),
        "what_next": what_next(need),
        "tasks": parties.task_rows(parties.tasks_about(request.actor, "needs.need", need.pk)),
        "share": None if need.state == NeedState.DRAFT else queries.share_text(need),
        "simulated": need.is_simulated,
    }
    return render(request, "needs/need.html", context)


def may_send_guest_link(request: ActorRequest, need: Need) -> bool:
    """Return whether the person may let the proposer go on without an account, by a guest link."""
    if rules.is_proposer(request.actor, need):
        return False
    has_people = parties.has_people(need.proposer_id)
    return bool(
        can_create_guest_link(request.actor, need.proposer, "member", has_people=has_people)
    )


def step_row(step: NeedStep) -> dict[str, Any]:
    """Return a step of the timeline as the page shows it."""
    back = {NeedState.RETURNED, NeedState.NOT_NOW, NeedState.WITHDRAWN}
    is_back = step.to_state in back
    return {
        "step": step,
        "kind": "stop" if step.to_state == NeedState.NOT_NOW else "back" if is_back else "",
        "checks": check_words(step.checks),
    }


def buttons_of(request: ActorRequest, need: Need) -> list[dict[str, Any]]:
    """Return the steps the person may take now, in order; the first is the main one."""
    possible = {step.name: step for step in steps_from(need.state)}
    rows = []
    for name, address, words, kind in BUTTONS:
        step = possible.get(name)
        if step is not None and rules.can_take(request.actor, need, step):
            rows.append({"address": address, "words": words, "kind": kind})
    return rows


def can_draft(request: ActorRequest, need: Need) -> Verdict:
    """Say whether the person may make a package of the need now."""
    if need.state != NeedState.FIELD_VERIFIED:
        return Verdict(allowed=False)
    return rules.can_plan(request.actor, need.village_id or "")


def duplicates_for(request: ActorRequest, need: Need) -> list[Need]:
    """Return needs that may be the same, while the need is still at the desk."""
    is_early = need.state in EDITABLE | {NeedState.SENT, NeedState.DESK_VERIFIED}
    if not is_early:
        return []
    shown = set(queries.visible_to(request.actor).values_list("pk", flat=True))
    return [other for other in queries.duplicates_of(need) if other.pk in shown]


def what_next(need: Need) -> str:
    """Say in one sentence what happens next, and by when it was promised."""
    due = full_date(need.answer_due_on) if need.answer_due_on else ""
    words = {
        NeedState.DRAFT: _("Lengkapi lalu kirim; isian tersimpan sendiri."),
        NeedState.SENT: _("Petugas kabupaten/kota menjawab paling lambat %s.") % due,
        NeedState.RETURNED: _("Pengusul memperbaiki lalu mengirim lagi; isian tetap ada."),
        NeedState.DESK_VERIFIED: _("Berikutnya petugas datang memeriksa di lapangan."),
        NeedState.FIELD_VERIFIED: _("Berikutnya petugas menyusun kegiatan dengan rincian biaya."),
        NeedState.READY: _("Kegiatannya dapat dilihat calon mitra dan masuk perencanaan."),
        NeedState.INVITED: _("Calon mitra diajak; jawaban mereka muncul di sini."),
        NeedState.IN_PARTNERSHIP: _("Dikerjakan bersama para pihak dalam kemitraan."),
        NeedState.SERVED: _("Warga sudah terlayani; sarananya tetap dipantau."),
        NeedState.WITHDRAWN: _("Usulan ditarik pengusulnya; dapat dilanjutkan lagi."),
        NeedState.NOT_NOW: _("Dapat dibuka kembali bila keadaannya berubah."),
    }
    return words[NeedState(need.state)]


def facts_of(need: Need) -> list[tuple[str, str]]:
    """Return what the need says of today's service, as (question, answer)."""
    months = _("%d bulan dalam setahun") % len(need.dry_months) if need.dry_months else ""
    far = count(need.distance_m, "m") if need.distance_m is not None else ""
    rows = [
        (_("Layanan"), need.get_service_display()),
        (_("Yang belum terlayani"), queries.who_words(need)),
        (_("Air sekarang dari"), need.get_source_now_display()),
        (_("Jarak sekali jalan"), far),
        (_("Kering"), months),
        (_("Sanitasi sekarang"), need.get_sanitation_now_display()),
        (_("Cuci tangan sekarang"), need.get_hygiene_now_display()),
    ]
    return [(question, str(answer)) for question, answer in rows if answer]


def carried_of(need: Need) -> list[tuple[str, str]]:
    """Return what people and village would carry, as (what, how much)."""
    unknown = _("jumlahnya belum disebut")
    labour = count(need.labour_person_days, _("hari orang")) if need.labour_person_days else ""
    cash = _("%s per KK") % rupiah(need.cash_per_household_rp) if need.cash_per_household_rp else ""
    papers = [need.get_land_owner_display(), need.get_land_letter_display()]
    land = ", ".join(str(part) for part in papers if part)
    funds = rupiah(need.village_funds_rp) if need.village_funds_rp else ""
    fee = _("%s per KK per bulan") % rupiah(need.monthly_fee_rp) if need.monthly_fee_rp else ""
    rows = [
        (need.has_labour, _("Tenaga gotong royong"), labour or unknown),
        (need.has_cash, _("Uang tunai warga"), cash or unknown),
        (need.has_materials, _("Bahan setempat"), need.materials_note or unknown),
        (need.has_land, _("Tanah"), land or _("pemilik dan suratnya belum disebut")),
        (need.has_village_funds, _("Dana desa"), funds or unknown),
        (bool(fee), _("Iuran"), fee),
        (bool(need.operator_name), _("Pengelola"), need.operator_name),
    ]
    return [(what, how) for is_given, what, how in rows if is_given]


def filtered(request: ActorRequest) -> tuple[NeedFilter, QuerySet[Need]]:
    """Return the filter of the list and the rows it keeps, in the order asked."""
    districts = queries.districts_of(queries.reading_codes(request.actor))
    chosen = NeedFilter(request.GET, queries.visible_to(request.actor), districts=districts)
    order = request.GET.get("urut", FIRST_ORDER)
    if order.lstrip("-") not in ORDERS:
        return chosen, queries.by_next_step(chosen.qs)
    columns = ORDERS[order.lstrip("-")]
    # Waiting longest first means the earliest date: the sign is turned for this one.
    is_down = order.startswith("-") != (order.lstrip("-") == "menunggu")
    keys = [f"-{column}" for column in columns] if is_down else list(columns)
    return chosen, chosen.qs.order_by(*keys)


@login_required
def need_list(request: ActorRequest) -> HttpResponse:
    """Show the needs the person may see, narrowed and sorted, twenty at a time."""
    chosen, rows = filtered(request)
    page = Paginator(rows.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("hal"))
    shown = queries.in_order(rows, list(page.object_list))
    context = {
        "filter": chosen,
        "page": page,
        "needs": shown,
        "is_narrowed": any(request.GET.get(name) for name in chosen.filters),
        "waiting": queries.waiting_for(request.actor).count(),
        "can_start": rules.can_start(request.actor),
        "simulated": any(row.is_simulated for row in shown),
        "query": request.GET.urlencode(),
        "order": request.GET.get("urut", FIRST_ORDER),
        "orders": [
            (FIRST_ORDER, _("Langkah berikutnya")),
            ("-menunggu", _("Menunggu terlama")),
            ("-orang", _("Orang terbanyak")),
            ("nama", _("Nama")),
        ],
    }
    return render(request, "needs/need_list.html", context)


@login_required
def need_export(request: ActorRequest, fmt: str) -> HttpResponse:
    """Return the list as it is narrowed now, as CSV or XLSX."""
    _chosen, rows = filtered(request)
    columns: list[Column[Need]] = [
        (_("Nomor"), lambda row: row.pk),
        (_("Judul"), lambda row: row.title),
        (_("Kode desa"), lambda row: row.village_id),
        (_("Desa"), lambda row: row.village.full_name if row.village else ""),
        (_("Layanan"), lambda row: row.get_service_display()),
        (_("Keadaan"), lambda row: row.get_state_display()),
        (_("Sejak"), lambda row: row.state_since),
        (_("Alasan"), lambda row: row.state_reason),
        (_("Jiwa"), lambda row: row.people),
        (_("KK"), lambda row: row.households),
        (_("Pengusul"), lambda row: str(row.proposer)),
        (_("Dijawab paling lambat"), lambda row: row.answer_due_on),
    ]
    return answer_file(fmt, _("usulan"), columns, list(rows[:20_000]))
