"""Write down a water test, and withdraw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Refused
from sambung.facilities import rules
from sambung.facilities.models import Facility, WaterLimit, WaterResult, WaterTest, WaterUse
from sambung.facilities.rules import Measured
from sambung.parties.actions.once import once


@dataclass(frozen=True)
class Sample:
    """What a laboratory sheet says; `results` maps a limit's number to what was measured."""

    sampled_on: date
    regulation: str
    results: Mapping[int, Measured]
    use: str = WaterUse.DRINKING
    laboratory: str = ""
    air_temperature: Decimal | None = None
    as_nitrogen: frozenset[int] = field(default_factory=frozenset)


@transaction.atomic
def record_water_test(
    *,
    facility: Facility,
    sample: Sample,
    by: Actor,
    file: "UploadedFile[Any] | None" = None,
    token: str = "",
) -> WaterTest:
    """Write down a sample with what was measured; a parameter left out was not tested.

    Refuses a day to come, a sheet without any result, and a limit of another table.
    """
    rules.can_record_test(by, facility).or_raise()
    once(token)
    if sample.sampled_on > timezone.localdate():
        raise Refused(_("Tanggal ini belum terjadi."))
    if not sample.results:
        raise Refused(_("Isi paling sedikit satu hasil. Yang tidak diuji dibiarkan kosong."))
    must_be_of_table(sample)
    test = WaterTest.objects.create(
        facility=facility,
        sampled_on=sample.sampled_on,
        laboratory=sample.laboratory.strip(),
        use=sample.use,
        regulation=sample.regulation,
        air_temperature=sample.air_temperature,
        recorded_by_id=by.user_id,
        organisation_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
    )
    keep_results(test, sample)
    if file is not None:
        test.file = files.store(file, owner=test, by=by)
        test.save(update_fields=["file"])
    audit.record("water_test.recorded", test, by=by, scope=facility, results=len(sample.results))
    return test


def must_be_of_table(sample: Sample) -> None:
    """Refuse results of another regulation or use."""
    known = WaterLimit.objects.filter(
        pk__in=sample.results, regulation=sample.regulation, use=sample.use
    ).count()
    if known != len(sample.results):
        raise Refused(_("Ada hasil yang bukan dari tabel peraturan ini."))


def keep_results(test: WaterTest, sample: Sample) -> None:
    """Keep every result of the sample in one insert."""
    WaterResult.objects.bulk_create(
        WaterResult(
            test=test,
            limit_id=limit_id,
            value=measured.value,
            is_below_detection=measured.is_below_detection,
            is_present=measured.is_present,
            was_as_nitrogen=limit_id in sample.as_nitrogen,
        )
        for limit_id, measured in sample.results.items()
    )


@transaction.atomic
def withdraw_water_test(*, test: WaterTest, reason: str, by: Actor) -> WaterTest:
    """Withdraw a test with its reason; it stays to be read, and judges nothing any more."""
    rules.can_withdraw_test(by, test).or_raise()
    if not reason.strip():
        raise Refused(_("Tulis alasannya dalam satu kalimat."))
    changed = WaterTest.objects.filter(pk=test.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawal_reason=reason.strip()[:300]
    )
    if not changed:
        raise Conflict(_("Hasil uji ini sudah ditarik."))
    audit.record("water_test.withdrawn", test, by=by, scope=test.facility, reason=reason.strip())
    test.refresh_from_db()
    return test
