"""Invitations: what they cover, and what changed since the plan they come from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sambung.needs.models import Package, PackageState
from sambung.parties.models import Offer, OfferState, OnBehalf
from sambung.plans.models import OPEN_STATES, Allocation, Invitation, Run, Share
from sambung.plans.queries.money import Left, left_of
from sambung.ui import formats


def need_of(invitation: Invitation) -> int:
    """Return what the sources of the invitation's package must carry together, by its plan."""
    row = Allocation.objects.get(run_id=invitation.run_id, package_id=invitation.package_id)
    return (row.total_rp or 0) - (row.community_rp or 0)


def missing_of(invitation: Invitation) -> int:
    """Return what nobody is asked for or has agreed to of the invitation's package."""
    rows = Invitation.objects.filter(package_id=invitation.package_id, state__in=OPEN_STATES)
    carried = sum(row.carries_rp for row in rows if not row.is_overdue)
    return max(0, need_of(invitation) - carried)


def lock_offers(packages: Collection[int], run: Run) -> list[Offer]:
    """Return the offers that pay for packages of a plan, locked in one order."""
    offers = Offer.objects.filter(
        pk__in=Allocation.objects.filter(run=run, package_id__in=packages).values(
            "shares__offer_id"
        )
    )
    return list(offers.select_for_update().order_by("pk"))


@dataclass(frozen=True)
class Change:
    """One thing that no longer holds of a plan, in words, and the packages it touches."""

    words: str
    package_ids: frozenset[int]

    def __str__(self) -> str:
        return self.words


def changed_since(rows: Sequence[Allocation]) -> list[Change]:
    """Return what no longer holds of the chosen rows of a plan; empty when all does."""
    return _of_packages(rows) + _of_offers(rows)


def _of_packages(rows: Sequence[Allocation]) -> list[Change]:
    now = {p.pk: p for p in Package.objects.filter(pk__in=[row.package_id for row in rows])}
    found = []
    for row in rows:
        package = now[row.package_id]
        touched = frozenset({row.package_id})
        if package.state != PackageState.READY:
            words = _("%(package)s kini %(state)s.") % {
                "package": row.title,
                "state": package.get_state_display(),
            }
            found.append(Change(words, touched))
        elif package.version != row.package_version:
            words = _("%(package)s diubah setelah rencana dihitung.") % {"package": row.title}
            found.append(Change(words, touched))
    return found


def _of_offers(rows: Sequence[Allocation]) -> list[Change]:
    """Say which offers closed, changed, or no longer hold the amount or the number asked."""
    shares = [share for row in rows for share in row.shares.all()]
    asked: dict[int, list[Share]] = {}
    for share in shares:
        asked.setdefault(share.offer_id, []).append(share)
    left = left_of(asked)
    found = []
    for offer_id, parts in asked.items():
        words = _of_offer(parts, left[offer_id])
        if words:
            touched = frozenset(part.allocation.package_id for part in parts)
            found.append(Change(words, touched))
    return found


def _of_offer(parts: Sequence[Share], held: Left) -> str:
    """Return what no longer holds of one offer, or ''."""
    offer = parts[0].offer
    name = {"name": offer.organisation}
    if offer.state != OfferState.PUBLISHED:
        return _("Kesanggupan %(name)s tidak lagi terbuka.") % name
    if offer.version != parts[0].offer_version:
        return _("Kesanggupan %(name)s diubah.") % name
    if (held.left_rp or 0) < sum(part.amount_rp for part in parts):
        words = _("Sisa kesanggupan %(name)s tinggal %(left)s.")
        return words % (name | {"left": formats.rupiah_words(held.left_rp)})
    if held.slots_left is not None and held.slots_left < len(parts):
        words = _("%(name)s hanya menerima %(n)s kemitraan lagi.")
        return words % (name | {"n": held.slots_left})
    return ""


def answered_on_behalf() -> list[tuple[Invitation, OnBehalf]]:
    """Return the acceptances written atas nama that their source has confirmed or corrected."""
    waiting = Invitation.objects.filter(
        state__in=OPEN_STATES, is_on_behalf=True, confirmed_at__isnull=True
    )
    rows = OnBehalf.objects.filter(
        subject_label="plans.invitation",
        subject_id__in=[str(row.pk) for row in waiting],
        replaced_at__isnull=True,
    ).exclude(confirmed_at__isnull=True, corrected_at__isnull=True)
    invitations = {str(row.pk): row for row in waiting}
    return [(invitations[row.subject_id], row) for row in rows]
