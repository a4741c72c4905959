"""People, organisations, memberships, programmes, networks, contacts, offers, links, notices."""

from sambung.parties.models.links import (
    Ground,
    LinkPurpose,
    Notice,
    OnBehalf,
    PersonalLink,
)
from sambung.parties.models.offers import (
    AmountKind,
    GivingWay,
    Offer,
    OfferRegion,
    OfferState,
    OfferTerms,
    OfferViewer,
)
from sambung.parties.models.organisations import (
    SIDE_OF,
    Contact,
    Membership,
    NetworkMember,
    Organisation,
    OrganisationKind,
    Programme,
    Role,
    Side,
)
from sambung.parties.models.people import User, UserManager, normal_phone

__all__ = [
    "SIDE_OF",
    "AmountKind",
    "Contact",
    "GivingWay",
    "Ground",
    "LinkPurpose",
    "Membership",
    "NetworkMember",
    "Notice",
    "Offer",
    "OfferRegion",
    "OfferState",
    "OfferTerms",
    "OfferViewer",
    "OnBehalf",
    "Organisation",
    "OrganisationKind",
    "PersonalLink",
    "Programme",
    "Role",
    "Side",
    "User",
    "UserManager",
    "normal_phone",
]
