"""A facility is prepared, opened once, watched; its water is tested."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core import tokens
from sambung.core.access import SYSTEM, Conflict, Refused
from sambung.core.models import Entry
from sambung.facilities import actions, lifecycle, queries
from sambung.facilities.actions import Sample, Seen
from sambung.facilities.models import (
    Component,
    Facility,
    WatchCheck,
    WaterLimit,
    WaterResult,
    WaterTest,
)
from sambung.facilities.rules import Measured
from tests.facilities import world
from tests.needs.pages import picture

pytestmark = pytest.mark.db
TODAY = timezone.localdate


def test_load_water_limits_twice_changes_nothing_and_mends_what_was_changed(db, capsys):
    first = actions.load_water_limits(by=SYSTEM)
    assert (first.created, first.changed, first.same) == (73, 0, 0)
    WaterLimit.objects.filter(parameter="iron").update(high=9)
    again = actions.load_water_limits(by=SYSTEM)
    assert (again.created, again.changed) == (0, 4)
    call_command("load_water_limits")
    assert WaterLimit.objects.count() == 73


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jaringan pipa distribusi 300 meter", "jaringan"),
        ("Pompa submersible 2 PK", "mesin"),
        ("Rumah pompa", "gedung"),
        ("Reservoir 20 m³", "gedung"),
        ("Tanah untuk reservoir", "tanah"),
        ("Papan nama", "lain"),
    ],
)
def test_class_of_a_component_is_proposed_from_its_words(name, key):
    assert lifecycle.class_for(name) == key


def test_calendar_looks_each_quarter_first_and_ends_with_the_watch():
    planned = lifecycle.calendar(date(2026, 1, 31), 3, has_water=True)
    function = [row.due_on for row in planned if row.kind == "function"]
    assert function[:5] == [
        *(date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31)),
        *(date(2027, 1, 31), date(2027, 7, 31)),
    ]
    assert (function[-1], len(function)) == (date(2029, 1, 31), 8)
    assert [row.due_on.year for row in planned if row.kind == "water"] == [2027, 2028, 2029]
    assert not [
        row
        for row in lifecycle.calendar(date(2026, 1, 1), 3, has_water=False)
        if row.kind == "water"
    ]


def test_open_begins_the_watch_with_its_holders_and_happens_once(cast):
    facility = world.opened(cast)
    assert (facility.state, facility.owner, facility.operator) == (
        *("open", cast.village),
        cast.utility,
    )
    checks = facility.checks.all()
    assert {row.organisation for row in checks if row.kind == "function"} == {cast.utility}
    assert {row.organisation for row in checks if row.kind == "water"} == {None}
    opening = actions.Opening(on=TODAY(), owner=cast.village)
    with pytest.raises(Conflict, match="sudah diserahterimakan"):
        actions.open_facility(facility=facility, opening=opening, by=cast.actor(cast.ayu))


def test_take_back_opening_only_while_no_check_is_recorded(cast):
    by = cast.actor(cast.ayu)
    facility = world.opened(cast)
    actions.take_back_opening(facility=facility, reason="salah tanggal", by=by)
    assert (facility.state, facility.checks.count()) == ("prepared", 0)
    with pytest.raises(Conflict):
        actions.take_back_opening(facility=facility, reason="lagi", by=by)
    again = world.opened(cast, name="Lain")
    done(cast, again)
    with pytest.raises(Refused, match="Pemantauannya sudah berjalan"):
        actions.take_back_opening(facility=again, reason="salah", by=by)


def done(cast, facility, **changes):
    check = facility.checks.filter(kind="function").first()
    return actions.record_check(
        check=check,
        seen=Seen(TODAY(), **{"is_good": True} | changes),
        by=cast.actor(cast.budi),
    )


def test_record_check_once_by_its_holder_and_not_good_needs_words(cast):
    facility = world.opened(cast)
    with pytest.raises(Refused, match="apa yang tidak baik"):
        done(cast, facility, is_good=False)
    check = done(cast, facility, is_good=False, note="Pompa mati")
    assert (check.is_good, check.done_by) == (False, cast.budi)
    assert Entry.objects.filter(verb="watch.checked").count() == 1
    with pytest.raises(Refused, match="sudah dicatat"):
        actions.record_check(
            check=check, seen=Seen(TODAY(), is_good=True), by=cast.actor(cast.budi)
        )
    late = facility.checks.filter(kind="function", done_on=None).first()
    for seen, by, words in [
        (Seen(TODAY() + timedelta(days=1), is_good=True), cast.budi, "belum terjadi"),
        (Seen(TODAY(), is_good=True), cast.citra, "penanggung jawabnya"),
    ]:
        with pytest.raises(Refused, match=words):
            actions.record_check(check=late, seen=seen, by=cast.actor(by))
    with pytest.raises(Conflict):
        actions.record_check(
            check=late, seen=Seen(TODAY(), is_good=True), version=9, by=cast.actor(cast.budi)
        )


def test_check_nobody_holds_is_done_by_any_party_and_keeps_its_photo(cast):
    check = world.opened(cast).checks.filter(kind="water").first()
    actions.record_check(
        check=check,
        seen=Seen(TODAY(), is_good=True),
        file=picture(),
        by=cast.actor(cast.gani),
    )
    assert check.file.kind == "image/jpeg"


def test_reassign_check_needs_a_reason_and_no_second_on_one_day(cast):
    facility = world.opened(cast)
    first, second = facility.checks.filter(kind="water")[:2]
    give = {"organisation": cast.village, "holder": "Kaur", "by": cast.actor(cast.ayu)}
    with pytest.raises(Refused, match="alasannya"):
        actions.reassign_check(check=first, due_on=first.due_on, reason=" ", **give)
    with pytest.raises(Refused, match="sudah ada"):
        actions.reassign_check(check=first, due_on=second.due_on, reason="pindah", **give)
    first.refresh_from_db()
    actions.reassign_check(check=first, due_on=first.due_on, reason="pindah", **give)
    assert (first.organisation, first.holder) == (cast.village, "Kaur")
    assert Entry.objects.get(verb="watch.reassigned").data["reason"] == "pindah"
    with pytest.raises(Refused, match="dialihkan oleh"):
        actions.reassign_check(
            check=first, due_on=first.due_on, reason="x", **give | {"by": cast.actor(cast.citra)}
        )


def test_add_check_to_an_open_facility_once(cast):
    facility, by = world.opened(cast), cast.actor(cast.gani)
    day = TODAY() + timedelta(days=9)
    actions.add_check(facility=facility, kind="water", due_on=day, by=by)
    for kind, due_on, words in [
        ("water", day, "sudah ada"),
        ("asset", date(2020, 1, 1), "sebelum serah terima"),
    ]:
        with pytest.raises(Refused, match=words):
            actions.add_check(facility=facility, kind=kind, due_on=due_on, by=by)
    with pytest.raises(Refused, match="sesudah serah terima"):
        actions.add_check(facility=world.prepared(cast), kind="asset", due_on=day, by=by)


def test_record_water_test_keeps_values_and_refuses_what_cannot_be(cast):
    facility, table, by = world.opened(cast), world.limits(), cast.actor(cast.gani)
    iron, old = table["iron"].pk, WaterLimit.objects.filter(use="higiene").first().pk
    sheet = SimpleUploadedFile("lab.pdf", b"%PDF-1.4\n")
    token = tokens.new_token()
    given = {"facility": facility, "by": by}
    sample = Sample(TODAY(), world.NOW, {iron: Measured(Decimal("0.1"))}, laboratory="Labkesda")
    test = actions.record_water_test(sample=sample, file=sheet, token=token, **given)
    assert (test.results.get().value, test.file.kind) == (Decimal("0.1"), "application/pdf")
    with pytest.raises(Conflict):
        actions.record_water_test(sample=sample, token=token, **given)
    tomorrow = TODAY() + timedelta(days=1)
    for sample, words in [
        (Sample(tomorrow, world.NOW, {iron: Measured()}), "belum terjadi"),
        (Sample(TODAY(), world.NOW, {}), "satu hasil"),
        (Sample(TODAY(), world.NOW, {old: Measured()}), "bukan dari tabel"),
    ]:
        with pytest.raises(Refused, match=words):
            actions.record_water_test(sample=sample, **given)
    with pytest.raises(Refused, match="tidak dipakai lagi"):
        facility.state = "ended"
        actions.record_water_test(sample=sample, **given)


def test_withdraw_water_test_once_with_its_reason_and_it_judges_nothing(cast):
    facility = world.opened(cast)
    test = world.tested(cast, facility, iron="0.1")
    with pytest.raises(Refused, match="ditarik oleh"):
        actions.withdraw_water_test(test=test, reason="x", by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="alasannya"):
        actions.withdraw_water_test(test=test, reason=" ", by=cast.actor(cast.gani))
    same = WaterTest.objects.get(pk=test.pk)
    actions.withdraw_water_test(test=test, reason="sampel tertukar", by=cast.actor(cast.gani))
    with pytest.raises(Conflict):
        actions.withdraw_water_test(test=same, reason="lagi", by=cast.actor(cast.gani))
    assert queries.newest_of([facility], TODAY()) == {}
    (row,) = queries.tests_of(facility, TODAY())
    assert not row.is_good


def test_describe_and_register_from_the_version_seen(cast):
    facility, by = world.prepared(cast), cast.actor(cast.gani)
    changed = world.built(cast, name="SPAM Hauwai Hulu", is_chlorinated=True)
    actions.describe_facility(facility=facility, built=changed, by=by)
    assert (facility.name, facility.is_chlorinated, facility.version) == (
        "SPAM Hauwai Hulu",
        True,
        2,
    )
    with pytest.raises(Conflict):
        actions.describe_facility(facility=facility, built=changed, version=1, by=by)
    actions.set_register_number(facility=facility, number=" 12.03 ", by=by)
    assert facility.register_number == "12.03"
    with pytest.raises(Refused):
        actions.set_register_number(facility=facility, number="x", by=cast.actor(cast.eka))


def test_components_are_kept_until_the_handover(cast):
    facility, by = world.prepared(cast), cast.actor(cast.gani)
    rows = [
        Component(name="Pompa", asset_class="mesin"),
        Component(name="Bak", asset_class="gedung"),
    ]
    assert actions.set_components(facility=facility, components=rows, by=by) == 2
    actions.set_components(facility=facility, components=rows[:1], by=by)
    assert [row.name for row in facility.components.all()] == ["Pompa"]
    with pytest.raises(Conflict, match="daftar asetnya tetap"):
        actions.set_components(facility=world.opened(cast), components=[], by=by)


def test_room_above_says_who_reads_and_whether_the_public_does(cast):
    facility = world.prepared(cast)
    actions.follow_parties(origin=facility.origin, organisation_ids=[cast.other_bappeda.pk])
    assert queries.visible_to(cast.actor(cast.eka)).get() == facility
    assert not queries.visible_to(cast.actor(cast.citra)).exists()
    actions.follow_publishing(origin=facility.origin, is_published=True)
    assert queries.visible_to(cast.actor(cast.citra)).exists()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda f: Facility.objects.filter(pk=f.pk).update(state="open"),
        lambda f: Facility.objects.filter(pk=f.pk).update(latitude=1),
        lambda f: Facility.objects.filter(pk=f.pk).update(latitude=91, longitude=0),
        lambda f: f.components.create(name="a", asset_class="lain", value_rp=-1),
        lambda f: [f.checks.create(kind="water", due_on=date(2027, 1, 1)) for _each in "ab"],
        lambda f: f.checks.create(kind="water", due_on=date(2027, 1, 1), done_on=TODAY()),
        lambda f: f.water_tests.create(
            sampled_on=TODAY(), regulation="x", withdrawn_at=timezone.now()
        ),
        lambda f: [
            WaterLimit.objects.create(
                **dict.fromkeys(("regulation", "table", "use", "parameter", "operator"), "max")
            )
            for _each in "ab"
        ],
        lambda f: [
            WaterResult.objects.create(
                test=f.water_tests.create(sampled_on=TODAY(), regulation="x")
                if not f.water_tests.exists()
                else f.water_tests.get(),
                limit=world.limits()["iron"],
            )
            for _each in "ab"
        ],
    ],
)
def test_every_constraint_holds(cast, break_it):
    facility = world.prepared(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(facility)


def test_checks_due_are_ones_own_and_the_desks_late_or_nobodys(cast):
    facility = world.opened(cast, on=TODAY() - timedelta(days=120))
    own = queries.checks_due(cast.actor(cast.budi), TODAY())
    assert [row.organisation for row in own] == [cast.utility]
    assert [row.pk for row in queries.checks_due(cast.actor(cast.ayu), TODAY())] == [own[0].pk]
    far = queries.checks_due(cast.actor(cast.ayu), TODAY(), days=400)
    assert {row.kind for row in far} == {"function", "water", "tariff", "asset"}
    assert queries.checks_due(cast.actor(cast.eka), TODAY(), days=999) == []
    assert queries.checks_due(cast.actor(cast.citra), TODAY(), days=999) == []
    WatchCheck.objects.filter(facility=facility).update(done_on=TODAY(), is_good=True)
    assert queries.checks_due(cast.actor(cast.budi), TODAY()) == []
