"""Move a partnership along its stages, and close it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.needs import actions as needs_actions
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.opening import due_of
from sambung.partnerships.lifecycle import Template
from sambung.partnerships.models import Partnership, Stage, StageStep

SERVED_FROM = frozenset([Stage.OPERATION, Stage.EVALUATION])


@transaction.atomic
def step_stage(
    *,
    partnership: Partnership,
    to: str,
    by: Actor,
    reason: str = "",
    due_on: date | None = None,
    version: int | None = None,
    token: str = "",
) -> Partnership:
    """Close the stage of now and go to another of its road; back, ahead or unready with a reason.

    Stages passed over and needs left open are kept with the step. Reaching operation marks the
    need as served. Raises Conflict when the stage changed meanwhile.
    """
    template, before = queries.template_of(partnership), partnership.stage
    open_needs = [row for row in queries.stage_needs(partnership, template) if row.is_open]
    rules.can_step_stage(
        by,
        partnership,
        to,
        reason,
        template=template,
        parties=queries.parties_of(partnership),
        open_needs=open_needs,
    ).or_raise()
    _spend(token)
    now = timezone.now()
    due = due_on or due_of(template, to, timezone.localdate())
    _change(partnership, version, stage=to, stage_since=now, stage_due_on=due)
    skipped = skipped_by(template, before, to, open_needs)
    StageStep.objects.create(
        partnership=partnership,
        from_stage=before,
        to_stage=to,
        reason=reason.strip()[:300],
        skipped=skipped,
        by_id=by.user_id,
        organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
        at=now,
    )
    if partnership.package and to in SERVED_FROM and before not in SERVED_FROM:
        needs_actions.mark_served(package=partnership.package, by=by)
    audit.record(
        "partnership.stepped",
        partnership,
        by=by,
        from_stage=before,
        to_stage=to,
        reason=reason.strip()[:300],
        skipped=skipped,
    )
    return partnership


def skipped_by(
    template: Template, before: str, to: str, open_needs: Sequence[queries.NeedRow]
) -> list[dict[str, str]]:
    """Return the needs left open and the stages passed over; going back leaves nothing out."""
    if not rules.is_forward(template, before, to):
        return []
    left = [{"stage": str(row.stage.value), "need": row.need.key} for row in open_needs]
    following = template.after(before)
    passed = following[: following.index(Stage(to))]
    return left + [{"stage": str(stage.value)} for stage in passed]


@transaction.atomic
def set_stage_due(
    *, partnership: Partnership, due_on: date | None, by: Actor, version: int | None = None
) -> Partnership:
    """Say when the stage it stands in should be done."""
    rules.can_lead(by, partnership).or_raise()
    _change(partnership, version, stage_due_on=due_on)
    due = due_on.isoformat() if due_on else None
    audit.record("partnership.due_set", partnership, by=by, due_on=due)
    return partnership


@transaction.atomic
def close_partnership(
    *, partnership: Partnership, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Partnership:
    """Close with a reason; before anything is in operation the package returns to the shelf."""
    rules.can_close(by, partnership, reason).or_raise()
    _spend(token)
    _change(partnership, version, closed_at=timezone.now(), closing_reason=reason.strip()[:300])
    if partnership.package and partnership.stage not in SERVED_FROM:
        needs_actions.back_to_ready(package=partnership.package, by=by, reason=reason)
    audit.record("partnership.closed", partnership, by=by, reason=reason.strip()[:300])
    return partnership


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _change(partnership: Partnership, version: int | None, **changes: object) -> None:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = partnership.version if version is None else version
    changed = Partnership.objects.filter(
        pk=partnership.pk, version=seen, closed_at__isnull=True
    ).update(version=F("version") + 1, **changes)
    if not changed:
        raise Conflict(_("Kemitraan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    partnership.refresh_from_db()
