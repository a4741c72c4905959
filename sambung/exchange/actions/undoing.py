"""Take out what an import brought, as long as nothing was built on it."""

from django.db import transaction
from django.utils import timezone

from sambung.activities.actions.bulk import remove_activities_of_run
from sambung.core import audit
from sambung.core.access import Actor
from sambung.exchange import queries, rules
from sambung.exchange.actions.starting import move
from sambung.exchange.models import ImportRun, ImportState
from sambung.needs.actions import unreceive_needs
from sambung.needs.models import Need
from sambung.parties.models import Contact, Offer, OnBehalf, Organisation

NEED, OFFER, CONTACT, ORGANISATION = (
    model._meta.label_lower for model in (Need, Offer, Contact, Organisation)
)


@transaction.atomic
def undo_import(*, run: ImportRun, by: Actor, version: int, reason: str = "") -> ImportRun:
    """Take everything out that the import brought; the rows stay on the import, to look at.

    Refuses, naming what was built on it, when somebody went on with any of it.
    """
    rules.can_undo(by, run, queries.built_on(run)).or_raise()
    move(run, ImportState.UNDONE, version=version, undone_at=timezone.now(), reason=reason[:500])
    removed = {
        "activities": remove_activities_of_run(run=run, by=by),
        "needs": remove_needs(run, by),
        "offers": remove_offers(run),
        "organisations": remove_organisations(run),
    }
    queries.rows_of(run).exclude(subject_id="").update(subject_label="", subject_id="")
    audit.record("import.undone", run, by=by, reason=reason, removed=removed)
    return run


def remove_needs(run: ImportRun, by: Actor) -> int:
    """Take the proposals out."""
    needs = list(Need.objects.filter(pk__in=queries.brought(run, NEED)))
    return unreceive_needs(needs=needs, by=by)


def remove_offers(run: ImportRun) -> int:
    """Take the drafts of offers out, with the note that they were written atas nama."""
    keys = queries.brought(run, OFFER)
    OnBehalf.objects.filter(subject_label=OFFER, subject_id__in=[str(key) for key in keys]).delete()
    Offer.objects.filter(pk__in=keys).delete()
    return len(keys)


def remove_organisations(run: ImportRun) -> int:
    """Take contacts and companies out that came with companies' rows and that nobody else uses."""
    Contact.objects.filter(pk__in=brought_contacts(run)).delete()
    made = set(run.counts.get("made", []))
    idle = made - queries.in_use(Organisation, made)
    Organisation.objects.filter(pk__in=idle).delete()
    return len(idle)


def brought_contacts(run: ImportRun) -> list[int]:
    """Return the contacts that came with the import: rows hold theirs, or their company's."""
    since = Contact.objects.filter(organisation__in=queries.brought(run, ORGANISATION))
    own = since.filter(kept_by_id=run.organisation_id).values_list("pk", flat=True)
    return [*queries.brought(run, CONTACT), *own]
