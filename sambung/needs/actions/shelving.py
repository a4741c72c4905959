"""Work the desk had made ready before it had Sambung, taken in from a table as packages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor
from sambung.needs import queries, rules
from sambung.needs.actions.packaging import add_option, new_package
from sambung.needs.actions.receiving import NeedDraft, row_of, village_governments, write_on_behalf
from sambung.needs.actions.stepping import person_id, worn_organisation_id
from sambung.needs.models import Need, NeedState, NeedStep, OptionKind, Package, PackageState
from sambung.needs.queries import LineFacts, OptionFacts
from sambung.parties.actions import GroundGiven
from sambung.parties.models import OnBehalf


@dataclass(frozen=True)
class PackageDraft:
    """One package as the desk has it: its need, and the one option its table tells of."""

    need: NeedDraft
    year: int
    kind: str
    total_rp: int
    people_served: int
    price_source: str = ""
    expected_years: Decimal | None = None
    years_basis: str = ""
    operation_yearly_rp: int | None = None
    price_year: int | None = None
    community_percent: Decimal | None = None


@transaction.atomic
def receive_packages(
    drafts: Sequence[PackageDraft], *, by: Actor, given: GroundGiven, is_simulated: bool = False
) -> list[Package]:
    """Take packages in with their needs, in the order given; none is on the shelf yet.

    The desk says by its table that the needs were verified, outside Sambung; that is written on
    each step. Refuses a place outside the desk's own, and who makes no packages there.
    """
    for draft in drafts:
        rules.can_plan(by, draft.need.village.code).or_raise()
    proposers = village_governments([d.need for d in drafts], by, is_simulated=is_simulated)
    needs = [
        row_of(draft.need, proposers[draft.need.village.code], by, is_simulated) for draft in drafts
    ]
    for need in needs:
        need.state, need.sent_at = NeedState.FIELD_VERIFIED, timezone.now()
    Need.objects.bulk_create(needs, batch_size=500)
    write_verified(needs, by, given)
    write_on_behalf(needs, by, given)
    return [package_of(draft, need, by) for draft, need in zip(drafts, needs, strict=True)]


def write_verified(needs: Sequence[Need], by: Actor, given: GroundGiven) -> None:
    """Write on each need by whose word it counts as verified."""
    words = _("Menurut daftar petugas, diperiksa di luar Sambung. Dasar: %s.")
    ground = f"{given.ground} {given.note}".strip()
    NeedStep.objects.bulk_create(
        NeedStep(
            need=need,
            from_state=NeedState.DRAFT,
            to_state=NeedState.FIELD_VERIFIED,
            reason=(words % ground)[:500],
            by_id=person_id(by),
            organisation_id=worn_organisation_id(by),
            at=need.state_since,
        )
        for need in needs
    )
    for need in needs:
        audit.record("need.received", need, by=by, ground=given.ground, state=need.state)


def package_of(draft: PackageDraft, need: Need, by: Actor) -> Package:
    """Make the package of one need, with its option at the total the table tells."""
    package = new_package(need, by, draft.year)
    audit.record("package.drafted", package, by=by, need=need.pk)
    add_option(package=package, facts=option_of(draft, need), by=by)
    return package


def option_of(draft: PackageDraft, need: Need) -> OptionFacts:
    """Return the option: the table's facts, and the shipped defaults where it tells nothing."""
    usual = queries.default_option(need, draft.kind)
    line = LineFacts(
        item=_("Biaya seluruhnya menurut daftar"),
        volume=Decimal(1),
        unit="paket",
        unit_price_rp=draft.total_rp,
        price_year=draft.price_year,
        price_source=draft.price_source[:300],
    )
    told = draft.expected_years is not None
    return replace(
        usual,
        kind=OptionKind(draft.kind),
        people_served=draft.people_served,
        expected_years=draft.expected_years or usual.expected_years,
        years_basis=(draft.years_basis or _("menurut daftar")) if told else usual.years_basis,
        is_years_verified=usual.is_years_verified and not told,
        operation_yearly_rp=draft.operation_yearly_rp,
        price_year=draft.price_year or usual.price_year,
        community_percent=(
            usual.community_percent if draft.community_percent is None else draft.community_percent
        ),
        lines=(line,),
    )


@transaction.atomic
def unreceive_packages(*, packages: Sequence[Package], by: Actor) -> int:
    """Take packages out that came in so and that nobody has worked on; the caller has asked."""
    needs = [package.need for package in packages]
    for package in packages:
        rules.can_plan(by, package.village_id).or_raise()
        audit.record("package.unreceived", package, by=by, need=package.need_id)
    Package.objects.filter(
        pk__in=[package.pk for package in packages], state=PackageState.DRAFT
    ).delete()
    labels = {"subject_label": Need._meta.label_lower}
    OnBehalf.objects.filter(subject_id__in=[str(need.pk) for need in needs], **labels).delete()
    Need.objects.filter(pk__in=[need.pk for need in needs]).delete()
    return len(packages)
