"""What a person asks about the data kept on them, with or without an account."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sambung.parties.models.people import User


class RequestKind(models.TextChoices):
    """What somebody asks for."""

    KNOW = "know", _("mengetahui apa yang disimpan")
    CORRECT = "correct", _("memperbaiki yang keliru")
    ERASE = "erase", _("menghapus")
    OBJECT = "object", _("keberatan atas suatu foto atau catatan")


class RequestState(models.TextChoices):
    """Where the request stands."""

    OPEN = "open", _("menunggu jawaban")
    DONE = "done", _("sudah dikerjakan")
    REFUSED = "refused", _("tidak dapat dikerjakan")


class DataRequest(models.Model):
    """One request of one person; their number and words are blanked after the answer ages."""

    kind = models.CharField(max_length=8, choices=RequestKind)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    email = models.EmailField(blank=True)
    words = models.TextField(max_length=1000, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.OPEN)
    answer = models.TextField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    blanked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="request_kind"),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values), name="request_state_known"
            ),
            models.CheckConstraint(
                condition=Q(blanked_at__isnull=False) | ~Q(phone="", email=""),
                name="request_can_be_answered",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="request_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the page on which an operator answers."""
        return reverse("parties:data-request", args=[self.pk])
