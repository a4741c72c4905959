"""Documents of a partnership: who sees which, their editions, and the bytes of their pictures."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sambung.core import files
from sambung.core.access import Actor
from sambung.core.audit import label_of
from sambung.core.papers import Paper
from sambung.core.papers.saying import pictures_in
from sambung.parties.models import OnBehalf
from sambung.partnerships import rules
from sambung.partnerships.models import Document, DocumentKind, Partnership
from sambung.partnerships.queries.page import organisation_ids_of


def documents_visible_to(
    actor: Actor, partnership: Partnership, party_organisation_ids: Collection[int] | None = None
) -> QuerySet[Document]:
    """Return every edition the actor may see of a partnership that the actor sees.

    Drafts only their own organisation; parties and the desk the rest; others what is published.
    """
    ids = party_organisation_ids
    if ids is None:
        ids = organisation_ids_of(partnership)
    reads = bool(rules.can_read_letters(actor, partnership, ids))
    seen = Q(is_private=False) if reads else Q(is_published=True, withdrawn_at__isnull=True)
    own = set(actor.organisation_ids)
    if actor.link_organisation_id is not None:
        own.add(actor.link_organisation_id)
    if own:
        seen |= Q(organisation_id__in=own)
    rows = Document.objects.filter(seen, partnership=partnership)
    return rows.select_related("organisation", "file", "edited", "partnership")


def documents_of(
    partnership: Partnership,
    actor: Actor,
    party_organisation_ids: Collection[int] | None = None,
) -> QuerySet[Document]:
    """Return the latest edition of each document the actor may see, newest first.

    One query when the parties' organisations are given, else two.
    """
    return documents_visible_to(actor, partnership, party_organisation_ids).filter(is_latest=True)


def editions_of(document: Document, actor: Actor) -> list[Document]:
    """Return the editions of a document that the actor may see, newest first."""
    rows = {row.pk: row for row in documents_visible_to(actor, document.partnership)}
    follows = {row.replaces_id: row for row in rows.values() if row.replaces_id}
    newest = document
    while newest.pk in follows:
        newest = follows[newest.pk]
    chain: list[Document] = []
    current: Document | None = newest
    while current is not None:
        chain.append(current)
        current = rows.get(current.replaces_id) if current.replaces_id else None
    return chain


def document_on_behalf(document: Document) -> OnBehalf | None:
    """Return the record that it was written in the name of its organisation, or None."""
    return (
        OnBehalf.objects.filter(
            subject_label=label_of(document),
            subject_id=str(document.pk),
            replaced_at__isnull=True,
        )
        .select_related("recorded_in")
        .first()
    )


def state_words(document: Document) -> tuple[str, str]:
    """Return the state of an edition: the kind of badge and its words."""
    if document.withdrawn_at is not None:
        return "none", _("ditarik")
    if document.is_private:
        return "due", _("konsep")
    if not document.is_latest:
        return "none", _("edisi lama")
    if document.locked_at is not None:
        return "ok", _("menjadi dasar")
    if document.is_published:
        return "info", _("terbit")
    return "info", _("untuk para pihak")


@dataclass(frozen=True)
class DocumentRow:
    """One document as a list shows it."""

    document: Document
    kind: str
    badge: str
    state: str


def document_rows(documents: Collection[Document]) -> list[DocumentRow]:
    """Return the rows of a list; costs no query when the documents are loaded."""
    labels = dict(DocumentKind.choices)
    return [
        DocumentRow(document, str(labels.get(document.kind, document.kind)), *state_words(document))
        for document in documents
    ]


def picture_bytes(paper: Paper) -> dict[str, bytes]:
    """Return the bytes of the pictures a paper names by their hash; what is gone is left out."""
    paths = {name: files.path_of(name) for name in pictures_in(paper)}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
