"""How far a hat reaches: pure functions on hats and dotted region codes."""

from sambung.core.access import Actor, Hat
from sambung.parties.models import OrganisationKind as K
from sambung.parties.models import Role

# Those who answer for a place: they see its register and verify its needs.
GOVERNING_KINDS = frozenset({K.BAPPEDA, K.POKJA, K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT})
# Those who may write down what others say, atas nama.
RECORDING_KINDS = GOVERNING_KINDS | {
    *[K.OPD, K.DISTRICT_OFFICE, K.FORUM_TJSL, K.FORUM_PKP, K.NGO, K.NETWORK, K.PROGRAMME]
}
# Kinds that compete for the same places: one never sees what another offers.
COMPETING_KINDS = frozenset({K.COMPANY, K.STATE_COMPANY, K.BANK, K.FOUNDATION})
# Kinds that state what they could give; of the others nobody does so by a guest link.
GIVING_KINDS = COMPETING_KINDS | {K.FORUM_TJSL, K.ZAKAT, K.DONOR, K.UNIVERSITY}
NETWORK_KINDS = frozenset({K.NETWORK, K.FORUM_PKP, K.FORUM_TJSL, K.SPAMS_ASSOCIATION, K.PROGRAMME})
# Kinds whose hat, without a place of its own, reaches the whole country.
NATIONAL_KINDS = frozenset({K.MINISTRY})

RANK = {Role.MEMBER: 0, Role.OFFICER: 1, Role.SIGNATORY: 2, Role.HEAD: 3}


def lies_in(region_code: str, place_code: str) -> bool:
    """Return whether the region is the place or lies below it (11.10 is not below 11.1)."""
    return region_code == place_code or region_code.startswith(f"{place_code}.")


def hat_covers(hat: Hat, region_code: str) -> bool:
    """Return whether the region lies in the place of the hat's organisation."""
    if hat.region_code is None:
        return hat.organisation_kind in NATIONAL_KINDS
    return lies_in(region_code, hat.region_code)


def is_official(hat: Hat | None) -> bool:
    """Return whether the hat may act for its organisation (a plain member only looks)."""
    return hat is not None and RANK[Role(hat.role)] >= RANK[Role.OFFICER]


def hat_governs(hat: Hat | None, region_code: str) -> bool:
    """Return whether the hat is of a body that answers for the region (its own or one above)."""
    return (
        hat is not None
        and hat.organisation_kind in GOVERNING_KINDS
        and hat_covers(hat, region_code)
    )


def governs(actor: Actor, region_code: str) -> bool:
    """Return whether any hat of the actor governs the region: for what one may see."""
    return any(hat_governs(hat, region_code) for hat in actor.hats)


def acts_for_region(actor: Actor, region_code: str) -> bool:
    """Return whether the hat worn now governs the region officially: for what one may do."""
    return is_official(actor.worn) and hat_governs(actor.worn, region_code)


def acts_for(actor: Actor, organisation_id: int | None, at_least: str = Role.OFFICER) -> bool:
    """Return whether the hat worn now is of the organisation, with this role or a higher one."""
    worn = actor.worn
    return (
        worn is not None
        and worn.organisation_id == organisation_id
        and RANK[Role(worn.role)] >= RANK[Role(at_least)]
    )


def officer_of(actor: Actor, organisation_id: int | None) -> bool:
    """Return whether any hat of the actor may act for the organisation, worn now or not."""
    return is_official(actor.hat_in(organisation_id))


def may_record(actor: Actor) -> bool:
    """Return whether the hat worn now may write down what others say, atas nama."""
    worn = actor.worn
    return worn is not None and is_official(worn) and worn.organisation_kind in RECORDING_KINDS


def guest_in(actor: Actor, organisation_id: int | None) -> bool:
    """Return whether the actor is here without an account, by a guest link of the organisation."""
    return (
        actor.guest is not None
        and actor.user_id is None
        and actor.guest.organisation_id == organisation_id
    )


def speaks_for(actor: Actor, organisation_id: int | None) -> bool:
    """Return whether the actor states things in the organisation's own name: hat or guest link.

    The one place where a guest link counts. A rule that asks `acts_for` instead stays shut to it.
    """
    return guest_in(actor, organisation_id) or acts_for(actor, organisation_id)


def own_ids(actor: Actor) -> frozenset[int]:
    """Return the organisations whose own things the actor sees: by hats, or by a guest link."""
    if actor.guest is None or actor.user_id is not None:
        return actor.organisation_ids
    return actor.organisation_ids | {actor.guest.organisation_id}
