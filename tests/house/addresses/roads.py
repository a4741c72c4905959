"""Roads, what their stages need, partnerships opened by hand, and umbrella agreements."""

from typing import Any

from sambung.core.models import StoredFile
from sambung.needs.models import Package
from sambung.parties.models import Organisation
from sambung.partnerships.lifecycle import SHIPPED, content_of
from sambung.partnerships.models import (
    Partnership,
    Party,
    RoadTemplate,
    StageRecord,
    Umbrella,
    UmbrellaShare,
)
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, fixed, of

CLOSED = {"is_published": False, "closed_at": None}


def need() -> dict[str, Any]:
    """Return an example of a need that every shipped road has."""
    row = Partnership.objects.filter(**CLOSED).order_by("pk")[0]
    return {"pk": row.pk, "stage": "operasi", "key": "tariff_decided"}


def record() -> dict[str, Any]:
    """Return an example of a record of a need, written down here where the demo has none."""
    row = Partnership.objects.filter(**CLOSED).order_by("pk")[0]
    found, _made = StageRecord.objects.get_or_create(
        partnership=row,
        stage="operasi",
        key="tariff_decided",
        undone_at=None,
        defaults={"kind": "fact", "note": "Musdes", "on": row.opened_at, "at": row.opened_at},
    )
    return {"pk": row.pk, "record_pk": found.pk}


def party() -> dict[str, Any]:
    """Return an example of a party of a partnership that is not public."""
    row = Party.objects.filter(
        partnership__is_published=False, partnership__closed_at=None, left_at=None
    ).order_by("pk")[0]
    return {"pk": row.partnership_id, "party_pk": row.pk}


def own_road(**more: Any) -> Any:
    """Return an example of a region's own road, made here where the demo has none."""

    def example() -> dict[str, Any]:
        row = RoadTemplate.objects.filter(region_id="63.11", is_current=True).first()
        if row is None:
            row = RoadTemplate.objects.create(
                road="short",
                name="Ringkas",
                region_id="63.11",
                content=content_of(SHIPPED["short"]),
            )
        return {"pk": row.pk} | ({"other_pk": row.pk} if more else {})

    return example


def umbrella(**more: Any) -> Any:
    """Return an example of an umbrella agreement of Balangan, made here where the demo has none."""

    def example() -> dict[str, Any]:
        share = UmbrellaShare.objects.filter(
            region_id="63.11", umbrella__kept_by__region_id="63.11", umbrella__ended_at=None
        ).first()
        share = share or new_share()
        row = share.umbrella
        if "file" in more and row.file is None:
            row.file = StoredFile.objects.order_by("pk")[0]
            row.save()
        return {"pk": row.pk} | ({"share_pk": share.pk} if "share" in more else {})

    return example


def new_share() -> UmbrellaShare:
    """Return a share of an agreement written down by the Bappeda of Balangan."""
    desk = Organisation.objects.filter(kind="bappeda", region_id="63.11")[0]
    company = Organisation.objects.filter(kind="perusahaan").order_by("pk")[0]
    row = Umbrella.objects.create(title="Payung", organisation=company, kept_by=desk)
    return UmbrellaShare.objects.create(umbrella=row, region_id="63.11", year=2027)


ROWS: list[Address] = [
    Address("partnerships:umbrella-list", visitor=SEE_LOGIN),
    Address("partnerships:umbrella-new", visitor=SEE_LOGIN),
    Address("partnerships:umbrella", umbrella(), visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:umbrella-edit", umbrella(), visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:umbrella-end", umbrella(), visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:umbrella-share", umbrella(), visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:umbrella-share-remove", umbrella(share=True), **POST_ONLY),
    Address("partnerships:umbrella-link", umbrella(), **POST_ONLY),
    Address(
        "partnerships:umbrella-file",
        umbrella(file=True),
        visitor=SEE_LOGIN,
        outsider=404,
        kind="file",
    ),
    Address("partnerships:template-list"),
    Address("partnerships:template-shipped", fixed(road="short")),
    Address("partnerships:template-copy", fixed(road="short"), visitor=SEE_LOGIN),
    Address("partnerships:template", own_road()),
    Address("partnerships:template-edit", own_road(), visitor=SEE_LOGIN, outsider=403),
    Address("partnerships:template-compare", own_road(other=True)),
    Address("partnerships:template-return", own_road(), **POST_ONLY),
    Address("partnerships:partnership-new", visitor=SEE_LOGIN),
    Address(
        "partnerships:partnership-from-package",
        of(Package, "package_pk", state="ready"),
        visitor=SEE_LOGIN,
        outsider=403,
    ),
    Address("partnerships:party-list", of(Partnership, **CLOSED), visitor=404, outsider=404),
    Address("partnerships:party-new", of(Partnership, **CLOSED), visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:party-roles", party, visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:party-leave", party, visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:need-record", need, visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:need-undo", record, visitor=SEE_LOGIN, outsider=404),
]
