"""What was built on an import since it went in: as long as there is nothing, it can be undone."""

from typing import Any

from django.db.models import CharField, Exists, ForeignObjectRel, Model, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.activities.models import Activity, ActivityCheck, ActivityPhoto, Recap
from sambung.exchange.models import ImportRow, ImportRun, ImportState
from sambung.needs.models import Need, NeedState, Package, PackageState
from sambung.parties.models import Contact, Membership, Offer, OfferState, OnBehalf
from sambung.regions.models import Region

REGION = Region._meta.label_lower
# What the other side said of a record: its word is not thrown away.
ANSWERED = Q(confirmed_at__isnull=False) | Q(corrected_at__isnull=False)
VERSION_AS_BROUGHT = 2  # of a package: made, and given its one option


def built_on(run: ImportRun) -> list[str]:
    """Name, in words, everything that rests on what the import brought; empty: it can go."""
    if run.state != ImportState.DONE:
        return []
    return [
        *_on_activities(run),
        *_on_needs(run),
        *_on_packages(run),
        *_on_organisations(run),
        *_on_offers(run),
        *_on_figures(run),
    ]


def _on_figures(run: ImportRun) -> list[str]:
    """Figures of villages take the place of earlier ones of the same year: those are not kept."""
    if not ImportRow.objects.filter(sheet__run=run, subject_label=REGION).exists():
        return []
    return [_("angka desa menggantikan angka sebelumnya; perbaiki di halaman wilayahnya")]


def brought(run: ImportRun, label: str) -> list[int]:
    """Return the keys of the things of one kind that the import made."""
    rows = ImportRow.objects.filter(sheet__run=run, subject_label=label).exclude(subject_id="")
    return [int(each) for each in rows.values_list("subject_id", flat=True)]


def _on_activities(run: ImportRun) -> list[str]:
    mine = Activity.objects.filter(origin_run=run.pk)
    if not mine.exists():
        return []
    changed = mine.filter(
        Q(version__gt=1)
        | Q(reported_at__isnull=False)
        | Q(removed_at__isnull=False)
        | Q(has_record(Activity))
        | Q(pk__in=ActivityCheck.objects.filter(activity__origin_run=run.pk).values("activity"))
        | Q(pk__in=ActivityPhoto.objects.filter(activity__origin_run=run.pk).values("activity"))
    )
    words = [_("“%s” sudah diubah atau ditambah") % title for title in titles(changed, "title")]
    return [*words, *_in_recaps(run)]


def _in_recaps(run: ImportRun) -> list[str]:
    years = Activity.objects.filter(origin_run=run.pk).values("year")
    recaps = Recap.objects.filter(
        issued_at__gte=run.done_at, withdrawn_at__isnull=True, year__in=years
    ).filter(Q(region_id=run.region_id) | Q(region__code__startswith=f"{run.region_id}."))
    return [
        _("rekap %(year)s nomor %(number)s sudah terbit") % {"year": year, "number": number}
        for year, number in recaps.values_list("year", "number")[:3]
    ]


def _on_needs(run: ImportRun) -> list[str]:
    keys = brought(run, "needs.need")
    if not keys:
        return []
    needs = Need.objects.filter(pk__in=keys)
    moved = needs.filter(
        ~Q(state__in=[NeedState.SENT, NeedState.DRAFT])
        | Q(version__gt=1)
        | Q(has_record(Need, ANSWERED))
    )
    worked = needs.filter(pk__in=Package.objects.filter(need__in=keys).values("need"))
    return [_("usulan “%s” sudah diproses") % title for title in titles(moved | worked, "title")]


def _on_packages(run: ImportRun) -> list[str]:
    packages = Package.objects.filter(pk__in=brought(run, "needs.package"))
    moved = packages.exclude(state=PackageState.DRAFT, version=VERSION_AS_BROUGHT)
    return [_("kegiatan “%s” sudah diubah") % title for title in titles(moved, "title")]


def _on_organisations(run: ImportRun) -> list[str]:
    keys = brought(run, "parties.organisation")
    if not keys:
        return []
    used = (
        Activity.objects.filter(organisation__in=keys)
        .exclude(origin_run=run.pk)
        .values("organisation__name")
    )
    names = set(used.values_list("organisation__name", flat=True)[:3])
    people = Membership.objects.filter(organisation__in=keys)
    names |= set(people.values_list("organisation__name", flat=True)[:3])
    others = Contact.objects.filter(organisation__in=keys).exclude(
        pk__in=run.counts.get("contacts", [])
    )
    names |= set(others.values_list("organisation__name", flat=True)[:3])
    return [_("%s sudah dipakai catatan lain") % name for name in sorted(names)]


def _on_offers(run: ImportRun) -> list[str]:
    keys = brought(run, "parties.offer")
    if not keys:
        return []
    moved = Offer.objects.filter(pk__in=keys).exclude(state=OfferState.DRAFT).count()
    words = ngettext("%d kesanggupan sudah dibuka", "%d kesanggupan sudah dibuka", moved)
    drafts = Offer.objects.filter(pk__in=keys, state=OfferState.DRAFT)
    changed = drafts.filter(Q(version__gt=1) | Q(has_record(Offer, ANSWERED)))
    said = [_("“%s” sudah diubah atau ditambah") % str(offer) for offer in changed[:3]]
    return [*([words % moved] if moved else []), *said]


def has_record(model: type[Model], answered: Q | None = None) -> Exists:
    """Return the condition that a record atas nama stands beside a row of the table."""
    records = OnBehalf.objects.filter(
        answered or Q(),
        subject_label=model._meta.label_lower,
        subject_id=Cast(OuterRef("pk"), CharField(max_length=40)),
    )
    return Exists(records)


def in_use(model: type[Model], keys: set[int]) -> set[int]:
    """Return which of these rows any other row points at, one question for each kind of arrow."""
    used: set[int] = set()
    for arrow in model._meta.get_fields(include_hidden=True):
        if isinstance(arrow, ForeignObjectRel) and not arrow.many_to_many:  # its own table points
            used |= pointed_at(arrow.related_model, arrow.field.name, keys - used)
    return used


def pointed_at(model: Any, column: str, keys: set[int]) -> set[int]:
    """Return the keys that rows of one table hold in one column."""
    rows = model._base_manager.filter(**{f"{column}__in": keys})
    return set(rows.values_list(f"{column}_id", flat=True))


def titles(rows: "object", column: str) -> list[str]:
    """Return the names of the first few, and that there are more."""
    found = list(rows.values_list(column, flat=True)[:4])  # type: ignore[attr-defined]
    return [*found[:3], *([_("dan lainnya")] if len(found) > 3 else [])]
