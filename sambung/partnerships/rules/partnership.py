"""Who may see, open, lead, change and close a partnership, and who may take on its duties."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.parties.models import OrganisationKind as K
from sambung.parties.models import Role
from sambung.partnerships.models import Partnership, Responsibility

# The convening desk of a kabupaten/kota.
DESK = frozenset([K.BAPPEDA, K.POKJA, K.OPD])
# May read every partnership of their own region, beside its parties.
READING = DESK | frozenset(
    [K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT, K.DISTRICT_OFFICE, K.NGO, K.UNIVERSITY]
)
DECIDING = frozenset([Role.OFFICER, Role.SIGNATORY, Role.HEAD])


def covers(hat: Hat, code: str) -> bool:
    """Return whether the hat's own region holds the place; national hats hold none here."""
    return hat.region_code is not None and f"{code}.".startswith(f"{hat.region_code}.")


def has_hat(actor: Actor, kinds: Collection[str], code: str) -> bool:
    """Return whether the actor may decide in a hat of these kinds over the place."""
    return any(
        hat.organisation_kind in kinds and hat.role in DECIDING and covers(hat, code)
        for hat in actor.hats
    )


def is_convener(actor: Actor, partnership: Partnership) -> bool:
    """Return whether the actor is an officer of the desk that convenes this partnership."""
    return has_hat(actor, DESK, partnership.village_id)


def speaks_for(actor: Actor, organisation_id: int) -> bool:
    """Return whether the actor may bind the organisation: its officer, or by its own link."""
    hat = actor.hat_in(organisation_id)
    if hat is not None and hat.role in DECIDING:
        return True
    return actor.link_organisation_id == organisation_id


def belongs_to(actor: Actor, organisation_ids: Collection[int]) -> bool:
    """Return whether the actor has a hat, or a link, in one of the organisations."""
    return bool(actor.organisation_ids & set(organisation_ids)) or (
        actor.link_organisation_id in set(organisation_ids)
    )


def can_open(actor: Actor, village_code: str, source_ids: Collection[int]) -> Verdict:
    """A partnership opens by the desk of the district, or by the source that accepts last."""
    if has_hat(actor, DESK, village_code) or any(speaks_for(actor, pk) for pk in source_ids):
        return ALLOWED
    return refuse(_("Kemitraan dibuka oleh petugas daerah atau sumber yang menyanggupi."))


def can_read_letters(
    actor: Actor, partnership: Partnership, party_organisation_ids: Collection[int]
) -> Verdict:
    """Parties and the convening desk read letters and history, also of a published partnership."""
    if (
        actor.is_operator
        or is_convener(actor, partnership)
        or belongs_to(actor, party_organisation_ids)
    ):
        return ALLOWED
    return refuse(_("Surat dan riwayat dibaca oleh para pihak."))


def can_propose_responsible(
    actor: Actor, partnership: Partnership, party_organisation_ids: Collection[int]
) -> Verdict:
    """Parties and convening officers propose who answers for a duty, while it is open."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_convener(actor, partnership) or belongs_to(actor, party_organisation_ids):
        return ALLOWED
    return refuse(_("Penanggung jawab diusulkan oleh para pihak atau petugas daerah."))


def can_answer_responsibility(
    actor: Actor, responsibility: Responsibility, organisation_id: int | None
) -> Verdict:
    """Only the party that would carry the duty accepts or refuses it."""
    if responsibility.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if organisation_id is None or not responsibility.is_proposed:
        return refuse(_("Tidak ada usulan yang menunggu jawaban untuk peran ini."))
    if speaks_for(actor, organisation_id):
        return ALLOWED
    return refuse(_("Peran ini dijawab oleh pihak yang akan menanggungnya."))


def can_release_responsibility(
    actor: Actor, responsibility: Responsibility, organisation_id: int | None
) -> Verdict:
    """The party that carries a duty may give it up, with a reason."""
    if responsibility.partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if organisation_id is None or responsibility.is_proposed:
        return refuse(_("Peran ini belum dipegang siapa pun."))
    if speaks_for(actor, organisation_id):
        return ALLOWED
    return refuse(_("Peran ini dilepas oleh pihak yang memegangnya."))


def can_lead(actor: Actor, partnership: Partnership) -> Verdict:
    """The convening desk moves an open partnership and names which duties it does without."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_convener(actor, partnership):
        return ALLOWED
    return refuse(_("Tahap kemitraan dicatat oleh petugas yang mengundang para pihak."))


def can_agree_to_publish(
    actor: Actor, partnership: Partnership, organisation_ids: Collection[int]
) -> Verdict:
    """A party says for itself that the page may be public, and may take that back."""
    if any(speaks_for(actor, pk) for pk in organisation_ids):
        return ALLOWED
    return refuse(_("Persetujuan terbit diberikan oleh setiap pihak sendiri."))


def can_close(actor: Actor, partnership: Partnership, reason: str) -> Verdict:
    """The convening desk closes a partnership once, with a reason."""
    verdict = can_lead(actor, partnership)
    if not verdict:
        return verdict
    if not reason.strip():
        return refuse(_("Tulis alasan menutup kemitraan."))
    return ALLOWED
