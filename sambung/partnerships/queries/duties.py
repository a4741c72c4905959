"""Who answers for what, as the pages ask it: *Siapa yang …?*, the critical ones on top."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from sambung.core.access import Actor
from sambung.partnerships import lifecycle, rules
from sambung.partnerships.models import Partnership, Party, ProfileOf, Responsibility
from sambung.partnerships.queries.balance import BalanceLine, Profile, profile_of, report_of
from sambung.partnerships.queries.findings import Finding, findings_of
from sambung.partnerships.queries.matrix import Board, duties_of, matrix_of
from sambung.partnerships.queries.sharing import Division, shares_of

CRITICAL = [key for key, duty in lifecycle.RESPONSIBILITIES.items() if duty.is_critical]
# The duty is critical: the partnership says so, or is silent and the catalogue says so.
IS_CRITICAL = Q(is_critical=True) | Q(is_critical__isnull=True, key__in=CRITICAL)


def responsibilities_of(partnership: Partnership) -> list[Responsibility]:
    """Return the duties in the order of the catalogue, own questions last, with their parties."""
    return duties_of(partnership, list(partnership.parties.select_related("organisation")))


def responsibility(partnership: Partnership, pk: int) -> Responsibility | None:
    """Return one responsibility of the partnership, or None."""
    return (
        partnership.responsibilities.filter(pk=pk)
        .select_related("party__organisation", "partnership")
        .first()
    )


def orphans_of(partnership_ids: Collection[int]) -> dict[int, int]:
    """Return how many critical duties of each partnership have nobody; 0 where none."""
    rows = (
        Responsibility.objects.filter(
            IS_CRITICAL,
            partnership_id__in=partnership_ids,
            party__isnull=True,
            is_needed=True,
        )
        .order_by()
        .values("partnership_id")
        .annotate(n=Count("id"))
    )
    return dict.fromkeys(partnership_ids, 0) | {row["partnership_id"]: row["n"] for row in rows}


@dataclass(frozen=True)
class DutyRow:
    """One *Siapa yang …?* as the page shows it, and what the actor may do about it."""

    duty: Responsibility
    question: str
    group: str
    group_label: str
    is_critical: bool
    is_orphan: bool
    may_propose: bool
    may_answer: bool
    may_release: bool
    may_lead: bool
    is_recorded: bool = False  # said to be agreed, in the party's name
    may_withdraw: bool = False
    may_record: bool = False

    @property
    def state(self) -> str:
        """Return how far the party agreed: itself, as written down for it, or not yet."""
        if not self.duty.is_proposed:
            return "ok"
        return "recorded" if self.is_recorded else "open"


def duty_row(
    duty: Responsibility, actor: Actor, party_organisation_ids: Collection[int] = ()
) -> DutyRow:
    """Return the row of one duty; costs no query when duty and partnership are loaded."""
    organisation = duty.party.organisation if duty.party else None
    holder = organisation.pk if organisation else None
    thing, open_ = duty.partnership, duty.is_proposed and duty.party_id is not None
    ids = party_organisation_ids
    recorded = duty.recorded_at is not None and duty.is_proposed
    return DutyRow(
        duty=duty,
        question=lifecycle.question_of(duty),
        group=lifecycle.group_of(duty),
        group_label=lifecycle.group_label_of(duty),
        is_critical=lifecycle.is_critical(duty),
        is_orphan=duty.party is None and duty.is_needed,
        may_propose=duty.is_proposed and bool(rules.can_propose_responsible(actor, thing, ids)),
        may_answer=bool(rules.can_answer_responsibility(actor, duty, holder)),
        may_release=bool(rules.can_release_responsibility(actor, duty, holder)),
        may_lead=bool(rules.can_keep_catalogue(actor, thing)),
        is_recorded=recorded,
        may_withdraw=bool(
            rules.can_withdraw_proposal(actor, thing, duty.proposed_by_id, is_proposed=open_)
        ),
        may_record=not recorded
        and bool(rules.can_record_answer(actor, thing, organisation, ids, is_proposed=open_)),
    )


@dataclass(frozen=True)
class DutiesPage:
    """What the page of a partnership shows about duties."""

    board: Board
    critical: list[DutyRow]
    others: list[DutyRow]
    findings: list[Finding]
    before: BalanceLine  # letters A at the stages up to the handover
    after: BalanceLine
    divisions: tuple[Division, Division]  # duties counted once, before and after
    profile: Profile | None

    @property
    def rows(self) -> list[DutyRow]:
        """Return every row, the critical ones first."""
        return [*self.critical, *self.others]


def duties_for_page(
    partnership: Partnership, actor: Actor, parties: Sequence[Party] | None = None
) -> DutiesPage:
    """Return rows, findings and balance in three queries; one more without the parties."""
    if parties is None:
        parties = list(partnership.parties.select_related("organisation").order_by("id"))
    board = matrix_of(partnership, parties)
    profile = profile_of(partnership, ProfileOf.DUTIES, board.parties)
    report = report_of(board, profile)
    ids = [party.organisation_id for party in parties]
    rows = [duty_row(duty, actor, ids) for duty in board.duties]
    return DutiesPage(
        board=board,
        critical=[row for row in rows if row.is_critical],
        others=[row for row in rows if not row.is_critical],
        findings=findings_of(partnership, board),
        before=report.before,
        after=report.after,
        divisions=shares_of(board.duties, board.parties),
        profile=profile,
    )
