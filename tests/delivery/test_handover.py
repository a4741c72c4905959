"""A handover: its checklist, its completion once, what it was done without, its undoing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core import tokens
from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.delivery import actions, queries
from sambung.delivery.actions import Completion
from sambung.delivery.lifecycle import Piece, worth_of
from sambung.delivery.lifecycle.handover import book_of
from sambung.delivery.models import Handover
from sambung.facilities import actions as facilities
from sambung.facilities import queries as facility_queries
from sambung.facilities.actions import Built, Seen
from sambung.facilities.models import Component
from sambung.parties.models import Membership, Organisation, OrganisationKind
from sambung.partnerships import actions as partnerships
from sambung.partnerships.models import StageRecord
from tests.delivery.world import PDF, running, today
from tests.facilities import world as facility_world

pytestmark = pytest.mark.db
CLEAN = {
    **{"e_coli": "0", "total_coliform": "0", "temperature": "26", "tds": "120", "turbidity": "1"},
    **{"colour": "5", "ph": "7", "nitrate": "4", "nitrite": "0.1", "chromium_vi": "0.005"},
    **{"iron": "0.1", "manganese": "0.05", "arsenic": "0.001", "cadmium": "0.001"},
    **{"lead": "0.001", "fluoride": "0.5", "aluminium": "0.1"},
}


def circle_of(partnership):
    return queries.circle_of(partnership)


def prepared(cast, partnership=None, **changes) -> Handover:
    """Return a handover that Ayu prepares, of a water facility without chlorine."""
    partnership = partnership or running(cast)
    values = {"name": "SPAM Hauwai", "service": "water", "village": partnership.village}
    built = Built(**values | {"is_chlorinated": False} | changes)
    return actions.prepare_handover(
        circle=circle_of(partnership), built=built, by=cast.actor(cast.ayu)
    )


def common(cast, handover, by=None):
    return {
        "handover": handover,
        "circle": circle_of(handover.partnership),
        "by": cast.actor(by or cast.ayu),
    }


def paper(name="bast.pdf"):
    return SimpleUploadedFile(name, PDF)


def completion(cast, **changes) -> Completion:
    values = {"number": "BAST/1/2026", "on": today(), "giver": cast.company}
    return Completion(**values | {"receiver": cast.village} | changes)


def whole(cast, handover) -> Handover:
    """Write every piece down."""
    given = common(cast, handover)
    good = {"is_function_good": True, "function_tested_on": today()}
    actions.save_piece(piece=Piece.FUNCTION, values=good, **given)
    actions.save_assets(components=[Component(name="Pompa", asset_class="mesin")], **given)
    actions.save_owner(owner=cast.village, register_number="02.01", **given)
    actions.save_piece(piece=Piece.OPERATOR, values={"operator": cast.utility}, **given)
    tariff = {"tariff_decided_on": today(), "tariff_decision": "Perdes 3/2026"}
    actions.save_piece(piece=Piece.TARIFF, values=tariff, **given)
    actions.save_piece(piece=Piece.WARRANTY, values={"warranty_until": today()}, **given)
    actions.attach_paper(upload=paper(), organisation=cast.village, **given)
    test = facility_world.tested(cast, handover.facility, **CLEAN)
    odour = next(row for row in limits() if row.parameter == "odour")
    test.results.create(limit=odour, is_present=False)
    return handover


def limits():
    return facility_queries.limits_of("Permenkes 2/2023", "minum")


def reasons(*keys):
    return dict.fromkeys(keys, "menyusul")


EVERY = [piece.value for piece in Piece]


@pytest.mark.parametrize(
    ("income", "cost", "bill", "household", "rung", "affordable"),
    [
        (900, 1000, 40, 1000, "rugi", True),
        (1000, 1000, 41, 1000, "bop", False),
        (1199, 1000, None, 1000, "bop", None),
        (1200, 1000, 10, None, "pemeliharaan", None),
        (None, 1000, 10, 0, "unknown", None),
        (1000, 0, None, None, "unknown", None),
        (0, 1000, None, None, "rugi", None),
    ],
)
def test_tariff_is_judged_by_the_real_cost_and_unknown_stays_unknown(
    income, cost, bill, household, rung, affordable
):
    worth = worth_of(income_rp=income, cost_rp=cost, bill_rp=bill, household_rp=household)
    assert (worth.recovery, worth.is_affordable) == (rung, affordable)


def test_owner_says_by_which_rule_it_is_booked():
    assert book_of(OrganisationKind.VILLAGE_GOVERNMENT)[0] == "permendagri-1-2016"
    assert book_of(OrganisationKind.OPD)[0] == "permendagri-19-2016"
    assert book_of(OrganisationKind.COMPANY)[0] == ""
    assert queries.instrument_for(None) == (None, "")


def test_new_handover_lacks_everything_in_words_and_a_toilet_no_water(cast):
    handover = prepared(cast)
    checklist = queries.checklist_of(handover, today())
    assert list(checklist.missing) == EVERY
    assert checklist.missing["uji-fungsi"] == "fungsi belum diuji"
    assert checklist.missing["uji-air"] == "air belum diuji"
    toilet = prepared(cast, handover.partnership, name="Toilet", service="sanitation")
    lacking = queries.checklist_of(toilet, today()).missing
    assert "uji-air" not in lacking and "iuran" not in lacking


def test_whole_checklist_lacks_nothing_and_opens_the_facility_with_its_watch(cast):
    partnership = running(cast)
    duty = partnership.responsibilities.get(key="operation")
    duty.party = partnership.parties.get(organisation=cast.village)
    duty.is_proposed, duty.accepted_at = False, timezone.now()
    duty.save()
    handover = whole(cast, prepared(cast, partnership))
    assert queries.checklist_of(handover, today()).missing == {}
    given = common(cast, handover, cast.gani)
    actions.complete_handover(completion=completion(cast, watch_years=4), **given)
    facility = handover.facility
    assert (handover.state, facility.state, facility.owner) == ("done", "open", cast.village)
    assert (facility.operator, facility.register_number) == (cast.utility, "02.01")
    holders = {row.kind: row.organisation for row in facility.checks.all()}
    assert (holders["function"], holders["water"]) == (cast.village, None)
    assert facility.watch_until.year == today().year + 4
    handover.document.refresh_from_db()
    assert handover.document.locked_at is not None
    assert handover.exceptions == {}
    entry = Entry.objects.get(verb="handover.completed")
    assert (entry.data["without"], entry.scope_id) == ([], str(handover.partnership_id))


def test_what_is_missing_needs_a_reason_each_and_is_kept_for_ever(cast):
    handover = prepared(cast)
    given = common(cast, handover, cast.gani)
    with pytest.raises(Refused, match="fungsi belum diuji.*naskah BAST"):
        actions.complete_handover(completion=completion(cast), **given)
    some = completion(cast, reasons=reasons(*EVERY) | {"iuran": " "})
    with pytest.raises(Refused, match="yang belum ada: iuran belum diputuskan"):
        actions.complete_handover(completion=some, **given)
    actions.complete_handover(completion=completion(cast, reasons=reasons(*EVERY)), **given)
    assert set(handover.exceptions) == set(EVERY)
    facility_world.tested(
        cast, handover.facility, iron="0.1"
    )  # a later test changes nothing of what was said
    rows = queries.checklist_of(handover, today()).rows
    assert {row.lack for row in rows if row.piece == "uji-air"} == {"air belum diuji"}
    assert {row.reason for row in rows} == {"menyusul"}
    assert handover.facility.owner == cast.village  # the receiver, when nobody else was named


@pytest.mark.parametrize(
    ("who", "has_paper", "words"),
    [
        ("gani", False, ""),
        ("citra", False, "Lampirkan BAST"),
        ("ayu", False, "Lampirkan BAST"),
        ("citra", True, ""),
        ("ayu", True, ""),
        ("eka", True, "Rencana kerja disusun oleh"),
    ],
)
def test_receiver_completes_alone_others_with_the_signed_paper(cast, who, has_paper, words):
    handover = prepared(cast)
    given = common(cast, handover, getattr(cast, who)) | {"paper": paper() if has_paper else None}
    done = completion(cast, reasons=reasons(*EVERY))
    if words:
        with pytest.raises(Refused, match=words):
            actions.complete_handover(completion=done, **given)
        assert Handover.objects.get().state == "prepared"
    else:
        actions.complete_handover(completion=done, **given)
        assert ("bast" in handover.exceptions) is not has_paper


def test_nobody_hands_over_to_himself_or_speaks_for_both(cast):
    handover = prepared(cast)
    given = common(cast, handover, cast.gani)
    same = completion(cast, giver=cast.village)
    with pytest.raises(Refused, match="dua pihak"):
        actions.complete_handover(completion=same, **given)
    Membership.objects.create(user=cast.gani, organisation=cast.company, role="officer")
    both = common(cast, handover, cast.gani)
    with pytest.raises(Refused, match="kedua pihak"):
        actions.complete_handover(completion=completion(cast), **both)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": timezone.localdate() + timedelta(days=1)}, "belum terjadi"),
        ({"watch_years": 2}, "tiga sampai lima"),
    ],
)
def test_completion_that_cannot_be_is_refused(cast, changes, words):
    handover = prepared(cast)
    with pytest.raises(Refused, match=words):
        actions.complete_handover(
            completion=completion(cast, reasons=reasons(*EVERY), **changes),
            **common(cast, handover, cast.gani),
        )
    stranger = completion(cast, giver=cast.other_bappeda)
    with pytest.raises(Refused, match="pihak dalam kemitraan"):
        actions.complete_handover(completion=stranger, **common(cast, handover, cast.gani))


def test_completed_twice_or_over_an_old_version_is_told(cast):
    handover = prepared(cast)
    given = common(cast, handover, cast.gani)
    done = completion(cast, reasons=reasons(*EVERY))
    with pytest.raises(Conflict, match="diubah orang lain"):
        actions.complete_handover(completion=done, version=9, **given)
    actions.complete_handover(completion=done, token=tokens.new_token(), **given)
    with pytest.raises(Conflict, match="sudah selesai"):
        actions.complete_handover(completion=done, **given)
    with pytest.raises(Refused, match="isinya tetap"):
        actions.save_piece(piece=Piece.WARRANTY, values={}, **given)


def test_cancel_only_before_a_check_and_what_was_written_waits_anew(cast):
    handover = whole(cast, prepared(cast))
    actions.complete_handover(completion=completion(cast), **common(cast, handover, cast.gani))
    with pytest.raises(Refused, match="dibatalkan oleh"):
        actions.cancel_handover(reason="x", **common(cast, handover, cast.citra))
    with pytest.raises(Refused, match="alasan"):
        actions.cancel_handover(reason=" ", **common(cast, handover))
    again = actions.cancel_handover(reason="salah penerima", **common(cast, handover))
    assert (handover.state, handover.cancellation_reason) == ("cancelled", "salah penerima")
    assert (again.state, again.operator, again.facility.state) == (
        *("prepared", cast.utility),
        "prepared",
    )
    assert [row.pk for row in queries.handovers_of(handover.partnership)] == [again.pk, handover.pk]
    with pytest.raises(Refused, match="sudah dibatalkan"):
        actions.cancel_handover(reason="lagi", **common(cast, handover))
    actions.complete_handover(completion=completion(cast), **common(cast, again, cast.gani))
    facilities.record_check(
        check=again.facility.checks.first(),
        seen=Seen(today(), is_good=True),
        by=cast.actor(cast.ayu),
    )
    with pytest.raises(Refused, match="Pemantauannya sudah berjalan"):
        actions.cancel_handover(reason="terlambat", **common(cast, again))


def test_pieces_that_contradict_themselves_are_refused(cast):
    handover = prepared(cast)
    given = common(cast, handover)
    later = today() + timedelta(days=1)
    for piece, values, words in [
        (Piece.FUNCTION, {"is_function_good": True}, "kapan fungsinya diuji"),
        (Piece.FUNCTION, {"is_function_good": True, "function_tested_on": later}, "belum terjadi"),
        (Piece.TARIFF, {"tariff_decided_on": today()}, "Tulis keputusannya"),
    ]:
        with pytest.raises(Refused, match=words):
            actions.save_piece(piece=piece, values=values, **given)
    with pytest.raises(Refused, match="belum terjadi"):
        actions.save_owner(owner=None, registered_on=later, **given)
    with pytest.raises(Conflict):
        actions.save_piece(piece=Piece.WARRANTY, values={}, version=9, **given)
    assert queries.checklist_of(handover, today()).missing["uji-fungsi"] == "fungsi belum diuji"
    bad = {"is_function_good": False, "function_tested_on": today()}
    actions.save_piece(piece=Piece.FUNCTION, values=bad, **given)
    assert "belum baik" in queries.checklist_of(handover, today()).missing["uji-fungsi"]


def test_road_is_told_what_became_true_once_and_when_it_no_longer_is(cast, monkeypatch):
    told = []
    monkeypatch.setattr(partnerships, "record_fact", lambda **said: told.append(said["key"]))
    handover = prepared(cast)
    given = common(cast, handover)
    good = {"is_function_good": True, "function_tested_on": today()}
    actions.save_piece(piece=Piece.FUNCTION, values=good, **given)
    assert told == ["function_test_good"]
    monkeypatch.undo()
    actions.save_piece(piece=Piece.OPERATOR, values={"operator": cast.utility}, **given)
    asked = StageRecord.objects.filter(key="function_test_good", undone_at=None).count()
    bad = {"is_function_good": False, "function_tested_on": today()}
    actions.save_piece(piece=Piece.FUNCTION, values=bad, **given)
    left = StageRecord.objects.filter(key="function_test_good", undone_at=None).count()
    assert left == 0 <= asked


def test_handovers_and_what_waits_cost_few_queries(cast, django_assert_num_queries):
    handover = prepared(cast)
    partnership = handover.partnership
    with django_assert_num_queries(1):
        (row,) = queries.handovers_of(partnership)
        assert (row.late_checks, row.has_components, str(row.facility)) == (0, False, "SPAM Hauwai")
    partnership.stage = "handover"
    type(partnership).objects.filter(pk=partnership.pk).update(stage="serah_terima")
    (waiting,) = queries.handover_waiting_for(cast.actor(cast.gani))
    assert waiting.url == handover.get_absolute_url()
    assert queries.handover_waiting_for(cast.actor(cast.eka)) == []
    done = completion(cast, reasons=reasons(*EVERY))
    actions.complete_handover(completion=done, **common(cast, handover, cast.gani))
    assert queries.handover_waiting_for(cast.actor(cast.gani)) == []
    Handover.objects.filter(pk=handover.pk).update(state="cancelled", cancellation_reason="keliru")
    (bare,) = queries.handover_waiting_for(cast.actor(cast.ayu))
    assert bare.url.endswith("/serah-terima/")


def test_operators_are_parties_and_bodies_of_the_place(cast):
    circle = circle_of(running(cast))
    names = [row.name for row in queries.operators_for(circle)]
    assert "PDAM Contoh Balangan" in names and "Bappeda Tabalong" not in names
    assert Organisation.objects.filter(name__in=names).count() == len(names)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "done"},
        {"state": "cancelled"},
        {"watch_years": 2},
        {"tariff_rp": -1},
        {"bill_month_rp": -1},
    ],
)
def test_every_constraint_holds(cast, values):
    handover = prepared(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=handover.pk).update(**values)


def test_one_living_handover_a_facility_and_never_to_oneself(cast):
    handover = prepared(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(
            partnership=handover.partnership, facility=handover.facility, at=timezone.now()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=handover.pk).update(giver=cast.village, receiver=cast.village)


def test_facility_is_public_only_while_its_partnership_is(cast):
    handover = prepared(cast)
    partnership, facility = handover.partnership, handover.facility
    for party in partnership.parties.exclude(organisation=cast.village):
        party.agreed_to_publish_at = timezone.now()
        party.save()
    partnerships.agree_to_publish(partnership=partnership, by=cast.actor(cast.gani))
    facility.refresh_from_db()
    assert facility.is_published is True
    partnerships.take_back_publishing(partnership=partnership, by=cast.actor(cast.gani))
    facility.refresh_from_db()
    assert facility.is_published is False


def test_facility_follows_who_joins_and_is_then_no_longer_public(cast):
    handover = prepared(cast)
    partnership, facility = handover.partnership, handover.facility
    type(partnership).objects.filter(pk=partnership.pk).update(is_published=True)
    partnership.refresh_from_db()
    facilities.follow_publishing(origin=facility.origin, is_published=True)
    assert cast.facilitators not in facility.parties.all()
    partnerships.add_party(
        partnership=partnership,
        organisation=cast.facilitators,
        part="support",
        by=cast.actor(cast.ayu),
    )
    facility.refresh_from_db()
    assert facility.is_published is False
    assert cast.facilitators in facility.parties.all()
