"""The law: the public register, decrees of a region, seasons."""

from sambung.governance.models import Decree, ElectionSeason, LegalInstrument
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, of

ROWS: list[Address] = [
    Address("governance:instrument-list"),
    Address("governance:instrument-export", kind="file"),
    Address("governance:instrument", of(LegalInstrument, kept_by=None)),
    Address("governance:instrument-new", visitor=SEE_LOGIN),
    Address(
        "governance:instrument-edit",
        of(LegalInstrument, kept_by__isnull=False),
        visitor=SEE_LOGIN,
        outsider=403,
    ),
    Address("governance:decree-list", visitor=SEE_LOGIN),
    Address("governance:decree-export", visitor=SEE_LOGIN, kind="file"),
    Address("governance:decree-new", visitor=SEE_LOGIN),
    Address("governance:decree", of(Decree), visitor=SEE_LOGIN, outsider=404),
    Address(
        "governance:decree-edit", of(Decree, withdrawn_at=None), visitor=SEE_LOGIN, outsider=404
    ),
    Address(
        "governance:decree-withdraw",
        of(Decree, withdrawn_at=None),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address(
        "governance:decree-file",
        of(Decree, file__isnull=False),
        visitor=SEE_LOGIN,
        outsider=404,
        kind="file",
    ),
    Address("governance:season-list", visitor=SEE_LOGIN),
    Address("governance:season-remove", of(ElectionSeason), **POST_ONLY),
]
