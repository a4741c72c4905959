"""What a stage needs: recorded, left out, undone, lapsed; and facts that come true."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Document, Party, PartyPart, Stage, StageRecord
from tests.needs.world import ready
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def paper(partnership, cast, kind="rancangan", **changes):
    """Return a shared paper of the partnership."""
    values = {"title": "Gambar rinci", "organisation": cast.bappeda, "content": {}} | changes
    return Document.objects.create(partnership=partnership, kind=kind, at=timezone.now(), **values)


def row(partnership, key):
    """Return the checklist's row of a need, now."""
    rows = queries.needs_by_stage(partnership)
    return next(row for stage in rows.values() for row in stage if row.need.key == key)


def record(partnership, cast, key="source_tested", **changes):
    """Record a need of the stage of feasibility by Ayu."""
    values = {"stage": "kelayakan", "note": "Surat 12/2026", "by": cast.actor(cast.ayu)} | changes
    return actions.record_need(partnership=partnership, key=key, **values)


def test_a_need_is_met_by_a_record_with_its_ground_and_can_be_undone(cast):
    partnership = opened(cast)
    assert row(partnership, "source_tested").is_open
    made = record(partnership, cast)
    assert row(partnership, "source_tested").is_met
    with pytest.raises(Conflict, match="alasan"):
        actions.undo_need(record=made, by=cast.actor(cast.ayu), reason=" ")
    actions.undo_need(record=made, by=cast.actor(cast.ayu), reason="salah surat")
    assert row(partnership, "source_tested").is_open
    with pytest.raises(Conflict, match="sudah dibatalkan"):
        actions.undo_need(record=made, by=cast.actor(cast.ayu), reason="lagi")
    verbs = set(Entry.objects.filter(scope_id=str(partnership.pk)).values_list("verb", flat=True))
    assert {"stage.need_met", "stage.need_undone"} <= verbs


def test_a_shared_paper_of_the_kind_meets_the_need_a_draft_does_not(cast):
    partnership = opened(cast)
    draft = paper(partnership, cast, is_private=True)
    assert row(partnership, "rancangan").is_open
    with pytest.raises(Conflict, match="masih naskah"):
        record(partnership, cast, key="rancangan", document=draft)
    paper(partnership, cast)
    assert row(partnership, "rancangan").is_met


def test_left_out_needs_a_reason_and_gives_way_to_the_real_thing(cast):
    partnership = opened(cast)
    with pytest.raises(Conflict, match="alasan syarat"):
        record(partnership, cast, note=" ", is_waived=True)
    record(partnership, cast, note="Sumber dari PDAM", is_waived=True)
    assert row(partnership, "source_tested").is_waived
    assert not row(partnership, "source_tested").is_open
    record(partnership, cast)
    assert row(partnership, "source_tested").is_met
    assert StageRecord.objects.filter(undone_at__isnull=True).count() == 1


def test_bad_records_are_refused_in_words(cast):
    partnership, other = opened(cast), opened(cast, ready(cast))
    tomorrow = timezone.localdate() + timedelta(days=1)
    for words, changes in {
        "tidak memuat syarat": {"key": "wisata"},
        "bukan dari kemitraan": {"document": paper(other, cast)},
        "Pilih dokumennya": {"note": ""},
        "belum tiba": {"on": tomorrow},
    }.items():
        with pytest.raises(Conflict, match=words):
            record(partnership, cast, **changes)
    record(partnership, cast)
    with pytest.raises(Conflict, match="baru saja dicatat"):
        record(partnership, cast)


def test_papers_by_who_closes_the_stage_facts_by_hand_by_the_desk_alone(cast):
    partnership = opened(cast)
    citra, dimas = cast.actor(cast.citra), cast.actor(cast.dimas)
    with pytest.raises(Refused, match="ditutup oleh"):
        record(partnership, cast, by=citra)
    Party.objects.create(
        partnership=partnership,
        organisation=cast.facilitators,
        part=PartyPart.SUPPORT,
        joined_at=timezone.now(),
    )
    record(partnership, cast, by=dimas)
    with pytest.raises(Refused, match="petugas daerah"):
        record(partnership, cast, key="land_secured", by=dimas)
    record(partnership, cast, key="land_secured")


def test_what_is_older_than_its_stage_allows_lapses_and_can_be_renewed(cast):
    partnership = opened(cast)
    old = timezone.localdate() - timedelta(days=731)
    record(partnership, cast, on=old)
    found = row(partnership, "source_tested")
    assert (found.is_open, found.lapsed_on) == (True, old + timedelta(days=730))
    template = queries.template_of(partnership)
    needs = queries.needs_by_stage(partnership, template)
    assert [row.need.key for row in queries.lapsed_of(partnership, needs, template)] == [
        "source_tested"
    ]
    record(partnership, cast)
    assert row(partnership, "source_tested").is_met


def test_a_fact_is_written_wherever_the_road_asks_and_nowhere_else(cast):
    partnership = opened(cast)
    ayu = cast.actor(cast.ayu)
    made = actions.record_fact(partnership=partnership, key="mou_in_force", by=ayu)
    assert [one.stage for one in made] == [Stage.MOU]
    assert actions.record_fact(partnership=partnership, key="mou_in_force", by=ayu) == []
    assert actions.record_fact(partnership=partnership, key="no_such_fact", by=ayu) == []
    undone = actions.take_back_fact(
        partnership=partnership, key="mou_in_force", by=ayu, reason="berakhir"
    )
    assert undone == 1
    assert row(partnership, "mou_in_force").is_open


def test_step_keeps_what_was_left_open_and_what_was_passed_over(cast):
    partnership = opened(cast)
    actions.step_stage(
        partnership=partnership, to=Stage.AGREEMENT, reason="tanpa KB", by=cast.actor(cast.ayu)
    )
    skipped = queries.steps_of(partnership)[-1].skipped
    assert {"stage": "mou"} in skipped
    assert {"stage": "kelayakan", "need": "source_tested"} in skipped
    rail = queries.rail_of(
        partnership, queries.template_of(partnership), queries.steps_of(partnership)
    )
    states = {stage.key: stage.state for stage in rail}
    assert (states[Stage.MOU], states[Stage.AGREEMENT], states[Stage.WORKPLAN]) == (
        "skipped",
        "now",
        "next",
    )
    assert states[Stage.FEASIBILITY] == "done"


def test_a_ready_stage_goes_forward_without_a_reason(cast):
    partnership = opened(cast)
    for key in ("source_tested", "land_secured", "rancangan", "lahan"):
        record(partnership, cast, key=key)
    actions.step_stage(partnership=partnership, to=Stage.MOU, by=cast.actor(cast.ayu))
    assert partnership.stage_due_on == timezone.localdate() + timedelta(days=120)
    assert queries.steps_of(partnership)[-1].skipped == []


def test_rail_says_how_late_and_a_closed_partnership_is_not_late(cast):
    partnership = opened(cast)
    partnership.stage_due_on = timezone.localdate() - timedelta(days=4)
    template, steps = queries.template_of(partnership), queries.steps_of(partnership)

    def now():
        return next(
            one for one in queries.rail_of(partnership, template, steps) if one.state == "now"
        )

    assert now().late_days == 4
    partnership.closed_at = timezone.now()
    assert now().late_days == 0


def test_checklist_costs_two_queries(cast, django_assert_num_queries):
    partnership = opened(cast)
    with django_assert_num_queries(2):
        queries.needs_by_stage(partnership)


def test_pages_of_a_need_for_the_desk_and_nobody_else(cast, as_person):
    partnership = opened(cast)
    where = {"pk": partnership.pk, "stage": "kelayakan", "key": "source_tested"}
    url = reverse("partnerships:need-record", kwargs=where)
    ayu = as_person(cast.ayu)
    page = ayu.get(reverse("partnerships:partnership-step", args=[partnership.pk]))
    assert url in page.content.decode()
    assert ayu.get(url).status_code == 200
    assert ayu.get(url.replace("source_tested", "wisata")).status_code == 404
    assert as_person(cast.eka).get(url).status_code == 404
    assert as_person(cast.citra).get(url).status_code == 403
    wrong = ayu.post(url, {"token": tokens.new_token(), "note": "", "act": "met"})
    assert wrong.status_code == 422
    sent = ayu.post(url, {"token": tokens.new_token(), "note": "Hasil lab 3/2026", "act": "met"})
    assert sent.status_code == 302
    made = StageRecord.objects.get(key="source_tested")
    undo = reverse("partnerships:need-undo", args=[partnership.pk, made.pk])
    assert ayu.get(undo).status_code == 200
    assert as_person(cast.eka).get(undo).status_code == 404
    assert ayu.post(undo, {"token": tokens.new_token(), "reason": "salah"}).status_code == 302
    assert ayu.get(undo).status_code == 404
