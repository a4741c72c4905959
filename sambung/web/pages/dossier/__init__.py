"""The whole dossier of a partnership as one ZIP: summary, tables, documents, photos."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sambung.core.access import Actor
from sambung.partnerships import queries, rules
from sambung.web.pages.dossier import archive, files, summary, tables


class ActorRequest(HttpRequest):
    """A request after the actor middleware."""

    actor: Actor


def dossier(request: ActorRequest, pk: int) -> StreamingHttpResponse:
    """Send everything the actor may read of a partnership; parts are sent while they are read.

    404 for an outsider, the rule's refusal for who sees a published page but not its letters.
    """
    thing = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    ids = queries.organisation_ids_of(thing)
    rules.can_read_letters(request.actor, thing, ids).or_raise()
    name = f"sambung-kemitraan-{thing.pk}-{timezone.localdate():%Y%m%d}"
    response = StreamingHttpResponse(
        archive.streamed(parts(request.actor, pk, name)), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


def parts(actor: Actor, pk: int, folder: str) -> Iterator[archive.Part]:
    """Yield the summary, then every table, then every file, each under the dossier's folder."""
    thing = queries.visible_to(actor).get(pk=pk)
    yield archive.Part(f"{folder}/ringkasan.pdf", summary.pdf_of(thing, actor))
    for table in tables.tables_of(thing, actor):
        yield archive.Part(f"{folder}/tabel/{table.name}.csv", tables.as_csv(table))
    for name, stored in files.files_of(thing, actor):
        yield archive.Part(f"{folder}/{name}", archive.path_of(stored.sha256))
