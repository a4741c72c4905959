"""Take an agreement for a transaction: its row is the one lock of its text and its signing."""

from collections.abc import Collection

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Organisation
from sambung.partnerships.models import Agreement, Partnership


def hold(
    agreement: Agreement,
    states: Collection[str],
    *,
    version: int | None = None,
    **changes: object,
) -> Agreement:
    """Take the row while it is in one of the states; Conflict when it left them meanwhile."""
    rows = Agreement.objects.filter(pk=agreement.pk, state__in=states)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise Conflict(
            _("Perjanjian ini baru saja diubah orang lain. Muat ulang, lalu ulangi langkah ini.")
        )
    agreement.refresh_from_db()
    return agreement


def scope_of(agreement: Agreement) -> models.Model:
    """Return on whose page an entry shows: of a draft not yet shared its own, else the parties'."""
    return agreement.partnership if agreement.is_shared else agreement


def spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def house_of(actor: Actor, partnership: Partnership, party_ids: Collection[int]) -> Organisation:
    """Return the house in whose name the actor drafts: the hat worn, else the first that may."""
    hats = sorted(actor.hats, key=lambda hat: hat != actor.worn)
    ids = [hat.organisation_id for hat in hats if hat.organisation_id in party_ids]
    ids += [hat.organisation_id for hat in hats]
    first = ids[0] if ids else actor.link_organisation_id or 0
    return Organisation.objects.get(pk=first)
