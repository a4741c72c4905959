"""Accounts of institutions: written down with whose they are, ended, never a person's."""

import re

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.delivery import queries, rules
from sambung.delivery.models import Account
from sambung.delivery.rules import Circle
from sambung.parties.models import Organisation

SHORTEST_NUMBER = 5


@transaction.atomic
def add_account(
    *,
    circle: Circle,
    organisation: Organisation,
    bank: str,
    number: str,
    name_on_account: str,
    by: Actor,
    is_treasury: bool = False,
    ground: str = "",
    token: str = "",
) -> Account:
    """Write down an institution's account, seen by the parties alone.

    Refuses a person's name, another name without a ground, an institution that holds no account,
    and a regional treasury without a grant agreement (NPHD) in force.
    """
    rules.can_add_account(by, circle, organisation).or_raise()
    rules.can_hold(organisation, is_treasury=is_treasury).or_raise()
    people = queries.names_at(organisation)
    rules.can_bear_name(name_on_account, organisation, people, ground).or_raise()
    if is_treasury:
        refuse_without_grant(circle)
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
    account = _create(
        organisation=organisation,
        bank=" ".join(bank.split()),
        number=digits_of(number),
        name_on_account=" ".join(name_on_account.split()),
        is_treasury=is_treasury,
        ground=ground.strip()[:300],
        kept_by_id=by.worn.organisation_id if by.worn else organisation.pk,
    )
    audit.record("account.added", account, by=by, scope=circle.partnership, party=organisation.pk)
    return account


def _create(**values: object) -> Account:
    """Insert the row; one account is written down once."""
    try:
        with transaction.atomic():
            return Account.objects.create(**values)
    except IntegrityError as error:
        raise Conflict(_("Rekening ini sudah tercatat.")) from error


def digits_of(number: str) -> str:
    """Return the account number without spaces and dots; refuse what is none."""
    found = re.sub(r"[\s.\-]", "", number)
    if not found.isascii() or not found.isdigit() or len(found) < SHORTEST_NUMBER:
        raise Conflict(_("Tulis nomor rekening dengan angka, misalnya 0123456789."))
    return found


def refuse_without_grant(circle: Circle) -> None:
    """Raise Conflict unless a grant agreement of the partnership is in force today."""
    if not queries.grants_of(circle).exists():
        raise Conflict(
            _("Uang masuk kas daerah hanya sebagai hibah. NPHD kemitraan ini belum berlaku.")
        )


@transaction.atomic
def end_account(*, account: Account, circle: Circle, by: Actor) -> Account:
    """End an account; tranches that name it need another before they are paid."""
    rules.can_end_account(by, account).or_raise()
    ended = Account.objects.filter(pk=account.pk, ended_at__isnull=True)
    if not ended.update(ended_at=timezone.now()):
        raise Conflict(_("Rekening ini sudah diakhiri."))
    account.refresh_from_db()
    audit.record(
        "account.ended", account, by=by, scope=circle.partnership, party=account.organisation_id
    )
    return account
