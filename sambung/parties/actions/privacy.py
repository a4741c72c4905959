"""Requests about personal data, their answer, and the forgetting of what is kept long enough."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.jobs import Work
from sambung.parties import queries, rules
from sambung.parties.actions.links import notify
from sambung.parties.actions.once import once
from sambung.parties.models import (
    Contact,
    DataRequest,
    Notice,
    PersonalLink,
    RequestKind,
    RequestState,
    User,
    normal_phone,
)


@transaction.atomic
def accept_notice(*, user: User, by: Actor) -> None:
    """Keep when a person read what is held about them and on what ground; the first time counts."""
    if by.user_id != user.pk:
        raise Refused(_("Setiap orang membaca pemberitahuannya sendiri."))
    User.objects.filter(pk=user.pk, told_at__isnull=True).update(told_at=timezone.now())


@transaction.atomic
def ask_about_data(
    *,
    kind: str,
    name: str,
    by: Actor,
    phone: str = "",
    email: str = "",
    words: str = "",
    token: str = "",
) -> DataRequest:
    """Take a request from anybody and tell the operators; the same form twice is one request."""
    number, address = normal_phone(phone), email.strip().lower()
    if not number and not address:
        raise Refused(_("Tulis nomor HP atau e-mail, supaya jawabannya sampai."))
    rules.can_ask(*queries.open_requests(number, address)).or_raise()
    once(token)
    now = timezone.now()
    request = DataRequest.objects.create(
        kind=kind,
        name=name.strip(),
        phone=number,
        email=address,
        words=words.strip(),
        user_id=by.user_id,
        asked_at=now,
        due_on=timezone.localdate(now) + timedelta(days=rules.ANSWER_DAYS),
    )
    audit.record("data_request.asked", request, by=by, kind=kind)
    notify(
        text=lambda: (
            _("Seseorang bertanya tentang data pribadinya. Jawab paling lambat %(days)s hari.")
            % {"days": rules.ANSWER_DAYS}
        ),
        url=reverse("parties:data-request", args=[request.pk]),
        users=User.objects.filter(is_superuser=True, is_active=True),
    )
    return request


@transaction.atomic
def answer_data_request(
    *, request: DataRequest, state: str, answer: str, by: Actor, erase_contacts: bool = False
) -> DataRequest:
    """Answer a request once, in words; on an erasure also delete the contacts it found."""
    rules.can_answer_requests(by).or_raise()
    if erase_contacts and (request.kind != RequestKind.ERASE or state != RequestState.DONE):
        raise Refused(_("Kontak hanya dihapus pada permintaan hapus yang dikabulkan."))
    answered = DataRequest.objects.filter(pk=request.pk, state=RequestState.OPEN).update(
        state=state, answer=answer.strip(), answered_at=timezone.now(), answered_by_id=by.user_id
    )
    if not answered:
        raise Conflict(_("Permintaan ini sudah dijawab."))
    request.refresh_from_db()
    count = forget(request) if erase_contacts else 0
    audit.record("data_request.answered", request, by=by, state=state, contacts_erased=count)
    return request


def forget(request: DataRequest) -> int:
    """Delete the contacts and blank the links found by a request; return how many contacts."""
    count, _rows = queries.contacts_about(request.phone, request.email).delete()
    queries.links_to(request.phone).update(for_name="", for_phone="")
    return count


def apply_retention(work: Work) -> None:
    """The job: forget each kind of personal data once it was kept long enough (rules.KEEPING)."""
    now = timezone.now()
    before = {kind: now - timedelta(days=days) for kind, days in rules.DAYS.items()}
    with work.effects():
        PersonalLink.objects.filter(expires_at__lt=before["links"]).exclude(
            for_name="", for_phone=""
        ).update(for_name="", for_phone="")
        Contact.objects.filter(until_on__lt=before["contacts"].date()).delete()
        Notice.objects.filter(read_at__lt=before["notices"]).delete()
        DataRequest.objects.filter(
            answered_at__lt=before["requests"], blanked_at__isnull=True
        ).update(name="", phone="", email="", words="", answer="—", blanked_at=now)
