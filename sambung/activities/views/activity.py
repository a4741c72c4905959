"""The page of one activity."""

from datetime import date, timedelta
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.activities import queries, rules
from sambung.activities.models import Activity, ActivityState
from sambung.activities.views.asking import ActorRequest, activity_of, crumbs_of
from sambung.core import files
from sambung.ui.charts import Rail, Stage


def activity(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what is known of an activity and how old that is; to the public what is published."""
    thing = activity_of(request, pk)
    sees_all = queries.sees_all_of(request.actor, thing)
    context: dict[str, Any] = {
        "activity": thing,
        "crumbs": crumbs_of(thing),
        "facts": queries.facts_of(thing),
        "photos": list(queries.photos_visible_to(request.actor).filter(activity=thing)),
        "sees_all": sees_all,
        "rail": rail_of(thing),
        "is_old": thing.known_on is not None and thing.known_on < a_year_ago(),
        "share": queries.share_text(thing),
        "ties": ties_of(request, thing),
        "simulated": thing.is_simulated,
    }
    if sees_all:
        context |= inside_of(request, thing)
    return render(request, "activities/activity.html", context)


def a_year_ago() -> date:
    """Return the day before which knowledge counts as old."""
    return timezone.localdate() - timedelta(days=365)


RAIL = (
    ActivityState.PLANNED,
    ActivityState.RUNNING,
    ActivityState.BUILT,
    ActivityState.HANDED_OVER,
)


def rail_of(thing: Activity) -> Rail | None:
    """Return how far it has come; None when it stopped on the way."""
    if thing.state == ActivityState.STOPPED:
        return None
    at = RAIL.index(ActivityState(thing.state))
    states = ["done" if number < at else "next" for number in range(len(RAIL))]
    states[at] = "done" if at == len(RAIL) - 1 else "now"
    names = [_("Direncanakan"), _("Berjalan"), _("Selesai dibangun"), _("Serah terima (BAST)")]
    return Rail(
        label=_("Sampai mana kegiatan ini"),
        stages=tuple(Stage(name, state) for name, state in zip(names, states, strict=True)),
    )


def ties_of(request: ActorRequest, thing: Activity) -> list[tuple[str, str, str]]:
    """Return the package and the partnership it belongs to, where the person may open them."""
    ties = []
    links = queries.links_for(request.actor, thing)
    if thing.package_id and (found := links.packages.filter(pk=thing.package_id).first()):
        ties.append(
            (_("Kegiatan siap didukung"), str(found), reverse("needs:package", args=[found.pk]))
        )
    if thing.partnership_id and (own := links.partnerships.filter(pk=thing.partnership_id).first()):
        ties.append((_("Kemitraan"), str(own), own.get_absolute_url()))
    return ties


def inside_of(request: ActorRequest, thing: Activity) -> dict[str, Any]:
    """Return what only the source, its recorder and the place see."""
    actor = request.actor
    record = queries.record_of(thing)
    return {
        "record": record,
        "checks": list(thing.checks.select_related("organisation")),
        "history": queries.history_of(thing),
        "may": {name: bool(rule(actor, thing)) for name, rule in STEPS.items()},
        "sees_record": record is not None
        and bool({record.organisation_id, record.recorded_in_id} & actor.organisation_ids),
        "is_source": rules.is_source(actor, thing.organisation_id),
        "agreed": queries.has_agreed(thing, record),
        "can_publish": rules.can_publish(
            actor, thing, has_agreed=queries.has_agreed(thing, record)
        ),
    }


STEPS = {
    "edit": rules.can_edit,
    "check": rules.can_check,
    "hand_over": rules.can_hand_over,
    "stop": rules.can_stop,
    "resume": rules.can_resume,
    "remove": rules.can_remove,
    "restore": rules.can_restore,
    "link": rules.can_lead,
    "ask": rules.can_ask_source,
    "unpublish": rules.can_unpublish,
}


def activity_photo(request: ActorRequest, pk: int) -> FileResponse:
    """Answer with a photo or paper of an activity the actor may see."""
    photo = get_object_or_404(queries.photos_visible_to(request.actor), pk=pk)
    return files.open_file(photo.file)
