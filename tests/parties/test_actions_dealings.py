"""Contacts by post, talks, ring villages and seasons: each house its own, nobody else's."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries
from sambung.parties.actions import dealings
from sambung.parties.models import BudgetSeason, Interaction, RingVillage
from sambung.parties.queries import dealings as kept
from tests.parties import world

pytestmark = pytest.mark.db
DAY = date(2026, 11, 2)


def contact(cast, **given):
    words = {"name": "Adi", "title": "Manajer TJSL", "unit": "Tambang", "phone": "081234567890"}
    return actions.add_contact(
        organisation=cast.company, by=cast.actor(cast.ayu), **{**words, **given}
    )


def test_contact_is_kept_by_post_and_its_successor_follows(cast):
    ayu, adi = cast.actor(cast.ayu), contact(cast)
    assert (adi.keeper, adi.kept_by) == (cast.ayu, cast.bappeda)
    sari = dealings.end_contact(
        contact=adi, by=ayu, version=1, until_on=DAY, name="Sari", email="sari@contoh.example"
    )
    assert (sari.title, sari.unit, sari.keeper) == ("Manajer TJSL", "Tambang", cast.ayu)
    (unit,) = kept.units_of(queries.contacts_visible_to(ayu))
    assert ([row.name for row in unit.posts[0].now], unit.posts[0].before) == (["Sari"], [adi])
    assert dealings.reopen_contact(contact=adi, by=ayu).until_on is None
    assert dealings.end_contact(contact=adi, by=ayu, version=3, until_on=DAY) is None
    with pytest.raises(Conflict):
        dealings.end_contact(contact=adi, by=ayu, version=1, until_on=DAY)


def test_contact_is_changed_by_its_keeper_and_its_own_house_alone(cast):
    adi = contact(cast)
    given = {"contact": adi, "name": "Adi W", "phone": "0812 3456 7891", "told_on": DAY}
    changed = dealings.update_contact(**given, version=1, by=cast.actor(cast.citra))
    assert (changed.phone, changed.told_on, changed.version) == ("+6281234567891", DAY, 2)
    for other in (cast.eka, cast.hana):
        with pytest.raises(Refused):
            dealings.update_contact(**given, version=2, by=cast.actor(other))
    with pytest.raises(Conflict):
        dealings.update_contact(**given, version=1, by=cast.actor(cast.ayu))


def test_talk_is_seen_by_its_house_alone_changed_removed_and_put_back(cast):
    ayu, talk = cast.actor(cast.ayu), world.talk(cast)
    for other in (cast.citra, cast.hana, cast.eka):
        assert not kept.interactions_visible_to(cast.actor(other)).exists()
        with pytest.raises(Refused):
            dealings.remove_interaction(interaction=talk, by=cast.actor(other))
    scan = SimpleUploadedFile("surat.pdf", b"%PDF-1.4 surat")
    given = {"interaction": talk, "by": ayu, "kind": "call", "on": DAY, "text": "Baru"}
    changed = dealings.update_interaction(**given, version=1, file=scan)
    assert (changed.kind, changed.text, changed.file.name) == ("call", "Baru", "surat.pdf")
    with pytest.raises(Conflict):
        dealings.update_interaction(**given, version=1)
    removed = dealings.remove_interaction(interaction=changed, by=ayu)
    assert not kept.dealings_of(ayu, cast.company).interactions
    with pytest.raises(Conflict):
        dealings.remove_interaction(interaction=removed, by=ayu)
    dealings.restore_interaction(interaction=removed, by=ayu)
    assert kept.dealings_of(ayu, cast.company).interactions == [talk]
    with pytest.raises(Conflict):
        dealings.restore_interaction(interaction=Interaction.objects.get(), by=ayu)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"interaction.recorded", "interaction.removed", "interaction.restored"} <= verbs


def test_talk_refuses_a_company_as_writer_ones_own_house_and_a_strange_contact(cast):
    given = {"kind": "call", "on": DAY, "text": "x"}
    with pytest.raises(Refused, match="ditulis oleh petugas"):
        dealings.record_interaction(organisation=cast.bappeda, by=cast.actor(cast.citra), **given)
    ayu = cast.actor(cast.ayu)
    with pytest.raises(Refused, match="organisasi Anda sendiri"):
        dealings.record_interaction(organisation=cast.bappeda, by=ayu, **given)
    with pytest.raises(Refused, match="bukan kontak"):
        dealings.record_interaction(organisation=cast.pokja, by=ayu, contact=contact(cast), **given)


def test_ring_village_is_named_once_and_only_a_village(cast):
    ayu, village = cast.actor(cast.ayu), cast.regions["63.11.02.2001"]
    row = dealings.add_ring_village(company=cast.company, village=village, by=ayu, source="AMDAL")
    with pytest.raises(Conflict, match="sudah tercatat"):
        dealings.add_ring_village(company=cast.company, village=village, by=ayu)
    with pytest.raises(Conflict, match="desa atau kelurahan"):
        dealings.add_ring_village(company=cast.company, village=cast.regions["63.11"], by=ayu)
    with pytest.raises(Refused):
        dealings.remove_ring_village(row=row, by=cast.actor(cast.eka))
    dealings.remove_ring_village(row=row, by=ayu)
    assert not RingVillage.objects.exists()


def test_season_is_kept_per_house_and_refuses_an_old_version(cast):
    given = {"company": cast.company, "proposals_months": [9, 8, 8], "decision_months": [12]}
    ayu = cast.actor(cast.ayu)
    season = dealings.save_season(**given, by=ayu, version=0)
    assert (season.proposals_months, season.version) == ([8, 9], 1)
    with pytest.raises(Conflict):
        dealings.save_season(**given, by=ayu, version=0)
    dealings.save_season(**given, by=cast.actor(cast.hana), version=0)
    assert BudgetSeason.objects.count() == 2
    with pytest.raises(Refused):
        dealings.save_season(**given, by=cast.actor(cast.citra), version=0)


@pytest.mark.parametrize(
    ("months", "today", "words"),
    [
        ([8, 9], date(2026, 11, 23), "Agustus–September, mulai 9 bulan lagi"),
        ([11, 12, 1], date(2026, 11, 23), "November–Januari, sedang berlangsung sampai akhir"),
        ([3, 5], date(2026, 2, 1), "Maret, Mei, mulai 1 bulan lagi"),
        (list(range(1, 13)), date(2026, 2, 1), "sepanjang tahun"),
        ([], date(2026, 2, 1), ""),
    ],
)
def test_season_words_say_how_long_until_proposals_are_taken(months, today, words):
    said = kept.season_words(months, today)
    assert said.startswith(words)
    assert bool(said) == bool(words)
