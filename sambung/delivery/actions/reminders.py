"""Remind everybody of what is due: once a day, in the site and by at most one mail a person."""

from datetime import timedelta

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sambung.core import jobs
from sambung.core.jobs import Work
from sambung.delivery import queries
from sambung.delivery.models import Digest, MailState
from sambung.parties.actions import notify_each

KEEP_DAYS = 90


def send_reminders(work: Work) -> None:
    """The daily job: leave each person one digest of what is due, late or lapsing.

    All of it is saved with the end of the job, so a job killed and tried again tells nobody twice.
    """
    today = timezone.localdate()
    made = queries.digests_for(today)
    with work.effects():
        keep_digests(made)
        Digest.objects.filter(on__lt=today - timedelta(days=KEEP_DAYS)).delete()
        jobs.enqueue("delivery.mail_digests")


@transaction.atomic
def keep_digests(made: list[tuple[Digest, str]]) -> int:
    """Save the digests and leave a notice for each; the database keeps one a person a day."""
    Digest.objects.bulk_create([digest for digest, _url in made], batch_size=500)
    return notify_each((digest.user_id, digest.subject, url) for digest, url in made)


def mail_digests(work: Work) -> None:
    """The job after it: mail the digests that wait, each at most once.

    A digest is marked before its mail leaves: one killed in between is not sent twice, and its
    notice stands in the site all the same. A mail server that is away lets the job try later.
    """
    since = timezone.localdate() - timedelta(days=1)
    waiting = Digest.objects.filter(mail=MailState.WAITING, on__gte=since).select_related("user")
    connection = mail.get_connection()
    for number, digest in enumerate(waiting.order_by("id")):
        if number % 50 == 0:
            work.stop_if_asked()
            work.renew()
        mail_one(digest, connection)


def mail_one(digest: Digest, connection: BaseEmailBackend) -> bool:
    """Mail one digest unless another worker took it or its person wants no mail by now."""
    taken = Digest.objects.filter(
        pk=digest.pk, mail=MailState.WAITING, user__wants_mail=True, user__is_active=True
    )
    if not taken.update(mail=MailState.SENDING, mailed_at=timezone.now()):
        return False
    message = mail.EmailMessage(
        f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{digest.subject}",
        body_of(digest),
        to=[digest.user.email or ""],
        connection=connection,
    )
    try:
        message.send()
    except OSError:  # refused before it was taken; smtplib's errors are OSErrors too
        Digest.objects.filter(pk=digest.pk).update(mail=MailState.WAITING, mailed_at=None)
        raise
    Digest.objects.filter(pk=digest.pk).update(mail=MailState.SENT)
    return True


def body_of(digest: Digest) -> str:
    """Return the text of the mail in its person's language."""
    with translation.override(digest.user.language):
        return "\n\n".join(
            [
                _("Halo %s,") % digest.user.name,
                _("yang menunggu Anda di Sambung:"),
                digest.body,
                _("Tenggat tidak bergeser sendiri. Sambung tidak memegang uang."),
                _("Tidak ingin surat ini? Matikan di halaman Tentang Anda."),
            ]
        )
