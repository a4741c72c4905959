"""Recap (rekap TJSL): one region and year as issued: numbered, frozen, comparable."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from sambung.parties.models import Organisation, User
from sambung.regions.models import Region


class Recap(models.Model):
    """What the recap of a region and year said on the day it was issued; never changed."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # 1, 2, ... within region and year
    letter_number = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # letterhead
    data = models.JSONField()  # everything the page and the PDF show
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "number"], name="recap_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="recap_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}/{self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the recap as issued."""
        return reverse("activities:recap-issued", args=[self.pk])
