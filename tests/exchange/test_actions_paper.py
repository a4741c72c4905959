"""Papers: sent, typed once, set aside and taken back."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.access import ANONYMOUS, Conflict, Refused
from sambung.core.models import Entry
from sambung.exchange.actions import paper as actions
from sambung.exchange.actions import typing
from sambung.exchange.actions.typing import Typed
from sambung.exchange.models import PaperForm, PaperState
from sambung.exchange.queries import paper as queries
from sambung.exchange.rules import paper as rules
from sambung.needs.models import NeedState
from sambung.parties.models import Notice, OnBehalf
from tests.exchange.papers import HAUWAI, VALUES, of_a_stranger, photo, waiting
from tests.needs import world as needs

pytestmark = pytest.mark.django_db


def test_send_paper_of_the_village_waits_known_and_tells_the_desk(cast):
    form = waiting(cast)
    assert (form.state, form.is_known, form.sent_by) == (PaperState.WAITING, True, cast.gani)
    assert form.pages.count() == 1
    assert Notice.objects.filter(user=cast.ayu, url=form.get_absolute_url()).exists()
    assert not Notice.objects.filter(user=cast.eka).exists()
    assert Entry.objects.filter(verb="paper.sent", subject_id=str(form.pk)).exists()


def test_send_paper_same_origin_key_gives_the_same_form(cast):
    first = waiting(cast, origin_key="telepon-1")
    assert waiting(cast, origin_key="telepon-1", pages=[photo()]).pk == first.pk
    with pytest.raises(Conflict):
        waiting(cast, origin_key="telepon-1", by=cast.actor(cast.dimas))


def test_send_paper_of_a_stranger_waits_unconfirmed_and_names_are_not_in_the_trail(cast):
    form = of_a_stranger(cast)
    assert (form.is_known, form.sent_by_name, form.sent_by_phone) == (
        False,
        "Warga",
        "+6281211112222",
    )
    assert "Warga" not in str(list(Entry.objects.values_list("data", flat=True)))
    with pytest.raises(Refused, match="nama"):
        waiting(cast, by=ANONYMOUS)
    with pytest.raises(Refused, match="Masuk"):
        of_a_stranger(cast, kind="activity")


def test_send_paper_strangers_are_few_a_day_and_the_village_itself_is_not_kept_out(cast):
    for _number in range(rules.UNKNOWN_PER_VILLAGE):
        of_a_stranger(cast)
    with pytest.raises(Refused, match="besok"):
        of_a_stranger(cast)
    assert waiting(cast).is_known


def test_send_paper_no_page_too_many_or_no_picture_is_refused(cast):
    with pytest.raises(Refused, match="sedikitnya"):
        waiting(cast, pages=[])
    with pytest.raises(Refused, match="banyak"):
        waiting(cast, pages=[photo()] * 5)
    for name, content in [("a.pdf", b"%PDF-1.7 bom"), ("a.jpg", b"MZ bukan foto")]:
        with pytest.raises(ValidationError):
            waiting(cast, pages=[SimpleUploadedFile(name, content)])
    assert not PaperForm.objects.exists()


def test_type_proposal_becomes_a_need_sent_on_the_ground_of_its_picture(cast):
    form, ayu = waiting(cast), cast.actor(cast.ayu)
    need = typing.type_proposal(
        form=form, typed=Typed(VALUES, form.version), by=ayu, proposer=cast.village
    )
    form.refresh_from_db()
    assert (need.state, need.proposer, need.people) == (NeedState.SENT, cast.village, 497)
    assert (form.state, form.subject_label, form.subject_id) == (
        "typed",
        "needs.need",
        str(need.pk),
    )
    record = OnBehalf.objects.get(subject_label="needs.need", subject_id=str(need.pk))
    page = form.pages.get()
    assert (record.ground, record.ground_file) == ("photo", page.file)
    assert need.photos.get().file == page.file
    assert queries.papers_of("needs.need", [need.pk])[str(need.pk)] == [form]
    with pytest.raises(Refused, match="tidak menunggu"):
        typing.type_proposal(form=form, typed=Typed(VALUES), by=ayu, proposer=cast.village)


def test_type_proposal_writes_the_village_down_when_it_is_not_in_the_register(cast):
    cast.village.region = cast.regions["63.11"]
    cast.village.save()
    form = waiting(cast)
    need = typing.type_proposal(form=form, typed=Typed(VALUES), by=cast.actor(cast.ayu))
    assert (need.proposer.kind, need.proposer.region_id) == ("pemdes", HAUWAI)


def test_type_proposal_of_a_stranger_only_after_they_were_asked_and_their_number_goes(cast):
    form, ayu = of_a_stranger(cast), cast.actor(cast.ayu)
    with pytest.raises(Refused, match="belum dikenal"):
        typing.type_proposal(form=form, typed=Typed(VALUES), by=ayu, proposer=cast.village)
    typing.type_proposal(
        form=form, typed=Typed(VALUES, has_asked=True), by=ayu, proposer=cast.village
    )
    form.refresh_from_db()
    assert form.sent_by_phone == ""


def test_type_proposal_by_the_outsider_is_refused_and_nothing_is_written(cast):
    form = waiting(cast)
    with pytest.raises(Refused):
        typing.type_proposal(
            form=form, typed=Typed(VALUES), by=cast.actor(cast.eka), proposer=cast.village
        )
    form.refresh_from_db()
    assert form.state == PaperState.WAITING


def test_type_proposal_by_two_officers_at_once_makes_one_need(cast):
    form, ayu = waiting(cast), cast.actor(cast.ayu)
    actions.save_draft(form=form, values={"problem": "x"}, version=1, by=cast.actor(cast.hana))
    with pytest.raises(Conflict), transaction.atomic():
        typing.type_proposal(form=form, typed=Typed(VALUES, 1), by=ayu, proposer=cast.village)
    assert not OnBehalf.objects.exists()


def test_type_minutes_keeps_the_pictures_with_a_need_of_the_same_village(cast):
    need, form = needs.sent(cast), waiting(cast, kind="minutes")
    typing.type_minutes(
        form=form, typed=Typed({}, kept={"agreed": "Iuran"}), need=need, by=cast.actor(cast.ayu)
    )
    form.refresh_from_db()
    assert need.photos.get().kind == "minutes"
    assert form.draft == {"agreed": "Iuran"}


def visit_of(cast, need):
    """Return a paper of a visit that Ayu sent."""
    return waiting(cast, kind="visit", about=("needs.need", need.pk), by=cast.actor(cast.ayu))


def test_type_visit_records_the_check_on_the_ground(cast):
    need, hana = needs.sent(cast), cast.actor(cast.hana)
    needs.actions.verify_desk(need=need, by=hana)
    form = visit_of(cast, need)
    found = {"checks": {"seen": "yes"}, "note": "", "people": 480, "households": 140}
    typing.type_visit(form=form, typed=Typed(found), need=need, by=hana)
    assert (need.state, need.people) == (NeedState.FIELD_VERIFIED, 480)
    assert need.steps.last().checks["paper"] == form.pk


def test_type_visit_of_another_need_is_refused(cast):
    need, other = needs.sent(cast), needs.sent(cast)
    form = visit_of(cast, need)
    found = {"checks": {}, "note": "", "people": 1, "households": 1}
    with pytest.raises(Refused, match="usulan lain"):
        typing.type_visit(form=form, typed=Typed(found), need=other, by=cast.actor(cast.ayu))


def test_set_aside_needs_a_reason_and_can_be_taken_back(cast):
    form, ayu = of_a_stranger(cast), cast.actor(cast.ayu)
    with pytest.raises(Refused, match="alasan"):
        actions.set_aside(form=form, reason=" ", by=ayu)
    with pytest.raises(Refused):
        actions.set_aside(form=form, reason="Tidak terbaca", by=cast.actor(cast.eka))
    actions.set_aside(form=form, reason="Tidak terbaca", by=ayu)
    assert (form.state, form.sent_by_phone) == ("set_aside", "")
    with pytest.raises(Conflict):
        actions.set_aside(form=form, reason="Lagi", by=ayu)
    actions.take_back(form=form, by=ayu)
    assert (form.state, form.state_reason) == ("waiting", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "lain"},
        {"state": "lain"},
        {"state": "set_aside"},
        {"state": "typed"},
        {"state": "set_aside", "state_reason": "x", "sent_by_phone": "+62812"},
        {"is_known": False, "sent_by_id": None},
    ],
    ids=["kind", "state", "aside", "typed", "phone", "nameless"],
)
@pytest.mark.db
def test_paper_that_cannot_be_is_refused_by_the_database(cast, wrong):
    form = waiting(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperForm.objects.filter(pk=form.pk).update(**wrong)


def test_need_keeps_a_paper_once_and_not_from_the_outsider(cast):
    need, form = needs.sent(cast), waiting(cast)
    file = form.pages.get().file
    for _time in range(2):
        needs.actions.attach_paper(need=need, file=file, by=cast.actor(cast.ayu))
    assert need.photos.count() == 1
    with pytest.raises(Refused):
        needs.actions.attach_paper(need=need, file=file, by=cast.actor(cast.eka))


class Working:
    """A job under way that saves what it does."""

    @contextmanager
    def effects(self):
        """Save it."""
        yield


def test_forget_senders_lets_names_go_and_old_unread_papers_rest(cast):
    done, unread, fresh = of_a_stranger(cast), of_a_stranger(cast), of_a_stranger(cast)
    actions.set_aside(form=done, reason="Dua kali", by=cast.actor(cast.ayu))
    long_ago = timezone.now() - timedelta(days=200)
    PaperForm.objects.filter(pk__in=[done.pk, unread.pk]).update(sent_at=long_ago)
    actions.forget_senders(Working())
    for form in (done, unread, fresh):
        form.refresh_from_db()
    assert (done.sent_by_name, unread.sent_by_name) == (rules.NAME_GONE, rules.NAME_GONE)
    assert (unread.state, unread.sent_by_phone) == ("set_aside", "")
    assert (fresh.state, fresh.sent_by_name) == ("waiting", "Warga")
