"""Delivery: the work, the money outside, the handover."""

from sambung.delivery.models.handover import (
    Handover,
    HandoverState,
)
from sambung.delivery.models.money import (
    Account,
    Condition,
    ConditionKind,
    Tranche,
    TrancheAct,
    TrancheState,
    TrancheStatement,
)
from sambung.delivery.models.reminders import Digest, MailState
from sambung.delivery.models.work import (
    Ceremony,
    DueChange,
    FinalCheck,
    Goods,
    GoodsStatement,
    GoodsStep,
    Milestone,
    Progress,
    ProgressPhoto,
    Trouble,
    TroubleKind,
)

__all__ = [
    "Account",
    "Ceremony",
    "Condition",
    "ConditionKind",
    "Digest",
    "DueChange",
    "FinalCheck",
    "Goods",
    "GoodsStatement",
    "GoodsStep",
    "Handover",
    "HandoverState",
    "MailState",
    "Milestone",
    "Progress",
    "ProgressPhoto",
    "Tranche",
    "TrancheAct",
    "TrancheState",
    "TrancheStatement",
    "Trouble",
    "TroubleKind",
]
