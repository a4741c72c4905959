"""What is held about a person: seen, handed out, asked about, erased, and forgotten in time."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from sambung.core import jobs
from sambung.core.access import ANONYMOUS, SYSTEM, Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries, rules
from sambung.parties.models import Contact, DataRequest, Notice, PersonalLink

pytestmark = pytest.mark.db
PHONE = "+6281234567890"


@pytest.fixture
def contact(cast) -> Contact:
    return Contact.objects.create(
        organisation=cast.company, kept_by=cast.bappeda, name="Rina Contoh", phone=PHONE
    )


def ask(**given):
    given = {"kind": "erase", "name": "Rina Contoh", "phone": "0812 3456 7890"} | given
    return actions.ask_about_data(by=given.pop("by", ANONYMOUS), **given)


def test_ask_about_data_without_an_account_waits_three_days_and_names_nobody_in_the_trail(cast):
    made = ask(words="Tolong hapus nomor saya")
    assert (made.phone, made.state) == (PHONE, "open")
    assert made.due_on == timezone.localdate() + timedelta(days=3)
    entry = Entry.objects.get(verb="data_request.asked")
    assert "Rina" not in json.dumps(entry.data)


def test_ask_about_data_without_number_or_address_is_refused(cast):
    with pytest.raises(Refused, match="nomor HP atau e-mail"):
        ask(phone="")


def test_ask_about_data_again_and_again_is_refused(cast):
    for _ in range(rules.privacy.MOST_OPEN_OF_ONE):
        ask()
    with pytest.raises(Refused, match="masih menunggu"):
        ask()
    assert ask(phone="", email="lain@example.org").pk


def test_ask_about_data_when_the_desk_is_flooded_is_refused(cast):
    assert not rules.can_ask(0, rules.privacy.MOST_OPEN_IN_ALL)


def test_ask_about_data_twice_by_one_form_is_one_request(cast):
    ask(token="sama")
    with pytest.raises(Conflict):
        ask(token="sama")
    assert DataRequest.objects.count() == 1


def test_answer_data_request_erases_the_contacts_it_found_and_no_others(cast, contact):
    other = Contact.objects.create(
        organisation=cast.company, kept_by=cast.bappeda, name="Lain", phone="+6281100000000"
    )
    link, _raw = actions.create_link(
        purpose="confirm",
        organisation=cast.company,
        for_name="Rina Contoh",
        for_phone=PHONE,
        by=cast.actor(cast.ayu),
        subject=cast.company,
    )
    made = ask()
    assert queries.found_about(made).contacts == [contact]
    actions.answer_data_request(
        request=made, state="done", answer="Sudah dihapus.", erase_contacts=True, by=SYSTEM
    )
    assert list(Contact.objects.all()) == [other]
    link.refresh_from_db()
    assert (link.for_name, link.for_phone) == ("", "")
    assert Entry.objects.get(verb="data_request.answered").data["contacts_erased"] == 1
    with pytest.raises(Conflict, match="sudah dijawab"):
        actions.answer_data_request(request=made, state="refused", answer="x", by=SYSTEM)


def test_answer_data_request_by_an_officer_is_refused(cast, contact):
    made = ask()
    with pytest.raises(Refused, match="pengelola"):
        actions.answer_data_request(request=made, state="done", answer="x", by=cast.actor(cast.ayu))


def test_answer_data_request_that_only_asked_to_know_erases_nothing(cast, contact):
    made = ask(kind="know")
    with pytest.raises(Refused, match="permintaan hapus"):
        actions.answer_data_request(
            request=made, state="done", answer="x", erase_contacts=True, by=SYSTEM
        )
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_found_about_an_empty_number_finds_nobody(cast):
    Contact.objects.create(
        organisation=cast.company, kept_by=cast.bappeda, name="Tanpa HP", email="a@example.org"
    )
    made = ask(phone="", email="b@example.org")
    assert queries.found_about(made).is_empty


def test_held_about_gives_contacts_that_others_keep_and_ones_own_acts(cast, contact):
    cast.citra.phone, cast.citra.phone_verified = PHONE, True
    cast.citra.save()
    actions.accept_notice(user=cast.citra, by=cast.actor(cast.citra))
    cast.citra.refresh_from_db()
    held = queries.held_about(cast.citra)
    assert [row["name"] for row in held["contacts"]] == ["Rina Contoh"]
    assert held["memberships"][0]["organisation"] == cast.company.name
    assert held["account"]["told_at"] == cast.citra.told_at


def test_held_about_a_number_that_is_not_proven_gives_nothing_others_keep(cast, contact):
    Contact.objects.filter(pk=contact.pk).update(email="rina@example.org")
    given = {"purpose": "confirm", "organisation": cast.company, "for_name": "Rina"}
    actions.create_link(subject=cast.company, for_phone=PHONE, by=cast.actor(cast.ayu), **given)
    cast.eka.phone, cast.eka.email = PHONE, "rina@example.org"
    cast.eka.save()
    held = queries.held_about(cast.eka)
    assert held["contacts"] == held["links_sent_to_you"] == []


def test_accept_notice_for_another_is_refused_and_the_first_time_counts(cast):
    with pytest.raises(Refused):
        actions.accept_notice(user=cast.citra, by=cast.actor(cast.ayu))
    actions.accept_notice(user=cast.citra, by=cast.actor(cast.citra))
    cast.citra.refresh_from_db()
    first = cast.citra.told_at
    actions.accept_notice(user=cast.citra, by=cast.actor(cast.citra))
    cast.citra.refresh_from_db()
    assert cast.citra.told_at == first


def test_apply_retention_forgets_what_is_old_and_keeps_the_rest(cast, contact, db):
    now = timezone.now()
    by = cast.actor(cast.ayu)
    given = {"purpose": "confirm", "organisation": cast.company, "for_name": "Rina", "by": by}
    old, _raw = actions.create_link(subject=cast.company, for_phone=PHONE, **given)
    new, _raw = actions.create_link(subject=cast.bappeda, for_phone=PHONE, **given)
    PersonalLink.objects.filter(pk=old.pk).update(expires_at=now - timedelta(days=366))
    gone = Contact.objects.create(
        organisation=cast.company,
        kept_by=cast.bappeda,
        name="Sudah pindah",
        phone=PHONE,
        until_on=(now - timedelta(days=731)).date(),
    )
    for days in (366, 364):
        Notice.objects.create(
            user=cast.ayu, text=f"{days}", url="/", read_at=now - timedelta(days=days)
        )
    made = ask()
    actions.answer_data_request(request=made, state="done", answer="Sudah.", by=SYSTEM)
    DataRequest.objects.update(answered_at=now - timedelta(days=731))
    jobs.enqueue("parties.apply_retention")
    assert jobs.drain() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    made.refresh_from_db()
    assert (old.for_name, old.for_phone, new.for_phone) == ("", "", PHONE)
    assert not Contact.objects.filter(pk=gone.pk).exists()
    assert Contact.objects.filter(pk=contact.pk).exists()
    assert list(Notice.objects.filter(user=cast.ayu).values_list("text", flat=True)) == ["364"]
    assert (made.name, made.phone, made.answer) == ("", "", "—")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "other"},
        {"state": "lost"},
        {"phone": "", "email": ""},
        {"state": "done"},
    ],
)
def test_data_request_that_cannot_be_is_refused_by_the_database(cast, changes):
    made = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=made.pk).update(**changes)


def test_pages_about_personal_data_open_for_whom_they_are(cast, as_person, contact):
    visitor, officer = Client(), as_person(cast.ayu)
    assert "3 hari" in visitor.get("/pihak/data-pribadi/minta/").content.decode()
    assert "730" in visitor.get("/data-pribadi/").content.decode()
    taken = visitor.post(
        "/pihak/data-pribadi/minta/",
        {"kind": "know", "name": "Rina Contoh", "phone": "0812 3456 7890", "token": "a"},
    )
    made = DataRequest.objects.get()
    assert str(made.pk) in taken.content.decode()
    for person in (officer, as_person(cast.eka)):
        assert person.get("/pihak/data-pribadi/permintaan/").status_code == 403
        assert person.get(made.get_absolute_url()).status_code == 403
    cast.hana.is_superuser = True
    cast.hana.save()
    operator = as_person(cast.hana)
    assert operator.get("/pihak/data-pribadi/permintaan/?state=open").status_code == 200
    assert "Rina Contoh" in operator.get(made.get_absolute_url()).content.decode()
    answer = {"state": "done", "answer": "Ada satu kontak."}
    assert operator.post(made.get_absolute_url(), answer).status_code == 302
    assert "Ada satu kontak" in operator.get(made.get_absolute_url()).content.decode()


def test_answering_with_an_erasure_asks_first_who_it_is(cast, as_person, contact):
    made = ask()
    cast.hana.is_superuser = True
    cast.hana.save()
    page = as_person(cast.hana).post(
        made.get_absolute_url(), {"state": "done", "answer": "Dihapus", "erase_contacts": "on"}
    )
    assert "siapa yang meminta" in page.content.decode()
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_asking_without_a_way_to_answer_keeps_what_was_typed(cast):
    page = Client().post(
        "/pihak/data-pribadi/minta/", {"kind": "know", "name": "Rina Contoh", "words": "Foto saya"}
    )
    assert page.status_code == 422
    assert "Foto saya" in page.content.decode()


def test_ones_own_page_tells_what_is_kept_and_hands_it_out(cast, as_person):
    client = as_person(cast.citra)
    assert "Saya sudah membacanya" in client.get("/pihak/saya/").content.decode()
    assert client.post("/pihak/saya/sudah-membaca/").status_code == 302
    assert "Saya sudah membacanya" not in client.get("/pihak/saya/").content.decode()
    handed = client.get("/pihak/saya/data-saya.json")
    assert json.loads(handed.content)["account"]["name"] == cast.citra.name
    assert Client().get("/pihak/saya/data-saya.json").status_code == 302
