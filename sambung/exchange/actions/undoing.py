"""Take out what an import brought, as long as nothing was built on it."""

from django.db import transaction
from django.utils import timezone

from sambung.activities.actions.bulk import remove_activities_of_run
from sambung.core import audit
from sambung.core.access import Actor
from sambung.exchange import queries, rules
from sambung.exchange.actions.becoming.companies import ring_source
from sambung.exchange.actions.starting import move
from sambung.exchange.models import ImportRun, ImportState
from sambung.needs.actions import unreceive_needs, unreceive_packages
from sambung.needs.models import Need, Package
from sambung.parties.models import Contact, Offer, OnBehalf, Organisation, RingVillage

NEED, PACKAGE, OFFER = (model._meta.label_lower for model in (Need, Package, Offer))


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
        "packages": remove_packages(run, by),
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


def remove_packages(run: ImportRun, by: Actor) -> int:
    """Take the packages out, with the needs they stand on."""
    packages = Package.objects.filter(pk__in=queries.brought(run, PACKAGE)).select_related("need")
    return unreceive_packages(packages=list(packages), by=by)


def remove_offers(run: ImportRun) -> int:
    """Take the drafts of offers out, with the note that they were written atas nama."""
    keys = queries.brought(run, OFFER)
    OnBehalf.objects.filter(subject_label=OFFER, subject_id__in=[str(key) for key in keys]).delete()
    Offer.objects.filter(pk__in=keys).delete()
    return len(keys)


def remove_organisations(run: ImportRun) -> int:
    """Take contacts and companies out that came with companies' rows and that nobody else uses."""
    Contact.objects.filter(pk__in=run.counts.get("contacts", [])).delete()
    RingVillage.objects.filter(kept_by_id=run.organisation_id, source=ring_source(run)).delete()
    made = set(run.counts.get("made", []))
    idle = made - queries.in_use(Organisation, made)
    Organisation.objects.filter(pk__in=idle).delete()
    return len(idle)
