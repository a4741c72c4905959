"""Steps a package takes because an invitation or a partnership did; their rooms hold the rule."""

from django.db import transaction

from sambung.core.access import Actor
from sambung.needs.actions.stepping import move_package, take
from sambung.needs.models import Package, PackageState


@transaction.atomic
def mark_invited(*, package: Package, by: Actor) -> Package:
    """Say that sources are invited; a second invitation of the same package changes nothing."""
    if package.state == PackageState.INVITED:
        return package
    return _mark(package, "invite", by)


@transaction.atomic
def mark_in_partnership(*, package: Package, by: Actor) -> Package:
    """Say that a partnership opened for the package."""
    return _mark(package, "join", by)


@transaction.atomic
def back_to_ready(*, package: Package, by: Actor, reason: str = "") -> Package:
    """Put the package back on the shelf: invitations lapsed, or the partnership closed."""
    if package.state == PackageState.READY:
        return package
    return _mark(package, "back_to_ready", by, reason)


@transaction.atomic
def mark_served(*, package: Package, by: Actor) -> Package:
    """Say that the people of the package are served."""
    return _mark(package, "serve", by)


def _mark(package: Package, step: str, by: Actor, reason: str = "") -> Package:
    move_package(package, step, by=by, reason=reason)
    take(package.need, step, by=by, reason=reason)
    return package
