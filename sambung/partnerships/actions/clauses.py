"""Edit the text of an agreement clause by clause; two editors of one clause never overwrite."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.partnerships import queries, rules
from sambung.partnerships.actions.agreement_hold import hold, scope_of, spend
from sambung.partnerships.models import Agreement, AgreementState, Clause, ClausePart

TEXT_STATES = (AgreementState.DRAFT,)


@transaction.atomic
def edit_clause(
    *,
    clause: Clause,
    wording: str,
    by: Actor,
    heading: str = "",
    version: int | None = None,
    token: str = "",
) -> Clause:
    """Write the agreed wording of a clause; Conflict when somebody else changed it meanwhile."""
    _may_edit(clause.agreement, by)
    if not wording.strip():
        raise Conflict(_("Isi pasal tidak boleh kosong. Untuk membuangnya, pilih Keluarkan."))
    spend(token)
    hold(clause.agreement, TEXT_STATES)
    _change(clause, version, by, wording=wording.strip(), heading=heading.strip()[:160])
    audit.record("clause.changed", clause, by=by, scope=scope_of(clause.agreement))
    return clause


@transaction.atomic
def add_clause(
    *, agreement: Agreement, heading: str, wording: str, by: Actor, token: str = ""
) -> Clause:
    """Add an article of one's own at the end of the articles."""
    _may_edit(agreement, by)
    if not wording.strip():
        raise Conflict(_("Isi pasal tidak boleh kosong."))
    spend(token)
    hold(agreement, TEXT_STATES)
    articles = agreement.clauses.filter(part=ClausePart.ARTICLE)
    last = articles.aggregate(last=Max("position"))["last"] or 0
    clause = Clause.objects.create(
        agreement=agreement,
        position=last + 1,
        heading=heading.strip()[:160],
        wording=wording.strip(),
        changed_by_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
        changed_at=timezone.now(),
    )
    audit.record("clause.added", clause, by=by, scope=scope_of(agreement))
    return clause


@transaction.atomic
def remove_clause(*, clause: Clause, by: Actor, version: int | None = None) -> Clause:
    """Take a clause out of the text; it stays visible and may be restored."""
    _may_edit(clause.agreement, by)
    hold(clause.agreement, TEXT_STATES)
    _change(clause, version, by, is_removed=True)
    audit.record("clause.removed", clause, by=by, scope=scope_of(clause.agreement))
    return clause


@transaction.atomic
def restore_clause(*, clause: Clause, by: Actor, version: int | None = None) -> Clause:
    """Put a removed clause back; of one that stands, put the template's wording back."""
    _may_edit(clause.agreement, by)
    hold(clause.agreement, TEXT_STATES)
    if clause.is_removed:
        _change(clause, version, by, is_removed=False)
    elif clause.template_wording:
        _change(clause, version, by, wording=clause.template_wording)
    audit.record("clause.restored", clause, by=by, scope=scope_of(clause.agreement))
    return clause


@transaction.atomic
def move_clause(*, clause: Clause, up: bool, by: Actor) -> Clause:
    """Change the place of a clause with the one before, or after, it in its part."""
    agreement = clause.agreement
    _may_edit(agreement, by)
    hold(agreement, TEXT_STATES)
    rows = list(agreement.clauses.filter(part=clause.part).order_by("position", "id"))
    place = rows.index(clause)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        first = min(row.position for row in rows)
        for position, row in enumerate(rows, start=first):
            row.position = position
        Clause.objects.bulk_update(rows, ["position"])
        audit.record("clause.moved", clause, by=by, scope=scope_of(agreement))
    clause.refresh_from_db()
    return clause


def _may_edit(agreement: Agreement, by: Actor) -> None:
    """Raise Refused unless the actor may edit the text."""
    party_ids = queries.organisation_ids_of(agreement.partnership)
    rules.can_edit_text(by, agreement, party_ids).or_raise()


def _change(clause: Clause, version: int | None, by: Actor, **changes: object) -> None:
    """Write the changes if nobody changed the clause since `version` (or since it was read)."""
    seen = clause.version if version is None else version
    house = by.worn.organisation_id if by.worn else by.link_organisation_id
    changed = Clause.objects.filter(pk=clause.pk, version=seen).update(
        version=F("version") + 1, changed_by_id=house, changed_at=timezone.now(), **changes
    )
    if not changed:
        raise Conflict(_("Pasal ini baru saja diubah orang lain. Yang Anda ketik tidak hilang."))
    clause.refresh_from_db()
