"""Keep documents: add, make, replace by a new edition, lock, share, publish, withdraw."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files, papers, tokens
from sambung.core.access import Actor, Conflict
from sambung.core.models import StoredFile
from sambung.core.papers import Paper
from sambung.parties import actions as parties_actions
from sambung.parties.models import Ground, Organisation
from sambung.partnerships import queries, rules
from sambung.partnerships.models import Document, Partnership

NOT_IN_NAMES = re.compile(r'\s*[:/\\?*"<>|]\s*')  # signs that some offices' disks refuse


@dataclass(frozen=True)
class Body:
    """What a document holds: a file that came in, or a paper with the two files made of it."""

    file: StoredFile
    edited: StoredFile | None = None
    content: dict[str, Any] | None = None


@transaction.atomic
def add_document(
    *,
    partnership: Partnership,
    kind: str,
    title: str,
    upload: "UploadedFile[Any]",
    organisation: Organisation,
    by: Actor,
    number: str = "",
    dated_on: date | None = None,
    subject: models.Model | None = None,
    is_private: bool = False,
    ground: str = "",
    token: str = "",
) -> Document:
    """Keep a document that was brought: PDF, photo or DOCX.

    Raises Refused for whoever may not, FileRefused for a file that is none of these, Conflict for
    a form sent twice; nothing is kept then. What is written for a party that `by` does not speak
    for counts as *atas nama*; its ground is the document itself unless another is given.
    """
    _may_add(by, partnership, organisation, is_private=is_private)
    _spend(token)
    document = _create(
        partnership,
        Body(files.store_document(upload, owner=partnership, by=by)),
        organisation=organisation,
        by=by,
        kind=kind,
        title=title.strip()[:200],
        number=number.strip()[:120],
        dated_on=dated_on,
        is_private=is_private,
        token=token[:64],
        **_subject(subject),
    )
    _for_another(document, by, ground)
    _record("document.added", document, by)
    return document


@transaction.atomic
def make_document(
    *,
    partnership: Partnership,
    kind: str,
    paper: Paper,
    organisation: Organisation,
    title: str,
    by: Actor,
    number: str = "",
    dated_on: date | None = None,
    subject: models.Model | None = None,
    is_private: bool = False,
    token: str = "",
) -> Document:
    """Keep a paper made here with the DOCX and the PDF set from it.

    Raises Refused for whoever may not, Conflict for a form sent twice; nothing is kept then.
    """
    _may_add(by, partnership, organisation, is_private=is_private)
    _spend(token)
    document = _create(
        partnership,
        body_of(paper, owner=partnership, by=by, name=title),
        organisation=organisation,
        by=by,
        kind=kind,
        title=title.strip()[:200],
        number=number.strip()[:120],
        dated_on=dated_on,
        is_private=is_private,
        token=token[:64],
        **_subject(subject),
    )
    _for_another(document, by)
    _record("document.made", document, by)
    return document


@transaction.atomic
def replace_document(
    *,
    document: Document,
    by: Actor,
    upload: "UploadedFile[Any] | None" = None,
    paper: Paper | None = None,
    title: str = "",
    number: str = "",
    dated_on: date | None = None,
    token: str = "",
) -> Document:
    """Bring the next edition; the one before stays with whatever was verified or signed on it.

    The new edition is neither locked, verified nor public. Raises Conflict when another edition
    came meanwhile: of two at once one wins.
    """
    ids = queries.organisation_ids_of(document.partnership)
    rules.can_replace_document(by, document, ids).or_raise()
    _spend(token)
    _change(document, {}, is_latest=False)
    named = title.strip()[:200] or document.title
    edition = _create(
        document.partnership,
        _body(document.partnership, upload, paper, by, named),
        organisation=document.organisation,
        by=by,
        kind=document.kind,
        title=named,
        number=number.strip()[:120] or document.number,
        dated_on=dated_on or document.dated_on,
        is_private=document.is_private,
        edition=document.edition + 1,
        replaces=document,
        subject_label=document.subject_label,
        subject_id=document.subject_id,
        token=token[:64],
    )
    _for_another(edition, by)
    _record("document.replaced", edition, by)
    return edition


def lock_document(document: Document) -> Document:
    """Hold this edition as it is: something verified or signed rests on it. Twice is once.

    Call inside the transaction of the act that rests on it. Raises Conflict for one withdrawn.
    """
    Document.objects.filter(
        pk=document.pk, locked_at__isnull=True, withdrawn_at__isnull=True
    ).update(locked_at=timezone.now())
    document.refresh_from_db(fields=["locked_at", "withdrawn_at"])
    if document.locked_at is None:
        raise Conflict(_("Dokumen ini sudah ditarik. Pilih bukti lain."))
    return document


@transaction.atomic
def share_document(*, document: Document, by: Actor) -> Document:
    """Open a draft to the parties; from then on it is no longer its organisation's own."""
    rules.can_share_document(by, document).or_raise()
    _change(document, {"is_private": True}, is_private=False)
    _record("document.shared", document, by)
    return document


@transaction.atomic
def publish_document(*, document: Document, by: Actor, is_public: bool = True) -> Document:
    """Let the public read the document on a published partnership, or take that back."""
    rules.can_publish_document(by, document).or_raise()
    _change(document, {"is_private": False}, is_published=is_public)
    _record("document.published" if is_public else "document.unpublished", document, by)
    return document


@transaction.atomic
def withdraw_document(*, document: Document, reason: str, by: Actor) -> Document:
    """Withdraw a document with a reason; it stays readable as withdrawn, and is never public."""
    rules.can_withdraw_document(by, document, reason).or_raise()
    _change(
        document,
        {"locked_at__isnull": True},
        withdrawn_at=timezone.now(),
        withdrawal_reason=reason.strip()[:300],
        is_published=False,
    )
    _record("document.withdrawn", document, by, reason=reason.strip()[:300])
    return document


def body_of(paper: Paper, *, owner: models.Model, by: Actor, name: str) -> Body:
    """Return the two files set from a paper, kept for their owner."""
    pictures, name = queries.picture_bytes(paper), NOT_IN_NAMES.sub(" ", name)
    pdf = files.Content(
        papers.pdf(paper, pictures=pictures),
        "application/pdf",
        files.clean_name(f"{name}.pdf", "application/pdf"),
    )
    docx = files.Content(
        papers.docx(paper, pictures=pictures), files.DOCX, files.clean_name(f"{name}.x", files.DOCX)
    )
    return Body(
        files.keep(pdf, owner=owner, by=by),
        files.keep(docx, owner=owner, by=by),
        papers.to_json(paper),
    )


def _body(
    partnership: Partnership,
    upload: "UploadedFile[Any] | None",
    paper: Paper | None,
    by: Actor,
    name: str,
) -> Body:
    """Return what the next edition holds."""
    if paper is not None:
        return body_of(paper, owner=partnership, by=by, name=name)
    if upload is None:
        raise Conflict(_("Pilih berkas edisi baru."))
    return Body(files.store_document(upload, owner=partnership, by=by))


def _may_add(
    by: Actor, partnership: Partnership, organisation: Organisation, *, is_private: bool
) -> None:
    """Raise Refused for whoever may not add a document of this organisation."""
    ids = queries.organisation_ids_of(partnership)
    rules.can_add_document(by, partnership, organisation, ids, is_private=is_private).or_raise()


def _create(partnership: Partnership, body: Body, *, by: Actor, **facts: Any) -> Document:
    """Write the row of one edition."""
    return Document.objects.create(
        partnership=partnership,
        file=body.file,
        edited=body.edited,
        content=body.content,
        by_id=by.user_id,
        at=timezone.now(),
        **facts,
    )


def _change(document: Document, seen: dict[str, Any], **changes: Any) -> None:
    """Write the changes if the document still is as it was seen, is the latest, and stands."""
    standing = {"is_latest": True, "withdrawn_at__isnull": True}
    changed = Document.objects.filter(pk=document.pk, **{**standing, **seen}).update(**changes)
    if not changed:
        raise Conflict(_("Dokumen ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    document.refresh_from_db()


def _for_another(document: Document, by: Actor, ground: str = "") -> None:
    """Mark as *atas nama* what was written for a party that `by` does not speak for."""
    if rules.speaks_for(by, document.organisation_id):
        return
    parties_actions.record_on_behalf(
        subject=document,
        organisation=document.organisation,
        by=by,
        ground=ground or Ground.LETTER,
        stored=document.file,
        summary=[(_("Dokumen"), document.title), (_("Kemitraan"), document.partnership.title)],
    )


def _record(verb: str, document: Document, by: Actor, **data: str) -> None:
    """Write the entry; a draft shows on no page but its own, so that nobody learns of it."""
    scope = document if document.is_private else document.partnership
    facts: dict[str, Any] = {"kind": document.kind, "edition": document.edition, **data}
    audit.record(verb, document, by=by, scope=scope, **facts)


def _subject(subject: models.Model | None) -> dict[str, str]:
    """Return the thing a document belongs to, by label and id."""
    if subject is None:
        return {}
    return {"subject_label": audit.label_of(subject)[:40], "subject_id": str(subject.pk)}


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
