"""What may follow what in an agreement's life, how parties are called in it, and who reviews."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.core.text import spelled
from sambung.partnerships.models import Agreement, AgreementKind, AgreementState, ContributionKind

S = AgreementState
AGREEMENT_STEPS: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset([S.REVIEW, S.SIGNING, S.CANCELLED]),
    S.REVIEW: frozenset([S.DRAFT, S.SIGNING, S.CANCELLED]),
    S.SIGNING: frozenset([S.DRAFT, S.IN_FORCE, S.CANCELLED]),
    S.IN_FORCE: frozenset([S.LEFT, S.RENEWED]),
    S.LEFT: frozenset(),
    S.RENEWED: frozenset(),
    S.CANCELLED: frozenset(),
}

AGREED, AGREED_WITH_NOTES, RETURNED = "setuju", "catatan", "kembali"
OUTCOMES: dict[str, Promise] = {
    AGREED: _("setuju"),
    AGREED_WITH_NOTES: _("setuju dengan catatan"),
    RETURNED: _("dikembalikan"),
}

# Which fact of the road becomes true when an agreement of this kind is in force.
FACT_OF_KIND: dict[str, str] = {
    AgreementKind.MOU: "mou_in_force",
    AgreementKind.AGREEMENT: "agreement_in_force",
    AgreementKind.SIMPLE: "agreement_in_force",
    AgreementKind.GRANT: "agreement_in_force",
    AgreementKind.VILLAGE: "agreement_in_force",
}
# An understanding states no amounts; the others carry the money schedule.
WITH_MONEY = frozenset(AgreementKind.values) - {AgreementKind.MOU}
REMIND_DAYS = (180, 90, 30)

ORDINALS = {1: "kesatu"}

# Names of what is given, as an Indonesian paper writes them.
GIVEN_WORDS: dict[str, str] = {
    ContributionKind.CASH: "uang",
    ContributionKind.GOODS: "barang atau bangunan",
    ContributionKind.LABOUR: "tenaga",
    ContributionKind.LAND: "lahan",
    ContributionKind.EXPERTISE: "keahlian",
    ContributionKind.PERMIT: "izin",
    ContributionKind.DATA: "data",
    ContributionKind.OTHER: "lainnya",
}


def party_call(position: int) -> str:
    """Return how the party at this place (1, 2, ...) is called: PIHAK KESATU, PIHAK KEDUA ..."""
    return f"PIHAK {ORDINALS.get(position) or 'ke' + spelled(position)}".upper()


def may_follow(state: str, to: str) -> bool:
    """Return whether an agreement may go from one state to the other."""
    return to in AGREEMENT_STEPS[state]


def has_lapsed(agreement: Agreement, today: date) -> bool:
    """Return whether an agreement in force is past its last day, neither renewed nor left."""
    return (
        agreement.state == S.IN_FORCE
        and agreement.ends_on is not None
        and agreement.ends_on < today
    )


def days_left(agreement: Agreement, today: date) -> int | None:
    """Return the days until the last day in force; None when it has none."""
    return None if agreement.ends_on is None else (agreement.ends_on - today).days
