"""Let the rows that were looked over go in: all in one transaction, or none."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.jobs import Work
from sambung.exchange import queries, rules
from sambung.exchange.actions.becoming import BECOMING, Arrivals
from sambung.exchange.actions.reading import mark_known, set_state
from sambung.exchange.actions.starting import enqueue, forget_file, move
from sambung.exchange.models import COMMIT_JOB, ImportRun, ImportState
from sambung.parties.actions import GroundGiven, notify
from sambung.parties.actions.once import once
from sambung.parties.models import User
from sambung.parties.queries import actor_for


@transaction.atomic
def request_commit(
    *, run: ImportRun, given: GroundGiven, by: Actor, version: int, token: str = ""
) -> ImportRun:
    """Have the sound rows put in, on the ground given once for all of them.

    Refuses while no row is ready; rows with faults stay outside, whole.
    """
    rules.can_commit(by, run).or_raise()
    once(token)
    if not run.counts.get("ready"):
        raise Refused(_("Tidak ada baris yang dapat dimasukkan."))
    move(
        run,
        ImportState.IMPORTING,
        version=version,
        ground_kind=given.ground,
        ground=given.note.strip(),
        reason="",
    )
    enqueue(run, COMMIT_JOB, user_id=by.user_id or 0)
    audit.record("import.commit_requested", run, by=by, ground=given.ground)
    return run


def commit_rows(work: Work, *, run_id: int, user_id: int) -> None:
    """The job: put the rows in and end the import, in one transaction; a refusal leaves nothing."""
    run = ImportRun.objects.select_related("organisation", "region").get(pk=run_id)
    if run.state != ImportState.IMPORTING:
        return
    by = actor_for(User.objects.get(pk=user_id), worn_id=run.organisation_id)
    try:
        with work.effects():
            put_in(run, by)
    except (Refused, Conflict) as refusal:
        with work.effects():
            back = ImportState.PREVIEW
            set_state(run, ImportState.IMPORTING, back, reason=refusal.reason[:500])


def put_in(run: ImportRun, by: Actor) -> None:
    """Write every sound row down in the registers, and on the import what came of it."""
    mark_known(run)
    arrivals = Arrivals(run, by, GroundGiven(run.ground_kind, run.ground))
    kinds = {sheet.kind for sheet in queries.sheets_of(run)}
    came_in = {
        str(kind): count
        for kind, become in BECOMING.items()
        if kind in kinds and (count := become(arrivals))
    }
    counts = {**queries.counted(run), "came_in": came_in, "made": arrivals.made, **arrivals.also}
    counts["contacts"] = arrivals.contacts
    now = timezone.now()
    if not set_state(
        run, ImportState.IMPORTING, ImportState.DONE, counts=counts, done_at=now, reason=""
    ):
        raise Conflict(_("Impor ini baru saja diubah. Muat ulang halamannya."))
    if run.has_nik:
        forget_file(run)
    audit.record("import.committed", run, by=by, came_in=came_in)
    notify(
        text=lambda: _("Impor %(name)s selesai.") % {"name": run.file_name[:120]},
        url=reverse("exchange:import", args=[run.pk]),
        users=[run.created_by],
    )
