"""Bring a file, bring it again mended, or give the import up."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.core import audit, files, jobs
from sambung.core.access import Actor, Conflict, Refused
from sambung.exchange import lifecycle, rules
from sambung.exchange.models import READ_JOB, ImportRow, ImportRun, ImportSheet, ImportState
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation


@transaction.atomic
def start_import(*, upload: "UploadedFile[Any]", by: Actor, token: str = "") -> ImportRun:
    """Keep a table somebody brought and have it read; names will be sought in their own region.

    Raises FileRefused, and keeps nothing, when the file is no table or too large.
    """
    rules.can_import(by).or_raise()
    once(token)
    if by.worn is None or by.user_id is None:
        raise Refused(_("Masuk dahulu untuk memasukkan data dari Excel."))
    owner = Organisation.objects.select_related("region").get(pk=by.worn.organisation_id)
    run = ImportRun(organisation=owner, region=owner.region, created_by_id=by.user_id)
    run.is_simulated = owner.is_simulated
    run.save()
    take_file(run, upload, by=by)
    audit.record("import.started", run, by=by, sha256=run.sha256)
    return run


@transaction.atomic
def return_file(
    *, run: ImportRun, upload: "UploadedFile[Any]", by: Actor, version: int, token: str = ""
) -> ImportRun:
    """Take the mended file in place of the first; its columns are read as they were matched."""
    rules.can_correct(by, run).or_raise()
    once(token)
    move(run, ImportState.READING, version=version)
    ImportRow.objects.filter(sheet__run=run).delete()
    forget_file(run)
    take_file(run, upload, by=by)
    audit.record("import.file_returned", run, by=by, sha256=run.sha256)
    return run


def take_file(run: ImportRun, upload: "UploadedFile[Any]", *, by: Actor) -> None:
    """Keep the file as the import's own and have it read."""
    stored = files.store_table(upload, owner=run, by=by)
    run.file, run.file_name, run.sha256 = stored, stored.name, stored.sha256
    run.save(update_fields=["file", "file_name", "sha256"])
    enqueue(run, READ_JOB)


def enqueue(run: ImportRun, name: str, **arguments: int) -> None:
    """Put a job of the import into the queue; the page follows it."""
    run.job_id = jobs.enqueue(
        name, unique_key=None, after=None, most_attempts=3, run_id=run.pk, **arguments
    ).pk
    ImportRun.objects.filter(pk=run.pk).update(job_id=run.job_id)


def move(run: ImportRun, to: str, *, version: int | None = None, **changes: object) -> ImportRun:
    """Take an import one step on its road; Conflict when somebody took one meanwhile."""
    held = ImportRun.objects.filter(pk=run.pk, state=run.state)
    if version is not None:
        held = held.filter(version=version)
    fits = lifecycle.may_move(run.state, to)
    if not fits or not held.update(state=to, version=F("version") + 1, **changes):
        raise Conflict(_("Impor ini baru saja diubah. Muat ulang halamannya."))
    run.refresh_from_db()
    return run


@transaction.atomic
def drop_import(*, run: ImportRun, by: Actor) -> ImportRun:
    """Give an import up before anything went in: its file and its rows are erased."""
    rules.can_drop(by, run).or_raise()
    if run.job_id is not None:
        jobs.cancel(run.job_id)
    run.refresh_from_db()
    move(run, ImportState.DROPPED)
    ImportRow.objects.filter(sheet__run=run).delete()
    ImportSheet.objects.filter(run=run).update(samples=[])
    forget_file(run)
    audit.record("import.dropped", run, by=by)
    return run


def forget_file(run: ImportRun) -> None:
    """Take the file off the import; the sweep of files deletes its bytes once no row names it."""
    stored = run.file
    if stored is not None:
        ImportRun.objects.filter(pk=run.pk).update(file=None)
        run.file = None
        stored.delete()
