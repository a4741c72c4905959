"""Who is told what today: one digest a person, in their language, when something is new."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.delivery.lifecycle import AGAIN_AFTER_DAYS, MOST_LINES
from sambung.delivery.models import Digest
from sambung.delivery.queries.due import Due, Mark, due_words, everything_due
from sambung.parties.models import Membership, Role
from sambung.partnerships import rules as partnership_rules


@dataclass(frozen=True)
class Person:
    """Who may be told: their language, and whether a mail reaches them."""

    pk: int
    language: str
    email: str
    wants_mail: bool


@dataclass
class People:
    """Everybody who decides, by organisation, by place of their desk, and heads by house."""

    of: dict[int, Person] = field(default_factory=dict)
    in_house: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    at_desk: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    heading: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def told(self, due: Due, mark: str) -> set[int]:
        """Return who is told of a thing; when it is very late the head of the desk as well."""
        found = {pk for house in due.organisation_ids for pk in self.in_house[house]}
        if due.desk_of:
            found |= {pk for code in places_above(due.desk_of) for pk in self.at_desk[code]}
        if mark == Mark.ESCALATED and due.convener_id is not None:
            found |= self.heading[due.convener_id] or self.in_house[due.convener_id]
        return found


def places_above(code: str) -> list[str]:
    """Return the code and those of the places it lies in."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def people() -> People:
    """Return everybody who decides somewhere, in one query."""
    found = People()
    rows = Membership.objects.filter(
        ended_at__isnull=True, role__in=partnership_rules.DECIDING, user__is_active=True
    ).values_list(
        *("user_id", "user__language", "user__email", "user__wants_mail", "role"),
        *("organisation_id", "organisation__kind", "organisation__region_id"),
    )
    for pk, language, email, wants_mail, role, house, kind, place in rows:
        found.of[pk] = Person(pk, language, email or "", wants_mail)
        found.in_house[house].add(pk)
        if kind in partnership_rules.DESK and place:
            found.at_desk[place].add(pk)
        if role == Role.HEAD:
            found.heading[house].add(pk)
    return found


def digests_for(today: date) -> list[tuple[Digest, str]]:
    """Return the unsaved digests of today, each with the address of its most urgent thing.

    A person who was told today, or of the same things within a week, is not told again.
    """
    known = people()
    wanted: dict[int, list[tuple[Due, str]]] = defaultdict(list)
    for due in everything_due(today):
        mark = due.mark(today)
        if mark:
            for pk in known.told(due, mark):
                wanted[pk].append((due, mark))
    last = newest_digests(today)
    return [
        digest_of(known.of[pk], found, today)
        for pk, found in sorted(wanted.items())
        if is_new(found, last.get(pk), today)
    ]


def newest_digests(today: date) -> dict[int, Digest]:
    """Return the newest digest of each person within the last week, in one query."""
    rows = Digest.objects.filter(on__gt=today - timedelta(days=AGAIN_AFTER_DAYS)).order_by("on")
    return {row.user_id: row for row in rows.only("user_id", "on", "keys")}


def keys_of(found: Iterable[tuple[Due, str]]) -> list[str]:
    """Return what a digest speaks of, so that the next one knows what is new."""
    return sorted({f"{due.key}:{mark}" for due, mark in found})


def is_new(found: Iterable[tuple[Due, str]], last: Digest | None, today: date) -> bool:
    """Return whether the digest says anything its person was not told of late."""
    if last is None:
        return True
    return last.on != today and not set(keys_of(found)) <= set(last.keys)


def digest_of(person: Person, found: list[tuple[Due, str]], today: date) -> tuple[Digest, str]:
    """Return the digest of one person in their language, the most urgent thing first."""
    ordered = sorted(found, key=lambda one: (one[0].due_on, one[0].key))
    site = settings.PUBLIC_URL.rstrip("/")
    late = sum(due.due_on < today for due, _mark in ordered)
    with translation.override(person.language):
        words = subject_of(len(ordered), late)
        lines = [
            f"- {due_words(due, today)}\n  {site}{due.url}" for due, _mark in ordered[:MOST_LINES]
        ]
        more = len(ordered) - len(lines)
        if more > 0:
            lines.append(_("… dan %s lagi.") % more)
    mail = "waiting" if person.email and person.wants_mail else "none"
    digest = Digest(
        user_id=person.pk,
        on=today,
        subject=words[:200],
        body="\n".join(lines),
        keys=keys_of(ordered),
        mail=mail,
    )
    return digest, ordered[0][0].url


def subject_of(count: int, late: int) -> str:
    """Return the one line of a digest: how much waits, and how much of it is late."""
    words = ngettext("%(n)s hal menunggu Anda", "%(n)s hal menunggu Anda", count) % {"n": count}
    if not late:
        return words
    return _("%(words)s, %(late)s terlambat") % {"words": words, "late": late}
