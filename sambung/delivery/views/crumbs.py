"""Steps of the paths to pages about money."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.delivery.queries import TrancheRow
from sambung.partnerships.models import Partnership


def money_crumb(partnership: Partnership) -> tuple[str, str]:
    """Return the step to the list of tranches."""
    return (_("Termin"), reverse("delivery:tranche-list", args=[partnership.pk]))


def tranche_crumb(row: TrancheRow) -> tuple[str, str]:
    """Return the step to the page of one tranche."""
    return (row.title, row.tranche.get_absolute_url())
