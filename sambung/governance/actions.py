"""Every write of the law: the shipped register, a region's own instruments, decrees, seasons."""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sambung.core import audit, files, tokens
from sambung.core.access import Actor, Conflict
from sambung.governance import rules
from sambung.governance.models import (
    Decree,
    ElectionSeason,
    InstrumentKind,
    LegalInstrument,
    Verification,
)
from sambung.parties.models import Organisation
from sambung.regions.models import Region

REGISTER = "instruments"
SHIPPED = Path(settings.BASE_DIR) / "data" / "idn_instruments" / f"{REGISTER}.csv"
FIELDS = ("kind", "number", "title", "articles", "matters", "source", "verification")


@dataclass(frozen=True)
class Loaded:
    """What became of the shipped register."""

    created: int
    changed: int
    same: int


@transaction.atomic
def load_instruments(*, by: Actor, path: Path = SHIPPED) -> Loaded:
    """Load the shipped register; twice changes nothing, and what a desk wrote is never touched.

    Regional instruments of a region that is not loaded are left out. Raises Conflict for a kind,
    tag or successor that is not known; nothing is written then.
    """
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
    check_shipped(rows)
    known = LegalInstrument.objects.in_bulk(field_name="key")
    places = set(
        Region.objects.filter(code__in={row["region"] for row in rows}).values_list(
            "code", flat=True
        )
    )
    counts = {"created": 0, "changed": 0, "same": 0}
    kept: dict[str, LegalInstrument] = {}
    for row in rows:
        if row["region"] and row["region"] not in places:
            continue
        thing, state = put(row, known.get(row["key"]))
        kept[row["key"]] = thing
        counts[state] += 1
    link_successors(rows, kept)
    done = Loaded(**counts)
    if done.created or done.changed:
        whole = (audit.label_of(LegalInstrument()), "0")
        audit.write(
            "instruments.loaded",
            subject=whole,
            scope=whole,
            by=by,
            created=done.created,
            changed=done.changed,
        )
    return done


def check_shipped(rows: list[dict[str, str]]) -> None:
    """Refuse a file whose kinds, tags or successors are not known."""
    keys = {row["key"] for row in rows}
    for row in rows:
        fits = row["kind"] in InstrumentKind.values and row["verification"] in Verification.values
        if not fits or (row["replaced_by"] and row["replaced_by"] not in keys):
            raise Conflict(_("Baris %s di daftar peraturan tidak dikenal.") % row["key"])
    if len(keys) != len(rows):
        raise Conflict(_("Daftar peraturan memuat kunci yang sama dua kali."))


def put(row: dict[str, str], thing: LegalInstrument | None) -> tuple[LegalInstrument, str]:
    """Write one shipped row; return it with what happened: created, changed or same."""
    values: dict[str, Any] = {name: row[name] for name in FIELDS}
    values["year"] = int(row["year"]) if row["year"] else None
    values["region_id"] = row["region"] or None
    for name in ("in_force_from", "in_force_to"):
        values[name] = date.fromisoformat(row[name]) if row[name] else None
    if thing is None:
        return LegalInstrument.objects.create(key=row["key"], **values), "created"
    if thing.kept_by_id is not None or all(getattr(thing, k) == v for k, v in values.items()):
        return thing, "same"
    LegalInstrument.objects.filter(pk=thing.pk).update(version=F("version") + 1, **values)
    thing.refresh_from_db()
    return thing, "changed"


def link_successors(rows: list[dict[str, str]], kept: dict[str, LegalInstrument]) -> None:
    """Point each replaced instrument to what replaced it."""
    changed = []
    for row in rows:
        thing, successor = kept.get(row["key"]), kept.get(row["replaced_by"])
        if (
            thing
            and thing.kept_by_id is None
            and thing.replaced_by_id != (successor.pk if successor else None)
        ):
            thing.replaced_by = successor
            changed.append(thing)
    LegalInstrument.objects.bulk_update(changed, ["replaced_by"])


@transaction.atomic
def save_instrument(
    *,
    organisation: Organisation,
    facts: dict[str, Any],
    by: Actor,
    instrument: LegalInstrument | None = None,
    version: int | None = None,
    token: str = "",
) -> LegalInstrument:
    """Write down, or change, an instrument of the desk's own region.

    `facts` holds kind, number, year, title, articles, matters, source, verification, in_force_from,
    in_force_to and replaced_by.
    """
    rules.can_keep_at(by, organisation.pk, organisation.region_id).or_raise()
    if instrument is not None:
        rules.can_edit_instrument(by, instrument).or_raise()
        if facts.get("replaced_by") == instrument:
            raise Conflict(_("Peraturan tidak mengganti dirinya sendiri."))
    spend(token)
    if instrument is None:
        instrument = create_instrument(organisation, facts)
    else:
        change(instrument, version, **facts)
    audit.record("instrument.saved", instrument, by=by, number=instrument.number)
    return instrument


def create_instrument(organisation: Organisation, facts: dict[str, Any]) -> LegalInstrument:
    """Create the row under a key of its region; Conflict when it is there already."""
    words = f"{facts['kind']} {facts['number']} {facts['year'] or ''} {organisation.region_id}"
    key = slugify(words.replace(".", "-"))[:60]
    try:
        with transaction.atomic():
            return LegalInstrument.objects.create(
                key=key, region=organisation.region, kept_by=organisation, **facts
            )
    except IntegrityError as error:
        raise Conflict(_("Peraturan dengan nomor dan tahun ini sudah ada.")) from error


@transaction.atomic
def save_decree(
    *,
    organisation: Organisation,
    facts: dict[str, Any],
    by: Actor,
    upload: "UploadedFile[Any] | None" = None,
    decree: Decree | None = None,
    version: int | None = None,
    token: str = "",
) -> Decree:
    """Write down, or change, a decree with its validity; `facts` names its region.

    A file that is given replaces the one shown; the earlier stays in the store.
    """
    rules.can_keep_at(by, organisation.pk, facts["region"].pk).or_raise()
    if decree is not None:
        rules.can_edit_decree(by, decree).or_raise()
    spend(token)
    try:
        with transaction.atomic():
            if decree is None:
                is_simulated = organisation.is_simulated
                decree = Decree.objects.create(
                    kept_by=organisation, is_simulated=is_simulated, **facts
                )
            else:
                change(decree, version, **facts)
    except IntegrityError as error:
        raise Conflict(_("Nomor keputusan ini sudah ada di daerah itu.")) from error
    if upload is not None:
        decree.file = files.store(upload, owner=decree, by=by)
        decree.save(update_fields=["file"])
    audit.record("decree.saved", decree, by=by, number=decree.number, has_file=upload is not None)
    return decree


@transaction.atomic
def withdraw_decree(
    *, decree: Decree, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Decree:
    """Say, with a reason, that a decree no longer holds; whatever cites it is flagged."""
    rules.can_edit_decree(by, decree).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan keputusan ini dicabut."))
    spend(token)
    change(decree, version, withdrawn_at=timezone.now(), withdrawal_reason=reason.strip()[:300])
    audit.record("decree.withdrawn", decree, by=by, reason=reason.strip()[:300])
    return decree


@transaction.atomic
def set_season(
    *,
    organisation: Organisation,
    from_on: date,
    to_on: date,
    by: Actor,
    note: str = "",
    token: str = "",
) -> ElectionSeason:
    """Say in which days ceremonies and pictures are delicate in the desk's region."""
    rules.can_keep_at(by, organisation.pk, organisation.region_id).or_raise()
    if to_on < from_on:
        raise Conflict(_("Selesai tidak mungkin sebelum mulai."))
    spend(token)
    season = ElectionSeason.objects.create(
        region_id=organisation.region_id or "",
        kept_by=organisation,
        from_on=from_on,
        to_on=to_on,
        note=note.strip()[:300],
    )
    audit.record("season.set", season, by=by, from_on=from_on.isoformat(), to_on=to_on.isoformat())
    return season


@transaction.atomic
def remove_season(*, season: ElectionSeason, by: Actor) -> None:
    """Take a season out."""
    rules.can_remove_season(by, season).or_raise()
    audit.record("season.removed", season, by=by, region=season.region_id)
    season.delete()


def change(thing: LegalInstrument | Decree, version: int | None, **changes: Any) -> None:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = thing.version if version is None else version
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=seen)
    if not rows.update(version=F("version") + 1, **changes):
        raise Conflict(_("Catatan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    thing.refresh_from_db()


def spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
