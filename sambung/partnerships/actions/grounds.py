"""On what law and decrees a partnership rests: cited, and taken out."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.governance.models import Decree, LegalInstrument
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.agreement_hold import scope_of
from sambung.partnerships.models import Agreement, Citation, Partnership


@transaction.atomic
def cite(
    *,
    partnership: Partnership,
    by: Actor,
    instrument: LegalInstrument | None = None,
    decree: Decree | None = None,
    agreement: Agreement | None = None,
    articles: str = "",
    note: str = "",
    token: str = "",
) -> Citation:
    """Cite one instrument, or one decree, as ground of the partnership or of its agreement."""
    ids = queries.organisation_ids_of(partnership)
    rules.can_cite(by, partnership, ids, agreement).or_raise()
    if (instrument is None) == (decree is None):
        raise Conflict(_("Pilih satu peraturan atau satu keputusan."))
    if agreement is not None and agreement.partnership_id != partnership.pk:
        raise Conflict(_("Perjanjian ini bukan dari kemitraan itu."))
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    given = {
        "instrument": instrument,
        "decree": decree,
        "agreement": agreement,
        "articles": articles.strip()[:160],
    }
    if partnership.citations.filter(**given).exists():
        raise Conflict(_("Dasar ini sudah dikutip."))
    citation = Citation.objects.create(
        partnership=partnership,
        note=note.strip()[:300],
        organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
        at=timezone.now(),
        **given,
    )
    audit.record("ground.cited", citation, by=by, scope=_scope_of(citation), **_what(citation))
    return citation


@transaction.atomic
def remove_citation(*, citation: Citation, by: Actor) -> None:
    """Take a citation out; the trail keeps that it was there."""
    partnership = citation.partnership
    ids = queries.organisation_ids_of(partnership)
    rules.can_remove_citation(by, citation, ids).or_raise()
    audit.record("ground.removed", citation, by=by, scope=_scope_of(citation), **_what(citation))
    citation.delete()


def _scope_of(citation: Citation) -> models.Model:
    """Return on whose page an entry shows: of a draft not yet shared its own, else the parties'."""
    return scope_of(citation.agreement) if citation.agreement else citation.partnership


def _what(citation: Citation) -> dict[str, Any]:
    """Return what was cited, for the trail."""
    return {
        "instrument": citation.instrument_id,
        "decree": citation.decree_id,
        "agreement": citation.agreement_id,
        "articles": citation.articles,
        "ground": str(citation.instrument or citation.decree),
    }
