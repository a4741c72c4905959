"""How an organisation's papers look, and the letters it writes."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sambung.core import audit, files
from sambung.core.access import Actor, Conflict
from sambung.parties import rules
from sambung.parties.models import Letterhead, Organisation


@transaction.atomic
def save_letterhead(
    *,
    organisation: Organisation,
    by: Actor,
    version: int,
    lines: str,
    address: str = "",
    place: str = "",
    signatory_name: str = "",
    signatory_title: str = "",
    signatory_number: str = "",
    logo: "UploadedFile[Any] | None" = None,
    without_logo: bool = False,
) -> Letterhead:
    """Write how the organisation's papers look; version 0 is the first time.

    Refuses (Conflict) when it changed meanwhile. The logo stays unless a new one is given or
    it is taken out.
    """
    rules.can_edit_letterhead(by, organisation).or_raise()
    now = Letterhead.objects.select_for_update().filter(organisation=organisation).first()
    if (now.version if now else 0) != version:
        raise Conflict(_("Kop surat ini baru saja diubah orang lain. Periksa lalu ulangi."))
    head = now or Letterhead(organisation=organisation, version=0)
    head.lines, head.address, head.place = lines.strip(), address.strip(), place.strip()
    head.signatory_name, head.signatory_title = signatory_name.strip(), signatory_title.strip()
    head.signatory_number = signatory_number.strip()
    if logo is not None:
        head.logo = files.store(logo, owner=organisation, by=by)
    elif without_logo:
        head.logo = None
    head.version += 1
    head.save()
    audit.record("letterhead.saved", head, by=by, scope=organisation)
    return head
