"""The two roads as shipped; a region copies one and changes its own (docs/how-to)."""

from sambung.partnerships.lifecycle.roads import RESPONSIBILITIES, ROADS, USUAL_DAYS
from sambung.partnerships.lifecycle.templates import DutyLine, Need, Template, TemplateStage
from sambung.partnerships.models import DocumentKind as D
from sambung.partnerships.models import NeedKind, Road, Stage


def _needs(*, papers: tuple[str, ...] = (), asks: str = "", facts: str = "") -> tuple[Need, ...]:
    """Return documents, approvals and facts as needs, in that order."""
    return (
        *(Need(str(D(key).value), NeedKind.DOCUMENT) for key in papers),
        *(Need(key, NeedKind.APPROVAL) for key in asks.split()),
        *(Need(key, NeedKind.FACT) for key in facts.split()),
    )


FULL_NEEDS: dict[str, tuple[Need, ...]] = {
    Stage.DATA: _needs(papers=(D.PROFILE,)),
    Stage.APPROACH: _needs(asks="audience"),
    Stage.INTEREST: _needs(papers=(D.INTEREST,)),
    Stage.PROPOSAL: _needs(papers=(D.PROPOSAL,), asks="village_letter village_meeting"),
    Stage.FEASIBILITY: _needs(
        papers=(D.DESIGN, D.LAND), asks="source_tested", facts="land_secured"
    ),
    Stage.MOU: _needs(papers=(D.MOU,), asks="legal_review", facts="mou_in_force"),
    Stage.AGREEMENT: _needs(
        papers=(D.AGREEMENT,),
        asks="legal_review",
        facts="agreement_in_force critical_duties_accepted",
    ),
    Stage.WORKPLAN: _needs(papers=(D.WORKPLAN, D.MINUTES), facts="community_contribution_verified"),
    Stage.CONSTRUCTION: _needs(papers=(D.PROGRESS,), facts="works_done final_check_good"),
    Stage.HANDOVER: _needs(
        papers=(D.FUNCTION_TEST, D.WATER_TEST, D.HANDOVER),
        facts="function_test_good water_test_good operator_named handover_done",
    ),
    Stage.OPERATION: _needs(papers=(D.OPERATION,), facts="tariff_decided"),
    Stage.EVALUATION: _needs(papers=(D.CLOSING,)),
}
# Small works need no MoU, no legal review and no detailed drawing (domain reference, 3a).
SHORT_NEEDS = FULL_NEEDS | {
    Stage.PROPOSAL: _needs(papers=(D.PROPOSAL,), asks="village_letter"),
    Stage.INTEREST: _needs(papers=(D.PLEDGE,)),
    Stage.AGREEMENT: _needs(facts="land_secured agreement_in_force critical_duties_accepted"),
}
CLOSED_BY: dict[str, tuple[str, ...]] = {
    Stage.DATA: ("desk", "village", "facilitator"),
    Stage.APPROACH: ("desk", "source", "facilitator"),
    Stage.INTEREST: ("desk", "source"),
    Stage.PROPOSAL: ("desk", "village", "facilitator"),
    Stage.FEASIBILITY: ("desk", "facilitator"),
    Stage.MOU: ("desk",),
    Stage.AGREEMENT: ("desk",),
    Stage.WORKPLAN: ("desk", "village", "facilitator"),
    Stage.CONSTRUCTION: ("desk", "facilitator"),
    Stage.HANDOVER: ("desk", "village"),
    Stage.OPERATION: ("desk", "village", "operator"),
    Stage.EVALUATION: ("desk",),
}
# Days after which what was recorded should be asked again (a choice of this project).
LAPSES: dict[str, int] = {
    Stage.DATA: 730,
    Stage.INTEREST: 365,
    Stage.MOU: 365,  # a memorandum that no agreement followed
    Stage.FEASIBILITY: 730,
    Stage.OPERATION: 365,
}


def _template(road: str, needs: dict[str, tuple[Need, ...]]) -> Template:
    """Return a shipped road; its names and questions follow the language of the reader."""
    stages = tuple(
        TemplateStage(
            key=stage,
            days=USUAL_DAYS[stage],
            closers=CLOSED_BY[stage],
            needs=needs[stage],
            lapses_days=LAPSES.get(stage),
        )
        for stage in ROADS[road]
    )
    duties = tuple(
        DutyLine(
            key=duty.key,
            group=duty.group,
            is_critical=duty.is_critical,
            usual=tuple(frozenset(str(kind) for kind in kinds) for kinds in duty.usual),
        )
        for duty in RESPONSIBILITIES.values()
    )
    return Template(stages=stages, duties=duties)


SHIPPED: dict[str, Template] = {
    Road.SHORT: _template(Road.SHORT, SHORT_NEEDS),
    Road.FULL: _template(Road.FULL, FULL_NEEDS),
}
