"""Packages: make one of a verified need, write its options and cost lines, put it on the shelf."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.models import RP_MAX
from sambung.needs import queries, rules
from sambung.needs.actions.stepping import move_package, person_id, take
from sambung.needs.actions.weighing import refresh_priorities
from sambung.needs.models import CostLine, Need, NeedState, Option, Package, PackageState
from sambung.needs.queries import LineFacts, OptionFacts


@transaction.atomic
def draft_package(*, need: Need, by: Actor, year: int | None = None) -> Package:
    """Make a package of a need verified in the field, with one option filled from the defaults.

    A package withdrawn before is taken up again as it was. Conflict when one is there already.
    """
    rules.can_plan(by, need.village_id or "").or_raise()
    if need.state != NeedState.FIELD_VERIFIED:
        raise Refused(_("Kegiatan disusun dari usulan yang lolos pemeriksaan lapangan."))
    package = Package.objects.filter(need=need).first()
    if package is not None:
        return _draft_again(package, by)
    package = new_package(need, by, year or timezone.localdate().year + 1)
    audit.record("package.drafted", package, by=by, need=need.pk)
    add_option(package=package, facts=queries.default_option(need), by=by)
    return package


def _draft_again(package: Package, by: Actor) -> Package:
    if package.state != PackageState.WITHDRAWN:
        raise Conflict(_("Kegiatan untuk usulan ini sudah ada: %s.") % package)
    need = package.need
    Package.objects.filter(pk=package.pk).update(
        people=need.people, households=need.households, version=F("version") + 1
    )
    return move_package(package, "draft_again", by=by)


def new_package(need: Need, by: Actor, year: int) -> Package:
    """Make the empty package of a need, in the hat of the desk that answers for its place."""
    hat = rules.desk_hat(by, need.village_id or "")
    if hat is None or need.village is None:
        raise Refused(_("Usulan ini belum menyebut desanya."))
    return Package.objects.create(
        need=need,
        village=need.village,
        service=need.service,
        title=need.title,
        year=year,
        people=need.people or 1,
        households=need.households or 1,
        made_by_id=person_id(by),
        organisation_id=hat.organisation_id,
        is_simulated=need.is_simulated,
    )


def _hold(package: Package, by: Actor, version: int | None) -> None:
    """Claim the package for a change of content: rule, version, and one version further."""
    rules.can_edit_package(by, package).or_raise()
    held = Package.objects.filter(pk=package.pk, state=package.state)
    if version is not None:
        held = held.filter(version=version)
    if not held.update(version=F("version") + 1):
        raise Conflict(
            _("Kegiatan ini diubah orang lain sementara Anda menyusunnya. Muat ulang halamannya.")
        )


def _check_served(package: Package, people_served: int) -> None:
    known = queries.village_people([package.village_id]).get(package.village_id)
    rules.served_fit(people_served, package.people, known).or_raise()


@transaction.atomic
def update_package(
    *, package: Package, title: str, year: int, by: Actor, version: int | None = None
) -> Package:
    """Name the package and say in which year the work could be funded."""
    _hold(package, by, version)
    Package.objects.filter(pk=package.pk).update(title=title, year=year)
    package.refresh_from_db()
    audit.record("package.updated", package, by=by, title=title, year=year)
    return package


@transaction.atomic
def add_option(
    *, package: Package, facts: OptionFacts, by: Actor, version: int | None = None
) -> Option:
    """Add one way to do the work, with its lines: at most five, none for more people than wait."""
    _hold(package, by, version)
    _check_served(package, facts.people_served)
    taken = set(package.options.values_list("position", flat=True))
    free = next((n for n in range(1, rules.OPTIONS_AT_MOST + 1) if n not in taken), None)
    if free is None:
        raise Refused(_("Satu kegiatan paling banyak %d pilihan.") % rules.OPTIONS_AT_MOST)
    option = Option.objects.create(package=package, position=free, **facts.columns())
    _write_lines(option, facts.lines)
    _refresh(package, by)
    audit.record("option.added", option, by=by, scope=package, total_rp=option.total_rp)
    return option


@transaction.atomic
def update_option(
    *, option: Option, facts: OptionFacts, by: Actor, version: int | None = None
) -> Option:
    """Replace what an option says, lines included; amounts and the package's version follow."""
    package = option.package
    _hold(package, by, version)
    _check_served(package, facts.people_served)
    before = option.total_rp
    for name, value in facts.columns().items():
        setattr(option, name, value)
    option.save()
    _write_lines(option, facts.lines)
    _refresh(package, by)
    audit.record(
        "option.updated", option, by=by, scope=package, from_rp=before, to_rp=option.total_rp
    )
    return option


@transaction.atomic
def set_cost_lines(
    *, option: Option, lines: Sequence[LineFacts], by: Actor, version: int | None = None
) -> Option:
    """Replace the cost lines of an option; its total and the community's part follow."""
    package = option.package
    _hold(package, by, version)
    before = option.total_rp
    _write_lines(option, lines)
    _refresh(package, by)
    audit.record(
        "option.costed", option, by=by, scope=package, from_rp=before, to_rp=option.total_rp
    )
    return option


@transaction.atomic
def remove_option(*, option: Option, by: Actor, version: int | None = None) -> None:
    """Take an option out; a package on the shelf keeps at least one."""
    package = option.package
    _hold(package, by, version)
    if package.state == PackageState.READY and package.options.count() == 1:
        raise Refused(_("Kegiatan siap didukung harus punya sedikitnya satu pilihan."))
    audit.record("option.removed", option, by=by, scope=package, title=option.title)
    option.delete()
    _refresh(package, by)


def _write_lines(option: Option, lines: Sequence[LineFacts]) -> None:
    option.lines.all().delete()
    made = [
        CostLine(option=option, position=n, **line.columns())
        for n, line in enumerate(lines, start=1)
    ]
    total = sum(line.amount_rp for line in made)
    if total > RP_MAX or any(line.unit_price_rp > RP_MAX for line in made):
        raise Refused(_("Jumlahnya melampaui batas yang dapat dicatat; periksa volume dan harga."))
    CostLine.objects.bulk_create(made)
    option.total_rp = total
    option.community_rp = rules.community_part_rp(total, option.community_percent)
    option.save(update_fields=["total_rp", "community_rp"])


def _refresh(package: Package, by: Actor) -> None:
    """Keep the cheapest option's figures on the package, and its priority, in step."""
    options = [option for option in package.options.all() if option.total_rp > 0]
    cheapest = min(options, key=lambda option: option.total_rp, default=None)
    Package.objects.filter(pk=package.pk).update(
        lowest_total_rp=cheapest.total_rp if cheapest else None,
        lowest_rp_per_person=cheapest.total_rp // cheapest.people_served if cheapest else None,
    )
    package.refresh_from_db()
    if package.state == PackageState.READY:
        refresh_priorities(package_ids=[package.pk])


@transaction.atomic
def make_ready(*, package: Package, by: Actor, version: int | None = None) -> Package:
    """Put the package on the shelf; every option must have its cost and those it serves."""
    rules.can_plan(by, package.village_id).or_raise()
    rules.complete_to_offer(list(package.options.prefetch_related("lines"))).or_raise()
    if version is not None and package.version != version:
        raise Conflict(_("Kegiatan ini diubah orang lain. Muat ulang halamannya."))
    move_package(package, "make_ready", by=by)
    take(package.need, "make_ready", by=by)
    refresh_priorities(package_ids=[package.pk])
    package.refresh_from_db()
    return package


@transaction.atomic
def withdraw_package(*, package: Package, reason: str, by: Actor) -> Package:
    """Take the package off the shelf; its need stays verified and can become a package again."""
    rules.can_plan(by, package.village_id).or_raise()
    was_ready = package.state == PackageState.READY
    move_package(package, "withdraw", by=by, reason=reason)
    if was_ready:
        take(package.need, "unready", by=by, reason=reason)
    return package
