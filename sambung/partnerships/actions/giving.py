"""Contribution rules, declarations, private notes: what warns, what is said, what is kept."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Organisation
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.models import (
    ContributionRule,
    Declaration,
    Partnership,
    PrivateNote,
    RuleChoice,
)


@transaction.atomic
def save_rule(
    *,
    name: str,
    parts: list[dict[str, Any]],
    source: str,
    organisation: Organisation,
    by: Actor,
    rule: ContributionRule | None = None,
    version: int | None = None,
    token: str = "",
) -> ContributionRule:
    """Make a contribution rule of the desk's region, or change its own; parts are checked."""
    rules.can_keep_rule(by, rule).or_raise()
    if organisation.pk not in rules.desk_ids(by):
        raise Conflict(_("Pilih organisasi Anda sendiri sebagai penyimpan aturan."))
    try:
        lifecycle.parse_parts(parts)
    except lifecycle.BadRule as error:
        raise Conflict(str(error)) from error
    _spend(token)
    given = {"name": name.strip()[:120], "parts": parts, "source": source.strip()[:300]}
    before = rule.parts if rule else None
    if rule is None:
        rule = ContributionRule.objects.create(
            region=organisation.region, kept_by=organisation, **given
        )
    else:
        _change_rule(rule, version, **given)
    audit.record("contribution_rule.saved", rule, by=by, parts=parts, before=before)
    return rule


def _change_rule(rule: ContributionRule, version: int | None, **changes: object) -> None:
    """Write the changes if nobody changed the rule since `version`."""
    seen = rule.version if version is None else version
    rows = ContributionRule.objects.filter(pk=rule.pk, version=seen)
    if not rows.update(version=F("version") + 1, **changes):
        raise Conflict(_("Aturan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    rule.refresh_from_db()


@transaction.atomic
def choose_rule(
    *, partnership: Partnership, rule: ContributionRule | None, by: Actor, token: str = ""
) -> RuleChoice | None:
    """Hold the partnership against a rule, or against none; it warns and never blocks."""
    if rule is None:
        rules.can_lead(by, partnership).or_raise()
    else:
        rules.can_choose_rule(by, partnership, rule).or_raise()
    _spend(token)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    RuleChoice.objects.filter(partnership=partnership).delete()
    choice = RuleChoice.objects.create(partnership=partnership, rule=rule) if rule else None
    audit.record(
        "partnership.rule_chosen",
        partnership,
        by=by,
        rule=rule.pk if rule else None,
        version=rule.version if rule else None,
    )
    return choice


@transaction.atomic
def declare(
    *,
    partnership: Partnership,
    organisation: Organisation,
    kind: str,
    text: str,
    by: Actor,
    token: str = "",
) -> Declaration:
    """Write down what a party says of itself: a related vendor, a landowner, a pending permit."""
    rules.can_declare(by, partnership, organisation.pk).or_raise()
    if organisation.pk not in queries.standing_ids_of(partnership):
        raise Conflict(_("Pihak ini tidak ikut dalam kemitraan itu."))
    if not text.strip():
        raise Conflict(_("Tulis keterangannya."))
    _spend(token)
    row = Declaration.objects.create(
        partnership=partnership,
        organisation=organisation,
        kind=kind,
        text=text.strip()[:600],
        by_id=by.user_id,
        at=timezone.now(),
    )
    audit.record(
        "declaration.made", row, by=by, scope=partnership, party=organisation.pk, kind=kind
    )
    return row


@transaction.atomic
def withdraw_declaration(*, declaration: Declaration, by: Actor) -> Declaration:
    """Take a declaration back; it stays readable as withdrawn."""
    rules.can_withdraw_declaration(by, declaration).or_raise()
    now = timezone.now()
    rows = Declaration.objects.filter(pk=declaration.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=now):
        raise Conflict(_("Keterangan ini sudah ditarik."))
    declaration.refresh_from_db()
    audit.record(
        "declaration.withdrawn",
        declaration,
        by=by,
        scope=declaration.partnership,
        party=declaration.organisation_id,
        kind=declaration.kind,
    )
    return declaration


@transaction.atomic
def write_note(
    *,
    partnership: Partnership,
    organisation: Organisation,
    text: str,
    by: Actor,
    token: str = "",
) -> PrivateNote:
    """Keep a note that only one's own organisation reads; no trail of others shows it."""
    ids = queries.organisation_ids_of(partnership)
    rules.can_note(by, partnership, organisation.pk, ids).or_raise()
    if not text.strip():
        raise Conflict(_("Tulis catatannya."))
    _spend(token)
    row = PrivateNote.objects.create(
        partnership=partnership,
        organisation=organisation,
        text=text.strip()[:2000],
        by_id=by.user_id,
        at=timezone.now(),
    )
    audit.record("note.written", row, by=by, organisation_id=organisation.pk)
    return row


@transaction.atomic
def remove_note(*, note: PrivateNote, by: Actor) -> PrivateNote:
    """Take a note off the page of its organisation."""
    rules.can_remove_note(by, note).or_raise()
    rows = PrivateNote.objects.filter(pk=note.pk, removed_at__isnull=True)
    if not rows.update(removed_at=timezone.now()):
        raise Conflict(_("Catatan ini sudah dihapus."))
    note.refresh_from_db()
    audit.record("note.removed", note, by=by, organisation_id=note.organisation_id)
    return note


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
