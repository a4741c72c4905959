"""Write the trail: one plain insert inside the action's own transaction."""

from django.db import models
from django.utils import timezone

from sambung.core.access import Actor
from sambung.core.models import Entry


def label_of(thing: models.Model) -> str:
    """Return the label by which the trail names a kind of thing, e.g. `needs.need`."""
    return thing._meta.label_lower


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Actor,
    scope: models.Model | None = None,
    organisation_id: int | None = None,
    **data: object,
) -> Entry:
    """Record that `by` did `verb` to `subject`; it shows on the page of `scope`.

    `data` holds no names of persons: they are resolved, and erasable, at reading.
    """
    where = scope or subject
    return write(
        verb,
        subject=(label_of(subject), str(subject.pk)),
        scope=(label_of(where), str(where.pk)),
        by=by,
        organisation_id=organisation_id,
        **data,
    )


def write(
    verb: str,
    *,
    subject: tuple[str, str],
    scope: tuple[str, str],
    by: Actor,
    organisation_id: int | None = None,
    **data: object,
) -> Entry:
    """Insert the entry where subject and scope are known only by label and id.

    An act by a personal link carries the number of the link, never the name of its holder.
    """
    if organisation_id is None:
        organisation_id = by.worn.organisation_id if by.worn else by.link_organisation_id
    if by.link_id is not None:
        data = {**data, "link": by.link_id}
    return Entry.objects.create(
        at=timezone.now(),
        verb=verb,
        subject_label=subject[0],
        subject_id=subject[1],
        scope_label=scope[0],
        scope_id=scope[1],
        organisation_id=organisation_id,
        actor_id=by.user_id,
        data=data,
    )
