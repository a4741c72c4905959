"""One step of a need or a package on its road: table, rule, write, trail, word to the proposer."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.needs import rules
from sambung.needs.lifecycle import NEED_STEPS, PACKAGE_STEPS, Step
from sambung.needs.models import Need, NeedStep, Package
from sambung.parties.actions import notify
from sambung.ui.formats import date_clock


def take(
    need: Need,
    name: str,
    *,
    by: Actor,
    reason: str = "",
    checks: dict[str, object] | None = None,
    version: int | None = None,
    **changes: object,
) -> Need:
    """Move the need one step; Conflict with who and when if somebody moved it first."""
    step = NEED_STEPS[name]
    check_reason(step, reason)
    held = Need.objects.filter(pk=need.pk, state=need.state, state__in=step.start)
    if version is not None:
        held = held.filter(version=version)
    start, now = need.state, timezone.now()
    moved = held.update(
        state=step.to,
        state_since=now,
        state_reason=reason,
        version=F("version") + 1,
        saved_at=now,
        **changes,
    )
    if not moved:
        raise Conflict(what_happened(need))
    need.refresh_from_db()
    hat = rules.desk_hat(by, need.village_id or "") if not rules.is_proposer(by, need) else None
    organisation_id = hat.organisation_id if hat else worn_organisation_id(by)
    NeedStep.objects.create(
        need=need,
        from_state=start,
        to_state=step.to,
        reason=reason,
        checks=checks or {},
        by_id=by.user_id,
        organisation_id=organisation_id,
        at=now,
    )
    audit.record(
        step.verb,
        need,
        by=by,
        organisation_id=organisation_id,
        from_state=start,
        to_state=step.to,
        reason=reason,
    )
    if not rules.is_proposer(by, need):
        tell_proposer(need, reason)
    return need


def move_package(package: Package, name: str, *, by: Actor, reason: str = "") -> Package:
    """Move the package one step; Conflict when it no longer stands where the step starts."""
    step = PACKAGE_STEPS[name]
    check_reason(step, reason)
    held = Package.objects.filter(pk=package.pk, state=package.state, state__in=step.start)
    changes = {"made_ready_at": timezone.now()} if name == "make_ready" else {}
    if not held.update(state=step.to, **changes):
        package.refresh_from_db()
        raise Conflict(
            _("Kegiatan ini sekarang: %s. Tidak ada yang diubah.") % rules.state_name(package)
        )
    start = package.state
    package.refresh_from_db()
    audit.record(step.verb, package, by=by, from_state=start, to_state=step.to, reason=reason)
    return package


def check_reason(step: Step, reason: str) -> None:
    """Refuse a step that needs a reason and has none."""
    if step.needs_reason and not reason.strip():
        raise Refused(_("Tulis alasannya, agar pengusul tahu apa yang harus dilakukan."))


def person_id(by: Actor) -> int:
    """Return who acts; refuses one who is not signed in."""
    if by.user_id is None:
        raise Refused(_("Masuk dahulu."))
    return by.user_id


def worn_organisation_id(by: Actor) -> int | None:
    """Return the organisation whose hat the actor wears, or whose link they hold, or None."""
    return by.worn.organisation_id if by.worn else by.link_organisation_id


def what_happened(need: Need) -> str:
    """Say in one sentence where the need stands now, by whom and since when."""
    current = Need.objects.get(pk=need.pk)
    last = current.steps.select_related("by", "organisation").last()
    if last is None:
        return _("Usulan ini berubah sementara Anda membacanya. Tidak ada yang diubah.")
    return _("Usulan ini sudah %(state)s: %(who)s, %(when)s. Tidak ada yang diubah.") % {
        "state": rules.state_name(current),
        "who": who_stepped(last),
        "when": date_clock(last.at),
    }


def who_stepped(step: NeedStep) -> str:
    """Return person and organisation of a step in words."""
    names = [str(part) for part in (step.by, step.organisation) if part is not None]
    return ", ".join(names) or _("sistem")


def tell_proposer(need: Need, reason: str) -> None:
    """Send the proposer's people a notice of where the need stands now."""

    def words() -> str:
        text = _("Usulan %(title)s: %(state)s.") % {"title": need, "state": rules.state_name(need)}
        return f"{text} {reason}".strip()

    notify(
        text=words,
        url=reverse("needs:need", args=[need.pk]),
        users=[need.created_by] if need.created_by is not None else [],
        organisation=need.proposer,
    )
