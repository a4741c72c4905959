"""Pictures of filled forms: keep them, type them once, set them aside with a reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core import audit, files
from sambung.core.access import Actor, Conflict, Refused
from sambung.core.jobs import Work
from sambung.core.models import StoredFile
from sambung.exchange.models import PaperForm, PaperPage, PaperState
from sambung.exchange.queries import paper as queries
from sambung.exchange.rules import paper as rules
from sambung.parties.actions import notify
from sambung.parties.actions.once import once
from sambung.parties.models import Organisation
from sambung.regions.models import Region


@transaction.atomic
def send_paper(
    *,
    kind: str,
    region: Region,
    pages: Sequence["UploadedFile[Any]"],
    by: Actor,
    about: tuple[str, int] | None = None,
    organisation: Organisation | None = None,
    name: str = "",
    phone: str = "",
    note: str = "",
    token: str = "",
    origin_key: str | None = None,
    is_simulated: bool = False,
) -> PaperForm:
    """Keep the pictures of one filled form; it waits for somebody to type it.

    A stranger gives a name and waits unconfirmed, a few a day. The same `origin_key` (of a phone
    that sends again) gives the same form.
    """
    known = PaperForm.objects.filter(origin_key=origin_key).first() if origin_key else None
    if known is not None and known.sent_by_id == by.user_id:
        return known
    if known is not None:
        raise Conflict(_("Kiriman dengan tanda ini sudah tercatat dari orang lain."))
    rules.can_send(by, kind, region).or_raise()
    is_known = rules.is_known_sender(by, kind, region.code)
    _check_sender(by, region, name, is_known=is_known)
    _check_pages(pages)
    once(token)
    form = PaperForm.objects.create(
        kind=kind,
        region=region,
        organisation=organisation,
        about_label=about[0] if about else "",
        about_id=str(about[1]) if about else "",
        note=note,
        sent_by_id=by.user_id,
        sent_by_name="" if by.user_id else name.strip() or by.name,
        sent_by_phone="" if is_known else phone,
        sent_in_id=by.worn.organisation_id if by.worn else by.link_organisation_id,
        sent_at=timezone.now(),
        is_known=is_known,
        origin_key=origin_key,
        is_simulated=is_simulated,
    )
    for position, page in enumerate(pages, start=1):
        stored = files.store(page, owner=form, by=by)
        PaperPage.objects.create(form=form, file=stored, position=position)
    audit.record("paper.sent", form, by=by, kind=kind, region=region.code, pages=len(pages))
    notify(
        text=lambda: (
            _("Foto %(kind)s dari %(place)s menunggu diketik.")
            % {"kind": form.get_kind_display(), "place": region.full_name}
        ),
        url=reverse("exchange:paper", args=[form.pk]),
        users=queries.typists_of(region.code).exclude(pk=by.user_id),
    )
    return form


def _check_sender(by: Actor, region: Region, name: str, *, is_known: bool) -> None:
    """Refuse a stranger without a name, and one more than wait for the village in a day."""
    if is_known:
        return
    if not by.is_known and not name.strip():
        raise Refused(_("Tulis nama Anda, supaya petugas tahu siapa yang dapat ditanya."))
    rules.room_for_unknown(*queries.unknown_counts(region)).or_raise()


def _check_pages(pages: Sequence["UploadedFile[Any]"]) -> None:
    """Refuse no picture, too many, and what is no picture."""
    if not pages:
        raise Refused(_("Lampirkan sedikitnya satu foto formulir."))
    if len(pages) > rules.PAGES_AT_MOST:
        raise Refused(_("Paling banyak %d foto untuk satu formulir.") % rules.PAGES_AT_MOST)
    for page in pages:
        if not files.inspect(page).kind.startswith("image/"):
            raise files.FileRefused(_("Kirim foto (JPEG, PNG, atau WEBP), bukan PDF."))


def _held(form: PaperForm, version: int | None) -> Any:
    """Return the row of the form as the person saw it, waiting."""
    rows = PaperForm.objects.filter(pk=form.pk, state=PaperState.WAITING)
    return rows if version is None else rows.filter(version=version)


def _moved(form: PaperForm, moved: int) -> PaperForm:
    """Return the form as it is now; Conflict when somebody was first."""
    if not moved:
        raise Conflict(_("Kertas ini baru saja dikerjakan orang lain. Muat ulang halamannya."))
    form.refresh_from_db()
    return form


@transaction.atomic
def save_draft(
    *, form: PaperForm, values: Mapping[str, object], version: int, by: Actor
) -> PaperForm:
    """Keep what was typed so far, as it was typed; the form still waits."""
    rules.can_type(by, form).or_raise()
    moved = _held(form, version).update(draft=dict(values), version=F("version") + 1)
    _moved(form, moved)
    audit.record("paper.draft_saved", form, by=by)
    return form


@transaction.atomic
def finish(
    *,
    form: PaperForm,
    subject: tuple[str, int],
    by: Actor,
    version: int | None = None,
    values: Mapping[str, object] | None = None,
) -> PaperForm:
    """Tie the picture to what it became; the sender's phone number is no longer needed.

    For the actions of this room that type a form; the rule was asked there.
    """
    label, number = subject
    moved = _held(form, version).update(
        state=PaperState.TYPED,
        subject_label=label,
        subject_id=str(number),
        typed_by_id=by.user_id,
        typed_at=timezone.now(),
        sent_by_phone="",
        draft=dict(values or {}),
        version=F("version") + 1,
    )
    _moved(form, moved)
    audit.record("paper.typed", form, by=by, became=label, number=str(number))
    _tell_sender(form, gettext_lazy("Foto formulir Anda (nomor %d) sudah diketik."), by)
    return form


@transaction.atomic
def set_aside(*, form: PaperForm, reason: str, by: Actor, version: int | None = None) -> PaperForm:
    """Set the form aside with a reason; its pictures stay, the stranger's number does not."""
    rules.can_type(by, form).or_raise()
    if not reason.strip():
        raise Refused(_("Tulis alasannya."))
    moved = _held(form, version).update(
        state=PaperState.SET_ASIDE,
        state_reason=reason.strip(),
        sent_by_phone="",
        version=F("version") + 1,
    )
    _moved(form, moved)
    audit.record("paper.set_aside", form, by=by, reason=reason.strip())
    words = gettext_lazy("Foto formulir Anda (nomor %d) disisihkan. Lihat alasannya.")
    _tell_sender(form, words, by)
    return form


@transaction.atomic
def take_back(*, form: PaperForm, by: Actor, version: int | None = None) -> PaperForm:
    """Let a form that was set aside wait again."""
    rules.can_type(by, form).or_raise()
    rows = PaperForm.objects.filter(pk=form.pk, state=PaperState.SET_ASIDE)
    rows = rows if version is None else rows.filter(version=version)
    moved = rows.update(state=PaperState.WAITING, state_reason="", version=F("version") + 1)
    _moved(form, moved)
    audit.record("paper.taken_back", form, by=by)
    return form


def _tell_sender(form: PaperForm, words: Any, by: Actor) -> None:
    """Tell the sender in their language, when they have an account and are not the typist."""
    if form.sent_by is not None and form.sent_by_id != by.user_id:
        notify(text=lambda: str(words) % form.pk, url=form.get_absolute_url(), users=[form.sent_by])


def pictures_of(form: PaperForm) -> list[StoredFile]:
    """Return the pictures of the form in order."""
    return [page.file for page in form.pages.select_related("file")]


def forget_senders(work: Work) -> None:
    """The job: forget strangers whose paper is long done, and let old unread papers rest.

    The pictures stay with what they became; only the name of who sent them goes.
    """
    now = timezone.now()
    strangers = PaperForm.objects.filter(is_known=False, sent_by__isnull=True)
    unread = now - rules.UNREAD_AT_MOST
    done = now - rules.NAME_KEPT
    with work.effects():
        strangers.filter(state=PaperState.WAITING, sent_at__lt=unread).update(
            state=PaperState.SET_ASIDE,
            state_reason=_("Pengirim belum dikenal dan kertasnya lama tidak diketik."),
            sent_by_phone="",
            version=F("version") + 1,
        )
        rest = strangers.exclude(state=PaperState.WAITING)
        rest.filter(sent_at__lt=done).update(sent_by_name=rules.NAME_GONE)
