"""What reaches people who have no account or are not looking: atas nama, links, notices."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sambung.core.models import StoredFile
from sambung.parties.models.organisations import Organisation, Role
from sambung.parties.models.people import User


class Ground(models.TextChoices):
    """On what ground an act is recorded in another party's name."""

    LETTER = "letter", _("surat")
    PHOTO = "photo", _("foto")
    MINUTES = "minutes", _("notulen / berita acara")
    CALL = "call", _("telepon / WhatsApp")


class OnBehalf(models.Model):
    """An act recorded in a party's name (atas nama), and whether the party confirmed it."""

    subject_label = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_in = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    # What was written down, as [label, value] pairs: all that the holder of the link sees.
    summary = models.JSONField(default=list)
    ground = models.CharField(max_length=8, choices=Ground)
    ground_note = models.CharField(max_length=300, blank=True)
    ground_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True)
    correction = models.TextField(max_length=1000, blank=True)
    corrected_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)  # written anew since; this one is history

    class Meta:
        indexes = [models.Index(fields=["subject_label", "subject_id"], name="on_behalf_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values), name="on_behalf_ground_known"
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("recorded_in")), name="on_behalf_of_another"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(corrected_at__isnull=True),
                name="on_behalf_confirmed_or_corrected",
            ),
            models.UniqueConstraint(
                fields=["subject_label", "subject_id", "organisation"],
                condition=Q(replaced_at__isnull=True),
                name="on_behalf_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_label} {self.subject_id} atas nama {self.organisation_id}"


class LinkPurpose(models.TextChoices):
    """What a personal link lets its holder do."""

    JOIN = "join", _("bergabung dengan organisasi")
    CONFIRM = "confirm", _("membenarkan catatan atas nama")
    ANSWER = "answer", _("menjawab ajakan")
    GUEST = "guest", _("bekerja tanpa akun")


class PersonalLink(models.Model):
    """A link that a person sends by their own WhatsApp; only its hash is kept.

    It is spent by the one act it permits; a guest link is kept until its day, or until its holder
    leaves or opens an account.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=8, choices=LinkPurpose)
    subject_label = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    for_name = models.CharField(max_length=120)
    for_phone = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=300, blank=True)  # the page the holder is led to
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    # The first browser whose holder says "this is me" owns the link; a forwarded copy stays shut.
    holder_hash = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)  # of a guest link: when its holder was last here
    left_at = models.DateTimeField(null=True)  # its holder ended it, leaving the device

    class Meta:
        indexes = [models.Index(fields=["subject_label", "subject_id"], name="link_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=LinkPurpose.values), name="link_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | ~Q(holder_hash=""),
                name="link_used_by_its_holder",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, last_used_at__isnull=True) | ~Q(holder_hash=""),
                name="link_left_by_its_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.organisation_id}"


class Notice(models.Model):
    """A message to a person inside the site; mail leaves from here too."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="notice_of_user")]

    def __str__(self) -> str:
        return self.text
