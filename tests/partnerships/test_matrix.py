"""Letters of the matrix: proposed, answered by whom they burden, taken back; findings; balance."""

from time import perf_counter

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation
from sambung.partnerships import actions, lifecycle, queries
from sambung.partnerships.models import (
    Contribution,
    Party,
    RaciCell,
    Responsibility,
    Stage,
    StageRecord,
    TargetProfile,
)
from sambung.partnerships.queries import FindingKind as Kind
from tests.partnerships.world import opened

pytestmark = pytest.mark.db

GROUND = GroundGiven("minutes", "berita acara rapat, 12 Maret 2027")


def duty(partnership, key):
    row = Responsibility.objects.get(partnership=partnership, key=key)
    row.partnership = partnership
    return row


def party_of(partnership, organisation):
    return partnership.parties.get(organisation=organisation)


def join(partnership, name, kind, part="support"):
    body = Organisation.objects.create(name=name, kind=kind, search_name=name.lower())
    return Party.objects.create(
        partnership=partnership, organisation=body, part=part, joined_at=timezone.now()
    )


def propose(cast, row, who, letter="A", *, by=None, stage=Stage.CONSTRUCTION, **given):
    return actions.propose_letter(
        responsibility=row,
        stage=stage,
        party=party_of(row.partnership, who),
        letter=letter,
        ground="",
        by=cast.actor(by or cast.ayu),
        **given,
    )


def kinds_of(partnership, key=None):
    found = queries.findings_of(partnership)
    return {row.kind for row in found if key in (None, row.duty_key)}


def test_first_letter_writes_down_what_the_slot_inherited(cast):
    row = duty(opened(cast), "capital")
    actions.accept_responsibility(responsibility=row, by=cast.actor(cast.citra))
    propose(cast, row, cast.village, "C")
    cells = queries.slot_cells(row, Stage.CONSTRUCTION)
    assert [(c.party.organisation, c.letter, c.is_proposed) for c in cells] == [
        (cast.company, "A", False),
        (cast.company, "R", False),
        (cast.village, "C", True),
    ]
    assert not queries.slot_cells(row, Stage.AGREEMENT)


def test_letter_for_ones_own_party_is_accepted_at_once(cast):
    row = duty(opened(cast), "supervision")
    assert propose(cast, row, cast.company, by=cast.citra).accepted_at is not None
    assert propose(cast, row, cast.village, by=cast.citra).accepted_at is None


def test_only_the_burdened_party_accepts_or_refuses(cast):
    partnership = opened(cast)
    cell = propose(cast, duty(partnership, "capital"), cast.village, "I")
    for somebody in (cast.ayu, cast.citra, cast.eka):
        with pytest.raises(Refused):
            actions.accept_letter(cell=cell, by=cast.actor(somebody))
    actions.accept_letter(cell=cell, by=cast.actor(cast.gani))
    with pytest.raises(Refused):
        actions.refuse_letter(cell=cell, reason="x", by=cast.actor(cast.gani))
    with pytest.raises(Conflict):
        actions.release_letter(cell=cell, reason=" ", by=cast.actor(cast.gani))
    actions.release_letter(cell=cell, reason="perangkat berganti", by=cast.actor(cast.gani))
    assert not RaciCell.objects.filter(pk=cell.pk).exists()
    entry = Entry.objects.get(verb="raci.released")
    assert (entry.data["letter"], entry.data["reason"]) == ("I", "perangkat berganti")


def test_outsider_proposes_nothing(cast):
    partnership = opened(cast)
    with pytest.raises(Refused):
        propose(cast, duty(partnership, "capital"), cast.village, by=cast.eka)
    assert not RaciCell.objects.exists()


def test_proposer_takes_back_what_is_unanswered_and_others_do_not(cast):
    cell = propose(cast, duty(opened(cast), "capital"), cast.village, "C", by=cast.citra)
    with pytest.raises(Refused):
        actions.withdraw_letter(cell=cell, reason="salah pilih", by=cast.actor(cast.gani))
    actions.withdraw_letter(cell=cell, reason="salah pilih", by=cast.actor(cast.citra))
    assert not RaciCell.objects.filter(pk=cell.pk).exists()


def test_last_letter_of_the_dutys_own_party_is_not_given_up_into_itself(cast):
    partnership = opened(cast)
    row = duty(partnership, "asset")
    actions.accept_responsibility(responsibility=row, by=cast.actor(cast.gani))
    propose(cast, row, cast.company, "C", stage=Stage.HANDOVER)
    a, r, c = queries.slot_cells(row, Stage.HANDOVER)
    actions.withdraw_letter(cell=c, reason="keliru", by=cast.actor(cast.ayu))
    actions.release_letter(cell=r, reason="dikerjakan pihak lain", by=cast.actor(cast.gani))
    with pytest.raises(Conflict, match="kembali mengikuti"):
        actions.release_letter(cell=a, reason="dilepas", by=cast.actor(cast.gani))
    actions.release_responsibility(responsibility=row, reason="mutasi", by=cast.actor(cast.gani))
    assert not queries.slot_cells(row, Stage.HANDOVER)


def test_slot_seen_before_somebody_changed_it_is_a_conflict(cast):
    row = duty(opened(cast), "supervision")
    seen = queries.seen_of(row, [])
    propose(cast, row, cast.village, seen=seen)
    with pytest.raises(Conflict, match="baru saja diubah"):
        propose(cast, row, cast.company, seen=seen, by=cast.citra)
    with pytest.raises(Conflict, match="sudah memegang"):
        propose(cast, row, cast.village)


def test_letter_refuses_strange_stage_party_and_duty_done_without(cast):
    partnership = opened(cast)
    row = duty(partnership, "apbd")
    with pytest.raises(Conflict, match="jalur"):
        propose(cast, row, cast.village, stage="lain")
    gone = join(partnership, "KPSPAMS Lama", "kpspams")
    Party.objects.filter(pk=gone.pk).update(left_at=timezone.now(), leaving_reason="bubar")
    with pytest.raises(Conflict, match="tidak ikut"):
        propose(cast, row, gone.organisation)
    ayu = cast.actor(cast.ayu)
    actions.set_needed(responsibility=row, is_needed=False, reason="tanpa APBD", by=ayu)
    with pytest.raises(Conflict, match="tidak diperlukan"):
        propose(cast, row, cast.village)


def test_party_without_account_is_recorded_and_stays_a_proposal(cast):
    partnership = opened(cast)
    people = join(partnership, "KPSPAMS Tirta", "kpspams", "community")
    row, ayu = duty(partnership, "operation"), cast.actor(cast.ayu, cast.bappeda)
    actions.propose_responsible(responsibility=row, party=people, ground="", by=ayu)
    with pytest.raises(Refused):
        actions.record_agreed(responsibility=row, ground=GROUND, by=cast.actor(cast.citra))
    actions.record_agreed(responsibility=row, ground=GROUND, by=ayu)
    row.refresh_from_db()
    assert (row.is_proposed, row.accepted_at) == (True, None)
    assert row.recorded_at is not None
    shown = queries.duty_row(row, ayu, queries.organisation_ids_of(partnership))
    assert (shown.state, shown.may_record) == ("recorded", False)
    assert Kind.NOT_AGREED not in kinds_of(partnership, "operation")
    cell = propose(cast, row, people.organisation, "C", stage=Stage.OPERATION)
    actions.record_letter(cell=cell, ground=GROUND, by=ayu)
    cell.refresh_from_db()
    assert (cell.is_proposed, cell.recorded_at is None) == (True, False)


def test_desk_does_not_record_for_its_own_party(cast):
    partnership = opened(cast)
    row, ayu = duty(partnership, "data"), cast.actor(cast.ayu, cast.bappeda)
    with pytest.raises(Refused):
        actions.record_agreed(responsibility=row, ground=GROUND, by=ayu)


def test_findings_say_each_kind_and_where_it_is_mended(cast):
    partnership = opened(cast)
    found = {(row.kind, row.duty_key): row for row in queries.findings_of(partnership)}
    orphan = found[Kind.ORPHAN, "operation"]
    assert "sesudah serah terima" in orphan.words
    assert orphan.url.endswith("/usulkan/")
    assert Kind.NOT_AGREED in kinds_of(partnership, "asset")
    assert Kind.COMMUNITY_NOWHERE in kinds_of(partnership)
    row = duty(partnership, "supervision")
    propose(cast, row, cast.company, by=cast.citra)
    propose(cast, row, cast.village)
    assert {Kind.TWO, Kind.NO_DOER, Kind.FUNDER_VERIFIES} <= kinds_of(partnership, "supervision")
    propose(cast, duty(partnership, "operation"), cast.company, stage=Stage.OPERATION)
    assert Kind.COMPANY_OPERATES in kinds_of(partnership, "operation")


def test_not_needed_duties_are_silent(cast):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu)
    row = duty(partnership, "operation")
    actions.set_needed(responsibility=row, is_needed=False, reason="dikelola PDAM", by=ayu)
    assert kinds_of(partnership, "operation") == set()
    row.refresh_from_db()
    assert row.not_needed_reason == "dikelola PDAM"


def test_funder_that_verified_its_own_gift_is_found(cast):
    partnership = opened(cast)
    row = Contribution.objects.filter(party__organisation=cast.company).first()
    words = [f.words for f in queries.findings_of(partnership) if f.kind == Kind.FUNDER_VERIFIES]
    assert words == []
    Contribution.objects.filter(pk=row.pk).update(verified_rp=1, verifier=cast.company)
    words = [f.words for f in queries.findings_of(partnership) if f.kind == Kind.FUNDER_VERIFIES]
    assert "memeriksa sumbangannya sendiri" in words[0]


def test_overloaded_names_the_party_and_its_share(cast):
    partnership = opened(cast)
    company = party_of(partnership, cast.company)
    Responsibility.objects.filter(partnership=partnership).update(party=company)
    found = {row.kind: row for row in queries.findings_of(partnership)}
    assert "lebih dari separuhnya" in found[Kind.OVERLOADED].words
    assert "PT Contoh Banua Energi" in found[Kind.OVERLOADED].words


def test_catalogue_takes_own_questions_and_keeps_the_words_of_what_is_carried(cast):
    partnership, ayu = opened(cast), cast.actor(cast.ayu)
    terms = actions.DutyTerms("Siapa yang menjaga mata air?", "operasi", is_critical=True)
    row = actions.add_duty(partnership=partnership, terms=terms, by=ayu)
    assert lifecycle.stages_of(row, queries.road_stages(partnership)) == (
        Stage.OPERATION,
        Stage.EVALUATION,
    )
    page = queries.duties_for_page(partnership, ayu)
    assert "Siapa yang menjaga mata air?" in [r.question for r in page.critical]
    assert queries.orphans_of([partnership.pk])[partnership.pk] == 5
    with pytest.raises(Refused):
        actions.add_duty(partnership=partnership, terms=terms, by=cast.actor(cast.citra))
    carried = duty(partnership, "capital")
    actions.accept_responsibility(responsibility=carried, by=cast.actor(cast.citra))
    other = actions.DutyTerms("Siapa yang membayar semua?", "pembangunan", is_critical=True)
    with pytest.raises(Conflict, match="sudah dipegang"):
        actions.change_duty(responsibility=carried, terms=other, by=ayu)
    same = actions.DutyTerms(
        lifecycle.question_of(carried), "pembangunan", is_critical=False, stages=["konstruksi"]
    )
    actions.change_duty(responsibility=carried, terms=same, by=ayu)
    assert (carried.question, carried.is_critical, carried.stages) == ("", False, ["konstruksi"])
    with pytest.raises(Conflict, match="jalur"):
        actions.add_duty(
            partnership=partnership,
            terms=actions.DutyTerms("Siapa?", "operasi", is_critical=False, stages=["lain"]),
            by=ayu,
        )


def test_all_critical_agreed_is_told_to_the_road_and_taken_back(cast):
    partnership, ayu = opened(cast), cast.actor(cast.ayu)
    company = party_of(partnership, cast.company)
    rows = [r for r in queries.responsibilities_of(partnership) if lifecycle.is_critical(r)]
    for row in rows[:-1]:
        Responsibility.objects.filter(pk=row.pk).update(
            party=company, is_proposed=False, accepted_at=timezone.now()
        )
    last, citra = duty(partnership, rows[-1].key), cast.actor(cast.citra)
    actions.propose_responsible(responsibility=last, party=company, ground="", by=citra)
    told = StageRecord.objects.filter(key="critical_duties_accepted", undone_at__isnull=True)
    asked = any(
        need.key == "critical_duties_accepted"
        for stage in queries.template_of(partnership).stages
        for need in stage.needs
    )
    assert told.exists() is asked
    actions.release_responsibility(responsibility=last, reason="mutasi", by=citra)
    assert not told.exists()
    assert ayu.is_known


@pytest.mark.parametrize("key", list(lifecycle.RESPONSIBILITIES))
@pytest.mark.parametrize("road", ["short", "full"])
def test_every_duty_stands_somewhere_on_either_road(key, road):
    stages = lifecycle.stages_of(Responsibility(key=key), lifecycle.ROADS[road])
    assert stages
    assert set(stages) <= set(lifecycle.DUTY_STAGES[key])


@pytest.mark.parametrize(
    ("model", "changes", "name"),
    [
        (RaciCell, {"letter": "X"}, "raci_cell_letter"),
        (RaciCell, {"is_proposed": False, "accepted_at": None}, "raci_cell_accepted_has_day"),
        (
            Responsibility,
            {
                "party": None,
                "is_proposed": True,
                "accepted_at": None,
                "recorded_at": timezone.now(),
            },
            "responsibility_recorded_for_a_party",
        ),
        (Responsibility, {"is_needed": False}, "responsibility_not_needed_not_carried"),
    ],
)
def test_database_refuses(cast, model, changes, name):
    row = duty(opened(cast), "capital")
    actions.accept_responsibility(responsibility=row, by=cast.actor(cast.citra))
    cell = propose(cast, row, cast.village, "C")
    pk = cell.pk if model is RaciCell else row.pk
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=pk).update(**changes)


def test_database_keeps_one_cell_and_one_profile(cast):
    partnership = opened(cast)
    cell = propose(cast, duty(partnership, "capital"), cast.village, "C")
    same = {"responsibility": cell.responsibility, "stage": cell.stage, "party": cell.party}
    with pytest.raises(IntegrityError), transaction.atomic():
        RaciCell.objects.create(**same, letter="C", proposed_at=timezone.now())
    one = {"partnership": partnership, "of": "money", "proposed_at": timezone.now()}
    TargetProfile.objects.create(**one)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetProfile.objects.create(**one)


def test_full_matrix_is_read_in_three_queries_and_quickly(cast):
    partnership = opened(cast)
    kinds = ["kkm", "kpspams", "opd", "pdam", "lsm", "puskesmas", "bumdes", "yayasan", "bank"]
    for number, kind in enumerate(kinds):
        join(partnership, f"Pihak {number}", kind)
    parties = list(partnership.parties.select_related("organisation"))
    rows = list(partnership.responsibilities.all())
    type(partnership).objects.filter(pk=partnership.pk).update(road="full")
    partnership.refresh_from_db()
    RaciCell.objects.bulk_create(
        RaciCell(
            responsibility=row,
            stage=stage,
            party=party,
            letter="ARCI"[(number + place) % 4],
            proposed_at=timezone.now(),
        )
        for place, row in enumerate(rows)
        for stage in Stage
        for number, party in enumerate(parties)
    )
    assert RaciCell.objects.count() == 18 * 12 * len(parties) == 2592
    with CaptureQueriesContext(connection) as asked:
        queries.findings_of(partnership)
    assert len(asked) == 3
    actor = cast.actor(cast.ayu)
    with CaptureQueriesContext(connection) as asked:
        queries.duties_for_page(partnership, actor, parties)
    best = min(
        _seconds(lambda: queries.duties_for_page(partnership, actor, parties)) for _ in "123"
    )
    assert len(asked) == 3
    assert best < 0.3  # 60 ms on a quiet machine; bench/ holds the figure


def _seconds(act):
    start = perf_counter()
    act()
    return perf_counter() - start
