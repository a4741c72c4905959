"""A proposal sent in one piece: all five screens and the files, from a phone that was offline."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from sambung.core import files, tokens
from sambung.core.access import Actor, Conflict
from sambung.needs import rules
from sambung.needs.actions.proposing import add_photo, resend, save_screen, send_need, start_need
from sambung.needs.actions.stepping import person_id
from sambung.needs.models import Need, NeedState
from sambung.parties.actions import GroundGiven
from sambung.parties.models import Organisation


@dataclass(frozen=True)
class Whole:
    """All that a proposal says at once: the answers by screen, and each file with its kind."""

    answers: Mapping[int, Mapping[str, object]]
    uploads: Sequence[tuple[str, "UploadedFile[Any]"]] = ()

    def digest(self) -> str:
        """Return what tells one content from another, the bytes of the files included."""
        seen = hashlib.sha256(json.dumps(self.answers, sort_keys=True, default=key_of).encode())
        for kind, upload in self.uploads:
            upload.seek(0)
            seen.update(kind.encode() + hashlib.sha256(upload.read()).digest())
            upload.seek(0)
        return seen.hexdigest()


def key_of(value: object) -> str:
    """Return the key of a row, and anything else as text."""
    return str(value.pk) if isinstance(value, Model) else str(value)


def token_of(key: str, whole: Whole, by: Actor) -> str:
    """Return the token that this person's sending of this very content spends."""
    return hashlib.sha256(f"{person_id(by)} {key} {whole.digest()}".encode()).hexdigest()


@transaction.atomic
def send_new(
    *, whole: Whole, key: str, proposer: Organisation, by: Actor, given: GroundGiven | None = None
) -> Need:
    """Begin, fill and send a proposal in one transaction; the same key and content is the same one.

    Conflict when the key came before with other content: what was sent stays as it was sent.
    """
    if not tokens.spend(token_of(key, whole, by)):
        return Need.objects.get(origin_key=key)
    try:
        with transaction.atomic():
            need = start_need(proposer=proposer, by=by, origin_key=key)
    except IntegrityError as error:
        raise Conflict(
            _("Usulan ini sudah terkirim dari ponsel ini dengan isi yang lain.")
        ) from error
    return _fill_and_send(need, whole, by, given)


@transaction.atomic
def send_edited(
    *,
    need: Need,
    whole: Whole,
    key: str,
    version: int,
    by: Actor,
    given: GroundGiven | None = None,
) -> Need:
    """Save all screens of a draft and send it, from the version that was seen; a repeat does none.

    Conflict when it was saved elsewhere since; Refused once it was sent with other content.
    """
    if not tokens.spend(token_of(key, whole, by)):
        return need
    rules.can_edit(by, need).or_raise()
    need.version = version
    return _fill_and_send(need, whole, by, given)


def _fill_and_send(need: Need, whole: Whole, by: Actor, given: GroundGiven | None) -> Need:
    for screen, values in whole.answers.items():
        save_screen(need=need, screen=screen, values=values, version=need.version, by=by)
    for kind, upload in whole.uploads:
        stored = files.store(upload, owner=need, by=by)
        add_photo(need=need, file=stored, by=by, kind=kind)
    if need.state == NeedState.RETURNED:
        return resend(need=need, by=by, version=need.version)
    return send_need(need=need, by=by, version=need.version, given=given)
