"""Browsers that hold guest links, for the tests of the pages below /tamu/."""

from django.test import Client

from sambung.parties import actions, queries
from sambung.parties.models import Membership, Organisation, PersonalLink
from tests.cast import Cast


def holding(link: PersonalLink, raw: str) -> Client:
    """Return a browser whose holder said that the link is for them."""
    client = Client()
    client.post(f"/pihak/t/{raw}/")
    return client


def guest_client(cast: Cast, organisation: Organisation, **given) -> tuple[Client, PersonalLink]:
    """Return a browser that works for the organisation, which has no accounts, and its link."""
    Membership.objects.filter(organisation=organisation).delete()
    link, raw = actions.create_guest_link(
        organisation=organisation,
        for_name="Bu Sari",
        target="/tamu/",
        by=cast.actor(cast.ayu, cast.bappeda),
        **given,
    )
    return holding(link, raw), link


def actor_of(link: PersonalLink):
    """Return the actor of who holds the link."""
    link.refresh_from_db()
    return queries.actor_by_link(link)
