"""What is written down, by whom it counts, and what its source agreed to."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sambung.activities import actions, queries
from sambung.activities.actions import CheckFacts, PhotosGiven
from sambung.activities.models import Activity
from sambung.core.access import Conflict, Refused
from sambung.parties import actions as parties
from sambung.parties.models import Notice, OnBehalf
from tests.activities import world
from tests.needs.pages import picture as photo

pytestmark = pytest.mark.db
TODAY = timezone.localdate


def test_record_by_its_source_counts_as_its_own_report(cast):
    thing = world.own(cast)
    assert thing.reported_at is not None
    assert thing.recorded_in == cast.company
    assert not OnBehalf.objects.exists()
    with pytest.raises(Refused, match="di luar wilayah"):
        actions.record_activity(
            organisation=cast.company,
            region=cast.regions[world.HAUWAI],
            facts=world.facts(),
            ground=world.LETTER,
            by=cast.actor(cast.eka),
        )


def test_record_atas_nama_waits_for_its_source_and_needs_a_ground(cast):
    thing = world.recorded(cast)
    assert thing.reported_at is None
    record = OnBehalf.objects.get()
    assert ["Kegiatan", "Sumur bor Hauwai"] in record.summary
    assert not Activity.objects.filter(queries.is_confirmed()).exists()
    with pytest.raises(Refused, match="dasar"):
        actions.record_activity(
            organisation=cast.company,
            region=cast.regions[world.HAUWAI],
            facts=world.facts(),
            by=cast.actor(cast.ayu),
        )
    parties.confirm_on_behalf(on_behalf=record, by=cast.actor(cast.citra))
    assert Activity.objects.filter(queries.is_confirmed()).get() == thing


def test_record_with_the_same_key_from_the_same_hands_writes_once(cast):
    given = {
        "organisation": cast.company,
        "region": cast.regions[world.HAUWAI],
        "facts": world.facts(),
        "origin_key": "hp-1",
    }
    first = actions.record_activity(**given, by=cast.actor(cast.citra))
    assert actions.record_activity(**given, by=cast.actor(cast.citra)) == first
    with pytest.raises(Conflict, match="orang lain"):
        actions.record_activity(**given, by=cast.actor(cast.ayu), ground=world.LETTER)
    assert Activity.objects.count() == 1


def test_record_of_fewer_people_than_households_is_refused(cast):
    with pytest.raises(Refused, match="tidak mungkin"):
        world.own(cast, people=10, households=20)
    assert world.own(cast, people=20, households=10).people == 20


def test_first_look_is_kept_as_a_check(cast):
    thing = actions.record_activity(
        organisation=cast.company,
        region=cast.regions[world.HAUWAI],
        facts=world.facts(known_on=date(2024, 5, 1)),
        works="yes",
        photos=PhotosGiven([photo()], "Kepala desa"),
        by=cast.actor(cast.citra),
    )
    assert (thing.works, thing.checks.get().on) == ("yes", date(2024, 5, 1))
    assert thing.photos.get().consent_by == "Kepala desa"


def test_check_says_the_latest_known_answer(cast):
    thing = world.own(cast, known_on=date(2024, 1, 1))
    by = cast.actor(cast.gani)
    new = CheckFacts(on=date(2025, 6, 1), works="no")
    old = CheckFacts(on=date(2024, 6, 1), works="yes", is_used="yes")
    actions.check_activity(activity=thing, facts=new, by=by, origin_key="k1")
    actions.check_activity(activity=thing, facts=old, by=by)
    actions.check_activity(activity=thing, facts=old, by=by, origin_key="k1")
    thing.refresh_from_db()
    assert (thing.works, thing.is_used) == ("no", "yes")
    assert thing.known_on == date(2025, 6, 1)
    assert thing.checks.count() == 2
    with pytest.raises(Refused, match="belum terjadi"):
        tomorrow = CheckFacts(on=TODAY() + timedelta(days=1))
        actions.check_activity(activity=thing, facts=tomorrow, by=by)
    with pytest.raises(Refused, match="Pemeriksaan"):
        actions.check_activity(activity=thing, facts=new, by=cast.actor(cast.eka))
    other = world.own(cast)
    with pytest.raises(Conflict, match="realisasi lain"):
        actions.check_activity(activity=other, facts=new, by=by, origin_key="k1")


def test_photos_above_the_number_kept_are_refused(cast, monkeypatch):
    monkeypatch.setattr("sambung.activities.rules.PHOTOS_AT_MOST", 1)
    thing, by = world.own(cast), cast.actor(cast.citra)
    actions.add_photos(activity=thing, photos=PhotosGiven([photo()]), by=by, origin_key="k")
    with pytest.raises(Refused, match="Paling banyak 1"):
        actions.add_photos(activity=thing, photos=PhotosGiven([photo()]), by=by)
    actions.remove_photo(photo=thing.photos.get(), by=by)
    assert not thing.photos.exists()


def test_photo_with_a_key_that_came_before_is_not_doubled(cast):
    thing, by = world.own(cast), cast.actor(cast.citra)
    actions.add_photos(activity=thing, photos=PhotosGiven([photo()]), by=by, origin_key="k")
    assert (
        actions.add_photos(activity=thing, photos=PhotosGiven([photo()]), by=by, origin_key="k")
        == []
    )
    assert thing.photos.count() == 1


def test_handover_keeps_number_day_and_paper(cast):
    thing = world.own(cast)
    with pytest.raises(Refused, match="Langkah ini"):
        actions.hand_over(activity=thing, by=cast.actor(cast.gani))
    actions.hand_over(
        activity=thing,
        number=" 12/BAST ",
        on=date(2025, 1, 2),
        file=photo(),
        by=cast.actor(cast.ayu),
    )
    thing.refresh_from_db()
    assert (thing.state, thing.bast_number) == ("handed_over", "12/BAST")
    assert thing.photos.get().is_bast
    with pytest.raises(Refused, match="Keadaannya sudah"):
        actions.stop_activity(activity=thing, reason="x", by=cast.actor(cast.ayu))


def test_stop_needs_a_reason_and_can_be_resumed(cast):
    thing, by = world.own(cast), cast.actor(cast.ayu)
    with pytest.raises(Refused, match="tidak sedang berhenti"):
        actions.resume_activity(activity=thing, by=by)
    with pytest.raises(Refused, match="alasannya"):
        actions.stop_activity(activity=thing, reason=" ", by=by)
    actions.stop_activity(activity=thing, reason="Lahan belum bebas", by=by)
    with pytest.raises(Refused, match="berhenti"):
        actions.hand_over(activity=thing, by=by)
    assert actions.resume_activity(activity=thing, by=by).state == "running"


def test_step_over_an_old_version_is_a_conflict(cast):
    thing, by = world.own(cast), cast.actor(cast.citra)
    old = thing.version
    actions.stop_activity(activity=thing, reason="Hujan", by=by, version=old)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.resume_activity(activity=thing, by=by, version=old)


def test_removed_leaves_the_register_and_comes_back(cast):
    thing, by = world.recorded(cast), cast.actor(cast.ayu)
    with pytest.raises(Refused, match="masih ada"):
        actions.restore_activity(activity=thing, by=by)
    actions.remove_activity(activity=thing, reason="Tercatat dua kali", by=by)
    assert not queries.visible_to(by).exists()
    for step in (actions.hand_over, actions.unpublish_activity):
        with pytest.raises(Refused):
            step(activity=thing, by=by)
    with pytest.raises(Refused, match="dikeluarkan"):
        actions.check_activity(activity=thing, facts=CheckFacts(on=TODAY()), by=by)
    with pytest.raises(Refused, match="Dikembalikan oleh"):
        actions.restore_activity(activity=thing, by=cast.actor(cast.eka))
    actions.restore_activity(activity=thing, by=by)
    assert queries.visible_to(by).get() == thing


def test_update_by_the_desk_waits_for_the_source_again(cast):
    thing, ayu = world.recorded(cast), cast.actor(cast.ayu)
    parties.confirm_on_behalf(on_behalf=OnBehalf.objects.get(), by=cast.actor(cast.citra))
    changed = actions.update_activity(
        activity=thing,
        region=thing.region,
        facts=world.facts(amount_rp=5_000_000),
        version=thing.version,
        by=ayu,
    )
    record = queries.record_of(changed)
    assert (record.ground, record.confirmed_at) == ("letter", None)
    assert not Activity.objects.filter(queries.is_confirmed()).exists()
    actions.update_activity(
        activity=thing,
        region=thing.region,
        facts=world.facts(),
        version=thing.version,
        by=cast.actor(cast.citra),
    )
    assert Activity.objects.filter(queries.is_confirmed()).exists()


def test_update_of_the_sources_own_report_is_its_own(cast):
    thing = world.own(cast)
    given = {"activity": thing, "region": thing.region, "facts": world.facts(), "version": 1}
    with pytest.raises(Refused, match="sumbernya sendiri"):
        actions.update_activity(**given, by=cast.actor(cast.ayu))
    with pytest.raises(Refused, match="Catatan ini diubah"):
        actions.update_activity(
            **given | {"activity": world.recorded(cast)}, by=cast.actor(cast.eka)
        )
    assert actions.update_activity(**given, by=cast.actor(cast.citra)).version == 2


def test_imported_row_is_changed_without_a_ground(cast):
    thing = world.recorded(cast)
    OnBehalf.objects.all().delete()
    actions.update_activity(
        activity=thing,
        region=thing.region,
        facts=world.facts(),
        version=1,
        by=cast.actor(cast.ayu),
    )
    assert queries.record_of(thing) is None
    with pytest.raises(Refused, match="dasar"):
        actions.ask_source(activity=thing, by=cast.actor(cast.ayu))
    record = actions.ask_source(activity=thing, by=cast.actor(cast.ayu), ground=world.LETTER)
    assert record.confirmed_at is None


def test_publish_waits_until_the_source_agreed(cast):
    thing, ayu = world.recorded(cast), cast.actor(cast.ayu)
    parties.confirm_on_behalf(on_behalf=OnBehalf.objects.get(), by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="sumbernya sendiri setuju"):
        actions.publish_activity(activity=thing, by=ayu)
    record = actions.ask_source(activity=thing, to_publish=True, by=ayu)
    assert any("publik" in value for _label, value in record.summary)
    with pytest.raises(Refused, match="sumbernya sendiri setuju"):
        actions.publish_activity(activity=thing, by=ayu)
    parties.confirm_on_behalf(on_behalf=record, by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="Langkah ini milik"):
        actions.publish_activity(activity=thing, by=cast.actor(cast.eka))
    shown = actions.publish_activity(activity=thing, by=ayu)
    record.refresh_from_db()
    assert shown.reported_at == record.confirmed_at
    with pytest.raises(Refused, match="tampil untuk publik"):
        actions.remove_activity(activity=shown, reason="x", by=ayu)
    with pytest.raises(Refused, match="sudah tampil"):
        actions.publish_activity(activity=shown, by=ayu)
    assert actions.unpublish_activity(activity=shown, by=ayu).published_at is None
    with pytest.raises(Refused, match="belum tampil"):
        actions.unpublish_activity(activity=shown, by=ayu)


def test_publish_needs_the_record_that_spoke_of_it_to_be_confirmed(cast):
    thing, ayu = world.recorded(cast), cast.actor(cast.ayu)
    actions.ask_source(activity=thing, to_publish=True, by=ayu)
    plain = actions.ask_source(activity=thing, by=ayu)
    parties.confirm_on_behalf(on_behalf=plain, by=cast.actor(cast.citra))
    thing.refresh_from_db()
    with pytest.raises(Refused, match="sumbernya sendiri setuju"):
        actions.publish_activity(activity=thing, by=ayu)


def test_publish_again_after_the_source_took_it_back_is_refused(cast):
    thing, ayu = world.recorded(cast), cast.actor(cast.ayu)
    record = actions.ask_source(activity=thing, to_publish=True, by=ayu)
    parties.confirm_on_behalf(on_behalf=record, by=cast.actor(cast.citra))
    shown = actions.publish_activity(activity=thing, by=ayu)
    hidden = actions.unpublish_activity(activity=shown, by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="sumbernya sendiri setuju"):
        actions.publish_activity(activity=hidden, by=ayu)
    assert actions.publish_activity(activity=hidden, by=cast.actor(cast.citra)).published_at


def test_source_that_reported_itself_is_told_and_publishes_itself(cast):
    thing = world.own(cast)
    assert actions.ask_source(activity=thing, to_publish=True, by=cast.actor(cast.ayu)) is None
    assert Notice.objects.filter(user=cast.citra, text__contains="persetujuan").exists()
    with pytest.raises(Refused, match="diminta oleh petugas"):
        actions.ask_source(activity=thing, by=cast.actor(cast.citra))
    shown = actions.publish_activity(activity=thing, by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="Tidak ada yang perlu diminta"):
        actions.ask_source(activity=shown, by=cast.actor(cast.ayu))


def test_link_ties_only_to_what_the_actor_sees(cast):
    thing = world.own(cast)
    partnership = world.partnership(cast)
    package = partnership.package
    actions.link_activity(
        activity=thing, package=package, partnership=partnership, by=cast.actor(cast.ayu)
    )
    thing.refresh_from_db()
    assert (thing.package, thing.partnership) == (package, partnership)
    outside = world.own(cast, code="63.09.01.2001")
    with pytest.raises(Refused, match="Kemitraan itu"):
        actions.link_activity(activity=outside, partnership=partnership, by=cast.actor(cast.eka))
    package.state = "draft"
    package.save()
    with pytest.raises(Refused, match="Kegiatan siap didukung itu"):
        actions.link_activity(activity=outside, package=package, by=cast.actor(cast.eka))
