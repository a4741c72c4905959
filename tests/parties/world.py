"""One more of each thing of the parties room, made by its actions."""

from django.utils import timezone

from sambung.core.access import SYSTEM
from sambung.parties import actions
from sambung.parties.actions import GroundGiven, dealings, tasks
from sambung.parties.models import (
    Contact,
    Interaction,
    Offer,
    OfferTerms,
    Organisation,
    PersonalLink,
    Task,
)
from tests.cast import Cast


def organisation(cast: Cast) -> Organisation:
    """Write down one more company in Balangan."""
    number = Organisation.objects.count()
    return actions.create_organisation(
        name=f"PT Contoh {number}", kind="perusahaan", region=cast.regions["63.11"], by=SYSTEM
    )


def opened(cast: Cast) -> Offer:
    """Open one more offer of the company to Bappeda and Pokja."""
    by = cast.actor(cast.citra)
    offer = actions.draft_offer(
        organisation=cast.company,
        terms=OfferTerms(year=2027),
        regions=["63.11", "63.11.02.2001"],
        viewers=[cast.pokja, cast.bappeda],
        by=by,
    )
    return actions.publish_offer(offer=offer, version=1, by=by)


def recorded(cast: Cast) -> Offer:
    """Record one more offer atas nama the company."""
    return actions.draft_offer(
        organisation=cast.company,
        terms=OfferTerms(year=2027),
        regions=["63.11"],
        by=cast.actor(cast.ayu, cast.bappeda),
        ground=GroundGiven("letter", "Surat 12"),
    )


def guest_link(cast: Cast) -> PersonalLink:
    """Make one more guest link for a company without an account."""
    made = organisation(cast)
    by = cast.actor(cast.ayu, cast.bappeda)
    return actions.create_guest_link(organisation=made, for_name="Bu Sari", by=by)[0]


def contact(cast: Cast) -> Contact:
    """Keep one more contact at the company, with a programme and an invitation."""
    number = Contact.objects.count()
    citra = cast.actor(cast.citra)
    actions.create_programme(organisation=cast.company, name=f"Program {number}", by=citra)
    actions.invite_person(organisation=cast.company, for_name="Rina", by=citra)
    return actions.add_contact(
        organisation=cast.company, name="Adi", email="adi@contoh.example", by=citra
    )


def task(cast: Cast) -> Task:
    """Write one more task of Ayu with the company."""
    return tasks.add_task(
        text="Telepon bagian TJSL",
        due_on=timezone.localdate(),
        organisation=cast.company,
        by=cast.actor(cast.ayu),
    )


def talk(cast: Cast) -> Interaction:
    """Write down one more talk of Bappeda with the company."""
    return dealings.record_interaction(
        organisation=cast.company,
        kind="meeting",
        on=timezone.localdate(),
        text="Bersedia menerima usulan",
        by=cast.actor(cast.ayu),
    )
