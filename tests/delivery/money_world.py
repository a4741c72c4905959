"""A partnership whose company gives money to the village and to a KKM that has no account here."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sambung.core.models import StoredFile
from sambung.delivery import actions, queries
from sambung.delivery.actions import OnGround, Said, Step
from sambung.delivery.models import Account, Tranche
from sambung.delivery.rules import Circle
from sambung.parties.models import Organisation, User
from sambung.partnerships.models import Contribution, Document, Partnership, Party
from tests.cast import Cast
from tests.partnerships.world import opened

TRANCHE_RP = 30_000_000


@dataclass
class World:
    """The partnership, the money contribution, and who is at its table."""

    cast: Cast
    partnership: Partnership
    contribution: Contribution
    kkm: Organisation

    @property
    def circle(self) -> Circle:
        """Return the circle as it is now."""
        return queries.circle_of(self.partnership)

    def account(self, organisation: Organisation | None = None, **changes: object) -> Account:
        """Return an account of the institution, written down by Ayu."""
        organisation = organisation or self.cast.village
        values = {
            "bank": "Bank Kalsel",
            "number": f"00112233{organisation.pk}",
            "name_on_account": organisation.name,
        }
        return actions.add_account(
            circle=self.circle,
            organisation=organisation,
            by=self.cast.actor(self.cast.ayu),
            **(values | changes),
        )

    def tranche(self, payee: Organisation | None = None, **changes: object) -> Tranche:
        """Return a tranche of Rp30 million planned by Citra, paid into the payee's account."""
        payee = payee or self.cast.village
        account = Account.objects.filter(organisation=payee).first() or self.account(payee)
        values = {"amount_rp": TRANCHE_RP, "account": account}
        return actions.plan_tranche(
            circle=self.circle,
            contribution=self.contribution,
            payee=payee,
            by=self.cast.actor(self.cast.citra),
            **(values | changes),
        )

    def step(self, tranche: Tranche, user: User, **changes: object) -> Step:
        """Return a step by the person."""
        return Step(circle=self.circle, tranche=tranche, by=self.cast.actor(user), **changes)

    def paper(self, kind: str = "bukti", organisation=None, **changes: object) -> Document:
        """Return a shared document of the partnership."""
        organisation = organisation or self.cast.village
        return document(self.partnership, organisation, kind=kind, **changes)


def document(partnership, organisation, *, sha="a" * 64, **values) -> Document:
    """Return a document with a file of this hash."""
    file = StoredFile.objects.create(
        sha256=sha, size=9, kind="application/pdf", name="bukti.pdf", uploaded_at=timezone.now()
    )
    given = {"kind": "bukti", "title": "Bukti", "at": timezone.now(), "file": file} | values
    return Document.objects.create(partnership=partnership, organisation=organisation, **given)


def money_world(cast: Cast) -> World:
    """Open the partnership; the company's contribution is money, Rp100 million agreed."""
    partnership = opened(cast)
    contribution = Contribution.objects.get(
        partnership=partnership, party__organisation=cast.company
    )
    Contribution.objects.filter(pk=contribution.pk).update(
        way="money", kind="cash", agreed_rp=100_000_000, agreed_on=date(2026, 1, 5)
    )
    contribution.refresh_from_db()
    kkm = Organisation.objects.create(
        name="KKM Maju Bersama",
        kind="kkm",
        region=cast.village.region,
        search_name="kkm maju bersama",
    )
    Party.objects.create(
        partnership=partnership, organisation=kkm, part="community", joined_at=timezone.now()
    )
    return World(cast, partnership, contribution, kkm)


def said(amount_rp: int | None = TRANCHE_RP, **changes: object) -> Said:
    """Return what a statement says, with a note in place of evidence."""
    return Said(amount_rp=amount_rp, **({"note": "nomor rujukan 77"} | changes))


def claimed(world: World, tranche: Tranche | None = None, **changes: object) -> Tranche:
    """Return a tranche that Gani claimed for the village."""
    tranche = tranche or world.tranche()
    return actions.claim_tranche(step=world.step(tranche, world.cast.gani), said=said(**changes))


def verified(world: World, tranche: Tranche | None = None, **changes: object) -> Tranche:
    """Return a claimed tranche that Ayu verified at the desk."""
    tranche = claimed(world, tranche, **changes)
    return actions.verify_tranche(step=world.step(tranche, world.cast.ayu), said=said(grade="meja"))


def transferred(world: World, tranche: Tranche | None = None) -> Tranche:
    """Return a verified tranche whose transfer Citra stated."""
    tranche = verified(world, tranche)
    return actions.state_transfer(step=world.step(tranche, world.cast.citra), said=said())


def received(world: World, tranche: Tranche | None = None) -> Tranche:
    """Return a transferred tranche whose receipt Gani stated."""
    tranche = transferred(world, tranche)
    return actions.state_receipt(step=world.step(tranche, world.cast.gani), said=said())


def accounted(world: World, tranche: Tranche | None = None) -> Tranche:
    """Return a received tranche whose use Gani showed."""
    tranche = received(world, tranche)
    given = said(evidence=world.paper(kind="bukti"))
    return actions.account_for_tranche(step=world.step(tranche, world.cast.gani), said=given)


CALL = OnGround("call", "telepon dengan ketua")
