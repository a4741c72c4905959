"""Who may work with a company's page, its papers, tasks, and pass duties on."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.parties.models import Organisation
from sambung.parties.rules.hats import acts_for


def can_edit_letterhead(actor: Actor, organisation: Organisation) -> Verdict:
    """An organisation's own officers say how its papers look."""
    if actor.is_operator or acts_for(actor, organisation.pk):
        return ALLOWED
    return refuse(_("Kop surat diatur oleh petugas organisasi itu sendiri."))
