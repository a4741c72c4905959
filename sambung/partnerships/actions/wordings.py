"""A region keeps its own copy of a document's wording; a version in use is never changed."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Organisation
from sambung.partnerships import rules
from sambung.partnerships.actions.agreement_hold import spend
from sambung.partnerships.lifecycle.wording import parse
from sambung.partnerships.models import DocumentTemplate
from sambung.regions.models import Region


@transaction.atomic
def keep_wording(
    *,
    kind: str,
    content: dict[str, Any],
    region: Region,
    kept_by: Organisation,
    by: Actor,
    name: str = "",
    note: str = "",
    previous: DocumentTemplate | None = None,
    token: str = "",
) -> DocumentTemplate:
    """Keep the next version of a region's wording; raises WordingRefused with every finding.

    Agreements drafted from an earlier version keep theirs.
    """
    rules.can_keep_template(by, region.code).or_raise()
    parse(content)
    spend(token)
    if previous is not None:
        rows = DocumentTemplate.objects.filter(pk=previous.pk, is_current=True)
        if not rows.update(is_current=False):
            raise Conflict(_("Templat ini baru saja diubah orang lain. Muat ulang halamannya."))
    try:
        with transaction.atomic():
            row = DocumentTemplate.objects.create(
                kind=kind,
                name=(name.strip() or str(content.get("name", kind)))[:120],
                region=region,
                kept_by=kept_by,
                number=previous.number + 1 if previous else 1,
                previous=previous,
                content=content,
                note=note.strip()[:300],
            )
    except IntegrityError as error:
        raise Conflict(_("Wilayah ini sudah mempunyai templat dengan nama itu.")) from error
    audit.record("wording.kept", row, by=by, kind=kind, number=row.number)
    return row
