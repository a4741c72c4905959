"""Who sees which activities; a view has no other way to a row."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from sambung.activities import rules
from sambung.activities.models import Activity, ActivityPhoto, ActivityState
from sambung.core.access import Actor
from sambung.needs.queries import below
from sambung.parties.models import OnBehalf
from sambung.parties.rules import own_ids
from sambung.partnerships.models import Party

LABEL = "activities.activity"
# Built, and nobody took it over yet: without BAST.
WITHOUT_BAST = Q(state=ActivityState.BUILT)


def reading_codes(actor: Actor) -> list[str]:
    """Return the places whose whole register the actor reads."""
    return [
        hat.region_code
        for hat in actor.hats
        if hat.organisation_kind in rules.READING and hat.region_code is not None
    ]


def inside(actor: Actor) -> Q:
    """Return the condition that the actor sees all of an activity, not only what is published."""
    if actor.is_operator:
        return Q(pk__isnull=False)
    mine = own_ids(actor)
    seen = Q(pk__in=[])
    if mine:
        parties = Party.objects.filter(organisation_id__in=mine).values("partnership_id")
        seen |= Q(organisation_id__in=mine) | Q(recorded_in_id__in=mine)
        seen |= Q(partnership_id__in=parties)
    codes = reading_codes(actor)
    return seen | below(codes, "region") if codes else seen


def rows_of(actor: Actor) -> QuerySet[Activity]:
    """Return what the actor may see, also what was taken out of the register."""
    seen = inside(actor) | Q(published_at__isnull=False, removed_at__isnull=True)
    return Activity.objects.filter(seen)


def visible_to(actor: Actor) -> QuerySet[Activity]:
    """Return the activities in the register that the actor may see."""
    return rows_of(actor).filter(removed_at__isnull=True)


def pages_visible_to(actor: Actor) -> QuerySet[Activity]:
    """Return the activities whose page the actor may open: also removed ones, to bring back."""
    return rows_of(actor).select_related(
        "organisation", "region__parent__parent", "recorded_in", "package", "partnership"
    )


def sees_all_of(actor: Actor, activity: Activity) -> bool:
    """Return whether the actor sees more of the activity than the public does."""
    return Activity.objects.filter(inside(actor), pk=activity.pk).exists()


def photos_visible_to(actor: Actor) -> QuerySet[ActivityPhoto]:
    """Return photos and papers: all of one's own; of published ones those with consent alone."""
    own = Activity.objects.filter(inside(actor)).values("pk")
    public = Activity.objects.filter(published_at__isnull=False, removed_at__isnull=True)
    shown = Q(activity__in=public.values("pk"), is_bast=False) & ~Q(consent_by="")
    return ActivityPhoto.objects.filter(Q(activity__in=own) | shown).select_related(
        "file", "activity"
    )


def is_confirmed() -> Q:
    """Return the condition that the source itself reported the activity or confirmed its record."""
    records = OnBehalf.objects.filter(
        subject_label=LABEL,
        subject_id=Cast(OuterRef("pk"), CharField(max_length=40)),
        replaced_at__isnull=True,
        confirmed_at__isnull=False,
    )
    return Q(reported_at__isnull=False) | Q(Exists(records))
