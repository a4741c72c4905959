"""Statements behind amounts written before statements existed, and the first contribution rule."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from sambung.partnerships.lifecycle import PAMSIMAS_NAME, PAMSIMAS_PARTS, PAMSIMAS_SOURCE

AMOUNTS = ("proposed", "pledged", "agreed", "delivered", "verified")


def write(apps: Any, _editor: Any) -> None:
    """Write both; what is there already stays as it is."""
    contributions = apps.get_model("partnerships", "Contribution")
    statements = apps.get_model("partnerships", "ContributionStatement")
    rules = apps.get_model("partnerships", "ContributionRule")
    rules.objects.get_or_create(
        name=PAMSIMAS_NAME,
        region=None,
        defaults={"parts": PAMSIMAS_PARTS, "source": PAMSIMAS_SOURCE},
    )
    now = timezone.now()
    rows = contributions.objects.filter(statements__isnull=True).select_related("party")
    statements.objects.bulk_create(
        statements(
            contribution=row,
            of=of,
            amount_rp=getattr(row, f"{of}_rp"),
            on=getattr(row, f"{of}_on"),
            organisation_id=row.verifier_id if of == "verified" else row.party.organisation_id,
            grade="meja" if of == "verified" else "",
            at=now,
        )
        for row in rows.iterator()
        for of in AMOUNTS
        if getattr(row, f"{of}_on") is not None
    )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0004_document_replaced_once")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
