"""The same form sent twice does its work once."""

from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.core.access import Conflict


def once(token: str) -> None:
    """Spend a form's token; raise Conflict when the same form was sent before."""
    if token and not tokens.spend(token):
        raise Conflict(_("Formulir ini sudah terkirim. Tidak ada yang dicatat dua kali."))
