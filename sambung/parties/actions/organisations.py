"""Write down organisations and what hangs on them."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.core.text import plain
from sambung.parties import rules
from sambung.parties.actions.once import once
from sambung.parties.models import (
    Contact,
    NetworkMember,
    Organisation,
    Programme,
    normal_phone,
)
from sambung.regions.models import Region


@transaction.atomic
def create_organisation(
    *,
    name: str,
    kind: str,
    by: Actor,
    region: Region | None = None,
    short_name: str = "",
    about: str = "",
    is_simulated: bool = False,
    token: str = "",
) -> Organisation:
    """Write down a party, with or without an account of its own.

    Refuses a name already used in the same place (Conflict).
    """
    rules.can_create_organisation(by, kind, region.code if region else None).or_raise()
    once(token)
    taken = Organisation.objects.filter(name__iexact=name.strip(), region=region)
    if taken.exists():
        raise Conflict(_("Organisasi dengan nama ini sudah tercatat di wilayah yang sama."))
    organisation = Organisation.objects.create(
        name=name.strip(),
        short_name=short_name.strip(),
        kind=kind,
        region=region,
        about=about,
        is_simulated=is_simulated,
        search_name=plain(f"{name} {short_name}")[:240],
        registered_by_id=by.worn.organisation_id if by.worn else None,
    )
    audit.record("organisation.created", organisation, by=by)
    return organisation


@transaction.atomic
def update_organisation(
    *,
    organisation: Organisation,
    by: Actor,
    version: int,
    name: str,
    short_name: str,
    about: str,
) -> Organisation:
    """Change an organisation's particulars; refuses when it changed meanwhile."""
    rules.can_update_organisation(by, organisation).or_raise()
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if now.version != version:
        raise Conflict(_("Data organisasi ini baru saja diubah orang lain. Periksa lalu ulangi."))
    now.name, now.short_name, now.about = name.strip(), short_name.strip(), about
    now.search_name = plain(f"{name} {short_name}")[:240]
    now.version += 1
    try:
        with transaction.atomic():
            now.save()
    except IntegrityError as error:
        raise Conflict(
            _("Organisasi dengan nama ini sudah tercatat di wilayah yang sama.")
        ) from error
    audit.record("organisation.updated", now, by=by)
    return now


@transaction.atomic
def create_programme(
    *,
    organisation: Organisation,
    name: str,
    by: Actor,
    from_on: date | None = None,
    to_on: date | None = None,
    is_simulated: bool = False,
) -> Programme:
    """Add a programme with its term; refuses a second one of the same name."""
    rules.can_create_programme(by, organisation).or_raise()
    if Programme.objects.filter(organisation=organisation, name__iexact=name.strip()).exists():
        raise Conflict(_("Program dengan nama ini sudah ada."))
    programme = Programme.objects.create(
        organisation=organisation,
        name=name.strip(),
        from_on=from_on,
        to_on=to_on,
        is_simulated=is_simulated,
    )
    audit.record("programme.created", programme, by=by, scope=organisation)
    return programme


@transaction.atomic
def add_network_member(
    *,
    network: Organisation,
    member: Organisation,
    by: Actor,
    from_on: date | None = None,
    to_on: date | None = None,
) -> NetworkMember:
    """Record that an organisation belongs to a network; refuses a second row of the same two."""
    rules.can_add_network_member(by, network).or_raise()
    if network.pk == member.pk:
        raise Conflict(_("Jejaring tidak dapat menjadi anggotanya sendiri."))
    if NetworkMember.objects.filter(network=network, member=member).exists():
        raise Conflict(_("Organisasi ini sudah menjadi anggota."))
    row = NetworkMember.objects.create(network=network, member=member, from_on=from_on, to_on=to_on)
    audit.record("network.member_added", row, by=by, scope=network, member_id=member.pk)
    return row


@transaction.atomic
def end_network_membership(*, row: NetworkMember, on: date, by: Actor) -> NetworkMember:
    """Record the day an organisation left a network; its years in it stay on record."""
    rules.can_add_network_member(by, row.network).or_raise()
    if row.from_on and on < row.from_on:
        raise Conflict(_("Tanggal keluar sebelum tanggal masuk."))
    row.to_on = on
    row.save(update_fields=["to_on"])
    audit.record("network.member_ended", row, by=by, scope=row.network, member_id=row.member_id)
    return row


@transaction.atomic
def add_contact(
    *,
    organisation: Organisation,
    name: str,
    by: Actor,
    title: str = "",
    unit: str = "",
    phone: str = "",
    email: str = "",
    told_on: date | None = None,
    token: str = "",
) -> Contact:
    """Keep a person to reach there; only the organisation and the keeper's people see it."""
    rules.can_add_contact(by, organisation).or_raise()
    once(token)
    contact = Contact.objects.create(
        organisation=organisation,
        kept_by_id=by.worn.organisation_id if by.worn else organisation.pk,
        name=name,
        title=title,
        unit=unit,
        phone=normal_phone(phone),
        email=email,
        told_on=told_on,
        keeper_id=by.user_id,
    )
    audit.record("contact.added", contact, by=by, scope=organisation)
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, by: Actor) -> None:
    """Erase a contact: personal data is kept no longer than needed."""
    rules.can_add_contact(by, contact.organisation).or_raise()
    audit.record("contact.removed", contact, by=by, scope=contact.organisation)
    contact.delete()
