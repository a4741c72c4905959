"""One-time personal links, records made atas nama another party, and notices."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Hat, Refused
from sambung.core.models import StoredFile
from sambung.parties import queries, rules
from sambung.parties.actions.once import once
from sambung.parties.models import (
    LinkPurpose,
    Notice,
    OnBehalf,
    Organisation,
    PersonalLink,
    User,
    normal_phone,
)

MOST_DAYS = 90
Words = str | Callable[[], str]


@transaction.atomic
def create_link(
    *,
    purpose: str,
    organisation: Organisation,
    for_name: str,
    by: Actor,
    subject: Model,
    for_phone: str = "",
    target: str = "",
    days: int = 14,
    token: str = "",
) -> tuple[PersonalLink, str]:
    """Make a one-time link for one person of an organisation; return it with its secret token.

    The token is shown once and kept only as a hash. `target` is the page its holder is led to.
    Links made before for the same subject and organisation are taken back. A link to join is
    made by `invite_person` alone, which knows who may invite.
    """
    if purpose == LinkPurpose.JOIN:
        raise Refused(_("Undangan bergabung dibuat lewat undangan anggota."))
    if purpose == LinkPurpose.GUEST:
        raise Refused(_("Tautan bekerja tanpa akun dibuat dari halaman organisasinya."))
    rules.can_create_link(by, organisation).or_raise()
    once(token)
    PersonalLink.objects.filter(
        subject_label=audit.label_of(subject),
        subject_id=str(subject.pk),
        organisation=organisation,
        purpose=purpose,
        used_at__isnull=True,
        revoked_at__isnull=True,
    ).update(revoked_at=timezone.now())
    return make_link(
        purpose=purpose,
        organisation=organisation,
        for_name=for_name,
        for_phone=for_phone,
        by=by,
        days=days,
        subject_label=audit.label_of(subject),
        subject_id=str(subject.pk),
        target=target,
    )


def make_link(
    *,
    purpose: str,
    organisation: Organisation,
    for_name: str,
    for_phone: str,
    by: Actor,
    days: int,
    **rest: str,
) -> tuple[PersonalLink, str]:
    """Create the row and its secret, and write the trail; the caller has asked its rule."""
    now, raw = timezone.now(), secrets.token_urlsafe(24)
    link = PersonalLink.objects.create(
        token_hash=queries.token_hash(raw),
        purpose=purpose,
        organisation=organisation,
        for_name=for_name.strip(),
        for_phone=normal_phone(for_phone),
        created_by_id=person_of(by),
        created_at=now,
        expires_at=now + timedelta(days=min(max(days, 1), MOST_DAYS)),
        **rest,
    )
    audit.record("link.created", link, by=by, scope=organisation, purpose=purpose)
    return link, raw


@transaction.atomic
def hold_link(*, raw: str, secret: str, by: Actor) -> PersonalLink:
    """Tie a link to the first browser whose holder says "this is me".

    Raises Refused, changing nothing, when it was used, taken back, is out of time, is held
    elsewhere (forwarded), or is opened by its own sender.
    """
    link = queries.link_by_token(raw)
    if link is None:
        raise Refused(_("Tautan ini tidak dikenal. Periksa apakah tersalin utuh."))
    now, holder = timezone.now(), queries.token_hash(secret)
    rules.can_hold_link(link, holder, by, now).or_raise()
    held = PersonalLink.objects.filter(pk=link.pk, holder_hash="").update(
        holder_hash=holder, opened_at=now
    )
    link.refresh_from_db()
    rules.can_hold_link(link, holder, by, now).or_raise()
    if held and link.purpose == LinkPurpose.GUEST:
        audit.record("link.held", link, by=queries.actor_by_link(link), scope=link.organisation)
    return link


@transaction.atomic
def use_link(*, link: PersonalLink, secret: str, by: Actor) -> PersonalLink:
    """Spend a held link, once; call it inside the action that the link permits.

    Raises Refused, changing nothing, for anybody but its holder and for a second use.
    """
    now, holder = timezone.now(), queries.token_hash(secret)
    rules.can_hold_link(link, holder, by, now).or_raise()
    spent = PersonalLink.objects.filter(
        pk=link.pk, holder_hash=holder, used_at__isnull=True, revoked_at__isnull=True
    ).update(used_at=now)
    if not spent:
        raise Refused(_("Tautan ini sudah dipakai. Tidak ada yang berubah."))
    link.refresh_from_db()
    audit.record("link.used", link, by=by, scope=link.organisation, purpose=link.purpose)
    return link


@transaction.atomic
def revoke_link(*, link: PersonalLink, by: Actor) -> PersonalLink:
    """Take a link back before it is used."""
    rules.can_revoke_link(by, link).or_raise()
    revoked = PersonalLink.objects.filter(
        pk=link.pk, used_at__isnull=True, revoked_at__isnull=True
    ).update(revoked_at=timezone.now())
    if not revoked:
        raise Conflict(_("Tautan ini sudah dipakai atau sudah ditarik."))
    link.refresh_from_db()
    audit.record("link.revoked", link, by=by, scope=link.organisation)
    return link


@transaction.atomic
def record_on_behalf(
    *,
    subject: Model,
    organisation: Organisation,
    by: Actor,
    ground: str,
    note: str = "",
    file: "UploadedFile[Any] | None" = None,
    stored: StoredFile | None = None,
    summary: Sequence[tuple[str, str]] = (),
) -> OnBehalf:
    """Mark `subject` as written down in the organisation's name, on a ground, unconfirmed.

    `summary` is what the party will be shown to confirm, as (label, value) pairs. A second
    record of the same subject replaces the first, which stays as history.
    """
    rules.can_record_on_behalf(by, organisation).or_raise()
    label, subject_id = audit.label_of(subject), str(subject.pk)
    OnBehalf.objects.filter(
        subject_label=label,
        subject_id=subject_id,
        organisation=organisation,
        replaced_at__isnull=True,
    ).update(replaced_at=timezone.now())
    row = OnBehalf.objects.create(
        subject_label=label,
        subject_id=subject_id,
        organisation=organisation,
        recorded_by_id=person_of(by),
        recorded_in_id=hat_of(by).organisation_id,
        ground=ground,
        ground_note=note,
        ground_file=stored,
        summary=[[str(name), str(value)] for name, value in summary],
    )
    if file is not None:
        row.ground_file = files.store(file, owner=row, by=by)
        row.save(update_fields=["ground_file"])
    audit.record("on_behalf.recorded", row, by=by, scope=subject, ground=ground)
    notify(
        text=lambda: (
            _("%(by)s mencatat sesuatu atas nama %(name)s. Benarkan atau koreksi.")
            % {"by": row.recorded_in, "name": organisation}
        ),
        url=reverse("parties:on-behalf-answer", args=[row.pk]),
        organisation=organisation,
    )
    return row


@transaction.atomic
def confirm_on_behalf(
    *, on_behalf: OnBehalf, by: Actor, link: PersonalLink | None = None, secret: str = ""
) -> OnBehalf:
    """Record that the party itself says: this is right. A personal link is spent with it."""
    row = answerable(on_behalf, by=by, link=link, secret=secret)
    row.confirmed_at, row.confirmed_by_name = timezone.now(), by.name
    row.save(update_fields=["confirmed_at", "confirmed_by_name"])
    record_answer("on_behalf.confirmed", row, by=by)
    return row


@transaction.atomic
def correct_on_behalf(
    *,
    on_behalf: OnBehalf,
    correction: str,
    by: Actor,
    link: PersonalLink | None = None,
    secret: str = "",
) -> OnBehalf:
    """Record that the party says it is not right, in its own words; the recorder is told."""
    row = answerable(on_behalf, by=by, link=link, secret=secret)
    row.correction, row.corrected_at = correction.strip(), timezone.now()
    row.save(update_fields=["correction", "corrected_at"])
    record_answer("on_behalf.corrected", row, by=by)
    return row


def answerable(
    on_behalf: OnBehalf, *, by: Actor, link: PersonalLink | None, secret: str
) -> OnBehalf:
    """Return the record locked for its one answer; spend the link when one is used."""
    row = OnBehalf.objects.select_for_update(of=("self",)).get(pk=on_behalf.pk)
    rules.can_answer_on_behalf(by, row).or_raise()
    if link is not None:
        use_link(link=link, secret=secret, by=by)
    return row


def record_answer(verb: str, row: OnBehalf, *, by: Actor) -> None:
    """Write the trail on the subject's page and tell who had recorded it."""
    audit.write(
        verb,
        subject=(audit.label_of(row), str(row.pk)),
        scope=(row.subject_label, row.subject_id),
        by=by,
        organisation_id=row.organisation_id,
    )
    words = (
        gettext_lazy("%(name)s membenarkan catatan Anda.")
        if row.confirmed_at
        else gettext_lazy("%(name)s mengoreksi catatan Anda. Baca lalu perbaiki.")
    )
    notify(
        text=lambda: str(words) % {"name": row.organisation},
        url=reverse("parties:on-behalf", args=[row.pk]),
        users=[row.recorded_by],
    )


def person_of(by: Actor) -> int:
    """Return who acts; raise Refused for somebody who has not signed in."""
    if by.user_id is None:
        raise Refused(_("Masuk dulu untuk melakukan ini."))
    return by.user_id


def hat_of(by: Actor) -> Hat:
    """Return the hat worn; raise Refused for somebody who belongs to no organisation."""
    if by.worn is None:
        raise Refused(_("Anda belum menjadi anggota organisasi mana pun."))
    return by.worn


def notify(
    *,
    text: Words,
    url: str,
    users: Iterable[User] = (),
    organisation: Organisation | None = None,
) -> int:
    """Leave a notice for people, or for those who act for an organisation; return how many.

    Each reads it in their own language: `text` is a function that says it in the one now active,
    or a person's own words, which stay as they are.
    """
    people = {user.pk: user.language for user in users}
    if organisation is not None:
        people |= dict(queries.officials_of([organisation.pk]).values_list("pk", "language"))
    said = {language: words_in(language, text)[:300] for language in set(people.values())}
    Notice.objects.bulk_create(
        Notice(user_id=pk, text=said[language], url=url[:300])
        for pk, language in sorted(people.items())
    )
    return len(people)


def notify_each(rows: Iterable[tuple[int, str, str]]) -> int:
    """Leave one notice for each (person, words in their language, url), all at once."""
    made = Notice.objects.bulk_create(
        [Notice(user_id=pk, text=text[:300], url=url[:300]) for pk, text, url in rows],
        batch_size=500,
    )
    return len(made)


def words_in(language: str, text: Words) -> str:
    """Return a text as it reads in a language."""
    if isinstance(text, str):
        return text
    with translation.override(language):
        return text()


@transaction.atomic
def read_notices(*, by: Actor) -> int:
    """Mark all of the actor's notices read; return how many were new."""
    return queries.notices_of(by).filter(read_at__isnull=True).update(read_at=timezone.now())
