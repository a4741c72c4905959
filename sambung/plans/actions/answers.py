"""A source answers an invitation: it accepts with a letter, is willing, changes, or declines."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import audit, files
from sambung.core.access import Actor, Refused
from sambung.parties import actions as parties_actions
from sambung.parties import queries as parties_queries
from sambung.parties.models import Ground, PersonalLink
from sambung.plans import lifecycle, queries, rules
from sambung.plans.actions.invitations import VERBS, end, hold, later, note, save, settle
from sambung.plans.actions.once import once
from sambung.plans.models import Invitation, InvitationState
from sambung.ui import formats


@dataclass(frozen=True)
class Letter:
    """The letter that makes an acceptance a pledge: its number and its file or photo."""

    file: "UploadedFile[Any]"
    number: str = ""


@dataclass(frozen=True)
class Held:
    """A personal link and the secret of the browser that holds it."""

    link: PersonalLink
    secret: str


@transaction.atomic
def accept_invitation(
    *,
    invitation: Invitation,
    letter: Letter,
    by: Actor,
    version: int,
    held_link: Held | None = None,
    token: str = "",
) -> Invitation:
    """Pledge the amount asked, with the letter; the last pledge opens the partnership.

    Refuses anybody but the source itself, and an invitation that lapsed or was answered.
    """
    held = _answerable(invitation, by=by, version=version, token=token)
    _spend(held_link, by)
    _put_acceptance(held, letter, by)
    _tell_owner(held, gettext_lazy("%(name)s menyanggupi %(amount)s untuk %(package)s."))
    settle(held, by=by)
    return held


@transaction.atomic
def promise_invitation(
    *, invitation: Invitation, by: Actor, version: int, token: str = ""
) -> Invitation:
    """Say that the letter will follow; the amount stays reserved until its day, no longer."""
    held = _answerable(invitation, by=by, version=version, token=token)
    _put_promise(held, by)
    _tell_owner(held, gettext_lazy("%(name)s bersedia mendukung %(package)s; suratnya menyusul."))
    return held


@transaction.atomic
def change_invitation(
    *,
    invitation: Invitation,
    amount_rp: int,
    reason: str,
    by: Actor,
    version: int,
    held_link: Held | None = None,
    token: str = "",
) -> Invitation:
    """Propose another amount, with the reason; the house that sent it answers."""
    held = _answerable(invitation, by=by, version=version, token=token)
    _spend(held_link, by)
    _put_change(held, amount_rp, reason, by)
    _tell_owner(held, gettext_lazy("%(name)s mengusulkan %(amount)s untuk %(package)s."))
    return held


@transaction.atomic
def decline_invitation(
    *,
    invitation: Invitation,
    reason: str,
    by: Actor,
    version: int,
    held_link: Held | None = None,
    token: str = "",
) -> Invitation:
    """Say that it cannot, with the reason; what was reserved is free again."""
    held = _answerable(invitation, by=by, version=version, token=token)
    _spend(held_link, by)
    _put_refusal(held, reason, by)
    _tell_owner(
        held, gettext_lazy("%(name)s belum dapat mendukung %(package)s. Hitung ulang bila perlu.")
    )
    return held


@dataclass(frozen=True)
class Said:
    """What a source told an officer, and on what ground the officer writes it down."""

    state: str  # accepted | willing | changed | declined
    ground: str
    ground_note: str = ""
    amount_rp: int | None = None
    reason: str = ""
    letter: Letter | None = None


@transaction.atomic
def record_answer(
    *, invitation: Invitation, said: Said, by: Actor, version: int, token: str = ""
) -> Invitation:
    """Write down an answer atas nama the source; an acceptance waits for its own word.

    Refuses an acceptance without its letter: what was only said is *bersedia*.
    """
    held = hold(invitation, version)
    rules.can_answer_on_behalf(by, held).or_raise()
    once(token)
    held.is_on_behalf, held.confirmed_at = True, None
    if said.state == InvitationState.ACCEPTED:
        if said.letter is None:
            raise Refused(_("Kesanggupan perlu surat. Tanpa surat, catat sebagai bersedia."))
        _put_acceptance(held, said.letter, by)
        held.answer_by = later(held.answer_by)
    elif said.state == InvitationState.WILLING:
        _put_promise(held, by)
    elif said.state == InvitationState.CHANGED:
        _put_change(held, said.amount_rp or 0, said.reason, by)
    else:
        _put_refusal(held, said.reason, by)
    save(held, "is_on_behalf", "confirmed_at", "answer_by")
    parties_actions.record_on_behalf(
        subject=held,
        organisation=held.organisation,
        by=by,
        ground=said.ground or Ground.CALL,
        note=said.ground_note,
        file=said.letter.file if said.letter else None,
        summary=_summary(held),
    )
    return held


@transaction.atomic
def confirm_answer(
    *, invitation: Invitation, by: Actor, version: int, held_link: Held | None = None
) -> Invitation:
    """Say, as the source, that what was written in its name is right: now it is a pledge."""
    held = hold(invitation, version)
    rules.can_confirm_answer(by, held).or_raise()
    on_behalf = parties_queries.on_behalf_of(audit.label_of(held), [held.pk]).get(held.pk)
    if on_behalf is None:
        raise Refused(_("Catatan atas namanya tidak ditemukan."))
    parties_actions.confirm_on_behalf(
        on_behalf=on_behalf,
        by=by,
        link=held_link.link if held_link else None,
        secret=held_link.secret if held_link else "",
    )
    held.confirmed_at = timezone.now()
    save(held, "confirmed_at")
    note("invitation.confirmed", held, by=by)
    settle(held, by=by)
    return held


def _answerable(invitation: Invitation, *, by: Actor, version: int, token: str) -> Invitation:
    """Return the invitation held for the source's own answer."""
    held = hold(invitation, version)
    rules.can_answer(by, held).or_raise()
    once(token)
    held.is_on_behalf, held.confirmed_at = False, None
    return held


def _spend(held_link: Held | None, by: Actor) -> None:
    if held_link is not None:
        parties_actions.use_link(link=held_link.link, secret=held_link.secret, by=by)


def _answer(held: Invitation, to: str, by: Actor, *fields: str) -> None:
    held.state = lifecycle.invitation_step(held.state, to=to)
    held.answered_at, held.answered_by_id = timezone.now(), by.user_id
    common = ["state", "answered_at", "answered_by", "answered_rp", "is_on_behalf"]
    save(held, *common, "confirmed_at", *fields)
    note(VERBS[to], held, by=by, amount_rp=held.answered_rp)


def _put_acceptance(held: Invitation, letter: Letter, by: Actor) -> None:
    held.answered_rp = held.amount_rp
    held.letter = files.store(letter.file, owner=held, by=by)
    held.letter_number = letter.number.strip()[:80]
    _answer(held, InvitationState.ACCEPTED, by, "letter", "letter_number")


def _put_promise(held: Invitation, by: Actor) -> None:
    held.answered_rp = held.amount_rp
    _answer(held, InvitationState.WILLING, by)


def _put_change(held: Invitation, amount_rp: int, reason: str, by: Actor) -> None:
    most = queries.need_of(held)
    if not 0 < amount_rp <= most:
        raise Refused(
            _("Jumlah antara Rp1 dan %(most)s, yaitu kebutuhan kegiatan ini.")
            % {"most": formats.rupiah(most)}
        )
    if not reason.strip():
        raise Refused(_("Tulis alasan perubahannya."))
    held.answered_rp, held.reason = amount_rp, reason.strip()[:500]
    held.answer_by = later(held.answer_by)
    _answer(held, InvitationState.CHANGED, by, "reason", "answer_by")


def _put_refusal(held: Invitation, reason: str, by: Actor) -> None:
    if not reason.strip():
        raise Refused(_("Tulis alasannya, agar rencana berikutnya lebih cocok."))
    held.answered_rp, held.answered_at, held.answered_by_id = None, timezone.now(), by.user_id
    held.save(update_fields=["answered_rp", "answered_at", "answered_by", "is_on_behalf"])
    end(held, InvitationState.DECLINED, reason=reason, by=by)


def _tell_owner(held: Invitation, words: str | Promise) -> None:
    def said() -> str:
        return str(words) % {
            "name": held.organisation,
            "amount": formats.rupiah_words(held.carries_rp),
            "package": held.package,
        }

    parties_actions.notify(text=said, url=held.get_absolute_url(), organisation=held.sent_for)


def _summary(held: Invitation) -> list[tuple[str, str]]:
    """Return what the source is shown to confirm."""
    rows = [
        (_("Kegiatan"), held.package.title),
        (_("Jawaban"), held.get_state_display()),
    ]
    if held.answered_rp is not None:
        rows.append((_("Jumlah"), formats.rupiah(held.answered_rp)))
    if held.reason:
        rows.append((_("Alasan"), held.reason))
    return rows
