"""Parties join with any number of roles, change them, and leave with a reason."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.facilities import actions as facilities_actions
from sambung.parties.models import Organisation
from sambung.partnerships import rules
from sambung.partnerships.models import Partnership, Party, PartyPart, RaciCell, Responsibility


@transaction.atomic
def add_party(
    *,
    partnership: Partnership,
    organisation: Organisation,
    part: str,
    by: Actor,
    roles: Iterable[str] = (),
    token: str = "",
) -> Party:
    """Let an organisation join, or join again; a page that was public is so no longer.

    Raises Conflict when it takes part already, or for a part nobody knows.
    """
    rules.can_change_parties(by, partnership).or_raise()
    _spend(token)
    party = join(partnership, organisation, part, roles)
    tell_facilities(partnership)
    audit.record(
        "party.joined",
        party,
        by=by,
        scope=partnership,
        party=organisation.pk,
        part=part,
        roles=party.roles,
    )
    return party


def join(
    partnership: Partnership, organisation: Organisation, part: str, roles: Iterable[str] = ()
) -> Party:
    """Write the party; the database lets an organisation take part once."""
    others = other_roles(part, roles)
    now = timezone.now()
    _no_longer_public(partnership)
    again = Party.objects.filter(
        partnership=partnership, organisation=organisation, left_at__isnull=False
    ).update(
        left_at=None,
        leaving_reason="",
        joined_at=now,
        part=part,
        roles=others,
        agreed_to_publish_at=None,
    )
    if again:
        return Party.objects.get(partnership=partnership, organisation=organisation)
    try:
        with transaction.atomic():
            return Party.objects.create(
                partnership=partnership,
                organisation=organisation,
                part=part,
                roles=others,
                joined_at=now,
            )
    except IntegrityError as error:
        words = _("%s sudah menjadi pihak kemitraan ini.")
        raise Conflict(words % organisation) from error


def other_roles(part: str, roles: Iterable[str]) -> list[str]:
    """Return the roles beside the part, each once, in the order of the list; refuses unknown."""
    given = set(roles) | {part}
    if unknown := given - set(PartyPart.values):
        raise Conflict(_("Peran pihak “%s” tidak dikenal.") % sorted(unknown)[0])
    return [str(value) for value in PartyPart.values if value in given and value != part]


def _no_longer_public(partnership: Partnership) -> None:
    """Take the page out of the public: the one who joins has not agreed to it."""
    Partnership.objects.filter(pk=partnership.pk, is_published=True).update(is_published=False)
    partnership.is_published = False
    facilities_actions.follow_publishing(
        origin=f"{audit.label_of(partnership)}:{partnership.pk}", is_published=False
    )


def tell_facilities(partnership: Partnership) -> None:
    """Let the people of the parties, and no others by this way, read what was built together."""
    rows = Party.objects.filter(partnership=partnership, left_at__isnull=True)
    facilities_actions.follow_parties(
        origin=f"{audit.label_of(partnership)}:{partnership.pk}",
        organisation_ids=rows.values_list("organisation_id", flat=True),
    )


@transaction.atomic
def set_roles(
    *, party: Party, part: str, by: Actor, roles: Iterable[str] = (), token: str = ""
) -> Party:
    """Say in what part, and in which other roles, a party takes part."""
    rules.can_change_parties(by, party.partnership).or_raise()
    _spend(token)
    others = other_roles(part, roles)
    changed = Party.objects.filter(pk=party.pk, left_at__isnull=True).update(
        part=part, roles=others
    )
    if not changed:
        raise Conflict(_("Pihak ini sudah keluar."))
    party.refresh_from_db()
    audit.record(
        "party.roles_set",
        party,
        by=by,
        scope=party.partnership,
        party=party.organisation_id,
        part=part,
        roles=others,
    )
    return party


@transaction.atomic
def leave_party(*, party: Party, reason: str, by: Actor, token: str = "") -> Party:
    """Write down, with a reason, that a party left; the duties it carried are then nobody's."""
    rules.can_leave(by, party).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan keluar, supaya pihak lain tahu apa yang perlu dicari."))
    _spend(token)
    now = timezone.now()
    left = Party.objects.filter(pk=party.pk, left_at__isnull=True).update(
        left_at=now, leaving_reason=reason.strip()[:300]
    )
    if not left:
        raise Conflict(_("Pihak ini sudah keluar."))
    emptied = Responsibility.objects.filter(partnership=party.partnership_id, party=party)
    count = emptied.update(
        party=None, ground="", is_proposed=True, accepted_at=None, proposed_at=None
    )
    RaciCell.objects.filter(party=party).delete()
    party.refresh_from_db()
    tell_facilities(party.partnership)
    audit.record(
        "party.left",
        party,
        by=by,
        scope=party.partnership,
        party=party.organisation_id,
        duties=count,
        reason=reason.strip()[:300],
    )
    return party


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
