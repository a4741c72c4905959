"""Build the demo world on the regions already loaded, or print its logins."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from sambung.core.access import SYSTEM
from sambung.facilities.actions import load_water_limits
from sambung.governance import actions as governance_actions
from sambung.parties.models import User
from sambung.plans.models import Invitation
from sambung.regions.models import Region
from sambung.web.management.demo import (
    companies,
    deliver,
    did,
    duties,
    grounds,
    guests,
    handing,
    papers,
    recaps,
    road,
    running,
    sites,
    story,
    tables,
)
from sambung.web.management.demo.cast import PASSWORD, PEOPLE


class Command(BaseCommand):
    """`manage.py demo` builds the world once; `--logins` prints who can sign in."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --logins."""
        parser.add_argument("--logins", action="store_true", help="print the demo logins and stop")

    def handle(self, *args: object, **options: object) -> None:
        """Build the world unless it is there."""
        if options["logins"]:
            self.print_logins()
            return
        if not Region.objects.filter(code=story.PILOT).exists():
            raise CommandError("Load the regions first: manage.py load_regions")
        load_water_limits(by=SYSTEM)
        if Invitation.objects.filter(is_simulated=True).exists():
            self.stdout.write("demo: the world is there already")
            return
        if User.objects.filter(is_simulated=True).exists():
            raise CommandError(
                "The demo world was left half built. Start anew: script/demo --reset"
            )
        with translation.override("id"):
            governance_actions.load_instruments(by=SYSTEM)
            build()
        self.stdout.write("demo: built the simulated world of Balangan")

    def print_logins(self) -> None:
        """Print one line per person: e-mail, password, what they come for."""
        for person in PEOPLE:
            self.stdout.write(f"  {person.email:30} {PASSWORD}   {person.comes_for}")
        for key, token in guests.TOKENS.items():
            words = f"tanpa akun: {guests.NAMES[key]}, sekali dipegang satu peramban"
            self.stdout.write(f"  {reverse('parties:link', args=[token]):30} {'':12}   {words}")


def build() -> story.World:
    """Build the whole world. The planner runs between two transactions: it works in its own."""
    world = story.World()
    with transaction.atomic():
        story.settle(world)
        story.count_villages(world)
        story.propose(world)
        story.offer_money(world)
        story.show_interest(world)
    road.plan_twice(world)
    with transaction.atomic():
        duties.share_duties(world)
        did.tell_what_was_done(world)
    with transaction.atomic():
        kept = running.run_in_every_stage(world)
        deliver.deliver(world, kept)
        sites.see_to_works(world, kept)
        handing.hand_over(world, kept)
        grounds.rest_on_law(world, kept)
    with transaction.atomic():
        recaps.issue_last_year(world)
        papers.send_papers(world)
        companies.deal(world)
        guests.work_without_accounts(world)
    tables.bring_tables(world)
    return world
