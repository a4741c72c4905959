"""Who acts, and that the same form sent twice does its work once."""

from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Actor, Conflict, Refused


def once(token: str) -> None:
    """Spend a form's token; raise Conflict when the same form was sent before."""
    if token and not tokens.spend(token):
        raise Conflict(
            _("Formulir ini sudah terkirim sebelumnya. Tidak ada yang dicatat dua kali.")
        )


def person_id(by: Actor) -> int:
    """Return who acts; refuse one who is not signed in."""
    if by.user_id is None:
        raise Refused(_("Masuk dahulu."))
    return by.user_id
