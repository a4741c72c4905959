import pytest

from sambung.core.access import ANONYMOUS
from sambung.exchange import lifecycle, rules
from sambung.exchange.models import ImportRun, ImportState


def run_in(cast, state: str) -> ImportRun:
    """Return an unsaved import of Bappeda in a state."""
    return ImportRun(organisation=cast.bappeda, state=state)


def test_officers_who_record_for_others_may_import(cast):
    assert rules.can_import(cast.actor(cast.ayu, cast.bappeda))
    assert rules.can_import(cast.actor(cast.dimas, cast.facilitators))
    for actor in (ANONYMOUS, cast.actor(cast.citra), cast.actor(cast.gani)):
        assert rules.can_import(actor).reason


def test_only_officers_of_its_organisation_go_on_with_an_import(cast):
    run = run_in(cast, ImportState.PREVIEW)
    assert rules.can_correct(cast.actor(cast.ayu), run)
    for person in (cast.eka, cast.hana, cast.citra):
        assert "milik" in rules.can_correct(cast.actor(person), run).reason


@pytest.mark.parametrize(
    ("rule", "states"),
    [
        (rules.can_drop, {"reading", "matching", "checking", "preview", "failed"}),
        (rules.can_match, {"matching", "preview"}),
        (rules.can_correct, {"preview"}),
        (rules.can_commit, {"preview"}),
    ],
    ids=["drop", "match", "correct", "commit"],
)
def test_each_step_belongs_to_its_states(cast, rule, states):
    actor = cast.actor(cast.ayu)
    allowed = {str(s) for s in ImportState.values if rule(actor, run_in(cast, s))}
    assert allowed == states


def test_undo_needs_a_done_import_on_which_nothing_rests(cast):
    actor = cast.actor(cast.ayu)
    assert rules.can_undo(actor, run_in(cast, ImportState.DONE), [])
    assert "rekap 2025" in rules.can_undo(actor, run_in(cast, "done"), ["rekap 2025"]).reason
    assert not rules.can_undo(actor, run_in(cast, ImportState.UNDONE), [])


def test_every_state_has_its_line_in_the_lifecycle():
    assert set(lifecycle.MOVES) == set(ImportState.values)
    assert not lifecycle.may_move("done", "preview")
    assert lifecycle.may_move("importing", "preview")
