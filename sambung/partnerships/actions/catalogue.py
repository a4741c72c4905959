"""The catalogue of duties of one partnership: own questions, what is critical, at which stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.partnerships import lifecycle, queries, rules
from sambung.partnerships.actions.duties import note_agreed
from sambung.partnerships.models import Partnership, Responsibility


@dataclass(frozen=True)
class DutyTerms:
    """What a duty asks, in which group, whether it is critical, and at which stages it is."""

    question: str
    group: str
    is_critical: bool
    stages: Sequence[str] = ()


@transaction.atomic
def add_duty(
    *, partnership: Partnership, terms: DutyTerms, by: Actor, token: str = ""
) -> Responsibility:
    """Add a question of one's own; it looks for a party like any other of the catalogue."""
    rules.can_keep_catalogue(by, partnership).or_raise()
    _spend(token)
    _check(partnership, terms)
    if partnership.responsibilities.count() >= lifecycle.MOST_DUTIES:
        raise Conflict(_("Daftar ini sudah penuh. Ubah peran yang sudah ada."))
    duty = Responsibility.objects.create(
        partnership=partnership,
        key=f"{lifecycle.OWN_KEY}{token_hex(4)}",
        question=terms.question.strip(),
        group=terms.group,
        is_critical=terms.is_critical,
        stages=list(terms.stages),
    )
    _record("responsibility.added", duty, by)
    return duty


@transaction.atomic
def change_duty(
    *,
    responsibility: Responsibility,
    terms: DutyTerms,
    by: Actor,
    version: int | None = None,
    token: str = "",
) -> Responsibility:
    """Change what a duty asks and where it is at work; who carries it stays as it was.

    Raises Conflict when it was changed meanwhile, and for new words on a duty somebody carries:
    a party never finds itself bound to a question it did not read.
    """
    partnership = responsibility.partnership
    rules.can_keep_catalogue(by, partnership).or_raise()
    _spend(token)
    _check(partnership, terms)
    words = terms.question.strip()
    is_same = words == lifecycle.question_of(responsibility)
    if not is_same and not responsibility.is_proposed:
        raise Conflict(_("Peran ini sudah dipegang. Kalimatnya tidak dapat diubah lagi."))
    seen = responsibility.version if version is None else version
    changed = Responsibility.objects.filter(pk=responsibility.pk, version=seen).update(
        version=F("version") + 1,
        question=responsibility.question if is_same else words,
        group=terms.group,
        is_critical=terms.is_critical,
        stages=list(terms.stages),
    )
    if not changed:
        raise Conflict(_("Peran ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    responsibility.refresh_from_db()
    _record("responsibility.changed", responsibility, by)
    note_agreed(partnership, by)
    return responsibility


def _check(partnership: Partnership, terms: DutyTerms) -> None:
    """Refuse an empty question, an unknown group, and stages off the road."""
    if not terms.question.strip():
        raise Conflict(_("Tulis pertanyaannya, misalnya: Siapa yang menjaga mata air?"))
    if terms.group not in lifecycle.GROUP_LABELS:
        raise Conflict(_("Pilih salah satu kelompok."))
    if not set(terms.stages) <= set(queries.road_stages(partnership)):
        raise Conflict(_("Tahap itu tidak ada di jalur kemitraan ini."))


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))


def _record(verb: str, duty: Responsibility, by: Actor) -> None:
    """Write the entry on the page of the partnership."""
    audit.record(
        verb,
        duty,
        by=by,
        scope=duty.partnership,
        key=duty.key,
        question=lifecycle.question_of(duty),
        is_critical=duty.is_critical,
        stages=list(duty.stages),
    )
