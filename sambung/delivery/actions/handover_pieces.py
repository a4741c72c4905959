"""The pieces of a handover's checklist, each written down alone."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Refused
from sambung.delivery import rules
from sambung.delivery.actions.handover import tell_road
from sambung.delivery.actions.stating import change, not_to_come, of_partnership
from sambung.delivery.lifecycle.handover import Piece
from sambung.delivery.models import Handover
from sambung.delivery.rules import Circle
from sambung.facilities import actions as facilities
from sambung.facilities.models import Component
from sambung.parties.models import Organisation
from sambung.partnerships import actions as partnerships
from sambung.partnerships.models import Document, DocumentKind

FIELDS: dict[str, frozenset[str]] = {
    Piece.FUNCTION: frozenset(["is_function_good", "function_tested_on", "function_note"]),
    Piece.OPERATOR: frozenset(["operator", "operator_decree"]),
    Piece.TARIFF: frozenset(
        ["tariff_rp", "tariff_unit", "tariff_decided_on", "tariff_decision", "income_month_rp"]
        + ["operating_month_rp", "operating_basis", "bill_month_rp", "household_income_month_rp"]
    ),
    Piece.WARRANTY: frozenset(["warranty_until"]),
}


@transaction.atomic
def save_piece(
    *,
    handover: Handover,
    circle: Circle,
    piece: Piece,
    values: dict[str, Any],
    by: Actor,
    version: int | None = None,
) -> Handover:
    """Write one piece down and tell the road what became true.

    A function test has its day; a tariff is decided only by a decision that is named.
    """
    rules.can_change_handover(by, circle, handover).or_raise()
    must_be_sound(piece, values)
    kept = {name: value for name, value in values.items() if name in FIELDS[piece]}
    change(handover, version, **kept)
    return told(handover, piece, by)


def must_be_sound(piece: Piece, values: dict[str, Any]) -> None:
    """Refuse what contradicts itself."""
    tested = values.get("function_tested_on")
    if piece == Piece.FUNCTION and values.get("is_function_good") is not None:
        if tested is None:
            raise Refused(_("Tulis kapan fungsinya diuji."))
        not_to_come(tested)
    decided = values.get("tariff_decided_on")
    if piece == Piece.TARIFF and decided is not None:
        not_to_come(decided)
        if not values.get("tariff_decision"):
            raise Refused(_("Tulis keputusannya, misalnya Perdes atau berita acara musyawarah."))


def told(handover: Handover, piece: Piece, by: Actor) -> Handover:
    """Write the entry of a piece and tell the road."""
    audit.record(
        "handover.piece_saved", handover, by=by, scope=handover.partnership, piece=piece.value
    )
    tell_road(handover, by)
    return handover


@transaction.atomic
def save_assets(
    *,
    handover: Handover,
    circle: Circle,
    components: Iterable[Component],
    by: Actor,
    version: int | None = None,
) -> Handover:
    """Write the asset list down, in place of the earlier one."""
    rules.can_change_handover(by, circle, handover).or_raise()
    change(handover, version)
    facilities.set_components(facility=handover.facility, components=components, by=by)
    return told(handover, Piece.ASSETS, by)


@transaction.atomic
def save_owner(
    *,
    handover: Handover,
    circle: Circle,
    owner: Organisation | None,
    by: Actor,
    register_number: str = "",
    registered_on: Any = None,
    version: int | None = None,
) -> Handover:
    """Write down whose the asset is and under which number its register holds it."""
    rules.can_change_handover(by, circle, handover).or_raise()
    if registered_on is not None:
        not_to_come(registered_on)
    number = register_number.strip()
    change(handover, version, register_number=number, registered_on=registered_on)
    facilities.set_owner(facility=handover.facility, owner=owner, number=number, by=by)
    return told(handover, Piece.OWNER, by)


@transaction.atomic
def attach_paper(
    *,
    handover: Handover,
    circle: Circle,
    by: Actor,
    document: Document | None = None,
    upload: "UploadedFile[Any] | None" = None,
    organisation: Organisation | None = None,
    version: int | None = None,
) -> Handover:
    """Attach the BAST: one of the partnership's papers, or one brought now."""
    rules.can_change_handover(by, circle, handover).or_raise()
    if upload is not None and organisation is not None:
        document = partnerships.add_document(
            partnership=circle.partnership,
            kind=DocumentKind.HANDOVER,
            title=_("BAST %s") % handover.facility.name,
            upload=upload,
            organisation=organisation,
            by=by,
            subject=handover,
        )
    change(handover, version, document=of_partnership(document, circle.partnership))
    return told(handover, Piece.PAPER, by)
