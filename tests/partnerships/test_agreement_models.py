"""Every constraint of agreements that the database keeps, broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.partnerships.models import (
    Agreement,
    AgreementText,
    Citation,
    Clause,
    DocumentTemplate,
    Review,
    Signatory,
    Signature,
)
from tests.partnerships.signing_world import in_force

pytestmark = pytest.mark.db


def broken(change):
    """Return the database's word on a change it must refuse."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    return str(refused.value)


def again(row, **changes):
    """Insert the row once more."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def test_what_agreements_keep(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    thing = in_force(cast)
    cases = [
        (
            Agreement,
            {"starts_on": date(2030, 1, 2), "ends_on": date(2030, 1, 1)},
            "agreement_ends_after_start",
        ),
        (Agreement, {"in_force_on": None}, "agreement_in_force_has_day"),
        (Agreement, {"state": "lain"}, "agreement_state_known"),
        (Clause, {"part": "lain"}, "clause_part"),
        (Signature, {"way": "psre"}, "signature_certified_by_somebody"),
        (Signature, {"withdrawn_at": timezone.now()}, "signature_withdrawn_with_reason"),
    ]
    for model, changes, name in cases:
        assert name in broken(lambda m=model, c=changes: m.objects.update(**c))
    broken(lambda: again(AgreementText.objects.first()))
    broken(lambda: again(Signatory.objects.first()))
    broken(lambda: again(Signature.objects.first()))
    assert "review_outcome_has_day" in broken(
        lambda: Review.objects.create(
            agreement=thing,
            organisation=cast.bappeda,
            desk="Bagian Hukum",
            sent_on=date(2026, 1, 1),
            outcome="setuju",
        )
    )
    assert "citation_of_one_thing" in broken(
        lambda: Citation.objects.create(partnership=thing.partnership, at=timezone.now())
    )


def test_region_has_one_current_wording_of_a_name(cast):
    row = DocumentTemplate.objects.create(
        kind="pks", name="Perjanjian", region=cast.regions["63.11"], content={}
    )
    broken(lambda: again(row))
    again(DocumentTemplate.objects.get(), is_current=False)
