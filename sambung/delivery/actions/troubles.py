"""Issues, risks and ceremonies: what goes wrong, who sees to it, how it ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.delivery import lifecycle, queries, rules
from sambung.delivery.actions.stating import change, once, reasoned
from sambung.delivery.models import Ceremony, Trouble, TroubleKind
from sambung.partnerships.models import Partnership, Party


@dataclass(frozen=True)
class TroubleFacts:
    """What is wrong, or may go wrong; how likely is asked of a risk alone."""

    kind: str
    title: str
    note: str = ""
    likelihood: int | None = None
    impact: int | None = None
    owner: Party | None = None
    due_on: date | None = None


@transaction.atomic
def add_trouble(
    *, partnership: Partnership, facts: TroubleFacts, by: Actor, token: str = ""
) -> Trouble:
    """Write down an issue or a risk; anybody at the table may."""
    circle = queries.circle_of(partnership)
    rules.can_plan(by, circle).or_raise()
    once(token)
    row = Trouble.objects.create(
        partnership=partnership,
        organisation_id=_speaking(by, circle),
        by_id=by.user_id,
        at=timezone.now(),
        **_fields(facts, partnership),
    )
    _record("trouble.added", row, by)
    return row


@transaction.atomic
def change_trouble(
    *,
    trouble: Trouble,
    facts: TroubleFacts,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Trouble:
    """Change what is known of it, who sees to it, by when."""
    rules.can_plan(by, queries.circle_of(trouble.partnership)).or_raise()
    once(token)
    _is_open(trouble)
    change(trouble, version, **_fields(facts, trouble.partnership))
    _record("trouble.changed", trouble, by)
    return trouble


@transaction.atomic
def close_trouble(
    *, trouble: Trouble, outcome: str, by: Actor, version: int | None = None, token: str = ""
) -> Trouble:
    """Close it with what came of it."""
    rules.can_plan(by, queries.circle_of(trouble.partnership)).or_raise()
    if not outcome.strip():
        raise Refused(_("Tulis bagaimana berakhirnya."))
    once(token)
    _is_open(trouble)
    change(trouble, version, closed_on=timezone.localdate(), outcome=outcome.strip()[:600])
    _record("trouble.closed", trouble, by, reason=trouble.outcome[:300])
    return trouble


@transaction.atomic
def reopen_trouble(
    *, trouble: Trouble, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Trouble:
    """Open it again with a reason; how it was closed stays in the history."""
    rules.can_plan(by, queries.circle_of(trouble.partnership)).or_raise()
    why = reasoned(reason)
    once(token)
    if trouble.closed_on is None:
        raise Conflict(_("Catatan ini masih terbuka."))
    change(trouble, version, closed_on=None)
    _record("trouble.reopened", trouble, by, reason=why)
    return trouble


@transaction.atomic
def add_ceremony(
    *, partnership: Partnership, title: str, on: date, by: Actor, note: str = "", token: str = ""
) -> Ceremony:
    """Write down a ceremony: an event that opens nothing and closes nothing."""
    circle = queries.circle_of(partnership)
    rules.can_plan(by, circle).or_raise()
    once(token)
    row = Ceremony.objects.create(
        partnership=partnership,
        title=title.strip()[:160],
        on=on,
        note=note.strip()[:300],
        organisation_id=_speaking(by, circle),
        at=timezone.now(),
    )
    audit.record("ceremony.added", row, by=by, scope=partnership, on=on.isoformat())
    return row


def _speaking(by: Actor, circle: rules.Circle) -> int:
    """Return the organisation in whose name the actor writes: the hat worn, else a party's."""
    worn = by.worn.organisation_id if by.worn else by.link_organisation_id
    own = rules.own_of(by, circle)
    speaking = worn if worn in own else next(iter(sorted(own)), None)
    if speaking is None:
        raise Refused(_("Pilih peran Anda dalam salah satu lembaga terlebih dahulu."))
    return speaking


def _is_open(trouble: Trouble) -> None:
    """Refuse what is closed."""
    if trouble.closed_on is not None:
        raise Conflict(_("Catatan ini sudah ditutup. Buka kembali lebih dahulu."))


def _fields(facts: TroubleFacts, partnership: Partnership) -> dict[str, Any]:
    """Return the facts as columns; refuse what cannot be."""
    if facts.kind not in TroubleKind.values:
        raise Refused(_("Pilih: masalah atau risiko."))
    if facts.owner is not None and facts.owner.partnership_id != partnership.pk:
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    levels = {None, *lifecycle.LEVELS}
    if facts.likelihood not in levels or facts.impact not in levels:
        raise Refused(_("Pilih rendah, sedang, atau tinggi."))
    is_risk = facts.kind == TroubleKind.RISK
    return {
        **vars(facts),
        "title": facts.title.strip()[:160],
        "note": facts.note.strip()[:600],
        "likelihood": facts.likelihood if is_risk else None,
    }


def _record(verb: str, trouble: Trouble, by: Actor, **data: Any) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(verb, trouble, by=by, scope=trouble.partnership, title=trouble.title, **data)
