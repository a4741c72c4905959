"""Keep a file sent with a statement as a document of the partnership."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from sambung.core import audit, files
from sambung.core.access import Actor
from sambung.parties.models import Organisation
from sambung.partnerships.models import Document, Partnership


@transaction.atomic
def keep_evidence(
    *,
    partnership: Partnership,
    upload: "UploadedFile[Any]",
    kind: str,
    title: str,
    organisation: Organisation,
    by: Actor,
) -> Document:
    """Store the file and make it a shared document of the organisation."""
    stored = files.store(upload, owner=partnership, by=by)
    document = Document.objects.create(
        partnership=partnership,
        kind=kind,
        title=title[:200],
        organisation=organisation,
        by_id=by.user_id,
        at=timezone.now(),
        dated_on=timezone.localdate(),
        file=stored,
    )
    audit.record("document.added", document, by=by, scope=partnership, kind=kind)
    return document
