"""Umbrella agreements: written down, changed, shared out by district and year, ended."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files, tokens
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Organisation
from sambung.partnerships import rules
from sambung.partnerships.models import Partnership, Party, Umbrella, UmbrellaShare
from sambung.regions.models import Level, Region


@dataclass(frozen=True)
class UmbrellaFacts:
    """What an umbrella agreement says of itself."""

    title: str
    number: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


@transaction.atomic
def record_umbrella(
    *,
    organisation: Organisation,
    facts: UmbrellaFacts,
    by: Actor,
    upload: "UploadedFile[Any] | None" = None,
    token: str = "",
) -> Umbrella:
    """Write an umbrella agreement of one company down, in the hat that may."""
    rules.can_record_umbrella(by, organisation.pk).or_raise()
    hat = rules.recording_hat(by, organisation.pk)
    _check(facts)
    _spend(token)
    made = Umbrella.objects.create(
        organisation=organisation,
        kept_by_id=hat.organisation_id if hat else organisation.pk,
        is_simulated=organisation.is_simulated,
        **asdict(facts),
    )
    _keep(made, upload, by)
    audit.record("umbrella.recorded", made, by=by, party=organisation.pk)
    return made


@transaction.atomic
def change_umbrella(
    *,
    umbrella: Umbrella,
    facts: UmbrellaFacts,
    by: Actor,
    upload: "UploadedFile[Any] | None" = None,
    version: int | None = None,
    token: str = "",
) -> Umbrella:
    """Change what is written of an umbrella agreement."""
    rules.can_change_umbrella(by, umbrella).or_raise()
    _check(facts)
    _spend(token)
    _change(umbrella, version, **asdict(facts))
    _keep(umbrella, upload, by)
    audit.record("umbrella.changed", umbrella, by=by)
    return umbrella


@transaction.atomic
def end_umbrella(
    *, umbrella: Umbrella, reason: str, by: Actor, version: int | None = None, token: str = ""
) -> Umbrella:
    """End it, with a reason; partnerships under it go on and stay under it."""
    rules.can_change_umbrella(by, umbrella).or_raise()
    if not reason.strip():
        raise Conflict(_("Tulis alasan mengakhiri perjanjian payung."))
    _spend(token)
    _change(umbrella, version, ended_at=timezone.now(), ending_reason=reason.strip()[:300])
    audit.record("umbrella.ended", umbrella, by=by, reason=reason.strip()[:300])
    return umbrella


@transaction.atomic
def set_share(
    *,
    umbrella: Umbrella,
    region: Region,
    year: int,
    amount_rp: int | None,
    by: Actor,
    token: str = "",
) -> UmbrellaShare:
    """Say what is set aside for a district in a year; None: named, the amount is not known."""
    rules.can_change_umbrella(by, umbrella).or_raise()
    if region.level != Level.REGENCY:
        raise Conflict(_("Bagian perjanjian payung ditulis per kabupaten atau kota."))
    if not _is_year_of(umbrella, year):
        raise Conflict(_("Tahun ini di luar masa perjanjian payung."))
    _spend(token)
    share, _made = UmbrellaShare.objects.update_or_create(
        umbrella=umbrella, region=region, year=year, defaults={"amount_rp": amount_rp}
    )
    audit.record(
        "umbrella.share_set",
        share,
        by=by,
        scope=umbrella,
        region=region.code,
        year=year,
        amount_rp=amount_rp,
    )
    return share


def _is_year_of(umbrella: Umbrella, year: int) -> bool:
    """Return whether the year lies within the agreement; one without dates holds any year."""
    first = umbrella.starts_on.year if umbrella.starts_on else year
    last = umbrella.ends_on.year if umbrella.ends_on else year
    return first <= year <= last and 2000 <= year <= 2100


@transaction.atomic
def remove_share(*, share: UmbrellaShare, by: Actor) -> None:
    """Take a district's year out of the agreement."""
    umbrella = share.umbrella
    rules.can_change_umbrella(by, umbrella).or_raise()
    audit.record(
        "umbrella.share_removed",
        share,
        by=by,
        scope=umbrella,
        region=share.region_id,
        year=share.year,
        amount_rp=share.amount_rp,
    )
    share.delete()


@transaction.atomic
def link_umbrella(*, umbrella: Umbrella, partnership: Partnership, by: Actor) -> Partnership:
    """Put a partnership under an umbrella agreement of one of its parties, in its district."""
    rules.can_link(by, umbrella, partnership).or_raise()
    takes_part = Party.objects.filter(
        partnership=partnership, organisation=umbrella.organisation_id, left_at__isnull=True
    )
    if not takes_part.exists():
        raise Conflict(_("Sumber perjanjian payung ini belum menjadi pihak kemitraan itu."))
    if not umbrella.shares.filter(region_id=partnership.village.regency_code).exists():
        raise Conflict(_("Daerah kemitraan itu tidak ada di perjanjian payung ini."))
    return _link(partnership, None, umbrella, by)


@transaction.atomic
def unlink_umbrella(*, umbrella: Umbrella, partnership: Partnership, by: Actor) -> Partnership:
    """Take a partnership out from under an umbrella agreement."""
    rules.can_link(by, umbrella, partnership).or_raise()
    return _link(partnership, umbrella, None, by)


def _link(
    partnership: Partnership, before: Umbrella | None, after: Umbrella | None, by: Actor
) -> Partnership:
    """Change under which umbrella it stands, if it still stands as it did."""
    rows = Partnership.objects.filter(pk=partnership.pk, umbrella=before)
    if not rows.update(umbrella=after, version=F("version") + 1):
        raise Conflict(_("Kemitraan ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    partnership.refresh_from_db()
    verb = "partnership.umbrella_linked" if after else "partnership.umbrella_unlinked"
    shown = after or before
    audit.record(verb, partnership, by=by, umbrella=shown.pk if shown else None)
    return partnership


def _check(facts: UmbrellaFacts) -> None:
    """Refuse an agreement without title, or that ends before it starts."""
    if not facts.title.strip():
        raise Conflict(_("Tulis judul perjanjian payung."))
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        raise Conflict(_("Tanggal berakhir lebih awal daripada tanggal mulai."))


def _keep(umbrella: Umbrella, upload: "UploadedFile[Any] | None", by: Actor) -> None:
    """Keep the file of the agreement, when one was sent."""
    if upload is not None:
        umbrella.file = files.store(upload, owner=umbrella, by=by)
        umbrella.save(update_fields=["file"])


def _change(umbrella: Umbrella, version: int | None, **changes: Any) -> None:
    """Write the changes if nobody changed the row since `version` (or since it was read)."""
    seen = umbrella.version if version is None else version
    rows = Umbrella.objects.filter(pk=umbrella.pk, version=seen, ended_at__isnull=True)
    if not rows.update(version=F("version") + 1, **changes):
        raise Conflict(_("Perjanjian ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    umbrella.refresh_from_db()


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
