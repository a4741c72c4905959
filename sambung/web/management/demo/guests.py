"""Two who work without an account: a company and a village, each with a link to try."""

from sambung.core.access import ANONYMOUS, Actor
from sambung.needs import actions as needs
from sambung.needs.models import Need
from sambung.parties import actions, queries
from sambung.parties.models import PersonalLink
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import World

COMPANY, VILLAGE = "sawit", "desa_uren"
# Known beforehand, so that the demo can print the addresses; real ones are made by chance.
TOKENS = {COMPANY: "contoh-perusahaan", VILLAGE: "contoh-desa"}
NAMES = {COMPANY: "Ibu Ratna (simulasi)", VILLAGE: "Pak Udin (simulasi)"}
REASON = "Sebutkan siapa yang menghitung KK, dan tambahkan foto keadaan sekarang."


def work_without_accounts(world: World) -> None:
    """Let the village propose by its link and get that back; leave a fresh link for each."""
    nur = world.actor("nur", "bappeda")
    with days_ago(16):
        need = propose_by_link(world, nur)
    with days_ago(11):
        needs.return_need(need=need, reason=REASON, by=nur)
    with days_ago(3):
        for key in TOKENS:
            fresh_link(world, key, nur)


def fresh_link(world: World, key: str, nur: Actor) -> PersonalLink:
    """Make a link that nobody opened yet, under the token the demo prints."""
    link, _raw = actions.create_guest_link(
        organisation=world.bodies[key], for_name=NAMES[key], role="officer", target="/tamu/", by=nur
    )
    hashed = queries.token_hash(TOKENS[key])
    PersonalLink.objects.filter(pk=link.pk).update(token_hash=hashed)
    return link


def propose_by_link(world: World, nur: Actor) -> Need:
    """Let the village's secretary propose from a phone."""
    body = world.bodies[VILLAGE]
    link, raw = actions.create_guest_link(
        organisation=body, for_name="Ibu Sekdes (simulasi)", by=nur, days=60
    )
    held = actions.hold_link(raw=raw, secret=raw, by=ANONYMOUS)
    by = queries.actor_by_link(held)
    need = needs.start_need(proposer=body, village=body.region, by=by)
    for screen, values in SCREENS.items():
        need = needs.save_screen(
            need=need, screen=screen, values=values, version=need.version, by=by
        )
    return needs.send_need(need=need, by=by)


SCREENS: dict[int, dict[str, object]] = {
    1: {"hamlet": "RT 02"},
    2: {
        "service": "sanitation",
        "problem": "Sebagian besar keluarga di RT 02 belum punya jamban dan memakai sungai.",
        "sanitation_now": "open",
    },
    3: {"people": 96, "households": 27},
    4: {"has_labour": True, "labour_person_days": 120},
}
