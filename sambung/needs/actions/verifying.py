"""What the district's desk does with a need: return, verify twice, set aside, open again."""

from collections.abc import Mapping

from django.db import transaction

from sambung.core.access import Actor
from sambung.needs import queries, rules
from sambung.needs.actions.proposing import answer_due
from sambung.needs.actions.stepping import move_package, take
from sambung.needs.lifecycle import NEED_STEPS
from sambung.needs.models import Need, Package, PackageState


@transaction.atomic
def return_need(*, need: Need, reason: str, by: Actor, version: int | None = None) -> Need:
    """Send the need back to its proposer with what is lacking; nothing it says is lost."""
    rules.can_take(by, need, NEED_STEPS["return"]).or_raise()
    return take(need, "return", by=by, reason=reason, version=version)


@transaction.atomic
def verify_desk(
    *,
    need: Need,
    by: Actor,
    checks: Mapping[str, object] | None = None,
    note: str = "",
    version: int | None = None,
) -> Need:
    """Pass the need at the desk, never by its proposer; a second officer gets Conflict."""
    rules.can_take(by, need, NEED_STEPS["verify_desk"]).or_raise()
    return take(need, "verify_desk", by=by, reason=note, checks=dict(checks or {}), version=version)


@transaction.atomic
def verify_field(
    *,
    need: Need,
    by: Actor,
    checks: Mapping[str, object] | None = None,
    note: str = "",
    people: int | None = None,
    households: int | None = None,
    version: int | None = None,
) -> Need:
    """Pass the need on the ground; counts found there replace the proposed ones and are kept so."""
    rules.can_take(by, need, NEED_STEPS["verify_field"]).or_raise()
    found_people = people if people is not None else need.people or 0
    found_households = households if households is not None else need.households or 0
    village_people = queries.village_people([need.village_id or ""]).get(need.village_id or "")
    rules.people_fit(found_people, found_households, village_people).or_raise()
    facts = dict(checks or {})
    if (found_people, found_households) != (need.people, need.households):
        facts |= {"people_before": need.people, "households_before": need.households}
    return take(
        need,
        "verify_field",
        by=by,
        reason=note,
        checks=facts,
        version=version,
        people=found_people,
        households=found_households,
    )


@transaction.atomic
def withdraw_need(*, need: Need, reason: str, by: Actor, version: int | None = None) -> Need:
    """Take the proposer's own need off the road, with its package unless sources are invited."""
    rules.can_take(by, need, NEED_STEPS["withdraw"]).or_raise()
    take(need, "withdraw", by=by, reason=reason, version=version)
    _withdraw_package_of(need, reason, by)
    return need


@transaction.atomic
def set_not_now(*, need: Need, reason: str, by: Actor, version: int | None = None) -> Need:
    """Say that the need cannot go on for now, and why; its package leaves the shelf."""
    rules.can_take(by, need, NEED_STEPS["set_not_now"]).or_raise()
    take(need, "set_not_now", by=by, reason=reason, version=version)
    _withdraw_package_of(need, reason, by)
    return need


def _withdraw_package_of(need: Need, reason: str, by: Actor) -> None:
    package = Package.objects.filter(need=need).first()
    if package is not None and package.state != PackageState.WITHDRAWN:
        move_package(package, "withdraw", by=by, reason=reason)


@transaction.atomic
def reopen(*, need: Need, by: Actor, note: str = "", version: int | None = None) -> Need:
    """Bring a need that was set aside back to the desk, with a new promise of an answer."""
    rules.can_take(by, need, NEED_STEPS["reopen"]).or_raise()
    return take(need, "reopen", by=by, reason=note, version=version, answer_due_on=answer_due())
