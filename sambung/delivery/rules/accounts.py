"""Whose account an account may be: an institution's, never a person's; not public ever."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.core.text import plain
from sambung.delivery.lifecycle import ACCOUNT_KINDS, PERSONAL_WORDS, TREASURY_KINDS
from sambung.delivery.models import Account
from sambung.delivery.rules.seeing import Circle, writes_for_others
from sambung.parties.models import Organisation
from sambung.partnerships import rules as partnership_rules

SHORTEST_NAME = 3  # letters; shorter words of a name tell nobody apart


def can_add_account(actor: Actor, circle: Circle, organisation: Organisation) -> Verdict:
    """The institution names its own account; the desk or a facilitator may write it down."""
    if circle.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if organisation.pk not in circle.party_ids:
        return refuse(_("Lembaga ini bukan pihak dalam kemitraan itu."))
    if organisation.kind not in ACCOUNT_KINDS:
        return refuse(
            _("%(kind)s tidak menerima uang lewat rekening sendiri. Pilih lembaga lain.")
            % {"kind": organisation.get_kind_display()}
        )
    if partnership_rules.speaks_for(actor, organisation.pk) or writes_for_others(actor, circle):
        return ALLOWED
    return refuse(_("Rekening dicatat oleh lembaganya sendiri atau petugas yang mengundang."))


def can_hold(organisation: Organisation, *, is_treasury: bool) -> Verdict:
    """Regional government is paid into the treasury alone; nobody else has a treasury."""
    is_region = organisation.kind in TREASURY_KINDS
    if is_region and not is_treasury:
        return refuse(
            _("Uang untuk pemerintah daerah masuk lewat rekening kas umum daerah (RKUD) saja.")
        )
    if is_treasury and not is_region:
        return refuse(_("Rekening kas umum daerah hanya milik pemerintah daerah."))
    return ALLOWED


def can_bear_name(
    name: str, organisation: Organisation, people: Iterable[str], ground: str
) -> Verdict:
    """The name on the account is the institution's; another needs a ground, a person's never goes.

    `people` are the names of the organisation's members and contacts, past and present.
    """
    if names_match(name, organisation):
        return ALLOWED
    words = set(plain(name).split())
    if words & PERSONAL_WORDS or any(_is_person(words, person) for person in people):
        return refuse(
            _("Nama di rekening ini tampak seperti nama orang. Pakai rekening atas nama lembaga.")
        )
    if ground.strip():
        return ALLOWED
    return refuse(
        _("Nama di rekening berbeda dari %(name)s. Tulis dasarnya, misalnya nomor akta.")
        % {"name": organisation.name}
    )


def names_match(name: str, organisation: Organisation) -> bool:
    """Return whether the name is the organisation's, written out or short, in any order."""
    written = set(plain(name).split())
    for own in (organisation.name, organisation.short_name):
        words = set(plain(own).split())
        if words and (words <= written or (len(written) > 1 and written <= words)):
            return True
    return False


def _is_person(words: set[str], person: str) -> bool:
    """Return whether the words on an account are the name of this person, or hold it."""
    named = {word for word in plain(person).split() if len(word) >= SHORTEST_NAME}
    return bool(named) and (named <= words or (bool(words) and words <= named))


def can_end_account(actor: Actor, account: Account) -> Verdict:
    """The institution, or whoever wrote the account down, ends it."""
    if account.ended_at is not None:
        return refuse(_("Rekening ini sudah diakhiri."))
    if any(
        partnership_rules.speaks_for(actor, pk)
        for pk in (account.organisation_id, account.kept_by_id)
    ):
        return ALLOWED
    return refuse(_("Rekening diakhiri oleh lembaganya sendiri atau yang mencatatnya."))


def can_read_number(actor: Actor, circle: Circle, account: Account) -> Verdict:
    """Parties read the whole number; the desk that only looks on sees the last four signs."""
    known = {account.organisation_id, account.kept_by_id, *circle.party_ids}
    if partnership_rules.belongs_to(actor, known):
        return ALLOWED
    return refuse(_("Nomor rekening dibaca oleh para pihak."))
