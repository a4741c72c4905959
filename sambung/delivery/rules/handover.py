"""What a handover still lacks, and who prepares, completes and cancels it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.delivery.lifecycle.handover import OF_WATER, Piece
from sambung.delivery.models import Handover, HandoverState
from sambung.delivery.rules.seeing import Circle, can_plan, writes_for_others
from sambung.partnerships import rules as partnership_rules


@dataclass(frozen=True)
class Shape:
    """What is known beside the handover's own row."""

    components: int = 0
    water_words: str = ""  # of the newest test that counts; empty: never tested
    is_water_good: bool = False


def pieces_of(handover: Handover) -> list[Piece]:
    """Return the pieces this handover asks for."""
    is_water = handover.facility.service == "water"
    asked = [piece for piece in Piece if is_water or piece not in OF_WATER]
    return [piece for piece in asked if piece != Piece.WATER or handover.needs_water_test]


def missing_of(handover: Handover, shape: Shape) -> dict[str, str]:
    """Return what the handover lacks, in words; untested is not passed."""
    lacks = {
        Piece.FUNCTION: function_lack(handover),
        Piece.WATER: water_lack(shape),
        Piece.ASSETS: "" if shape.components else _("daftar aset masih kosong"),
        Piece.OWNER: owner_lack(handover),
        Piece.OPERATOR: "" if handover.operator_id else _("belum ada pengelola"),
        Piece.TARIFF: tariff_lack(handover),
        Piece.WARRANTY: "" if handover.warranty_until else _("masa pemeliharaan belum ditulis"),
        Piece.PAPER: "" if handover.document_id else _("naskah BAST belum dilampirkan"),
    }
    return {piece.value: lacks[piece] for piece in pieces_of(handover) if lacks[piece]}


def function_lack(handover: Handover) -> str:
    """Return what the function test lacks."""
    if handover.is_function_good is None:
        return _("fungsi belum diuji")
    return "" if handover.is_function_good else _("uji fungsi belum baik")


def water_lack(shape: Shape) -> str:
    """Return what the water test lacks: anything but *memenuhi*."""
    if not shape.water_words:
        return _("air belum diuji")
    return "" if shape.is_water_good else _("mutu air %s") % shape.water_words


def owner_lack(handover: Handover) -> str:
    """Return what the ownership lacks: an owner, or the entry in the register."""
    if handover.facility.owner_id is None:
        return _("pemilik aset belum ditetapkan")
    return "" if handover.register_number else _("belum tercatat dalam buku inventaris")


def tariff_lack(handover: Handover) -> str:
    """Return what the tariff lacks: the decision itself; what it covers is shown beside it."""
    return "" if handover.tariff_decided_on else _("iuran belum diputuskan")


def reasons_lacking(missing: Mapping[str, str], reasons: Mapping[str, str]) -> list[str]:
    """Return the missing things for which no reason was written."""
    return [words for key, words in missing.items() if not reasons.get(key, "").strip()]


def can_prepare(actor: Actor, circle: Circle) -> Verdict:
    """Parties and the convening desk prepare the handover of an open partnership."""
    return can_plan(actor, circle)


def can_change_handover(actor: Actor, circle: Circle, handover: Handover) -> Verdict:
    """The checklist is written until the handover is done."""
    if handover.state != HandoverState.PREPARED:
        return refuse(_("Serah terima ini sudah selesai; isinya tetap."))
    return can_plan(actor, circle)


def can_complete(
    actor: Actor,
    circle: Circle,
    *,
    giver_id: int,
    receiver_id: int,
    has_paper: bool,
) -> Verdict:
    """Complete: the receiver; or, with the signed paper, the giver, the desk or a facilitator.

    Nobody speaks for both sides, and no giver says alone that it was received.
    """
    verdict = can_plan(actor, circle)
    if not verdict:
        return verdict
    if giver_id == receiver_id:
        return refuse(_("Yang menyerahkan dan yang menerima adalah dua pihak."))
    gives, takes = (partnership_rules.speaks_for(actor, pk) for pk in (giver_id, receiver_id))
    if gives and takes:
        return refuse(_("Anda berbicara untuk kedua pihak. Mintalah orang lain mencatatnya."))
    if takes:
        return ALLOWED
    if not (gives or writes_for_others(actor, circle)):
        return refuse(_("Serah terima dicatat oleh penerimanya, pemberinya, atau petugas daerah."))
    if has_paper:
        return ALLOWED
    return refuse(
        _(
            "Lampirkan BAST yang ditandatangani kedua pihak, atau mintalah penerimanya sendiri"
            " mencatat serah terima ini."
        )
    )


def can_cancel(actor: Actor, circle: Circle, handover: Handover) -> Verdict:
    """A done handover is undone by its receiver or the convening desk."""
    if circle.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if handover.state != HandoverState.DONE:
        return refuse(_("Serah terima ini belum selesai atau sudah dibatalkan."))
    if handover.receiver_id is not None and partnership_rules.speaks_for(
        actor, handover.receiver_id
    ):
        return ALLOWED
    if partnership_rules.is_convener(actor, circle.partnership):
        return ALLOWED
    return refuse(_("Serah terima dibatalkan oleh penerimanya atau petugas yang mengundang."))
