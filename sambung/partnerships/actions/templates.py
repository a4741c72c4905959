"""Roads of a region or programme: copied, changed version by version, returned to."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sambung.core import audit, tokens
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Programme
from sambung.partnerships import rules
from sambung.partnerships.lifecycle import SHIPPED, SHORT_ROAD_BELOW_RP, content_of, parse
from sambung.partnerships.models import Road, RoadTemplate
from sambung.regions.models import Region


@transaction.atomic
def copy_template(
    *,
    road: str,
    name: str,
    by: Actor,
    region: Region | None = None,
    programme: Programme | None = None,
    source: RoadTemplate | None = None,
    token: str = "",
) -> RoadTemplate:
    """Make the first version of a region's or programme's own road, as the source has it.

    Raises Conflict when that region or programme has its own already.
    """
    if region is not None:
        rules.can_keep_for_region(by, region.code).or_raise()
    elif programme is not None:
        rules.can_keep_for_programme(by, programme).or_raise()
    else:
        raise Conflict(_("Pilih untuk daerah atau program mana."))
    _check(road, source)
    _spend(token)
    try:
        with transaction.atomic():
            made = RoadTemplate.objects.create(
                road=road,
                name=name.strip()[:120],
                region=region,
                programme=programme if region is None else None,
                kept_by_id=by.worn.organisation_id if by.worn else None,
                below_rp=_threshold(road, source),
                content=source.content if source else content_of(SHIPPED[road]),
            )
    except IntegrityError as error:
        raise Conflict(_("Sudah ada jalur sendiri. Ubah yang sudah ada.")) from error
    audit.record("template.copied", made, by=by, road=road, source=source.pk if source else None)
    return made


def _check(road: str, source: RoadTemplate | None) -> None:
    """Refuse an unknown road, and a source that is of the other one."""
    if road not in Road.values or (source is not None and source.road != road):
        raise Conflict(_("Jalur ini tidak dikenal."))


def _threshold(road: str, source: RoadTemplate | None) -> int | None:
    """Return below which cost the short road is the default; the full one has no threshold."""
    if road != Road.SHORT:
        return None
    return source.below_rp if source else SHORT_ROAD_BELOW_RP


@transaction.atomic
def change_template(
    *,
    template: RoadTemplate,
    content: Mapping[str, Any],
    name: str,
    note: str,
    by: Actor,
    below_rp: int | None = None,
    token: str = "",
) -> RoadTemplate:
    """Make the next version of a road; partnerships that run keep the version they run on.

    Raises TemplateFault with what is wrong in words, Conflict when somebody changed it meanwhile.
    """
    rules.can_edit_template(by, template).or_raise()
    parse(content)
    if not note.strip():
        raise Conflict(_("Tulis apa yang berubah, supaya versi ini dapat dikenali."))
    _spend(token)
    replaced = RoadTemplate.objects.filter(pk=template.pk, is_current=True)
    if not replaced.update(is_current=False):
        raise Conflict(_("Jalur ini baru saja diubah orang lain. Muat ulang, lalu ulangi."))
    template.is_current = False
    made = RoadTemplate.objects.create(
        road=template.road,
        name=name.strip()[:120] or template.name,
        region_id=template.region_id,
        programme_id=template.programme_id,
        kept_by_id=template.kept_by_id,
        number=template.number + 1,
        previous=template,
        below_rp=below_rp if template.road == Road.SHORT else None,
        content=dict(content),
        note=note.strip()[:300],
    )
    audit.record("template.changed", made, by=by, number=made.number, reason=made.note)
    return made


@transaction.atomic
def return_to_version(
    *, template: RoadTemplate, earlier: RoadTemplate, by: Actor, token: str = ""
) -> RoadTemplate:
    """Make the next version with what an earlier one of the same road says."""
    same = (earlier.road, earlier.region_id, earlier.programme_id)
    if same != (template.road, template.region_id, template.programme_id):
        raise Conflict(_("Versi itu dari jalur lain."))
    return change_template(
        template=template,
        content=earlier.content,
        name=earlier.name,
        note=_("kembali ke versi %d") % earlier.number,
        below_rp=earlier.below_rp,
        by=by,
        token=token,
    )


def _spend(token: str) -> None:
    """Refuse a form that was already sent."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
