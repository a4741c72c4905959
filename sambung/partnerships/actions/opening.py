"""Open a partnership: its parties, what each brings, who leads what, how far it already is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import SYSTEM, Actor, Conflict
from sambung.core.models import StoredFile
from sambung.needs import actions as needs_actions
from sambung.needs.models import LandLetter, Need, Option, Package
from sambung.parties import actions as parties_actions
from sambung.parties.models import GivingWay, Offer, Organisation
from sambung.parties.models import OrganisationKind as K
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.actions.community import community_contributions
from sambung.partnerships.actions.statements import state_opening
from sambung.partnerships.models import (
    Contribution,
    ContributionKind,
    Partnership,
    Party,
    PartyPart,
    Responsibility,
    Stage,
    StageStep,
)
from sambung.regions.models import Region


@dataclass(frozen=True)
class PledgedContribution:
    """What one source pledged with its letter, and what it had been asked for."""

    organisation: Organisation
    offer: Offer | None
    amount_rp: int
    letter: StoredFile | None = None
    letter_number: str = ""
    kind: str = ""  # empty: as the offer says how it gives
    proposed_rp: int | None = None
    proposed_on: date | None = None
    pledged_on: date | None = None


@transaction.atomic
def open_partnership(
    *,
    package: Package,
    option: Option,
    contributions: Sequence[PledgedContribution],
    by: Actor,
) -> Partnership:
    """Open the partnership of a package whose sources have accepted.

    Raises Refused when `by` is neither the desk nor one of the sources, Conflict when the package
    already has an open partnership; nothing is written then.
    """
    source_ids = [row.organisation.pk for row in contributions]
    rules.can_open(by, package.village_id, source_ids).or_raise()
    _check(package, option, contributions)
    partnership = _create(package, option, by)
    parties = _add_parties(partnership, package.need, contributions)
    _add_sources(partnership, parties, contributions)
    Contribution.objects.bulk_create(
        community_contributions(partnership, package.need, list(parties.values()))
    )
    state_opening(partnership.contributions.select_related("party"), by)
    add_responsibilities(partnership, list(parties.values()))
    _record_stages(partnership, package, option)
    needs_actions.mark_in_partnership(package=package, by=by)
    audit.record(
        "partnership.opened",
        partnership,
        by=by,
        organisation_id=by.link_organisation_id,
        package=package.pk,
        pledged_rp=sum(row.amount_rp for row in contributions),
        parties=len(parties),
    )
    return partnership


def _check(package: Package, option: Option, contributions: Sequence[PledgedContribution]) -> None:
    """Refuse an option of another package and an opening without any pledge."""
    if option.package_id != package.pk:
        raise Conflict(_("Pilihan pekerjaan ini bukan dari kegiatan itu. Muat ulang halamannya."))
    if not contributions or any(row.amount_rp <= 0 for row in contributions):
        raise Conflict(_("Kemitraan dibuka setelah ada kesanggupan yang jumlahnya jelas."))


def _create(package: Package, option: Option, by: Actor) -> Partnership:
    """Create the row; the database lets one open partnership stand per package."""
    now = timezone.now()
    road = queries.road_at(package.village_id, option.total_rp)
    try:
        with transaction.atomic():
            return Partnership.objects.create(
                package=package,
                option=option,
                village_id=package.village_id,
                title=package.title,
                road=road,
                template=queries.template_for(package.village_id, road),
                opened_by_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
                stage_since=now,
                total_rp=option.total_rp,
                community_rp=option.community_rp,
                people_served=option.people_served,
                opened_at=now,
                convener=queries.convener_of(package.village_id),
                is_simulated=package.is_simulated,
            )
    except IntegrityError as error:
        raise Conflict(_("Kemitraan untuk kegiatan ini sudah terbuka.")) from error


def _add_parties(
    partnership: Partnership, need: Need, contributions: Sequence[PledgedContribution]
) -> dict[int, Party]:
    """Join the sources, the village, its community, who proposed, and the convener; each once."""
    joining: dict[int, tuple[Organisation, PartyPart]] = {}

    def join(organisation: Organisation | None, part: PartyPart) -> None:
        if organisation is not None:
            joining.setdefault(organisation.pk, (organisation, part))

    for row in contributions:
        join(row.organisation, PartyPart.SOURCE)
    join(village_government(partnership.village, partnership.is_simulated), PartyPart.VILLAGE)
    for organisation in queries.community_bodies(partnership.village_id, need.operator_name):
        join(organisation, PartyPart.COMMUNITY)
    join(need.proposer, PartyPart.PROPOSER)
    join(partnership.convener, PartyPart.CONVENER)
    return {
        pk: Party.objects.create(
            partnership=partnership,
            organisation=organisation,
            part=part,
            joined_at=partnership.opened_at,
        )
        for pk, (organisation, part) in joining.items()
    }


def village_government(village: Region, is_simulated: bool) -> Organisation:
    """Return the government of the village; written down without an account when it is new."""
    known = Organisation.objects.filter(region=village, kind=K.VILLAGE_GOVERNMENT).first()
    return known or parties_actions.create_organisation(
        name=_("Pemerintah %(village)s") % {"village": village.full_name},
        kind=K.VILLAGE_GOVERNMENT,
        region=village,
        is_simulated=is_simulated,
        by=SYSTEM,
    )


def _add_sources(
    partnership: Partnership,
    parties: dict[int, Party],
    contributions: Sequence[PledgedContribution],
) -> None:
    """Write what each source was asked for and what it pledged, with its letter."""
    today = timezone.localdate()
    Contribution.objects.bulk_create(
        Contribution(
            partnership=partnership,
            party=parties[row.organisation.pk],
            offer=row.offer,
            kind=row.kind or kind_of(row.offer),
            proposed_rp=row.amount_rp if row.proposed_rp is None else row.proposed_rp,
            proposed_on=row.proposed_on or today,
            pledged_rp=row.amount_rp,
            pledged_on=row.pledged_on or today,
            letter=row.letter,
            letter_number=row.letter_number,
        )
        for row in contributions
    )


def kind_of(offer: Offer | None) -> str:
    """Return money for a source that pays an institution, goods for one that builds or delivers."""
    if offer is None or offer.gives_by == GivingWay.MONEY:
        return ContributionKind.CASH
    return ContributionKind.GOODS


def add_responsibilities(partnership: Partnership, parties: list[Party]) -> None:
    """Ask what the road asks; suggest the usual lead where one party alone is of its kind."""
    now = timezone.now()
    rows = []
    for duty in queries.template_of(partnership).duties:
        party = usual_lead(duty, parties)
        rows.append(
            Responsibility(
                partnership=partnership,
                key=duty.key,
                question=duty.own_question,
                group="" if duty.key in lifecycle.RESPONSIBILITIES else duty.group,
                is_critical=duty.is_critical,
                stages=[stage.value for stage in duty.own_stages],
                party=party,
                proposed_at=now if party else None,
            )
        )
    Responsibility.objects.bulk_create(rows)


def usual_lead(duty: lifecycle.DutyLine, parties: list[Party]) -> Party | None:
    """Return the only party of the first kinds of which exactly one takes part, or None."""
    for kinds in duty.usual:
        fitting = [party for party in parties if party.organisation.kind in kinds]
        if len(fitting) == 1:
            return fitting[0]
    return None


def fulfilled(package: Package, option: Option, opened_at: datetime) -> dict[Stage, datetime]:
    """Return the stages that are done when a partnership opens, with the moment of each."""
    need = package.need
    done = {
        Stage.DATA: need.sent_at or opened_at,
        Stage.PROPOSAL: package.made_ready_at or opened_at,
        Stage.APPROACH: opened_at,
        Stage.INTEREST: opened_at,
    }
    has_land = need.land_letter in {LandLetter.GRANT, LandLetter.USE_PERMIT}
    if has_land and all(line.is_price_verified for line in option.lines.all()):
        done[Stage.FEASIBILITY] = opened_at
    return done


def _record_stages(partnership: Partnership, package: Package, option: Option) -> None:
    """Put the partnership at the first stage not yet done, and write down those that are."""
    done = fulfilled(package, option, partnership.opened_at)
    template = queries.template_of(partnership)
    stages = template.keys
    now_at = next((stage for stage in stages if stage not in done), stages[-1])
    passed = stages[: stages.index(now_at)]
    StageStep.objects.bulk_create(
        StageStep(partnership=partnership, from_stage=stage, to_stage=following, at=done[stage])
        for stage, following in zip(passed, stages[1:], strict=False)
    )
    partnership.stage = now_at
    partnership.stage_due_on = due_of(template, now_at, timezone.localdate())
    partnership.save(update_fields=["stage", "stage_due_on"])


def due_of(template: lifecycle.Template, key: str, start: date) -> date | None:
    """Return when a stage that starts then should be done, or None where it lasts."""
    stage = template.stage(key)
    if stage is None or stage.days is None:
        return None
    return start + timedelta(days=stage.days)
