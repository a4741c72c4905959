"""Organisations, programmes, networks, contacts, hats: written once, by whom it concerns."""

from datetime import date

import pytest

from sambung.core.access import SYSTEM, Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import actions, queries
from sambung.parties.models import Contact, Membership, Organisation, User

pytestmark = pytest.mark.db


@pytest.fixture
def ayu(cast):
    """Return Ayu as officer of Bappeda Balangan."""
    return cast.actor(cast.ayu, cast.bappeda)


def test_create_organisation_is_found_by_its_words(cast, ayu):
    made = actions.create_organisation(name="PT  Contoh Émas (Persero)", kind="bumn", by=ayu)
    assert made.registered_by == cast.bappeda
    assert list(queries.organisations_like(ayu, "EMAS contoh")) == [made]
    assert [row.title for row in queries.search_rows(ayu, "emas")] == [made.name]


def test_create_organisation_of_the_same_name_in_the_place_is_refused(cast, ayu):
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.create_organisation(
            name="pt contoh banua energi", kind="perusahaan", region=cast.regions["63.11"], by=ayu
        )


def test_create_organisation_by_a_company_is_refused(cast):
    with pytest.raises(Refused):
        actions.create_organisation(name="X", kind="perusahaan", by=cast.actor(cast.citra))
    assert not Organisation.objects.filter(name="X").exists()


def test_update_organisation_on_an_old_version_or_onto_another_is_refused(cast):
    citra = cast.actor(cast.citra)
    given = {"organisation": cast.company, "short_name": "", "about": "", "by": citra}
    actions.update_organisation(version=1, name="PT Baru", **given)
    with pytest.raises(Conflict, match="baru saja diubah"):
        actions.update_organisation(version=1, name="PT Lain", **given)
    with pytest.raises(Conflict, match="sudah tercatat"):
        actions.update_organisation(version=2, name="Bappeda Balangan", **given)
    with pytest.raises(Refused):
        actions.update_organisation(version=2, name="X", **{**given, "by": cast.actor(cast.eka)})


def test_programme_twice_or_by_an_outsider_is_refused(cast):
    given = {"organisation": cast.company, "name": "Air Desa"}
    actions.create_programme(by=cast.actor(cast.citra), **given)
    with pytest.raises(Conflict):
        actions.create_programme(by=cast.actor(cast.citra), **given)
    with pytest.raises(Refused):
        actions.create_programme(by=cast.actor(cast.eka), **given)


def test_network_members_are_kept_by_the_network(cast):
    network = actions.create_organisation(name="Jejaring Contoh", kind="jejaring", by=SYSTEM)
    row = actions.add_network_member(
        network=network, member=cast.company, by=SYSTEM, from_on=date(2026, 1, 1)
    )
    assert list(queries.networks_of(cast.company.pk)) == [row]
    for wrong in ({"member": cast.company}, {"member": network}):
        with pytest.raises(Conflict):
            actions.add_network_member(network=network, by=SYSTEM, **wrong)
    with pytest.raises(Refused, match="Hanya jejaring"):
        actions.add_network_member(network=cast.company, member=cast.village, by=SYSTEM)
    with pytest.raises(Conflict, match="sebelum tanggal masuk"):
        actions.end_network_membership(row=row, on=date(2025, 1, 1), by=SYSTEM)
    assert actions.end_network_membership(row=row, on=date(2026, 2, 1), by=SYSTEM).to_on


def test_contact_is_seen_by_its_keeper_and_its_organisation_alone(cast, ayu):
    contact = actions.add_contact(
        organisation=cast.company, name="Pak Adi", phone="0812 1111 2222", by=ayu
    )
    seen = {
        name: queries.contacts_visible_to(cast.actor(getattr(cast, name))).exists()
        for name in ("ayu", "citra", "eka", "budi", "dimas")
    }
    assert seen == {"ayu": True, "citra": True, "eka": False, "budi": False, "dimas": False}
    assert contact.phone == "+6281211112222"
    actions.remove_contact(contact=contact, by=ayu)
    assert not Contact.objects.exists()
    assert "Adi" not in str(list(Entry.objects.values()))


def test_contact_by_somebody_who_does_not_work_with_it_is_refused(cast):
    with pytest.raises(Refused):
        actions.add_contact(
            organisation=cast.company, name="X", phone="081211112222", by=cast.actor(cast.gani)
        )


def test_membership_twice_is_refused_and_ended_once(cast):
    citra = cast.actor(cast.citra)
    given = {"organisation": cast.company, "role": "member", "by": citra}
    row = actions.add_membership(user=cast.eka, **given)
    with pytest.raises(Conflict, match="sudah menjadi anggota"):
        actions.add_membership(user=cast.eka, **given)
    actions.end_membership(membership=row, by=citra)
    with pytest.raises(Conflict, match="sudah berakhir"):
        actions.end_membership(membership=row, by=citra)
    assert cast.actor(cast.eka).hat_in(cast.company.pk) is None


def test_membership_given_by_an_outsider_is_refused(cast):
    with pytest.raises(Refused):
        actions.add_membership(
            user=cast.eka, organisation=cast.company, role="head", by=cast.actor(cast.eka)
        )
    assert Membership.objects.filter(user=cast.eka).count() == 1


def test_register_person_by_an_operator_only_and_once(cast):
    given = {"name": "Rina", "password": "air-bersih-2027", "phone": "081211112222"}
    with pytest.raises(Refused):
        actions.register_person(by=cast.actor(cast.ayu), **given)
    actions.register_person(by=SYSTEM, **given)
    with pytest.raises(Conflict, match="sudah dipakai"):
        actions.register_person(by=SYSTEM, **given)


def test_update_profile_of_another_is_refused(cast):
    with pytest.raises(Conflict):
        actions.update_profile(user=cast.ayu, name="X", language="en", by=cast.actor(cast.eka))
    actions.update_profile(user=cast.ayu, name="Ayu B", language="en", by=cast.actor(cast.ayu))
    assert User.objects.get(pk=cast.ayu.pk).language == "en"


def test_erase_person_leaves_acts_and_no_name(cast):
    citra = cast.actor(cast.citra)
    actions.create_programme(organisation=cast.company, name="P", by=citra)
    with pytest.raises(Refused):
        actions.erase_person(user=cast.citra, by=cast.actor(cast.eka))
    actions.erase_person(user=cast.citra, by=citra)
    user = User.objects.get(pk=cast.citra.pk)
    assert "Citra" not in f"{user.name} {user.email}"
    assert not user.is_active
    assert not user.has_usable_password()
    assert Entry.objects.filter(actor_id=user.pk, verb="programme.created").exists()


def test_notify_reaches_those_who_act_for_an_organisation_once(cast):
    actions.add_membership(
        user=cast.eka, organisation=cast.company, role="member", by=cast.actor(cast.citra)
    )
    told = actions.notify(text="x" * 400, url="/", users=[cast.citra], organisation=cast.company)
    assert told == 1
    assert queries.unread_count(cast.actor(cast.citra)) == 1
    assert actions.read_notices(by=cast.actor(cast.citra)) == 1
    assert queries.unread_count(cast.actor(cast.citra)) == 0
