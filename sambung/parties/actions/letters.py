"""Letters to a company: drafted, changed until they are sent, marked as sent, taken back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.parties import rules
from sambung.parties.actions.dealings import record_interaction, remove_interaction
from sambung.parties.actions.links import hat_of, person_of
from sambung.parties.actions.once import once
from sambung.parties.models import InteractionKind, Letter, Organisation
from sambung.parties.queries.papers import head_fields, letterhead_of


@transaction.atomic
def draft_letter(
    *,
    organisation: Organisation,
    kind: str,
    dated_on: date,
    fields: dict[str, str],
    by: Actor,
    number: str = "",
    token: str = "",
) -> Letter:
    """Write a letter from the house worn to another party; it can be changed until it is sent."""
    rules.can_keep_dealings(by, organisation).or_raise()
    once(token)
    letter = Letter.objects.create(
        organisation=organisation,
        kept_by_id=hat_of(by).organisation_id,
        kind=kind,
        number=number.strip(),
        dated_on=dated_on,
        fields=fields,
        by_id=person_of(by),
    )
    audit.record("letter.drafted", letter, by=by, scope=organisation, kind=kind)
    return letter


def locked(letter: Letter, version: int) -> Letter:
    """Return the letter as it is now, locked; raise Conflict when it changed meanwhile."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("organisation", "kept_by")
    now = rows.get(pk=letter.pk)
    if now.version != version:
        raise Conflict(_("Surat ini baru saja diubah orang lain. Periksa lalu ulangi."))
    return now


def unsent(letter: Letter, version: int) -> Letter:
    """Return the locked letter; raise Conflict when it was sent: what left the house stays."""
    now = locked(letter, version)
    if now.sent_on:
        raise Conflict(_("Surat ini sudah ditandai terkirim. Batalkan tandanya dulu."))
    return now


def save(letter: Letter) -> None:
    """Save a letter as its next version."""
    letter.version += 1
    letter.save()


@transaction.atomic
def update_letter(
    *,
    letter: Letter,
    by: Actor,
    version: int,
    dated_on: date,
    fields: dict[str, str],
    number: str = "",
) -> Letter:
    """Change a letter that has not been sent."""
    rules.can_edit_dealing(by, letter.kept_by_id).or_raise()
    now = unsent(letter, version)
    now.number, now.dated_on, now.fields = number.strip(), dated_on, fields
    save(now)
    audit.record("letter.updated", now, by=by, scope=now.organisation)
    return now


@transaction.atomic
def send_letter(*, letter: Letter, by: Actor, version: int, sent_on: date) -> Letter:
    """Mark a letter as sent: its letterhead is frozen with it, and it stands in the log of talks.

    The person sends it by their own hand; this only says so.
    """
    rules.can_edit_dealing(by, letter.kept_by_id).or_raise()
    now = unsent(letter, version)
    head = head_fields(now, letterhead_of(now.kept_by_id))
    now.fields = {**now.fields, "head": head}
    now.sent_on = sent_on
    now.interaction = record_interaction(
        organisation=now.organisation,
        kind=InteractionKind.LETTER_OUT,
        on=sent_on,
        text=" – ".join(part for part in (now.fields.get("subject", ""), now.number) if part),
        by=by,
    )
    save(now)
    audit.record("letter.sent", now, by=by, scope=now.organisation)
    return now


@transaction.atomic
def unsend_letter(*, letter: Letter, by: Actor, version: int) -> Letter:
    """Take back that a letter was sent; its line in the log goes too."""
    rules.can_edit_dealing(by, letter.kept_by_id).or_raise()
    now = locked(letter, version)
    if not now.sent_on:
        raise Conflict(_("Surat ini belum ditandai terkirim."))
    if now.interaction and not now.interaction.removed_at:
        remove_interaction(interaction=now.interaction, by=by)
    now.fields = {name: value for name, value in now.fields.items() if name != "head"}
    now.sent_on, now.interaction = None, None
    save(now)
    audit.record("letter.unsent", now, by=by, scope=now.organisation)
    return now


@transaction.atomic
def discard_letter(*, letter: Letter, by: Actor, version: int) -> None:
    """Throw a letter away that was never sent."""
    rules.can_edit_dealing(by, letter.kept_by_id).or_raise()
    now = unsent(letter, version)
    audit.record("letter.discarded", now, by=by, scope=now.organisation)
    now.delete()
