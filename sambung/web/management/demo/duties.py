"""The last part of the demo's story: in one partnership the parties take on their duties."""

from sambung.parties.actions import links
from sambung.parties.queries import actor_for
from sambung.partnerships.actions import duties
from sambung.partnerships.models import Partnership, Party, Responsibility
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import World

# Who speaks for the parties that have an account, by the keys of cast.py.
SPEAKERS = {"bappeda": "nur", "pemkab": "rudi", "sehat": "dimas", "energi": "citra"}
TAKEN = [
    ("capital", "energi", "surat kesanggupan"),
    ("construction", "energi", "dibangun lewat penyedia perusahaan"),
    ("supervision", "sehat", "surat tugas fasilitator"),
    ("apbd", "pemkab", "RKA 2027"),
]


def share_duties(world: World) -> None:
    """Let the parties of Kambiyain accept what was proposed to them, and read their notices."""
    partnership = Partnership.objects.get(package=world.packages["kambiyain"])
    with days_ago(20):
        for key, body, ground in TAKEN:
            take_on(world, partnership, key, body, ground)
        for body in SPEAKERS:
            accept_own(world, partnership, body)
    with days_ago(1):
        for user in world.people.values():
            links.read_notices(by=actor_for(user))


def take_on(world: World, partnership: Partnership, key: str, body: str, ground: str) -> None:
    """Let a party name itself for a duty nobody has taken yet."""
    duty = Responsibility.objects.get(partnership=partnership, key=key)
    party = Party.objects.get(partnership=partnership, organisation=world.bodies[body])
    if duty.is_proposed:
        by = world.actor(SPEAKERS[body], body)
        duties.propose_responsible(responsibility=duty, party=party, ground=ground, by=by)


def accept_own(world: World, partnership: Partnership, body: str) -> None:
    """Accept every duty still proposed to the party."""
    waiting = Responsibility.objects.filter(
        partnership=partnership,
        party__organisation=world.bodies[body],
        is_proposed=True,
    )
    for duty in waiting:
        duties.accept_responsibility(responsibility=duty, by=world.actor(SPEAKERS[body], body))
