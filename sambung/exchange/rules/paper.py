"""Who may send the picture of a paper form, who may see it, and who types it.

A person of the place is known: a hat that reaches it, or a personal link of an organisation.
Anybody else may send a proposal or minutes for a village, with name and phone number; that paper
waits as unconfirmed, a few a day, until whoever types it has asked the sender.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.exchange.models import PaperForm, PaperKind, PaperState
from sambung.needs import rules as needs
from sambung.parties.models import Side
from sambung.parties.rules import hat_covers
from sambung.regions.models import Level, Region
from sambung.ui.formats import count

PAGES_AT_MOST = 4
OPEN_KINDS = frozenset([PaperKind.PROPOSAL, PaperKind.MINUTES])  # a stranger may send these
# A stranger's papers that may wait at once: of one village, and of its whole kabupaten/kota.
UNKNOWN_PER_VILLAGE = 3
UNKNOWN_PER_REGENCY = 30
UNKNOWN_WITHIN = timedelta(days=1)
UNREAD_AT_MOST = timedelta(days=180)  # then a stranger's paper is set aside by itself
NAME_KEPT = timedelta(days=90)  # after sending, once the paper no longer waits
NAME_GONE = "–"


def is_known_sender(actor: Actor, kind: str, region_code: str) -> bool:
    """Return whether the sender belongs to the place, or reports their own company's activity."""
    hats = [*actor.hats, *([actor.guest] if actor.guest else [])]
    if kind == PaperKind.ACTIVITY and any(hat.side == Side.BUSINESS for hat in hats):
        return True
    return any(hat_covers(hat, region_code) for hat in hats)


def can_send(actor: Actor, kind: str, region: Region) -> Verdict:
    """Say whether the actor may send a picture of such a form for the place."""
    if is_known_sender(actor, kind, region.code):
        return ALLOWED
    if kind in OPEN_KINDS and region.level == Level.VILLAGE:
        return ALLOWED
    if not actor.is_known:
        return refuse(_("Masuk dahulu, atau buka tautan pribadi Anda, untuk mengirim lembar ini."))
    return refuse(_("Lembar ini dikirim oleh orang dari wilayah itu sendiri."))


def room_for_unknown(in_village: int, in_regency: int) -> Verdict:
    """Say whether another paper of a stranger may wait, by how many came within a day."""
    if in_village >= UNKNOWN_PER_VILLAGE or in_regency >= UNKNOWN_PER_REGENCY:
        return refuse(
            _(
                "Sudah %s kertas dari pengirim yang belum dikenal masuk untuk desa ini hari ini. "
                "Coba lagi besok, masuk dengan akun, atau serahkan kertasnya kepada petugas."
            )
            % count(in_village)
        )
    return ALLOWED


def can_type(actor: Actor, form: PaperForm) -> Verdict:
    """Say whether the actor may type what the picture shows, or set it aside."""
    code = form.region_id
    if form.kind in OPEN_KINDS:
        return needs.can_propose(actor, code)
    if needs.desk_hat(actor, code) is not None:
        return ALLOWED
    return refuse(_("Lembar ini diketik oleh petugas Bappeda, Pokja, atau dinas wilayah ini."))


def can_type_now(actor: Actor, form: PaperForm, *, has_asked: bool) -> Verdict:
    """Say whether the form may become an entry now: it waits, and its sender is known or asked."""
    verdict = can_type(actor, form)
    if not verdict:
        return verdict
    if form.state != PaperState.WAITING:
        return refuse(_("Kertas ini tidak menunggu lagi: %s.") % form.get_state_display())
    if not form.is_known and not has_asked:
        return refuse(_("Pengirimnya belum dikenal. Hubungi dahulu, lalu centang pernyataannya."))
    return ALLOWED
