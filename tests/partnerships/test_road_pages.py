"""Roads kept by a region: copied, changed in the browser, compared, returned to."""

import copy

import pytest
from django.urls import reverse

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.parties.models import Programme
from sambung.partnerships import actions, queries
from sambung.partnerships.forms import WholeForm
from sambung.partnerships.lifecycle import SHIPPED, TemplateFault, content_of, parse
from sambung.partnerships.models import Road, RoadTemplate, Stage
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


def copied(cast, road=Road.FULL, **changes):
    """Return Balangan's own copy of a shipped road, made by Ayu."""
    values = {
        "road": road,
        "name": "Jalur Balangan",
        "region": cast.regions["63.11"],
        "by": cast.actor(cast.ayu),
    }
    return actions.copy_template(**(values | changes))


def changed(cast, row, *, stage="data", note="nama tahap", **values):
    """Return the next version with one stage changed."""
    content = copy.deepcopy(row.content)
    next(one for one in content["stages"] if one["key"] == stage).update(values)
    return actions.change_template(
        template=row, content=content, name=row.name, note=note, by=cast.actor(cast.ayu)
    )


def test_the_desk_copies_for_its_own_region_once(cast):
    row = copied(cast)
    assert (row.number, row.is_current, row.below_rp) == (1, True, None)
    assert parse(row.content) == SHIPPED[Road.FULL]
    assert copied(cast, Road.SHORT).below_rp == 250_000_000
    with pytest.raises(Conflict, match="Sudah ada"):
        copied(cast)
    for user in (cast.eka, cast.citra, cast.gani):
        with pytest.raises(Refused, match="petugas daerah itu sendiri"):
            copied(cast, by=cast.actor(user))
    with pytest.raises(Conflict, match="tidak dikenal"):
        copied(cast, Road.SHORT, source=row)
    with pytest.raises(Conflict, match="daerah atau program"):
        copied(cast, region=None)


def test_an_officer_of_a_programme_keeps_its_road(cast):
    programme = Programme.objects.create(organisation=cast.company, name="Banua Sehat")
    row = copied(cast, region=None, programme=programme, by=cast.actor(cast.citra))
    assert row.programme == programme
    with pytest.raises(Refused, match="pengelola program"):
        copied(cast, region=None, programme=programme)


def test_a_change_is_the_next_version_and_running_partnerships_keep_theirs(cast):
    first = copied(cast)
    before = opened(cast)
    assert before.template == first
    second = changed(cast, first, label="Pendataan", days=30)
    before.refresh_from_db()
    assert (second.number, second.previous) == (2, first)
    assert queries.template_of(before).label_of(Stage.DATA) == "Data"
    assert queries.template_for(before.village_id, Road.FULL) == second
    with pytest.raises(Refused, match="sudah diganti"):
        changed(cast, first, label="x")
    rows = queries.differences(parse(first.content), parse(second.content))
    assert [(row.what, row.before, row.after) for row in rows] == [
        ("Nama", "Data", "Pendataan"),
        ("Lama (hari)", "60", "30"),
    ]
    third = actions.return_to_version(template=second, earlier=first, by=cast.actor(cast.ayu))
    assert (third.number, third.content) == (3, first.content)
    assert [row.number for row in queries.versions_of(third)] == [3, 2, 1]


def test_a_change_that_cannot_be_read_or_says_nothing_is_not_saved(cast):
    row = copied(cast)
    with pytest.raises(TemplateFault, match="tidak dikenal"):
        changed(cast, row, key="rapat")
    with pytest.raises(Conflict, match="apa yang berubah"):
        changed(cast, row, note=" ")
    stale = RoadTemplate.objects.get(pk=row.pk)
    changed(cast, row, label="Pendataan")
    with pytest.raises(Conflict, match="baru saja diubah"):
        changed(cast, stale, label="x")
    assert RoadTemplate.objects.count() == 2


def typed(row, **changes):
    """Return what the page of a road sends when nothing was touched, with changes."""
    whole = WholeForm(None, row=row, template=parse(row.content), token=tokens.new_token())
    sent = {"note": "disesuaikan"}
    for form in whole.forms:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, "", False, []):
                sent.setdefault(form.add_prefix(name), value)
    return {name: value for name, value in (sent | changes).items() if value is not None}


def test_page_saves_untouched_what_was_there(cast, as_person):
    row = copied(cast, Road.SHORT)
    url = reverse("partnerships:template-edit", args=[row.pk])
    answer = as_person(cast.ayu).post(url, typed(row))
    assert answer.status_code == 302
    made = RoadTemplate.objects.get(number=2)
    assert parse(made.content) == parse(row.content)
    assert made.below_rp == row.below_rp


def test_page_adds_drops_and_reorders_stages_needs_and_duties(cast, as_person):
    row = copied(cast, Road.SHORT)
    url = reverse("partnerships:template-edit", args=[row.pk])
    changes = {
        "below_rp": "100 juta",
        "t-mou-is_used": "on",
        "t-mou-position": "4",
        "t-data-is_used": None,
        "t-usulan-label": "Proposal",
        "t-usulan-approvals": "diketahui camat\nsurat pengantar kepala desa",
        "t-minat-days": "14",
        "p-0-is_dropped": "on",
        "p-18-question": "Siapa yang menjaga sumber air?",
        "p-18-group": "operasi",
        "p-18-is_critical": "on",
        "p-18-usual": "pemdes",
    }
    assert as_person(cast.ayu).post(url, typed(row, **changes)).status_code == 302
    made = RoadTemplate.objects.get(number=2)
    road = parse(made.content)
    assert made.below_rp == 100_000_000
    assert road.keys[:3] == (Stage.PROPOSAL, Stage.INTEREST, Stage.MOU)
    assert [need.label for need in road.stage("usulan").needs] == [
        "Proposal",
        "diketahui camat",
        "surat pengantar kepala desa",
    ]
    assert (road.label_of(Stage.PROPOSAL), road.stage("minat").days) == ("Proposal", 14)
    assert len(road.duties) == 18
    assert road.duties[-1].key == "siapa_yang_menjaga_sumber_air"
    assert road.duties[-1].usual == (frozenset(["pemdes"]),)


def test_page_says_in_words_what_is_wrong_and_keeps_what_was_typed(cast, as_person):
    row = copied(cast)
    url = reverse("partnerships:template-edit", args=[row.pk])
    ayu = as_person(cast.ayu)
    gone = ayu.post(url, typed(row, **{"t-operasi-is_used": None, "t-data-label": "Pendataan"}))
    page = gone.content.decode()
    assert gone.status_code == 422
    assert "tidak dapat tanpa tahap Operasi" in page
    assert "Pendataan" in page
    assert ayu.post(url, typed(row, note="")).status_code == 422
    assert ayu.post(url, typed(row, **{"t-data-days": "99999"})).status_code == 422
    assert RoadTemplate.objects.count() == 1


def test_roads_are_read_by_all_and_changed_by_their_keeper_alone(cast, as_person, client):
    row = copied(cast)
    second = changed(cast, row, label="Pendataan")
    page = reverse("partnerships:template", args=[row.pk])
    compare = reverse("partnerships:template-compare", args=[row.pk, second.pk])
    shipped = reverse("partnerships:template-shipped", args=["short"])
    listed = reverse("partnerships:template-list")
    for url in (listed, shipped, page, compare):
        assert client.get(url).status_code == 200
    assert "Pendataan" in client.get(compare).content.decode()
    assert client.get(shipped.replace("short", "cepat")).status_code == 404
    edit = reverse("partnerships:template-edit", args=[second.pk])
    back = reverse("partnerships:template-return", args=[row.pk])
    eka, ayu = as_person(cast.eka), as_person(cast.ayu)
    assert eka.get(edit).status_code == 403
    assert eka.post(back, {"token": tokens.new_token()}).status_code == 403
    assert ayu.get(edit).status_code == 200
    assert back in ayu.get(page).content.decode()
    assert ayu.post(back, {"token": tokens.new_token()}).status_code == 302
    assert RoadTemplate.objects.get(is_current=True).number == 3


def test_page_copies_for_the_desks_own_region(cast, as_person):
    url = reverse("partnerships:template-copy", args=["short"])
    ayu = as_person(cast.ayu)
    assert as_person(cast.citra).get(url).status_code == 403
    assert ayu.get(url).status_code == 200
    given = {"token": tokens.new_token(), "keeper": "wilayah:63.11", "name": "Ringkas Balangan"}
    assert ayu.post(url, given | {"keeper": "wilayah:63.09"}).status_code == 422
    assert ayu.post(url, given).status_code == 302
    again = ayu.post(url, given | {"token": tokens.new_token()})
    assert (again.status_code, RoadTemplate.objects.count()) == (422, 1)
    source = RoadTemplate.objects.get()
    eka = as_person(cast.eka)
    assert eka.get(f"{url}?dari={source.pk}").status_code == 200
    theirs = {"token": tokens.new_token(), "keeper": "wilayah:63.09", "name": "Ringkas Tabalong"}
    assert eka.post(f"{url}?dari={source.pk}", theirs).status_code == 302


def test_content_that_was_broken_by_hand_is_refused_at_reading(cast):
    row = copied(cast)
    row.content = content_of(SHIPPED[Road.FULL]) | {"stages": [{"key": "rapat"}]}
    with pytest.raises(TemplateFault):
        parse(row.content)
