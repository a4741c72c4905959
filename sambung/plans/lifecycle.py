"""Which steps a run and an invitation may take; no state is set anywhere without asking here."""

from django.utils.translation import gettext as _

from sambung.core.access import Conflict
from sambung.plans.models import InvitationState, RunState

RUN_STEPS: dict[str, frozenset[str]] = {
    RunState.WAITING: frozenset({RunState.RUNNING, RunState.CANCELLED, RunState.FAILED}),
    RunState.RUNNING: frozenset(
        {RunState.RUNNING, RunState.DONE, RunState.CANCELLED, RunState.FAILED}
    ),
    RunState.DONE: frozenset(),
    RunState.CANCELLED: frozenset(),
    RunState.FAILED: frozenset(),
}

_I = InvitationState
_ENDS = {_I.DECLINED, _I.LAPSED, _I.WITHDRAWN}
# From a change the owner leads back to `willing` with the new amount; the source may still answer.
INVITATION_STEPS: dict[str, frozenset[str]] = {
    _I.SENT: frozenset({_I.WILLING, _I.ACCEPTED, _I.CHANGED, *_ENDS}),
    _I.WILLING: frozenset({_I.ACCEPTED, _I.CHANGED, *_ENDS}),
    _I.CHANGED: frozenset({_I.WILLING, _I.ACCEPTED, _I.CHANGED, *_ENDS}),
    # Only while not yet a pledge: an answer written atas nama may be corrected, lapse or be undone.
    _I.ACCEPTED: frozenset({_I.CHANGED, *_ENDS}),
    _I.DECLINED: frozenset(),
    _I.LAPSED: frozenset(),
    _I.WITHDRAWN: frozenset(),
}


def run_step(state: str, *, to: str) -> str:
    """Return the new state of a run; raise Conflict for a step that is not in the table."""
    if to not in RUN_STEPS[state]:
        raise Conflict(_("Perhitungan ini sudah selesai atau dibatalkan."))
    return to


def invitation_step(state: str, *, to: str) -> str:
    """Return the new state of an invitation; raise Conflict for a step not in the table."""
    if to not in INVITATION_STEPS[state]:
        label = InvitationState(state).label
        raise Conflict(_("Ajakan ini sudah %(state)s; tidak ada yang diubah.") % {"state": label})
    return to
