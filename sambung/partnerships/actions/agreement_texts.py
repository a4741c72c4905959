"""Freeze the text of an agreement into DOCX and PDF of one paper, or take one from outside."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sambung.core import audit, files, papers
from sambung.core.access import Actor, Conflict
from sambung.core.models import StoredFile
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.agreement_hold import hold, scope_of, spend
from sambung.partnerships.models import Agreement, AgreementState, AgreementText
from sambung.partnerships.queries.agreement_facts import Ground, amount_of

TEXT_STATES = (AgreementState.DRAFT,)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@transaction.atomic
def freeze_text(
    *, agreement: Agreement, by: Actor, note: str = "", token: str = ""
) -> AgreementText:
    """Keep the text as it reads now, with its DOCX and PDF, as the next version."""
    _may_edit(agreement, by)
    spend(token)
    hold(agreement, TEXT_STATES)
    ground = queries.ground_of(agreement)
    if not ground.signatories:
        raise Conflict(_("Tentukan dahulu penanda tangan setiap pihak; mereka disebut di naskah."))
    paper = queries.paper_of(ground, queries.clauses_of(agreement))
    name = slugify(agreement.title)[:80] or "perjanjian"
    pdf = _keep(papers.pdf(paper), "application/pdf", f"{name}.pdf", agreement, by)
    docx = _keep(papers.docx(paper), DOCX, f"{name}.docx", agreement, by)
    text = _create(agreement, ground, by, note, pdf=pdf, docx=docx, content=papers.to_json(paper))
    audit.record(
        "agreement.frozen",
        agreement,
        by=by,
        scope=scope_of(agreement),
        number=text.number,
        sha256=text.pdf_sha256,
    )
    return text


@transaction.atomic
def upload_text(
    *,
    agreement: Agreement,
    docx: "UploadedFile[Any]",
    pdf: "UploadedFile[Any]",
    by: Actor,
    note: str = "",
    token: str = "",
) -> AgreementText:
    """Keep a DOCX changed outside, with its PDF, as the next version, marked *dari luar*."""
    _may_edit(agreement, by)
    spend(token)
    hold(agreement, TEXT_STATES)
    kept_docx = files.store_document(docx, owner=agreement, by=by)
    kept_pdf = files.store(pdf, owner=agreement, by=by)
    if kept_docx.kind != DOCX or kept_pdf.kind != "application/pdf":
        raise files.FileRefused(_("Unggah naskah DOCX dan PDF-nya, masing-masing di tempatnya."))
    ground = queries.ground_of(agreement)
    text = _create(agreement, ground, by, note, pdf=kept_pdf, docx=kept_docx, is_from_outside=True)
    audit.record(
        "agreement.uploaded",
        agreement,
        by=by,
        scope=scope_of(agreement),
        number=text.number,
        sha256=text.pdf_sha256,
    )
    return text


def _may_edit(agreement: Agreement, by: Actor) -> None:
    """Raise Refused unless the actor may edit the text."""
    party_ids = queries.organisation_ids_of(agreement.partnership)
    rules.can_edit_text(by, agreement, party_ids).or_raise()


def _keep(data: bytes, kind: str, name: str, agreement: Agreement, by: Actor) -> StoredFile:
    """Write rendered bytes under their hash."""
    return files.keep(files.Content(data, kind, name), owner=agreement, by=by)


def _create(
    agreement: Agreement,
    ground: Ground,
    by: Actor,
    note: str,
    *,
    pdf: StoredFile,
    docx: StoredFile,
    content: dict[str, Any] | None = None,
    is_from_outside: bool = False,
) -> AgreementText:
    """Insert the next version; the amounts it states are frozen with it."""
    last = agreement.texts.aggregate(last=Max("number"))["last"] or 0
    return AgreementText.objects.create(
        agreement=agreement,
        number=last + 1,
        content=content,
        pdf=pdf,
        docx=docx,
        pdf_sha256=pdf.sha256,
        amounts=[[row.pk, amount_of(row)] for row in ground.contributions],
        is_from_outside=is_from_outside,
        note=note.strip()[:300],
        by_id=by.user_id,
        organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
        at=timezone.now(),
    )
