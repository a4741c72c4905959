"""Who answers for what: the duties of a partnership, the matrix behind them, the agreed profile."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambung.parties.models import User
from sambung.partnerships.models.partnership import Partnership, Party
from sambung.partnerships.models.road import Stage


class Responsibility(models.Model):
    """One *Siapa yang …?* of a partnership and the party that answers for it; NULL: nobody yet."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="responsibilities")
    key = models.CharField(max_length=30)  # of the template's catalogue; 18 as shipped
    question = models.CharField(max_length=200, blank=True)  # own words; empty: the catalogue's
    group = models.CharField(max_length=14, blank=True)  # lifecycle.Group; empty: the catalogue's
    is_critical = models.BooleanField(null=True)  # None: as the catalogue has it
    stages = models.JSONField(default=list)  # the stages it spans; empty: those of its group
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    ground = models.CharField(max_length=160, blank=True)
    is_proposed = models.BooleanField(default=True)  # until the party it burdens accepts
    is_needed = models.BooleanField(default=True)  # False: this partnership does without it
    not_needed_reason = models.CharField(max_length=300, blank=True)
    # Said to be agreed, as written down on behalf of a party that has not answered itself.
    recorded_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="responsibility_once"),
            models.CheckConstraint(
                condition=Q(is_proposed=True) | Q(party__isnull=False, accepted_at__isnull=False),
                name="responsibility_accepted_by_a_party",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True) | Q(party__isnull=False),
                name="responsibility_recorded_for_a_party",
            ),
            models.CheckConstraint(
                condition=Q(is_needed=True) | Q(is_proposed=True),
                name="responsibility_not_needed_not_carried",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Letter(models.TextChoices):
    """The four letters of the matrix."""

    RESPONSIBLE = "R", _("Pelaksana")
    ACCOUNTABLE = "A", _("Penanggung jawab")
    CONSULTED = "C", _("Dimintai pendapat")
    INFORMED = "I", _("Diberi tahu")


class RaciCell(models.Model):
    """One letter of one party for one duty at one stage.

    A stage of a duty without any cell follows the duty's own party, who then holds A and R there;
    a stage with cells speaks for itself. A letter is proposed until the party it burdens accepts.
    """

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="cells")
    stage = models.CharField(max_length=14, choices=Stage)
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    letter = models.CharField(max_length=1, choices=Letter)
    ground = models.CharField(max_length=160, blank=True)
    is_proposed = models.BooleanField(default=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)  # as in Responsibility
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["responsibility", "stage", "party", "letter"], name="raci_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(is_proposed=True) | Q(accepted_at__isnull=False),
                name="raci_cell_accepted_has_day",
            ),
            models.CheckConstraint(condition=Q(letter__in=Letter.values), name="raci_cell_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.responsibility_id} {self.stage} {self.party_id} {self.letter}"


class ProfileOf(models.TextChoices):
    """What a target profile divides; the two are never mixed."""

    DUTIES = "duties", _("peran")
    MONEY = "money", _("biaya")


class TargetProfile(models.Model):
    """The division the parties negotiated: points per party, agreed one by one."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="profiles")
    of = models.CharField(max_length=6, choices=ProfileOf)
    points = models.JSONField(default=dict)  # {party id as text: points}
    agreed = models.JSONField(default=list)  # ids of parties that agreed to these points
    recorded = models.JSONField(default=list)  # ids of parties whose word was written down for them
    note = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "of"], name="target_profile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.of}"
