"""At which stages each duty of the catalogue is at work, and how a row's own words go before it."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.partnerships.lifecycle.catalogue import STAGES_OF_GROUP
from sambung.partnerships.lifecycle.roads import GROUP_LABELS, RESPONSIBILITIES, Group
from sambung.partnerships.models import Responsibility, Stage

MOST_DUTIES = 40  # in one partnership; a choice of this project
OWN_KEY = "own-"  # begins the key of a question a partnership added itself

# The stages after the facility is handed over.
STAGES_AFTER = frozenset([Stage.OPERATION, Stage.EVALUATION])
# Without anybody for these a facility dies after its ceremony (domain reference, section 4).
LASTING = frozenset(["asset", "operation", "major_repair", "water_quality"])

# A choice of this project; each has at least one stage on either road.
DUTY_STAGES: dict[str, tuple[Stage, ...]] = {
    "data": (Stage.DATA, Stage.PROPOSAL),
    "convening": (Stage.APPROACH, Stage.INTEREST, Stage.PROPOSAL, Stage.MOU, Stage.AGREEMENT),
    "brokering": (Stage.APPROACH, Stage.INTEREST, Stage.MOU),
    "land": (Stage.FEASIBILITY, Stage.AGREEMENT, Stage.WORKPLAN),
    "design": (Stage.PROPOSAL, Stage.FEASIBILITY, Stage.WORKPLAN),
    "capital": (Stage.AGREEMENT, Stage.CONSTRUCTION),
    "apbd": (Stage.AGREEMENT, Stage.CONSTRUCTION),
    "apbdes": (Stage.AGREEMENT, Stage.WORKPLAN, Stage.CONSTRUCTION),
    "community_cash": (Stage.WORKPLAN, Stage.CONSTRUCTION),
    "community_labour": (Stage.WORKPLAN, Stage.CONSTRUCTION),
    "construction": (Stage.CONSTRUCTION,),
    "supervision": (Stage.CONSTRUCTION, Stage.HANDOVER),
    "behaviour": (Stage.WORKPLAN, Stage.CONSTRUCTION, Stage.OPERATION),
    "asset": (Stage.HANDOVER, Stage.OPERATION),
    "operation": (Stage.OPERATION, Stage.EVALUATION),
    "major_repair": (Stage.OPERATION, Stage.EVALUATION),
    "water_quality": (Stage.HANDOVER, Stage.OPERATION, Stage.EVALUATION),
    "monitoring": (Stage.CONSTRUCTION, Stage.OPERATION, Stage.EVALUATION),
}
UNNAMED: Promise = _("Peran tanpa nama")


def question_of(row: Responsibility) -> str:
    """Return the row's own words, else those of the catalogue."""
    if row.question:
        return row.question
    duty = RESPONSIBILITIES.get(row.key)
    return str(duty.question) if duty else str(UNNAMED)


def group_of(row: Responsibility) -> str:
    """Return the group under which the row is asked."""
    duty = RESPONSIBILITIES.get(row.key)
    return row.group or (duty.group if duty else Group.PREPARATION)


def group_label_of(row: Responsibility) -> str:
    """Return the name of the row's group."""
    return str(GROUP_LABELS[group_of(row)])


def is_critical(row: Responsibility) -> bool:
    """Return whether the partnership, or else the catalogue, calls the duty critical."""
    if row.is_critical is not None:
        return row.is_critical
    duty = RESPONSIBILITIES.get(row.key)
    return duty is not None and duty.is_critical


def stages_of(row: Responsibility, road: Sequence[str]) -> tuple[Stage, ...]:
    """Return at which stages of the road the duty is at work, in the order of the road.

    The row's own stages go before those of the catalogue, and these before those of its group;
    where the road has none of them, every stage on the same side of the handover counts.
    """
    asked = row.stages or DUTY_STAGES.get(row.key) or STAGES_OF_GROUP[group_of(row)]
    found = [stage for stage in road if stage in asked]
    if not found:
        is_after = bool(STAGES_AFTER & set(asked))
        found = [stage for stage in road if (stage in STAGES_AFTER) == is_after]
    return tuple(Stage(stage) for stage in found)
