"""Atas nama, personal links, notices, and the trail with names resolved."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sambung.core.access import Actor, Verdict
from sambung.core.audit import label_of
from sambung.core.models import Entry
from sambung.parties import rules
from sambung.parties.models import (
    LinkPurpose,
    Notice,
    OnBehalf,
    Organisation,
    PersonalLink,
    User,
)
from sambung.ui.formats import full_date


@dataclass(frozen=True)
class HistoryRow:
    """One line of a thing's trail, with names as they are now."""

    at: datetime
    verb: str
    words: str
    who: str
    organisation: str
    data: dict[str, object]


def token_hash(text: str) -> str:
    """Return what is kept of a secret: its hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def on_behalf_of(label: str, ids: Collection[int]) -> dict[int, OnBehalf]:
    """Return the current atas nama record of each thing that has one, in one query."""
    rows = OnBehalf.objects.filter(
        subject_label=label, subject_id__in=[str(pk) for pk in ids], replaced_at__isnull=True
    ).select_related("organisation", "recorded_by", "recorded_in")
    return {int(row.subject_id): row for row in rows}


def on_behalf_visible_to(actor: Actor) -> QuerySet[OnBehalf]:
    """Return what was recorded in the name of, or by, the actor's organisations."""
    return OnBehalf.objects.filter(
        Q(organisation_id__in=rules.own_ids(actor)) | Q(recorded_in_id__in=actor.organisation_ids)
    ).select_related("organisation", "recorded_by", "recorded_in", "ground_file")


def waiting_for_confirmation(actor: Actor) -> QuerySet[OnBehalf]:
    """Return what others recorded in the name of the actor's organisations, unanswered."""
    return on_behalf_visible_to(actor).filter(
        organisation_id__in=rules.own_ids(actor),
        confirmed_at__isnull=True,
        corrected_at__isnull=True,
        replaced_at__isnull=True,
    )


def link_by_token(raw: str) -> PersonalLink | None:
    """Return the personal link with this token, open or not."""
    return (
        PersonalLink.objects.select_related("organisation", "created_by")
        .filter(token_hash=token_hash(raw))
        .first()
    )


def held_link(secret: str, purpose: str, subject: Model | None = None) -> PersonalLink | None:
    """Return the link this browser holds for the subject, used or not; None without one."""
    if not secret:
        return None
    links = PersonalLink.objects.filter(holder_hash=token_hash(secret), purpose=purpose)
    if subject is not None:
        links = links.filter(subject_label=label_of(subject), subject_id=str(subject.pk))
    return links.select_related("organisation", "created_by").order_by("-id").first()


def links_visible_to(actor: Actor) -> QuerySet[PersonalLink]:
    """Return the links the actor sent, and those sent for organisations of theirs or they keep."""
    mine = actor.organisation_ids
    kept = Q(organisation__registered_by_id__in=mine, purpose=LinkPurpose.GUEST)
    return PersonalLink.objects.filter(
        Q(created_by_id=actor.user_id) | Q(organisation_id__in=mine) | kept
    ).select_related("organisation", "created_by")


def links_of(thing: Model) -> QuerySet[PersonalLink]:
    """Return the personal links made for a thing, newest first."""
    return PersonalLink.objects.filter(
        subject_label=label_of(thing), subject_id=str(thing.pk)
    ).order_by("-id")


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """Return the actor's notices, newest first."""
    return Notice.objects.filter(user_id=actor.user_id or 0).order_by("-id")


def unread_count(actor: Actor) -> int:
    """Return how many notices the actor has not read."""
    return notices_of(actor).filter(read_at__isnull=True).count()


def history_of(thing: Model, *, most: int = 100) -> list[HistoryRow]:
    """Return the trail that shows on a thing's page, newest first, with names as they are now."""
    entries = list(
        Entry.objects.filter(scope_label=label_of(thing), scope_id=str(thing.pk)).order_by("-id")[
            :most
        ]
    )
    words = verb_words()
    people = names_of_people({entry.actor_id for entry in entries if entry.actor_id})
    bodies = names_of_organisations(
        {entry.organisation_id for entry in entries if entry.organisation_id}
    )
    return [
        HistoryRow(
            at=entry.at,
            verb=entry.verb,
            words=words.get(entry.verb, entry.verb),
            who=people.get(entry.actor_id or 0, ""),
            organisation=bodies.get(entry.organisation_id or 0, ""),
            data=entry.data,
        )
        for entry in entries
    ]


def names_of_people(ids: Collection[int]) -> dict[int, str]:
    """Return the names of people by id."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def names_of_organisations(ids: Collection[int]) -> dict[int, str]:
    """Return the names of organisations by id."""
    return {row.pk: str(row) for row in Organisation.objects.filter(pk__in=ids)}


@dataclass(frozen=True)
class Sending:
    """A fresh personal link, ready to send: shown once, never stored."""

    link: PersonalLink
    url: str
    text: str
    whatsapp_url: str


def sending(link: PersonalLink, raw: str, words: str, *, site: str) -> Sending:
    """Return the link with the words in which its sender passes it on by their own WhatsApp.

    `site` is the address of this site; PUBLIC_URL stands before it when set.
    """
    base = (settings.PUBLIC_URL or site).rstrip("/")
    url = base + reverse("parties:link", args=[raw])
    text = sending_words(link.purpose) % {
        "name": link.for_name,
        "words": words,
        "day": full_date(link.expires_at),
        "url": url,
        "sender": link.created_by.name,
    }
    number = link.for_phone.removeprefix("+")
    return Sending(link, url, text, f"https://wa.me/{number}?text={quote(text)}")


def sending_words(purpose: str) -> str:
    """Return the frame of the message; a guest link is opened again and again on one phone."""
    if purpose == LinkPurpose.GUEST:
        return _(
            "Yth. %(name)s,\n%(words)s\n\nTidak perlu akun dan kata sandi. Tautan ini untuk Anda "
            "saja, di satu ponsel, berlaku sampai %(day)s. Mohon tidak diteruskan:\n%(url)s\n\n"
            "%(sender)s"
        )
    return _(
        "Yth. %(name)s,\n%(words)s\n\nTautan pribadi ini untuk Anda saja, sekali pakai, berlaku "
        "sampai %(day)s. Mohon tidak diteruskan:\n%(url)s\n\n%(sender)s"
    )


def links_held(secret: str, purpose: str) -> QuerySet[PersonalLink]:
    """Return the links of this purpose that the browser with this secret holds."""
    if not secret:
        return PersonalLink.objects.none()
    return PersonalLink.objects.filter(
        holder_hash=token_hash(secret), purpose=purpose
    ).select_related("organisation", "created_by")


def may_hold(link: PersonalLink, secret: str, actor: Actor) -> Verdict:
    """Return whether this browser may open or use the link now, and if not, why."""
    return rules.can_hold_link(link, token_hash(secret), actor, timezone.now())


def current_records() -> QuerySet[OnBehalf]:
    """Return the records atas nama with their parties, for who came by a personal link."""
    return OnBehalf.objects.select_related("organisation", "recorded_by", "recorded_in")


def subject_url(record: OnBehalf) -> str:
    """Return the page of what was recorded, where this room has one."""
    if record.subject_label == "parties.offer":
        return reverse("parties:offer", args=[record.subject_id])
    return ""


def acts_count(user_id: int) -> int:
    """Return how many lines of the trail carry the person."""
    return Entry.objects.filter(actor_id=user_id).count()


def verb_words() -> dict[str, str]:
    """Return what the trail of this room says to people, by verb."""
    return {
        "offer.drafted": _("menulis draf"),
        "offer.updated": _("mengubah isinya"),
        "offer.published": _("membuka kesanggupan"),
        "offer.paused": _("menjeda kesanggupan"),
        "offer.closed": _("menutup kesanggupan"),
        "on_behalf.recorded": _("mencatat atas nama, dengan dasarnya"),
        "on_behalf.confirmed": pgettext("jejak", "membenarkan catatan atas nama"),
        "on_behalf.corrected": _("mengoreksi catatan atas nama"),
    }
