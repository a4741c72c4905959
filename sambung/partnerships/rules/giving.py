"""Nothing pays a person: what looks like a gift is noted; who may declare, note, set a rule."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.partnerships import lifecycle
from sambung.partnerships.models import (
    ContributionRule,
    Declaration,
    Partnership,
    PrivateNote,
)
from sambung.partnerships.rules.contributions import is_running
from sambung.partnerships.rules.partnership import (
    DECIDING,
    DESK,
    belongs_to,
    is_convener,
    speaks_for,
)


def gratification_words(text: str) -> list[str]:
    """Return the words of a text that look like a gift or fee to a person."""
    return lifecycle.gift_words_in(text)


def gift_note(text: str) -> str:
    """Return the note that stands beside an item that looks like a gift; empty for others."""
    words = gratification_words(text)
    if not words:
        return ""
    return _(
        "Potensi gratifikasi: “%(words)s”. Kemitraan tidak membayar orang; "
        "tanyakan kepada inspektorat sebelum memasukkannya."
    ) % {"words": "”, “".join(words)}


def can_declare(actor: Actor, partnership: Partnership, organisation_id: int) -> Verdict:
    """A party declares for itself; the desk may write down what it was told at the table."""
    if not (verdict := is_running(partnership)):
        return verdict
    if speaks_for(actor, organisation_id) or is_convener(actor, partnership):
        return ALLOWED
    return refuse(_("Keterangan dibuat oleh pihaknya sendiri atau petugas daerah."))


def can_withdraw_declaration(actor: Actor, declaration: Declaration) -> Verdict:
    """Who declared, or wrote it down, withdraws it; it stays readable."""
    if declaration.withdrawn_at is not None:
        return refuse(_("Keterangan ini sudah ditarik."))
    is_writer = actor.user_id is not None and declaration.by_id == actor.user_id
    if is_writer or speaks_for(actor, declaration.organisation_id):
        return ALLOWED
    return refuse(_("Keterangan ditarik oleh yang membuatnya."))


def can_note(
    actor: Actor, partnership: Partnership, organisation_id: int, party_ids: Collection[int]
) -> Verdict:
    """Notes are kept by a party or the convening desk for itself alone."""
    takes_part = organisation_id in party_ids or is_convener(actor, partnership)
    if actor.hat_in(organisation_id) is not None and takes_part:
        return ALLOWED
    return refuse(_("Catatan ditulis oleh anggota pihak untuk organisasinya sendiri."))


def can_remove_note(actor: Actor, note: PrivateNote) -> Verdict:
    """Anyone of its organisation removes a note."""
    if note.removed_at is not None:
        return refuse(_("Catatan ini sudah dihapus."))
    if belongs_to(actor, [note.organisation_id]):
        return ALLOWED
    return refuse(_("Catatan ini milik organisasi lain."))


def desk_ids(actor: Actor) -> list[int]:
    """Return the desks of a region in which the actor may decide."""
    return [
        hat.organisation_id
        for hat in actor.hats
        if hat.organisation_kind in DESK and hat.role in DECIDING and hat.region_code
    ]


def can_keep_rule(actor: Actor, rule: ContributionRule | None = None) -> Verdict:
    """A desk makes contribution rules of its own region, and changes only its own."""
    desks = desk_ids(actor)
    if rule is None:
        if desks:
            return ALLOWED
        return refuse(_("Aturan sumbangan ditulis oleh petugas daerah."))
    if rule.kept_by_id in desks:
        return ALLOWED
    return refuse(_("Aturan ini disimpan pihak lain. Salin menjadi aturan daerah Anda."))


def can_choose_rule(actor: Actor, partnership: Partnership, rule: ContributionRule) -> Verdict:
    """The convening desk says against which division the partnership is held."""
    if not (verdict := is_running(partnership)):
        return verdict
    if not is_convener(actor, partnership):
        return refuse(_("Aturan dipilih oleh petugas yang mengundang para pihak."))
    place = rule.region_id
    if place and not f"{partnership.village_id}.".startswith(f"{place}."):
        return refuse(_("Aturan ini untuk daerah lain."))
    return ALLOWED
