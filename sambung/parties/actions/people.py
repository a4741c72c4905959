"""Accounts, hats, invitations to join."""

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.parties import queries, rules
from sambung.parties.actions.links import make_link, use_link
from sambung.parties.actions.once import once
from sambung.parties.actions.successions import complete, take_off
from sambung.parties.models import (
    LinkPurpose,
    Membership,
    Notice,
    Organisation,
    PersonalLink,
    Role,
    User,
    normal_phone,
)
from sambung.parties.queries.successions import is_last_official


@transaction.atomic
def register_person(
    *,
    name: str,
    password: str,
    by: Actor,
    email: str = "",
    phone: str = "",
    is_simulated: bool = False,
) -> User:
    """Make an account for a person (operators only); refuses a number or address in use."""
    rules.can_register_person(by).or_raise()
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                name=name,
                password=password,
                email=email.lower() or None,
                phone=normal_phone(phone) or None,
                is_simulated=is_simulated,
            )
    except IntegrityError as error:
        raise Conflict(_("E-mail atau nomor HP ini sudah dipakai.")) from error
    audit.record("person.registered", user, by=by)
    return user


@transaction.atomic
def add_membership(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    by: Actor,
    title: str = "",
    from_on: date | None = None,
) -> Membership:
    """Give a person a hat; refuses a second hat of the same organisation."""
    has_people = queries.has_people(organisation.pk)
    rules.can_invite(by, organisation, role, has_people=has_people).or_raise()
    return wear(user=user, organisation=organisation, role=role, title=title, on=from_on, by=by)


def wear(
    *, user: User, organisation: Organisation, role: str, title: str, on: date | None, by: Actor
) -> Membership:
    """Create the membership and its trail; raise Conflict when the person has it already."""
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user,
                organisation=organisation,
                role=role,
                title=title,
                from_on=on or timezone.localdate(),
            )
    except IntegrityError as error:
        raise Conflict(_("Orang ini sudah menjadi anggota organisasi ini.")) from error
    audit.record("membership.added", membership, by=by, scope=organisation, role=role)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor) -> Membership:
    """Take a hat off; what was done in it stays on record. The last officer hands over first."""
    rules.can_end_membership(by, membership).or_raise()
    if not by.is_operator and is_last_official(membership):
        raise Refused(
            _("Ini petugas terakhir organisasi ini. Pilih penggantinya dulu lewat Pindah tugas.")
        )
    return take_off(membership, by=by)


@transaction.atomic
def invite_person(
    *,
    organisation: Organisation,
    for_name: str,
    by: Actor,
    phone: str = "",
    role: str = Role.MEMBER,
    days: int = 14,
    token: str = "",
) -> tuple[PersonalLink, str]:
    """Make a one-time link with which a person joins; the officer sends it by WhatsApp."""
    has_people = queries.has_people(organisation.pk)
    rules.can_invite(by, organisation, role, has_people=has_people).or_raise()
    once(token)
    return make_link(
        purpose=LinkPurpose.JOIN,
        organisation=organisation,
        for_name=for_name,
        for_phone=phone,
        by=by,
        days=days,
        role=role,
    )


@transaction.atomic
def join_by_link(*, link: PersonalLink, secret: str, user: User, by: Actor) -> Membership:
    """Give the signed-in holder of a join link its hat; the link is spent with it.

    The number the link was sent to counts as verified: it reached the person. Duties that wait
    for this person pass with it.
    """
    used = use_link(link=link, secret=secret, by=by)
    if used.for_phone and user.phone == used.for_phone and not user.phone_verified:
        User.objects.filter(pk=user.pk).update(phone_verified=True)
    joined = wear(
        user=user, organisation=used.organisation, role=used.role, title="", on=None, by=by
    )
    complete(link=used, joined=joined, by=by)
    return joined


@transaction.atomic
def update_profile(
    *, user: User, name: str, language: str, by: Actor, wants_mail: bool = True
) -> User:
    """Change one's own name, language and daily mail; nobody changes another's."""
    if by.user_id != user.pk:
        raise Conflict(_("Setiap orang mengubah datanya sendiri."))
    user.name, user.language, user.wants_mail = name.strip(), language, wants_mail
    user.save(update_fields=["name", "language", "wants_mail"])
    return user


@transaction.atomic
def erase_person(*, user: User, by: Actor) -> User:
    """Erase a person's name, address, number and password; what they did stays, nameless."""
    if by.user_id != user.pk and not by.is_operator:
        raise Refused(_("Akun dihapus oleh orangnya sendiri atau pengelola situs."))
    Membership.objects.filter(user=user, ended_at__isnull=True).update(ended_at=timezone.now())
    Notice.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.name, user.phone, user.phone_verified = _("(akun dihapus)"), None, False
    user.email = f"dihapus-{user.pk}@invalid"
    user.is_active = False
    user.set_unusable_password()
    user.save()
    audit.record("person.erased", user, by=by)
    return user
