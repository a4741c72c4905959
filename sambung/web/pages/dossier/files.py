"""The files of a dossier: documents, agreements, signed originals, letters, photos."""

import re
from collections.abc import Iterator

from sambung.core.access import Actor
from sambung.core.models import StoredFile
from sambung.delivery.models import ProgressPhoto
from sambung.partnerships import queries
from sambung.partnerships.models import AgreementText, Contribution, Partnership, Signature

Named = tuple[str, StoredFile]


def files_of(partnership: Partnership, actor: Actor) -> Iterator[Named]:
    """Yield (name in the archive, file) of everything the actor may read, each under one name."""
    seen: set[str] = set()
    for folder, title, stored in found(partnership, actor):
        ending = stored.name.rsplit(".", 1)[-1]
        name = f"{folder}/{safe(title)}.{ending}"
        while name in seen:
            name = f"{folder}/{safe(title)}-{stored.pk}.{ending}"
        seen.add(name)
        yield name, stored


def safe(title: str) -> str:
    """Return the title as a file name: letters, digits, spaces and hyphens, at most 80."""
    return re.sub(r"[^\w\s.-]+", " ", title).strip(" .")[:80] or "berkas"


def found(partnership: Partnership, actor: Actor) -> Iterator[tuple[str, str, StoredFile]]:
    """Yield folder, title and file; one query a kind."""
    for document in queries.documents_of(partnership, actor):
        for stored in (document.file, document.edited):
            if stored is not None:
                yield "dokumen", f"{document.title} e{document.edition}", stored
    shared = [row.agreement.pk for row in queries.agreements_of(partnership, actor)]
    yield from of_agreements(shared)
    letters = Contribution.objects.filter(partnership=partnership, letter__isnull=False)
    for row in letters.select_related("letter", "party__organisation"):
        if row.letter is not None:
            yield "surat", f"Surat kesanggupan {row.party}", row.letter
    photos = ProgressPhoto.objects.filter(progress__partnership=partnership)
    for photo in photos.select_related("file", "progress"):
        yield "foto", f"{photo.progress.on} {photo.mark} persen {photo.pk}", photo.file


def of_agreements(agreement_ids: list[int]) -> Iterator[tuple[str, str, StoredFile]]:
    """Yield every version of the agreements, and the originals their signatures were read from."""
    texts = AgreementText.objects.filter(agreement_id__in=agreement_ids)
    for text in texts.select_related("agreement", "pdf", "docx"):
        for stored in (text.pdf, text.docx):
            if stored is not None:
                yield "perjanjian", f"{text.agreement.title} v{text.number}", stored
    signatures = Signature.objects.filter(
        signatory__agreement_id__in=agreement_ids, scan__isnull=False
    )
    for row in signatures.select_related("scan", "signatory__agreement", "signatory__party"):
        if row.scan is not None:
            title = f"{row.signatory.agreement.title} asli {row.signatory.position}"
            yield "perjanjian", title, row.scan
