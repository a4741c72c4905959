"""What a typed paper form becomes: a need, minutes kept with it, an activity, a check of either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sambung.activities import actions as activities
from sambung.activities.models import Activity
from sambung.core.access import Actor, Refused
from sambung.exchange.actions import paper
from sambung.exchange.models import PaperForm, PaperKind
from sambung.exchange.queries import paper as queries
from sambung.exchange.rules import paper as rules
from sambung.needs import actions as needs
from sambung.needs.models import Need, PhotoKind
from sambung.needs.rules import SCREENS
from sambung.parties.actions import GroundGiven, create_organisation
from sambung.parties.models import Ground, Organisation, OrganisationKind
from sambung.regions.models import Region


@dataclass(frozen=True)
class Typed:
    """What was typed: values by field, the version seen, and whether a stranger was asked."""

    values: Mapping[str, Any]
    version: int | None = None
    has_asked: bool = False
    kept: Mapping[str, object] = field(default_factory=dict)  # as typed, kept with the picture


@transaction.atomic
def type_proposal(
    *, form: PaperForm, typed: Typed, by: Actor, proposer: Organisation | None = None
) -> Need:
    """Write the proposal down and send it, on the ground of the picture, which stays with it.

    Without a proposer the village's government is written into the register first. Whoever types
    for another body records atas nama; the body confirms by its link.
    """
    _check(form, PaperKind.PROPOSAL, typed, by)
    body = proposer or _government_of(form.region, by, is_simulated=form.is_simulated)
    need = needs.start_need(
        proposer=body, village=form.region, by=by, is_simulated=form.is_simulated
    )
    for screen, names in SCREENS.items():
        values = {name: typed.values[name] for name in names if name in typed.values}
        if values:
            needs.save_screen(need=need, screen=screen, values=values, version=need.version, by=by)
    _keep_pictures(form, need, by)
    needs.send_need(need=need, by=by, given=_ground_of(form))
    _finish(form, need, typed, by)
    return need


@transaction.atomic
def type_minutes(*, form: PaperForm, typed: Typed, need: Need, by: Actor) -> Need:
    """Keep the minutes of the village meeting with the need they agreed on."""
    _check(form, PaperKind.MINUTES, typed, by)
    if need.village_id != form.region_id:
        raise Refused(_("Berita acara ini dari desa lain."))
    _keep_pictures(form, need, by, kind=PhotoKind.MINUTES)
    _finish(form, need, typed, by)
    return need


@transaction.atomic
def type_activity(
    *, form: PaperForm, typed: Typed, organisation: Organisation, by: Actor
) -> Activity:
    """Write down what a company reported on paper, atas nama, on the ground of the picture."""
    _check(form, PaperKind.ACTIVITY, typed, by)
    given = dict(typed.values)
    looked = {name: given.pop(name) for name in ("works", "is_used")}
    activity = activities.record_activity(
        organisation=organisation,
        region=form.region,
        facts=activities.ActivityFacts(**given, source=_source_of(form)),
        by=by,
        ground=_ground_of(form),
        is_simulated=form.is_simulated,
        **looked,
    )
    _finish_activity(form, activity, typed, by)
    return activity


@transaction.atomic
def type_check(*, form: PaperForm, typed: Typed, activity: Activity, by: Actor) -> Activity:
    """Record whether what was built works, as the visit form says."""
    _check(form, PaperKind.VISIT, typed, by)
    if (form.about_label, form.about_id) != (queries.ACTIVITY, str(activity.pk)):
        raise Refused(_("Lembar kunjungan ini dari realisasi lain."))
    activities.check_activity(
        activity=activity,
        facts=activities.CheckFacts(**typed.values),
        by=by,
        origin_key=f"kertas-{form.pk}",
    )
    _finish_activity(form, activity, typed, by)
    return activity


@transaction.atomic
def type_visit(*, form: PaperForm, typed: Typed, need: Need, by: Actor) -> Need:
    """Record the check on the ground that the visit form reports; the rules of the need hold."""
    _check(form, PaperKind.VISIT, typed, by)
    if (form.about_label, form.about_id) != (queries.NEED, str(need.pk)):
        raise Refused(_("Lembar kunjungan ini dari usulan lain."))
    given = typed.values
    needs.verify_field(
        need=need,
        by=by,
        checks={**given["checks"], "paper": form.pk},
        note=given["note"],
        people=given["people"],
        households=given["households"],
        version=given.get("need_version"),
    )
    _keep_pictures(form, need, by)
    _finish(form, need, typed, by)
    return need


def _source_of(form: PaperForm) -> str:
    """Return the paper an entry was taken from, in words."""
    with translation.override("id"):  # a source is a record; it keeps one language
        return _("Formulir kertas %(code)s, kertas masuk nomor %(number)s") % {
            "code": queries.code_of_form(form),
            "number": form.pk,
        }


def _ground_of(form: PaperForm) -> GroundGiven:
    """Return the picture of the form as the ground of what is written atas nama."""
    pictures = paper.pictures_of(form)
    return GroundGiven(Ground.PHOTO, _source_of(form), stored=pictures[0] if pictures else None)


def _finish_activity(form: PaperForm, activity: Activity, typed: Typed, by: Actor) -> None:
    """Keep the pictures with the activity and tie the form to it."""
    for file in paper.pictures_of(form):
        activities.attach_paper(activity=activity, file=file, by=by)
    paper.finish(
        form=form,
        subject=(queries.ACTIVITY, activity.pk),
        by=by,
        version=typed.version,
        values=typed.kept,
    )


def _check(form: PaperForm, kind: str, typed: Typed, by: Actor) -> None:
    """Refuse who may not type, what does not wait, and a form of another kind."""
    rules.can_type_now(by, form, has_asked=typed.has_asked).or_raise()
    if form.kind != kind:
        raise Refused(_("Ini %s; isian untuk formulir lain.") % form.get_kind_display())


def _government_of(village: Region, by: Actor, *, is_simulated: bool) -> Organisation:
    """Return the village's government, written into the register when it is not there yet."""
    kind = OrganisationKind.VILLAGE_GOVERNMENT
    found = Organisation.objects.filter(region=village, kind=kind).order_by("pk").first()
    if found is not None:
        return found
    with translation.override("id"):  # a name is a name in every language
        name = _("Pemerintah %s") % village.full_name
    return create_organisation(
        name=name, kind=kind, by=by, region=village, is_simulated=is_simulated
    )


def _keep_pictures(form: PaperForm, need: Need, by: Actor, kind: str = PhotoKind.FORM) -> None:
    """Keep every picture of the form with the need."""
    for file in paper.pictures_of(form):
        needs.attach_paper(need=need, file=file, by=by, kind=kind)


def _finish(form: PaperForm, need: Need, typed: Typed, by: Actor) -> None:
    """Tie the form to the need it became or speaks of."""
    paper.finish(
        form=form,
        subject=(queries.NEED, need.pk),
        by=by,
        version=typed.version,
        values=typed.kept,
    )
