"""What a house keeps of its dealings with a company: contacts, talks, ring villages, season."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Refused
from sambung.parties import rules
from sambung.parties.actions.links import hat_of, person_of
from sambung.parties.actions.once import once
from sambung.parties.models import (
    BudgetSeason,
    Contact,
    Interaction,
    Organisation,
    RingVillage,
    normal_phone,
)
from sambung.regions.models import Level, Region


def same_version(now: int, version: int) -> None:
    """Raise Conflict when a thing is no longer the version the form was made from."""
    if now != version:
        raise Conflict(_("Catatan ini baru saja diubah orang lain. Periksa lalu ulangi."))


@transaction.atomic
def update_contact(
    *,
    contact: Contact,
    by: Actor,
    version: int,
    name: str,
    title: str = "",
    unit: str = "",
    phone: str = "",
    email: str = "",
    told_on: date | None = None,
) -> Contact:
    """Change what is kept of a person to reach; refuses when it changed meanwhile."""
    rules.can_edit_contact(by, contact).or_raise()
    now = Contact.objects.select_for_update().get(pk=contact.pk)
    same_version(now.version, version)
    now.name, now.title, now.unit = name.strip(), title.strip(), unit.strip()
    now.phone, now.email, now.told_on = normal_phone(phone), email, told_on
    now.version += 1
    now.save()
    audit.record("contact.updated", now, by=by, scope=now.organisation)
    return now


@transaction.atomic
def end_contact(
    *,
    contact: Contact,
    by: Actor,
    version: int,
    until_on: date,
    name: str = "",
    phone: str = "",
    email: str = "",
) -> Contact | None:
    """Say that the person left the post; return their successor in it when one is named.

    The successor gets the same unit, post and keeper; the one before stays until erased.
    """
    rules.can_edit_contact(by, contact).or_raise()
    now = Contact.objects.select_for_update().get(pk=contact.pk)
    same_version(now.version, version)
    now.until_on = until_on
    now.version += 1
    now.save()
    audit.record("contact.ended", now, by=by, scope=now.organisation)
    if not name.strip():
        return None
    following = Contact.objects.create(
        organisation=now.organisation,
        kept_by=now.kept_by,
        keeper_id=by.user_id,
        unit=now.unit,
        title=now.title,
        name=name.strip(),
        phone=normal_phone(phone),
        email=email,
    )
    audit.record("contact.added", following, by=by, scope=now.organisation)
    return following


@transaction.atomic
def reopen_contact(*, contact: Contact, by: Actor) -> Contact:
    """Take back that the person left the post."""
    rules.can_edit_contact(by, contact).or_raise()
    now = Contact.objects.select_for_update().get(pk=contact.pk)
    now.until_on = None
    now.version += 1
    now.save()
    audit.record("contact.updated", now, by=by, scope=now.organisation)
    return now


def refuse_strange_contact(contact: Contact | None, organisation_id: int, house_id: int) -> None:
    """Raise Refused unless the contact is of the organisation and the house may see it."""
    if contact is None:
        return
    if contact.organisation_id != organisation_id or contact.kept_by_id != house_id:
        raise Refused(_("Kontak ini bukan kontak pihak tersebut."))


@transaction.atomic
def record_interaction(
    *,
    organisation: Organisation,
    kind: str,
    on: date,
    text: str,
    by: Actor,
    contact: Contact | None = None,
    file: "UploadedFile[Any] | None" = None,
    token: str = "",
) -> Interaction:
    """Write down one talk for one's own house; the company and others never see it."""
    rules.can_keep_dealings(by, organisation).or_raise()
    house_id = hat_of(by).organisation_id
    refuse_strange_contact(contact, organisation.pk, house_id)
    once(token)
    row = Interaction.objects.create(
        organisation=organisation,
        kept_by_id=house_id,
        kind=kind,
        on=on,
        text=text.strip(),
        contact=contact,
        by_id=person_of(by),
    )
    attach(row, file, by)
    audit.record("interaction.recorded", row, by=by, scope=organisation, kind=kind)
    return row


def attach(row: Interaction, file: "UploadedFile[Any] | None", by: Actor) -> None:
    """Keep the scan that belongs to a talk, when one was given."""
    if file is not None:
        row.file = files.store(file, owner=row, by=by)
        row.save(update_fields=["file"])


@transaction.atomic
def update_interaction(
    *,
    interaction: Interaction,
    by: Actor,
    version: int,
    kind: str,
    on: date,
    text: str,
    contact: Contact | None = None,
    file: "UploadedFile[Any] | None" = None,
) -> Interaction:
    """Change what was written down of a talk; its scan stays unless a new one is given."""
    rules.can_edit_dealing(by, interaction.kept_by_id).or_raise()
    now = Interaction.objects.select_for_update().get(pk=interaction.pk)
    same_version(now.version, version)
    refuse_strange_contact(contact, now.organisation_id, now.kept_by_id)
    now.kind, now.on, now.text, now.contact = kind, on, text.strip(), contact
    now.version += 1
    now.save()
    attach(now, file, by)
    audit.record("interaction.updated", now, by=by, scope=now.organisation)
    return now


@transaction.atomic
def remove_interaction(*, interaction: Interaction, by: Actor) -> Interaction:
    """Take a talk out of the log; it can be put back."""
    rules.can_edit_dealing(by, interaction.kept_by_id).or_raise()
    if interaction.removed_at:
        raise Conflict(_("Catatan ini sudah dihapus."))
    interaction.removed_at = timezone.now()
    interaction.save(update_fields=["removed_at"])
    audit.record("interaction.removed", interaction, by=by, scope=interaction.organisation)
    return interaction


@transaction.atomic
def restore_interaction(*, interaction: Interaction, by: Actor) -> Interaction:
    """Put a removed talk back into the log."""
    rules.can_edit_dealing(by, interaction.kept_by_id).or_raise()
    if not interaction.removed_at:
        raise Conflict(_("Catatan ini tidak dihapus."))
    interaction.removed_at = None
    interaction.save(update_fields=["removed_at"])
    audit.record("interaction.restored", interaction, by=by, scope=interaction.organisation)
    return interaction


@transaction.atomic
def add_ring_village(
    *, company: Organisation, village: Region, by: Actor, source: str = ""
) -> RingVillage:
    """Say that a village lies around a company's site, and by whose word."""
    rules.can_keep_dealings(by, company).or_raise()
    if village.level != Level.VILLAGE:
        raise Conflict(_("Ring 1 adalah desa atau kelurahan. Tulis nama atau kode desanya."))
    row, is_new = RingVillage.objects.get_or_create(
        company=company,
        village=village,
        kept_by_id=hat_of(by).organisation_id,
        defaults={"source": source.strip()},
    )
    if not is_new:
        raise Conflict(_("Desa ini sudah tercatat sebagai ring 1."))
    audit.record("ring.added", row, by=by, scope=company, village=village.code)
    return row


@transaction.atomic
def remove_ring_village(*, row: RingVillage, by: Actor) -> None:
    """Take a village out of the ring."""
    rules.can_edit_dealing(by, row.kept_by_id).or_raise()
    audit.record("ring.removed", row, by=by, scope=row.company, village=row.village_id)
    row.delete()


@transaction.atomic
def save_season(
    *,
    company: Organisation,
    by: Actor,
    version: int,
    proposals_months: Iterable[int],
    decision_months: Iterable[int],
    note: str = "",
    source: str = "",
) -> BudgetSeason:
    """Write when a company takes proposals and decides its budget; version 0 is the first time."""
    rules.can_keep_dealings(by, company).or_raise()
    house_id = hat_of(by).organisation_id
    rows = BudgetSeason.objects.select_for_update().filter(company=company, kept_by_id=house_id)
    now = rows.first()
    same_version(now.version if now else 0, version)
    season = now or BudgetSeason(company=company, kept_by_id=house_id, version=0)
    season.proposals_months = sorted(set(proposals_months))
    season.decision_months = sorted(set(decision_months))
    season.note, season.source = note.strip(), source.strip()
    season.version += 1
    season.save()
    audit.record("season.saved", season, by=by, scope=company)
    return season
