"""Who takes part: parties with their sides, the duties and how they are divided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.core.access import Actor
from sambung.parties.models import OrganisationKind, Side
from sambung.partnerships import rules
from sambung.partnerships.models import AmountOf, Party
from sambung.partnerships.queries import ContributionRow, Division, DutiesPage, DutyRow
from sambung.ui import charts, formats

SIDE_CLASS: dict[str, str] = {
    Side.GOVERNMENT: "gov",
    Side.BUSINESS: "biz",
    Side.COMMUNITY: "com",
    Side.SUPPORT: "sup",
}


def side_class(party: Party) -> str:
    """Return the colour class of a party; the village is set apart from its district."""
    if party.organisation.kind == OrganisationKind.VILLAGE_GOVERNMENT:
        return "vil"
    return SIDE_CLASS[party.organisation.side]


@dataclass(frozen=True)
class Question:
    """One row of *Siapa yang …?* with the colour of who answers."""

    row: DutyRow
    side: str


def groups(rows: Sequence[DutyRow]) -> list[tuple[str, list[Question]]]:
    """Return the rows under the four groups of the catalogue, empty groups left out."""
    found: dict[str, list[Question]] = {}
    for row in rows:
        side = side_class(row.duty.party) if row.duty.party else ""
        found.setdefault(row.group_label, []).append(Question(row, side))
    return list(found.items())


def orphans_sentence(rows: Sequence[DutyRow]) -> str:
    """Return how many of the critical duties have nobody, in words; empty when none."""
    orphans = [row for row in rows if row.is_critical and row.is_orphan]
    if not orphans:
        return ""
    return ngettext(
        "%(n)s belum ada penanggung jawabnya.",
        "%(n)s belum ada penanggung jawabnya.",
        len(orphans),
    ) % {"n": formats.count(len(orphans))}


def balance_sentence(divisions: tuple[Division, Division]) -> str:
    """Return who holds most after the handover, and how many duties nobody holds then."""
    before, after = divisions
    words = _("Sebelum serah terima, %(total)s peran terbagi pada %(parties)s pihak.") % {
        "total": formats.count(before.total),
        "parties": formats.count(sum(1 for share in before.held if share.count)),
    }
    most = max(after.held, key=lambda share: share.count, default=None)
    held = sum(share.count for share in after.held)
    if most is None or not held:
        return words + " " + _("Sesudahnya belum satu pun ada yang memegang.")
    words += " " + _("Sesudahnya, %(n)s dari %(total)s peran ada pada %(party)s.") % {
        "n": formats.count(most.count),
        "total": formats.count(after.total),
        "party": most.party,
    }
    if after.orphans:
        words += " " + _("%(n)s belum ada yang memegang.") % {"n": formats.count(after.orphans)}
    return words


def blocks(divisions: tuple[Division, Division]) -> charts.Blocks:
    """Return one block per duty, before and after the handover."""
    names = (_("Sebelum serah terima, %s peran"), _("Sesudah serah terima, %s peran"))
    return charts.Blocks(
        _("Pembagian peran sebelum dan sesudah serah terima"),
        tuple(
            charts.BlockRow(name % formats.count(division.total), row_of_blocks(division))
            for name, division in zip(names, divisions, strict=True)
        ),
    )


def row_of_blocks(division: Division) -> tuple[charts.Block, ...]:
    """Return the blocks of every party that holds something, then those nobody holds."""
    held = [
        charts.Block(block_name(share.party), share.count, side_class(share.party))
        for share in division.held
        if share.count
    ]
    if division.orphans:
        held.append(charts.Block(_("belum ada"), division.orphans, "orphan"))
    return tuple(held)


def block_name(party: Party) -> str:
    """Return a word short enough to stand under one block."""
    kind, side = party.organisation.kind, party.organisation.side
    if kind == OrganisationKind.VILLAGE_GOVERNMENT:
        return _("Desa")
    if side == Side.COMMUNITY:
        return str(party.organisation.get_kind_display()).split(" / ")[0]
    words = {
        Side.GOVERNMENT: _("Pemda"),
        Side.BUSINESS: _("Perusahaan"),
        Side.SUPPORT: _("Pendamping"),
    }
    return words[side]


@dataclass(frozen=True)
class PartyRow:
    """A party with its side, its part, and what it pledged."""

    party: Party
    side: str
    side_words: str
    pledged_rp: int | None


def party_rows(
    parties: Sequence[Party], contributions: Sequence[ContributionRow]
) -> list[PartyRow]:
    """Return each party that has not left with what it pledged; None when it stated nothing."""
    pledged: dict[int, int] = {}
    for row in contributions:
        amount = row.figure(AmountOf.PLEDGED).amount_rp
        if amount is not None:
            party_id = row.contribution.party_id
            pledged[party_id] = pledged.get(party_id, 0) + amount
    return [
        PartyRow(
            party,
            side_class(party),
            str(Side(party.organisation.side).label),
            pledged.get(party.pk),
        )
        for party in parties
        if party.left_at is None
    ]


def section(
    parties: Sequence[Party],
    contributions: Sequence[ContributionRow],
    duties: DutiesPage,
    actor: Actor,
) -> dict[str, Any]:
    """Return the duties in their groups, how they are divided, what to mend, the parties."""
    return {
        "groups": groups(duties.critical),
        "other_groups": groups(duties.others),
        "others_count": len(duties.others),
        "orphans_sentence": orphans_sentence(duties.rows),
        "findings": duties.findings,
        "balance_sentence": balance_sentence(duties.divisions),
        "index_sentence": index_sentence(duties),
        "blocks": blocks(duties.divisions),
        "parties": party_rows(parties, contributions),
        "own_agreed": own_agreed(actor, parties),
    }


def index_sentence(duties: DutiesPage) -> str:
    """Return the evenness before and after the handover, or nothing while it is not defined."""
    before, after = duties.before.balance.evenness, duties.after.balance.evenness
    if before is None or after is None:
        return ""
    return _("Rincian: indeks keseimbangan %(before)s menjadi %(after)s") % {
        "before": formats.index(before),
        "after": formats.index(after),
    }


def own_agreed(actor: Actor, parties: Sequence[Party]) -> bool:
    """Return whether every party the actor speaks for agreed to publish."""
    own = [party for party in parties if rules.speaks_for(actor, party.organisation_id)]
    return bool(own) and all(party.agreed_to_publish_at for party in own)
