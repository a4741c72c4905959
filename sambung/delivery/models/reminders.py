"""What each person was reminded of, once a day at most."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sambung.parties.models import User


class MailState(models.TextChoices):
    """What became of the mail of a digest."""

    NONE = "none", _("tanpa surat")  # no address, or its person does not want mail
    WAITING = "waiting", _("menunggu dikirim")
    SENDING = "sending", _("sedang dikirim")
    SENT = "sent", _("terkirim")


class Digest(models.Model):
    """What one person was told on one day: in the site, and by at most one mail.

    `keys` are what it spoke of, so that the next one comes when something is new, or weekly.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    on = models.DateField()
    subject = models.CharField(max_length=200)
    body = models.TextField()  # in the language of its person, as it was mailed
    keys = models.JSONField(default=list)
    mail = models.CharField(max_length=8, choices=MailState, default=MailState.NONE)
    mailed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "user_id"]
        indexes = [models.Index(fields=["mail", "on"], name="digest_mail")]
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], name="digest_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(mail__in=MailState.values), name="digest_mail_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"
