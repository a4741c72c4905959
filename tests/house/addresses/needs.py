"""Needs and packages."""

from sambung.needs.models import Need, NeedState, Option, Package
from tests.house.addresses.table import BALANGAN, POST_ONLY, SEE_LOGIN, Address, of

HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}
DRAFT, SENT = of(Need, state="draft"), of(Need, state="sent")


def draft_screen(n: int):
    """Return an example of one screen of a draft."""
    return lambda: DRAFT() | {"n": n}


def sent_or_later():
    """Return the first need that was sent."""
    return {"pk": Need.objects.exclude(state=NeedState.DRAFT).order_by("pk")[0].pk}


def first_interest():
    """Return the first package that somebody is interested in, with that interest."""
    package = Package.objects.filter(interests__isnull=False).order_by("pk")[0]
    return {"pk": package.pk, "interest_pk": package.interests.order_by("pk")[0].pk}


def first_option():
    """Return an option of a package whose content may still be changed."""
    return {"pk": Option.objects.filter(package__state="ready").order_by("pk")[0].pk}


ROWS = [
    Address("needs:need-list", visitor=SEE_LOGIN),
    Address("needs:need-export", lambda: {"fmt": "xlsx"}, visitor=SEE_LOGIN, kind="file"),
    Address("needs:need-new", visitor=SEE_LOGIN),
    Address("needs:need-whole-new", visitor=SEE_LOGIN, who="gani"),
    Address("needs:need-whole", DRAFT, who="gani", **HIDDEN),
    Address("needs:blank-sheet"),
    Address("needs:need", sent_or_later, **HIDDEN),
    Address("needs:need-screen", draft_screen(4), who="gani", **HIDDEN),
    Address("needs:need-autosave", draft_screen(2), **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:village-search", DRAFT, who="gani", kind="part", **HIDDEN),
    Address("needs:need-send", DRAFT, who="gani", **HIDDEN),
    Address("needs:need-sent", SENT, **HIDDEN),
    Address("needs:need-return", SENT, **HIDDEN),
    Address("needs:need-verify-desk", SENT, **HIDDEN),
    Address("needs:need-verify-field", of(Need, state="desk_verified"), **HIDDEN),
    Address("needs:need-not-now", SENT, **HIDDEN),
    Address("needs:need-withdraw", DRAFT, who="gani", **HIDDEN),
    Address("needs:need-reopen", SENT, **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:need-take-up", SENT, **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:package-new", SENT, **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address(
        "needs:photo",
        lambda: {"pk": 0},
        visitor=SEE_LOGIN,
        outsider=404,
        member=404,
        kind="file",
        why="the demo has no photos",
    ),
    Address("needs:photo-remove", lambda: {"pk": 0}, **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:shelf", query=f"?kabupaten={BALANGAN}"),
    Address("needs:shelf-export", lambda: {"fmt": "csv"}, kind="file"),
    Address("needs:package", of(Package, state="ready")),
    Address("needs:package-sheet", of(Package, state="ready")),
    Address("needs:package-paper", of(Package, state="ready"), kind="file"),
    Address("needs:package-edit", of(Package, state="ready"), visitor=SEE_LOGIN, outsider=403),
    Address("needs:option-new", of(Package), **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:option-edit", first_option, visitor=SEE_LOGIN, outsider=403),
    Address("needs:option-remove", first_option, **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:package-ready", of(Package), **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:package-withdraw", of(Package, state="ready"), visitor=SEE_LOGIN, outsider=403),
    Address(
        "needs:package-interest",
        of(Package, state="ready"),
        visitor=SEE_LOGIN,
        outsider=403,
        who="bima",
    ),
    Address("needs:interest-withdraw", first_interest, **POST_ONLY | {"visitor": SEE_LOGIN}),
    Address("needs:weights", lambda: {"code": BALANGAN}),
]
