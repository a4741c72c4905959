"""Organisations, offers, acts in another's name, personal links, one's own page."""

from sambung.parties.models import Membership, NetworkMember, Offer, OnBehalf, Organisation
from sambung.web.management.demo.guests import COMPANY, TOKENS
from tests.house.addresses.table import BALANGAN, POST_ONLY, SEE_LOGIN, Address, fixed, of

BAPPEDA = of(Organisation, kind="bappeda", region_id=BALANGAN)
RECORDED = {"recorded_by_organisation__kind": "bappeda"}
OWN = {"visitor": SEE_LOGIN, "outsider": 404}
KEPT = {"visitor": SEE_LOGIN, "outsider": 403}
GONE = {"visitor": 404, "outsider": 404, "member": 404, "kind": "data"}
OPERATORS = {"visitor": SEE_LOGIN, "outsider": 403, "member": 403, "kind": "data"}
NO_LINK = "only the holder of a personal link has such a page; tests/parties opens it"

ROWS = [
    Address("parties:organisation-list", visitor=SEE_LOGIN),
    Address("parties:organisation-export", fixed(form="csv"), visitor=SEE_LOGIN, kind="file"),
    Address("parties:organisation-create", visitor=SEE_LOGIN),
    Address("parties:organisation", BAPPEDA, visitor=SEE_LOGIN),
    Address("parties:organisation-update", BAPPEDA, **KEPT),
    Address("parties:person-invite", BAPPEDA, **KEPT),
    Address("parties:programme-create", BAPPEDA, **KEPT),
    Address(
        "parties:network-member-add",
        of(Organisation, kind="forum_tjsl", region_id=BALANGAN),
        **KEPT,
    ),
    Address(
        "parties:network-member-end",
        of(NetworkMember),
        **KEPT,
        member=403,
        kind="data",
        why="the network keeps its own list",
    ),
    Address("parties:contact-add", BAPPEDA, visitor=SEE_LOGIN),
    Address("parties:contact-remove", fixed(pk=1), **POST_ONLY),
    Address(
        "parties:membership-end",
        of(Membership, organisation__kind="bappeda", organisation__region_id=BALANGAN),
        **OWN,
    ),
    Address("parties:me", visitor=SEE_LOGIN),
    Address("parties:me-erase", visitor=SEE_LOGIN),
    Address("parties:me-export", visitor=SEE_LOGIN, kind="file"),
    Address("parties:notice-accept", **POST_ONLY),
    Address("parties:data-request-new"),
    Address("parties:data-request-list", **OPERATORS),
    Address("parties:data-request", fixed(pk=1), **OPERATORS),
    Address("parties:hat-switch", **POST_ONLY),
    Address("parties:notice-list", visitor=SEE_LOGIN),
    Address("parties:notice-read", **POST_ONLY),
    Address("parties:offer-list", visitor=SEE_LOGIN),
    Address("parties:offer-export", fixed(form="csv"), visitor=SEE_LOGIN, kind="file"),
    Address("parties:offer-create", visitor=SEE_LOGIN),
    Address("parties:place-find", BAPPEDA, **POST_ONLY),
    Address("parties:offer", of(Offer, state="published"), **OWN),
    Address("parties:offer-update", of(Offer, state="published", **RECORDED), **OWN),
    Address("parties:offer-publish", of(Offer, state="paused", **RECORDED), **OWN),
    Address("parties:offer-pause", of(Offer, state="published", **RECORDED), **OWN),
    Address("parties:offer-close", of(Offer, state="published", **RECORDED), **OWN),
    Address("parties:on-behalf", of(OnBehalf), **OWN),
    Address("parties:on-behalf-link", of(OnBehalf), **OWN),
    Address(
        "parties:on-behalf-answer",
        of(OnBehalf, subject_label="parties.offer"),
        **OWN,
        member=403,
        kind="data",
        why="nobody confirms what they recorded themselves",
    ),
    Address(
        "parties:on-behalf-ground", of(OnBehalf, ground_file=None), **OWN, member=404, kind="file"
    ),
    Address("parties:guest-link-list", visitor=SEE_LOGIN),
    Address("parties:guest-link-export", fixed(form="xlsx"), visitor=SEE_LOGIN, kind="file"),
    Address(
        "parties:guest-link-create",
        of(Organisation, name="PT Contoh Sawit Lestari"),
        **KEPT,
    ),
    Address("parties:link-revoke", fixed(pk=1), **POST_ONLY),
    Address("parties:link", fixed(token=TOKENS[COMPANY])),
    Address("parties:join", fixed(pk=1), **GONE, why=NO_LINK),
    Address("parties:confirm", of(OnBehalf), **GONE, why=NO_LINK),
]
