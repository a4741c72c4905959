"""One-time form tokens: the same form sent twice does its work once."""

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core.models import FormToken


def new_token() -> str:
    """Return a fresh token for a form about to be shown."""
    return secrets.token_urlsafe(24)


def kept(token: str) -> str:
    """Return the token as it is kept: bounded, and without the sign that no database takes."""
    return token.replace("\0", "")[:64]


def spend(token: str) -> bool:
    """Mark the token used and return True; False when it was used before.

    Call inside the action's transaction, so that a failed action leaves the token unused.
    """
    try:
        with transaction.atomic():
            FormToken.objects.create(token=kept(token), at=timezone.now())
    except IntegrityError:
        return False
    return True


def remember_result(token: str, url: str) -> None:
    """Keep where the first sending led, so that a repeat is sent to the same page."""
    FormToken.objects.filter(token=kept(token)).update(result_url=url)


def result_of(token: str) -> str:
    """Return where the first sending led, or an empty string."""
    return (
        FormToken.objects.filter(token=kept(token)).values_list("result_url", flat=True).first()
        or ""
    )
