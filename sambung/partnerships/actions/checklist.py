"""What a stage needs: recorded as met, left out with a reason, undone; and facts that came true."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.partnerships import queries, rules
from sambung.partnerships.lifecycle import Need, Template
from sambung.partnerships.models import Document, NeedKind, Partnership, StageRecord


@transaction.atomic
def record_need(
    *,
    partnership: Partnership,
    stage: str,
    key: str,
    by: Actor,
    note: str = "",
    document: Document | None = None,
    on: date | None = None,
    is_waived: bool = False,
    token: str = "",
) -> StageRecord:
    """Record that a need of a stage is met, or is left out with a reason.

    A record that lapsed, or that left the need out, gives way to the new one. Raises Conflict for
    a need the road does not know, a paper of elsewhere, or one somebody just recorded.
    """
    need = need_of(partnership, stage, key, by)
    _check(partnership, need, note, document, is_waived)
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Conflict(_("Tanggalnya belum tiba. Tulis hari ketika syarat itu terpenuhi."))
    if not _give_way(partnership, stage, key, is_waived):
        raise Conflict(_("Syarat ini baru saja dicatat orang lain. Muat ulang, lalu periksa."))
    record = _write(partnership, stage, need, by, note, document, day, is_waived)
    if record is None:
        raise Conflict(_("Syarat ini baru saja dicatat orang lain. Muat ulang, lalu periksa."))
    verb = "stage.need_waived" if is_waived else "stage.need_met"
    audit.record(
        verb, record, by=by, scope=partnership, stage=stage, key=key, reason=note.strip()[:300]
    )
    return record


def need_of(partnership: Partnership, stage: str, key: str, by: Actor) -> Need:
    """Return the need of the road that `by` may record; raises Conflict where there is none."""
    template = queries.template_of(partnership)
    found = _find(template, stage, key)
    if found is None:
        raise Conflict(_("Jalur kemitraan ini tidak memuat syarat itu. Muat ulang halamannya."))
    rules.can_record_need(
        by, partnership, found.kind, template=template, parties=queries.parties_of(partnership)
    ).or_raise()
    return found


def _find(template: Template, stage: str, key: str) -> Need | None:
    """Return the need of that key in that stage, or None."""
    known = template.stage(stage)
    return next((need for need in known.needs if need.key == key), None) if known else None


def _check(
    partnership: Partnership, need: Need, note: str, document: Document | None, is_waived: bool
) -> None:
    """Refuse a paper of elsewhere, and a record that says neither paper nor ground."""
    if document is not None and document.partnership_id != partnership.pk:
        raise Conflict(_("Dokumen ini bukan dari kemitraan itu. Pilih yang lain."))
    if document is not None and (document.is_private or document.withdrawn_at):
        raise Conflict(_("Dokumen ini masih naskah atau sudah ditarik. Bagikan lebih dahulu."))
    if is_waived and not note.strip():
        raise Conflict(_("Tulis alasan syarat ini dilewati."))
    if document is None and not note.strip():
        raise Conflict(_("Pilih dokumennya, atau tulis dasarnya: nomor surat, tanggal, di mana."))


def _give_way(partnership: Partnership, stage: str, key: str, is_waived: bool) -> bool:
    """Undo a record that no longer counts; False when one that counts stands in the way."""
    rows = StageRecord.objects.filter(
        partnership=partnership, stage=stage, key=key, undone_at__isnull=True
    )
    standing = rows.select_for_update().first()
    if standing is None:
        return True
    if not is_waived and (standing.is_waived or standing.on < timezone.localdate()):
        return bool(rows.filter(pk=standing.pk).update(undone_at=timezone.now()))
    return False


def _write(
    partnership: Partnership,
    stage: str,
    need: Need,
    by: Actor,
    note: str,
    document: Document | None,
    on: date,
    is_waived: bool,
) -> StageRecord | None:
    """Insert the record; None when the database already holds one that counts."""
    try:
        with transaction.atomic():
            return StageRecord.objects.create(
                partnership=partnership,
                stage=stage,
                key=need.key,
                kind=need.kind,
                document=document,
                is_waived=is_waived,
                note=note.strip()[:300],
                on=on,
                organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
                by_id=by.user_id,
                at=timezone.now(),
            )
    except IntegrityError:
        return None


@transaction.atomic
def undo_need(*, record: StageRecord, by: Actor, reason: str, token: str = "") -> StageRecord:
    """Take back that a need was met or left out, with a reason; the record stays as history."""
    partnership = record.partnership
    need_of(partnership, record.stage, record.key, by)
    if not reason.strip():
        raise Conflict(_("Tulis alasan membatalkan catatan ini."))
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
    now = timezone.now()
    rows = StageRecord.objects.filter(pk=record.pk, undone_at__isnull=True)
    if not rows.update(undone_at=now):
        raise Conflict(_("Catatan ini sudah dibatalkan."))
    record.undone_at = now
    audit.record(
        "stage.need_undone",
        record,
        by=by,
        scope=partnership,
        stage=record.stage,
        key=record.key,
        reason=reason.strip()[:300],
    )
    return record


@transaction.atomic
def record_fact(
    *,
    partnership: Partnership,
    key: str,
    by: Actor,
    note: str = "",
    document: Document | None = None,
) -> list[StageRecord]:
    """Write down, wherever the road asks for it, that something became true.

    Called by the actions that made it true, which asked their own rules; nothing happens where
    the road does not ask for the fact, or where it was recorded today already.
    """
    template, today, made = queries.template_of(partnership), timezone.localdate(), []
    for stage in template.stages:
        need = _find(template, stage.key, key)
        if need is None or need.kind != NeedKind.FACT:
            continue
        if not _give_way(partnership, stage.key, key, is_waived=False):
            continue
        record = _write(partnership, stage.key, need, by, note, document, today, is_waived=False)
        if record is not None:
            made.append(record)
    if made:
        audit.record(
            "stage.fact_recorded", made[0], by=by, scope=partnership, key=key, reason=note[:300]
        )
    return made


@transaction.atomic
def take_back_fact(*, partnership: Partnership, key: str, by: Actor, reason: str) -> int:
    """Undo a fact that no longer holds; returns of how many stages."""
    rows = StageRecord.objects.filter(
        partnership=partnership, key=key, kind=NeedKind.FACT, undone_at__isnull=True
    )
    undone = rows.update(undone_at=timezone.now())
    if undone:
        audit.record(
            "stage.fact_taken_back",
            partnership,
            by=by,
            scope=partnership,
            key=key,
            reason=reason[:300],
        )
    return undone
