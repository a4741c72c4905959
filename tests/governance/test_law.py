"""The shipped register, a region's own instruments, decrees with their validity, seasons."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sambung.core import tokens
from sambung.core.access import SYSTEM, Conflict, Refused
from sambung.governance import actions, queries
from sambung.governance.models import Decree, ElectionSeason, LegalInstrument

pytestmark = pytest.mark.db

TODAY = date(2026, 11, 24)


def decree_of(cast, **changes):
    facts = {
        "kind": "pokja",
        "number": "188.45/12/2026",
        "title": "Pokja PKP",
        "region": cast.regions["63.11"],
        "dated_on": date(2026, 1, 5),
        "valid_to": date(2026, 12, 31),
        **changes,
    }
    by = cast.actor(cast.ayu)
    return actions.save_decree(organisation=cast.bappeda, facts=facts, by=by)


def perda(cast, **changes):
    facts = {
        "kind": "perda",
        "number": "7",
        "year": 2019,
        "title": "Tanggung jawab sosial",
        "verification": "K",
        **changes,
    }
    by = cast.actor(cast.ayu)
    return actions.save_instrument(organisation=cast.bappeda, facts=facts, by=by)


class TestTheRegister:
    def test_loads_once_and_then_changes_nothing(self, cast):
        first = actions.load_instruments(by=SYSTEM)
        second = actions.load_instruments(by=SYSTEM)
        assert first.created > 30
        assert (second.created, second.changed, second.same) == (0, 0, first.created)
        out = StringIO()
        call_command("load_instruments", stdout=out)
        assert "0 created, 0 changed" in out.getvalue()

    def test_replaced_ones_point_to_their_successor(self, cast):
        actions.load_instruments(by=SYSTEM)
        chain = LegalInstrument.objects.get(key="permensos-13-2012")
        assert chain.replaced_by.key == "permensos-6-2016"
        assert chain.replaced_by.replaced_by.key == "permensos-9-2020"
        pairs = {
            "per-05-mbu-04-2021": "per-1-mbu-03-2023",
            "permenkes-492-2010": "permenkes-2-2023",
            "permenkes-32-2017": "permenkes-2-2023",
            "permen-lh-3-2014": "permen-lhk-1-2021",
            "permendagri-71-2016": "permendagri-21-2020",
        }
        found = LegalInstrument.objects.filter(key__in=pairs).select_related("replaced_by")
        assert {row.key: row.replaced_by.key for row in found} == pairs
        assert all(queries.lapse_of(row, TODAY).is_lapsed for row in found)

    def test_what_was_not_read_says_so_and_days_stay_unknown(self, cast):
        actions.load_instruments(by=SYSTEM)
        water = LegalInstrument.objects.get(key="uu-17-2019")
        assert "belum diverifikasi" in queries.caution_of(water)
        assert queries.lapse_of(water, TODAY).kind == "unknown"
        read = LegalInstrument.objects.get(key="uu-40-2007")
        assert queries.caution_of(read) == ""
        forum = LegalInstrument.objects.get(key="permensos-9-2020")
        assert queries.caution_of(forum) == "sumber sekunder"

    def test_a_file_that_does_not_fit_writes_nothing(self, cast, tmp_path):
        path = tmp_path / "x.csv"
        head = actions.SHIPPED.read_text(encoding="utf-8").splitlines()[0]
        path.write_text(f"{head}\na,uu,1,2000,x,,,,V,,,,nobody\n", encoding="utf-8")
        with pytest.raises(Conflict):
            actions.load_instruments(by=SYSTEM, path=path)
        assert not LegalInstrument.objects.exists()

    def test_changed_upstream_is_changed_and_a_desks_own_is_left(self, cast):
        actions.load_instruments(by=SYSTEM)
        LegalInstrument.objects.filter(key="uu-40-2007").update(title="lain")
        own = perda(cast)
        assert actions.load_instruments(by=SYSTEM).changed == 1
        own.refresh_from_db()
        assert own.title == "Tanggung jawab sosial"


class TestOwnInstruments:
    def test_desk_writes_its_own_once(self, cast):
        made = perda(cast)
        assert (made.region_id, made.kept_by) == ("63.11", cast.bappeda)
        with pytest.raises(Conflict, match="sudah ada"):
            perda(cast)

    def test_nobody_changes_the_shipped_or_anothers(self, cast):
        actions.load_instruments(by=SYSTEM)
        shipped, own = LegalInstrument.objects.get(key="uu-40-2007"), perda(cast)
        ayu, eka = cast.actor(cast.ayu), cast.actor(cast.eka)
        facts = {"title": "x"}
        with pytest.raises(Refused, match="daftar bersama"):
            actions.save_instrument(
                organisation=cast.bappeda, facts=facts, instrument=shipped, by=ayu
            )
        with pytest.raises(Refused):
            actions.save_instrument(
                organisation=cast.other_bappeda, facts=facts, instrument=own, by=eka
            )
        with pytest.raises(Refused):
            actions.save_instrument(
                organisation=cast.company, facts=facts, by=cast.actor(cast.citra)
            )
        with pytest.raises(Conflict, match="baru saja diubah"):
            actions.save_instrument(
                organisation=cast.bappeda, facts=facts, instrument=own, by=ayu, version=9
            )
        with pytest.raises(Conflict, match="dirinya"):
            actions.save_instrument(
                organisation=cast.bappeda, facts={"replaced_by": own}, instrument=own, by=ayu
            )


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"valid_to": date(2026, 11, 23)}, "lapsed"),
        ({"valid_to": date(2026, 11, 24)}, "soon"),
        ({"valid_to": TODAY + timedelta(days=90)}, "soon"),
        ({"valid_to": TODAY + timedelta(days=91)}, "in_force"),
        ({"valid_to": None}, "in_force"),
        ({"valid_from": date(2026, 12, 1)}, "not_yet"),
    ],
)
def test_a_decree_lapses_by_its_days(cast, changes, kind):
    assert queries.lapse_of(decree_of(cast, **changes), TODAY).kind == kind


def test_decree_is_withdrawn_with_a_reason_once(cast):
    decree, by = decree_of(cast), cast.actor(cast.ayu)
    with pytest.raises(Conflict):
        actions.withdraw_decree(decree=decree, reason=" ", by=by)
    with pytest.raises(Refused):
        actions.withdraw_decree(decree=decree, reason="x", by=cast.actor(cast.eka))
    actions.withdraw_decree(decree=decree, reason="diganti SK baru", by=by)
    assert queries.lapse_of(decree, TODAY).is_lapsed
    with pytest.raises(Refused, match="sudah dicabut"):
        actions.withdraw_decree(decree=decree, reason="lagi", by=by)


def test_decree_of_another_region_or_twice_is_refused(cast):
    decree_of(cast)
    with pytest.raises(Conflict, match="sudah ada"):
        decree_of(cast)
    with pytest.raises(Refused):
        decree_of(cast, region=cast.regions["63.09"], number="1")


def test_season_holds_for_places_below_and_on_its_days_alone(cast):
    by = cast.actor(cast.ayu)
    given = {"from_on": date(2026, 11, 1), "to_on": date(2026, 12, 1), "by": by}
    season = actions.set_season(organisation=cast.bappeda, **given)
    assert queries.season_on("63.11.02.2001", TODAY) == season
    assert queries.season_on("63.09", TODAY) is None
    assert queries.season_on("63.11", date(2026, 12, 2)) is None
    assert "mudah disalahpahami" in queries.season_note("63.11", TODAY)
    with pytest.raises(Refused):
        actions.set_season(organisation=cast.company, **given | {"by": cast.actor(cast.citra)})
    with pytest.raises(Refused):
        actions.remove_season(season=season, by=cast.actor(cast.eka))
    actions.remove_season(season=season, by=by)
    assert queries.season_note("63.11", TODAY) == ""


@pytest.mark.parametrize(
    ("model", "changes", "name"),
    [
        (
            LegalInstrument,
            {"in_force_from": date(2020, 1, 2), "in_force_to": date(2020, 1, 1)},
            "instrument_ends_after_start",
        ),
        (Decree, {"valid_from": date(2027, 1, 1)}, "decree_ends_after_start"),
        (Decree, {"withdrawn_at": timezone.now()}, "decree_withdrawn_with_reason"),
        (ElectionSeason, {"to_on": date(2000, 1, 1)}, "election_season_ends_after_start"),
    ],
)
def test_database_refuses(cast, model, changes, name):
    perda(cast)
    decree_of(cast)
    actions.set_season(
        organisation=cast.bappeda, from_on=TODAY, to_on=TODAY, by=cast.actor(cast.ayu)
    )
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model.objects.update(**changes)
    assert name in str(refused.value)


def address(name, *args):
    return reverse(f"governance:{name}", args=args)


def test_register_is_public_narrows_and_exports(cast, client):
    actions.load_instruments(by=SYSTEM)
    page = client.get(f"{address('instrument-list')}?cari=terbatas&urut=-tahun").content.decode()
    assert "Perseroan Terbatas" in page
    assert "Sumber Daya Air" not in page
    for query in ("lingkup=daerah", "keadaan=diganti", "periksa=K", "cari=2023", "cari=%00"):
        assert client.get(f"{address('instrument-list')}?{query}").status_code == 200
    assert client.get(address("instrument-export")).status_code == 200
    water = LegalInstrument.objects.get(key="uu-17-2019")
    assert "periksa naskah aslinya" in client.get(water.get_absolute_url()).content.decode()


def test_desk_writes_an_instrument_and_a_decree_from_their_pages(cast, as_person):
    ayu = as_person(cast.ayu)
    assert ayu.get(address("instrument-new")).status_code == 200
    given = {"organisation": cast.bappeda.pk, "kind": "perda", "number": "3", "title": "TJSL"}
    given |= {"verification": "V", "token": tokens.new_token()}
    assert ayu.post(address("instrument-new"), given).status_code == 422
    assert ayu.post(address("instrument-new"), given | {"source": "JDIH"}).status_code == 302
    made = LegalInstrument.objects.get(number="3")
    assert ayu.get(address("instrument-edit", made.pk)).status_code == 200
    assert as_person(cast.eka).get(address("instrument-edit", made.pk)).status_code == 403
    paper = SimpleUploadedFile("sk.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")
    given = {"organisation": cast.bappeda.pk, "kind": "pokja", "number": "9", "title": "SK"}
    given |= {"region": "63.11", "dated_on": "2026-01-02", "upload": paper}
    given |= {"valid_to": "2026-12-31", "token": tokens.new_token()}
    assert ayu.post(address("decree-new"), given | {"region": "63.09"}).status_code == 422
    paper.seek(0)
    assert ayu.post(address("decree-new"), given).status_code == 302
    decree = Decree.objects.get()
    assert ayu.get(address("decree-file", decree.pk)).getvalue().startswith(b"%PDF")
    off = address("decree-withdraw", decree.pk)
    assert ayu.post(off, {"reason": "", "version": 1}).status_code == 422
    assert ayu.post(off, {"reason": "habis", "version": decree.version}).status_code == 302


@pytest.mark.parametrize("name", ["decree", "decree-edit", "decree-withdraw", "decree-file"])
def test_outsider_finds_no_decree(cast, as_person, name):
    decree = decree_of(cast)
    assert as_person(cast.eka).get(address(name, decree.pk)).status_code == 404


def test_decrees_are_listed_to_their_region_alone(cast, as_person):
    decree = decree_of(cast)
    assert decree.number in as_person(cast.ayu).get(address("decree-list")).content.decode()
    assert decree.number not in as_person(cast.eka).get(address("decree-list")).content.decode()
    assert as_person(cast.ayu).get(address("decree-export")).status_code == 200


def test_season_from_its_page(cast, as_person):
    ayu = as_person(cast.ayu)
    given = {"organisation": cast.bappeda.pk, "from_on": "2026-11-01", "to_on": "2026-10-01"}
    assert ayu.post(address("season-list"), given).status_code == 422
    assert ayu.post(address("season-list"), given | {"to_on": "2026-12-01"}).status_code == 302
    season = ElectionSeason.objects.get()
    assert as_person(cast.citra).get(address("season-list")).status_code == 403
    assert as_person(cast.eka).post(address("season-remove", season.pk)).status_code == 404
    assert ayu.post(address("season-remove", season.pk)).status_code == 302
