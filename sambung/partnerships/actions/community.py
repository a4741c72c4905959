"""What the village said it can carry, as contributions valued on the ground the page shows."""

from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sambung.needs.models import Need
from sambung.parties.models import OrganisationKind as K
from sambung.partnerships.lifecycle import COMMUNITY, LABOUR_DAY_RP
from sambung.partnerships.models import Contribution, ContributionKind, Partnership, Party
from sambung.ui.formats import count, rupiah

OWN_WORD = COMMUNITY | frozenset([K.VILLAGE_GOVERNMENT])


def community_contributions(
    partnership: Partnership, need: Need, parties: list[Party]
) -> list[Contribution]:
    """Return unsaved rows of what the need says the people and the village bring.

    A statement the village made itself counts as its pledge; one written by others stays a
    proposal. What was named without a figure keeps an empty amount, never zero.
    """
    village = next(party for party in parties if party.organisation.kind == K.VILLAGE_GOVERNMENT)
    people = next((party for party in parties if party.organisation.kind in COMMUNITY), village)
    with translation.override("id"):  # a ground is a record; it keeps one language
        stated = statements(need)
    stated_on = timezone.localdate(need.sent_at) if need.sent_at else timezone.localdate()
    is_own_word = need.proposer.kind in OWN_WORD
    rows = [
        (village if is_budget else people, kind, amount, basis)
        for kind, amount, basis, is_budget in stated
    ]
    return [
        _row(partnership, party, kind, amount, basis, stated_on, is_own_word)
        for party, kind, amount, basis in rows
    ]


def statements(need: Need) -> list[tuple[str, int | None, str, bool]]:
    """Return (kind, amount, basis, whether it is the village's budget) of each stated help."""
    found: list[tuple[str, int | None, str, bool]] = []
    if need.has_cash:
        found.append((ContributionKind.CASH, *_cash(need), False))
    if need.has_labour:
        found.append((ContributionKind.LABOUR, *_labour(need), False))
    if need.has_materials:
        basis = need.materials_note or _("bahan setempat, belum dinilai")
        found.append((ContributionKind.GOODS, None, basis, False))
    if need.has_village_funds:
        basis = _("APBDes, menurut usulan desa")
        found.append((ContributionKind.CASH, need.village_funds_rp, basis, True))
    return found


def _cash(need: Need) -> tuple[int | None, str]:
    """Return households x cash per household with the arithmetic in words."""
    if need.cash_per_household_rp is None or need.households is None:
        return None, _("iuran awal warga, jumlahnya belum disepakati")
    basis = _("%(households)s KK × %(each)s, menurut usulan desa") % {
        "households": count(need.households),
        "each": rupiah(need.cash_per_household_rp),
    }
    return need.households * need.cash_per_household_rp, basis


def _labour(need: Need) -> tuple[int | None, str]:
    """Return person-days x the reference day wage with the arithmetic in words."""
    if need.labour_person_days is None:
        return None, _("tenaga warga, jumlah harinya belum disepakati")
    basis = _("%(days)s hari orang kerja × %(wage)s (harga acuan, belum diverifikasi)") % {
        "days": count(need.labour_person_days),
        "wage": rupiah(LABOUR_DAY_RP),
    }
    return need.labour_person_days * LABOUR_DAY_RP, basis


def _row(
    partnership: Partnership,
    party: Party,
    kind: str,
    amount: int | None,
    basis: str,
    stated_on: date,
    is_own_word: bool,
) -> Contribution:
    """Return one unsaved contribution of the village or its people."""
    return Contribution(
        partnership=partnership,
        party=party,
        kind=kind,
        proposed_rp=amount,
        proposed_on=stated_on,
        pledged_rp=amount if is_own_word else None,
        pledged_on=stated_on if is_own_word and amount is not None else None,
        valuation_basis=basis[:300],
    )
