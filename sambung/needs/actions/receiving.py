"""Proposals the desk already has on paper or in a table, taken in for the villages they are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor
from sambung.needs import queries, rules
from sambung.needs.actions.proposing import answer_due
from sambung.needs.actions.stepping import person_id, worn_organisation_id
from sambung.needs.models import Need, NeedState, NeedStep
from sambung.parties.actions import GroundGiven, notify
from sambung.parties.actions.organisations import create_organisation
from sambung.parties.models import OnBehalf, Organisation, OrganisationKind
from sambung.parties.queries import officers_in
from sambung.regions.models import Region


@dataclass(frozen=True)
class NeedDraft:
    """One proposal as the desk has it: of which village, and what it says."""

    village: Region
    columns: Mapping[str, object] = field(default_factory=dict)


@transaction.atomic
def receive_needs(
    drafts: Sequence[NeedDraft], *, by: Actor, given: GroundGiven, is_simulated: bool = False
) -> list[Need]:
    """Take the proposals in atas nama the government of each village, in the order given.

    A complete one waits at the desk as if it was sent today; one that lacks something stays a
    draft. A village that has no organisation yet gets one. Refuses a place outside the desk's own.
    """
    for draft in drafts:
        rules.can_propose(by, draft.village.code).or_raise()
    proposers = village_governments(drafts, by, is_simulated=is_simulated)
    needs = [row_of(draft, proposers[draft.village.code], by, is_simulated) for draft in drafts]
    Need.objects.bulk_create(needs, batch_size=500)
    sent = [need for need in needs if need.state == NeedState.SENT]
    write_steps(sent, by)
    write_on_behalf(needs, by, given)
    for need in needs:
        audit.record("need.received", need, by=by, ground=given.ground, state=need.state)
    if sent:
        tell_desk(sent, by)
    return needs


def row_of(draft: NeedDraft, proposer: Organisation, by: Actor, is_simulated: bool) -> Need:
    """Return the unsaved need: sent when nothing lacks, else a draft to go on with."""
    now = timezone.now()
    need = Need(
        village=draft.village,
        proposer=proposer,
        created_by_id=person_id(by),
        state_since=now,
        is_simulated=is_simulated or proposer.is_simulated,
        **draft.columns,
    )
    need.title = (need.title or queries.title_for(need))[:120]
    need.screen = 5
    people, households = need.people or 0, need.households or 0
    if not rules.missing_to_send(need) and people >= households:
        need.state, need.sent_at, need.answer_due_on = NeedState.SENT, now, answer_due()
    return need


def village_governments(
    drafts: Sequence[NeedDraft], by: Actor, *, is_simulated: bool
) -> dict[str, Organisation]:
    """Return the government of every village, written down where it was not."""
    villages = {draft.village.code: draft.village for draft in drafts}
    rows = Organisation.objects.filter(
        kind=OrganisationKind.VILLAGE_GOVERNMENT, region__in=villages
    )
    found = {row.region_id or "": row for row in rows.order_by("-pk")}
    for code, village in villages.items():
        if code not in found:
            with translation.override("id"):  # a name is a name in every language
                name = _("Pemerintah %s") % village.full_name
            found[code] = create_organisation(
                name=name,
                kind=OrganisationKind.VILLAGE_GOVERNMENT,
                by=by,
                region=village,
                is_simulated=is_simulated,
            )
    return found


def write_steps(needs: Sequence[Need], by: Actor) -> None:
    """Write the one step each of them took: from draft to sent."""
    NeedStep.objects.bulk_create(
        NeedStep(
            need=need,
            from_state=NeedState.DRAFT,
            to_state=NeedState.SENT,
            by_id=by.user_id,
            organisation_id=worn_organisation_id(by),
            at=need.state_since,
        )
        for need in needs
    )


def write_on_behalf(needs: Sequence[Need], by: Actor, given: GroundGiven) -> None:
    """Note for each that the village did not write it itself, and on what ground it was taken in.

    No village is sent a notice for each of its rows: whoever needs its word sends it a link.
    """
    OnBehalf.objects.bulk_create(
        OnBehalf(
            subject_label=audit.label_of(need),
            subject_id=str(need.pk),
            organisation=need.proposer,
            recorded_by_id=person_id(by),
            recorded_in_id=worn_organisation_id(by) or 0,
            ground=given.ground,
            ground_note=given.note[:300],
            summary=[[name, value] for name, value in queries.summary_of(need)],
        )
        for need in needs
        if need.proposer_id not in by.organisation_ids
    )


def tell_desk(needs: Sequence[Need], by: Actor) -> None:
    """Tell the other officers of the desk once, however many came in."""
    first = needs[0]
    notify(
        text=lambda: _("%d usulan masuk sekaligus dan menunggu pemeriksaan.") % len(needs),
        url=reverse("needs:need-list"),
        users=officers_in(first.village_id or "", rules.DESK).exclude(pk=person_id(by)),
    )


@transaction.atomic
def unreceive_needs(*, needs: Sequence[Need], by: Actor) -> int:
    """Take proposals out that came in so and that nobody has worked on; the caller has asked."""
    keys = [need.pk for need in needs]
    for need in needs:
        rules.can_propose(by, need.village_id or "").or_raise()
        audit.record("need.unreceived", need, by=by)
    OnBehalf.objects.filter(
        subject_label=Need._meta.label_lower, subject_id__in=[str(key) for key in keys]
    ).delete()
    Need.objects.filter(pk__in=keys, state__in=[NeedState.SENT, NeedState.DRAFT]).delete()
    return len(keys)
