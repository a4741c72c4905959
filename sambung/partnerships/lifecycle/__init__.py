"""The two roads through the twelve stages, and the catalogue of eighteen responsibilities."""

from sambung.partnerships.lifecycle.catalogue import APPROVALS, CLOSERS, FACTS, STAGES_OF_GROUP
from sambung.partnerships.lifecycle.faults import findings
from sambung.partnerships.lifecycle.roads import (
    AFTER_HANDOVER,
    BUILDERS,
    COMMUNITY,
    FACILITATORS,
    GROUP_LABELS,
    LABOUR_DAY_RP,
    RESPONSIBILITIES,
    ROADS,
    SHORT_ROAD_BELOW_RP,
    SOURCES,
    STAGE_PAPERS,
    USUAL_DAYS,
    Duty,
    Group,
    road_for,
)
from sambung.partnerships.lifecycle.shipped import SHIPPED
from sambung.partnerships.lifecycle.templates import (
    DutyLine,
    Need,
    Template,
    TemplateFault,
    TemplateStage,
    content_of,
    parse,
)

__all__ = [
    "AFTER_HANDOVER",
    "APPROVALS",
    "BUILDERS",
    "CLOSERS",
    "COMMUNITY",
    "Duty",
    "DutyLine",
    "FACILITATORS",
    "FACTS",
    "GROUP_LABELS",
    "Group",
    "LABOUR_DAY_RP",
    "Need",
    "RESPONSIBILITIES",
    "ROADS",
    "SHIPPED",
    "SHORT_ROAD_BELOW_RP",
    "SOURCES",
    "STAGES_OF_GROUP",
    "STAGE_PAPERS",
    "Template",
    "TemplateFault",
    "TemplateStage",
    "USUAL_DAYS",
    "content_of",
    "findings",
    "parse",
    "road_for",
]
