"""The documents of a partnership: the list, one document with its editions, and its files."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sambung.core import files, tokens
from sambung.parties.models import Organisation
from sambung.partnerships import actions, queries, rules
from sambung.partnerships.forms import DocumentFilter, DocumentForm, UploadForm, WithdrawForm
from sambung.partnerships.models import Document, DocumentKind, Partnership
from sambung.partnerships.views.asking import ActorRequest, crumbs_of, partnership_of
from sambung.ui import formats

PER_PAGE = 25
ORDERS = {
    "judul": "title",
    "jenis": "kind",
    "milik": "organisation__name",
    "tanggal": "dated_on",
    "edisi": "edition",
}


def document_list(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the documents the actor may see, narrowed and sorted."""
    partnership = partnership_of(request, pk)
    ids = queries.organisation_ids_of(partnership)
    filters = narrowed(request, partnership, ids)
    page = Paginator(ordered(filters.qs, request.GET.get("urut", "")), PER_PAGE).get_page(
        request.GET.get("hal")
    )
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Dokumen")),
        "filters": filters,
        "page": page,
        "rows": queries.document_rows(list(page.object_list)),
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "may_add": bool(rules.can_start_document(request.actor, partnership, ids)),
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/document_list.html", context)


def document_export(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the same rows as XLSX."""
    partnership = partnership_of(request, pk)
    filters = narrowed(request, partnership, queries.organisation_ids_of(partnership))
    rows = queries.document_rows(list(ordered(filters.qs, request.GET.get("urut", ""))))
    response = HttpResponse(
        sheet_of(rows, partnership),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"dokumen-{partnership.pk}-{timezone.localdate():%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def narrowed(request: ActorRequest, partnership: Partnership, ids: list[int]) -> DocumentFilter:
    """Return the filters over what the actor may see."""
    seen = queries.documents_of(partnership, request.actor, ids)
    by_name = seen.order_by("organisation__name")
    owners = by_name.values_list("organisation_id", "organisation__name")
    return DocumentFilter(request.GET, queryset=seen, organisations=list(owners.distinct()))


def ordered(rows: QuerySet[Document], asked: str) -> QuerySet[Document]:
    """Return the rows in the order asked for, else newest first; unknown days come last."""
    field = ORDERS.get(asked.removeprefix("-"))
    if field is None:
        return rows.order_by("-pk")
    key = F(field)
    order = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
    return rows.order_by(order, "-pk")


def sheet_of(rows: list[queries.DocumentRow], partnership: Partnership) -> bytes:
    """Return the workbook: one line a document."""
    heads = [
        *(_("Judul"), _("Jenis"), _("Edisi"), _("Nomor"), _("Tanggal"), _("Milik"), _("Keadaan")),
        *(_("SHA-256"), _("Sifat data")),
    ]
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Dokumen"))
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, line_of(row, partnership))
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 8, 20)
        sheet.freeze_panes(1, 1)
    return out.getvalue()


def line_of(row: queries.DocumentRow, partnership: Partnership) -> list[Any]:
    """Return one line of the workbook."""
    document = row.document
    day = formats.full_date(document.dated_on) if document.dated_on else ""
    return [
        *(document.title, row.kind, document.edition, document.number, day),
        *(document.organisation.name, row.state, document.sha256),
        _("SIMULASI") if partnership.is_simulated else "",
    ]


def document_of(request: ActorRequest, pk: int, document_pk: int) -> Document:
    """Return an edition the actor may see; 404 otherwise."""
    partnership = partnership_of(request, pk)
    return get_object_or_404(
        queries.documents_visible_to(request.actor, partnership), pk=document_pk
    )


def document(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """Show one edition: its files, what rests on it, and the others."""
    thing = document_of(request, pk, document_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    editions = queries.editions_of(thing, request.actor)
    actor = request.actor
    context = {
        "partnership": thing.partnership,
        "crumbs": document_crumbs(thing.partnership, thing.title),
        "document": thing,
        "row": queries.document_rows([thing])[0],
        "editions": queries.document_rows(editions),
        "locked": next((each for each in editions if each.locked_at and each != thing), None),
        "on_behalf": queries.document_on_behalf(thing),
        "may_replace": thing.is_latest and bool(rules.can_replace_document(actor, thing, ids)),
        "may_share": thing.is_latest and bool(rules.can_share_document(actor, thing)),
        "may_publish": thing.is_latest and bool(rules.can_publish_document(actor, thing)),
        "may_withdraw": thing.is_latest and bool(rules.can_withdraw_document(actor, thing)),
        "simulated": thing.partnership.is_simulated,
    }
    return render(request, "partnerships/document.html", context)


def document_crumbs(partnership: Partnership, here: str) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page under the documents."""
    return [
        *crumbs_of(partnership, _("Dokumen"))[:-1],
        (_("Dokumen"), f"{partnership.get_absolute_url()}dokumen/"),
        (here, ""),
    ]


def document_file(request: ActorRequest, pk: int, document_pk: int, form: str) -> FileResponse:
    """Answer with the file, or with the DOCX of one made here, after who may see was asked."""
    thing = document_of(request, pk, document_pk)
    stored = {"docx": thing.edited, "berkas": thing.file}.get(form)
    if stored is None or not files.path_of(stored.sha256).exists():
        raise Http404
    return files.open_file(stored)


@login_required
def document_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Bring a document: what it is, the file, whose it is."""
    partnership = partnership_of(request, pk)
    rules.can_start_document(
        request.actor, partnership, queries.organisation_ids_of(partnership)
    ).or_raise()
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        organisations=owners_of(partnership),
        initial=start_of(request, partnership),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        verdict = rules.can_add_document(
            request.actor,
            partnership,
            given["organisation"],
            queries.organisation_ids_of(partnership),
            is_private=given["is_private"],
        )
        if verdict:
            made = actions.add_document(partnership=partnership, by=request.actor, **given)
            messages.success(request, _("Dokumen disimpan."))
            return redirect(made)
        form.add_error("organisation", verdict.reason)
    return asked(request, partnership, form, "partnerships/document_form.html", _("Tambah dokumen"))


def owners_of(partnership: Partnership) -> QuerySet[Organisation]:
    """Return the organisations whose document it may be."""
    ids = [*queries.organisation_ids_of(partnership), partnership.convener_id or 0]
    return Organisation.objects.filter(pk__in=ids).order_by("name")


def start_of(request: ActorRequest, partnership: Partnership) -> dict[str, Any]:
    """Return what the form starts with: one's own party, and the kind named in the address."""
    mine = {hat.organisation_id for hat in request.actor.hats}
    if request.actor.worn:
        mine = {request.actor.worn.organisation_id} | mine
    own = next((each for each in owners_of(partnership) if each.pk in mine), None)
    kind = request.GET.get("jenis", "")
    start: dict[str, Any] = {"token": tokens.new_token(), "organisation": own}
    if kind in DocumentKind.values:
        start |= {"kind": kind, "title": DocumentKind(kind).label}
    return start


@login_required
def document_replace(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """Bring the next edition of a document."""
    thing = document_of(request, pk, document_pk)
    ids = queries.organisation_ids_of(thing.partnership)
    rules.can_replace_document(request.actor, thing, ids).or_raise()
    start = {"token": tokens.new_token(), "number": thing.number, "dated_on": thing.dated_on}
    form = UploadForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        edition = actions.replace_document(document=thing, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Edisi %s disimpan. Edisi lama tetap ada.") % edition.edition)
        return redirect(edition)
    template = "partnerships/document_replace.html"
    return asked(request, thing.partnership, form, template, _("Edisi baru"), document=thing)


@login_required
def document_withdraw(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """Withdraw a document with a reason."""
    thing = document_of(request, pk, document_pk)
    rules.can_withdraw_document(request.actor, thing).or_raise()
    form = WithdrawForm(request.POST or None, initial={"token": tokens.new_token()})
    if request.method == "POST" and form.is_valid():
        actions.withdraw_document(
            document=thing, reason=form.cleaned_data["reason"], by=request.actor
        )
        messages.success(request, _("Dokumen ditarik dengan alasannya."))
        return redirect(thing)
    template = "partnerships/document_withdraw.html"
    return asked(request, thing.partnership, form, template, _("Tarik dokumen"), document=thing)


@require_POST
@login_required
def document_open(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """Share a draft with the parties, let the public read, or take that back."""
    thing = document_of(request, pk, document_pk)
    asked_for = request.POST.get("untuk", "")
    if asked_for == "pihak":
        actions.share_document(document=thing, by=request.actor)
        messages.success(request, _("Konsep dibagikan kepada para pihak."))
    else:
        actions.publish_document(document=thing, by=request.actor, is_public=asked_for == "umum")
        messages.success(request, published_words(thing))
    return redirect(thing)


def published_words(thing: Document) -> str:
    """Return what to say after publishing, or after taking it back."""
    if not thing.is_published:
        return _("Dokumen tidak lagi terbit.")
    if thing.partnership.is_published:
        return _("Dokumen terbit dan terbaca oleh siapa saja.")
    return _("Dokumen ditandai terbit. Ia terbuka setelah semua pihak setuju kemitraan terbit.")


def asked(
    request: ActorRequest,
    partnership: Partnership,
    form: Any,
    template: str,
    here: str,
    **more: Any,
) -> HttpResponse:
    """Show a form about documents; wrong input comes back with 422 and what was typed."""
    context = {
        "partnership": partnership,
        "form": form,
        "crumbs": document_crumbs(partnership, here),
        "simulated": partnership.is_simulated,
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
