"""The second half of the demo's story: two answers of the planner, invitations, partnerships."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from sambung.core import jobs
from sambung.core.access import ANONYMOUS, Actor
from sambung.parties.actions import links
from sambung.plans import actions as plans
from sambung.plans.models import Invitation, InvitationState, Run, RunState
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import OWN_VOICE, PILOT, World
from sambung.web.management.demo.work import WORKS

TIME_LIMIT_S = 30


def keys_of(fate: str) -> list[str]:
    """Return the keys of the work with this fate."""
    return [work.key for work in WORKS if work.fate == fate]


FIRST = keys_of("partnership") + keys_of("invited")


def plan_twice(world: World) -> tuple[Run, Run]:
    """Ask the planner for an early round of five packages, then for all that are ready."""
    by = world.actor("nur", "pokja")
    region = Region.objects.get(code=PILOT)
    with days_ago(45):
        early = plans.Question(
            title="Putaran awal 2027",
            region=region,
            year=2027,
            packages=tuple(world.packages[key] for key in FIRST),
            time_limit_s=TIME_LIMIT_S,
        )
        first = answered(early, by)
        invite(world, first, keys_of("partnership"), by, days=21)
        invite(world, first, keys_of("invited"), by, days=70)
    answer_first_round(world, first)
    with days_ago(14):
        whole = plans.Question(
            title="Rencana Balangan 2027",
            region=region,
            year=2027,
            facilitator_places=9,
            time_limit_s=TIME_LIMIT_S,
        )
        second = answered(whole, by)
    invite_second_round(world, second, by)
    return first, second


def answered(question: plans.Question, by: Actor) -> Run:
    """Ask the question and let the worker's part run here; refuse a world without an answer."""
    scenario = plans.create_scenario(question=question, by=by, simulated=True)
    run = plans.request_run(scenario=scenario, by=by)
    jobs.drain()
    run.refresh_from_db()
    if run.state != RunState.DONE:
        raise RuntimeError(f"the planner gave no answer: {run.error}")
    return plans.share_run(run=run, by=by)


def invite(world: World, run: Run, keys: list[str], by: Actor, *, days: int) -> None:
    """Invite the sources of the named packages that the run chose."""
    chosen = set(run.allocations.filter(option__isnull=False).values_list("package_id", flat=True))
    wanted = [world.packages[key].pk for key in keys if world.packages[key].pk in chosen]
    plans.send_invitations(
        run=run,
        packages=wanted,
        answer_by=timezone.localdate() + timedelta(days=days),
        message="Mohon pertimbangan Bapak/Ibu. Rencana ini simulasi.",
        by=by,
    )


def answer_first_round(world: World, run: Run) -> None:
    """Let every source of three packages pledge; on the other two one changes, one declines."""
    fates = {world.packages[work.key].pk: work.fate for work in WORKS if work.key in FIRST}
    rows = list(Invitation.objects.filter(run=run).order_by("package_id", "-amount_rp", "id"))
    for number, row in enumerate(row for row in rows if fates[row.package_id] == "partnership"):
        with days_ago(40 - number):
            pledge(world, row)
    others = [row for row in rows if fates[row.package_id] == "invited"]
    with days_ago(36):
        if others:
            propose_less(world, others[0])
    with days_ago(33):
        for row in others[-1:]:
            decline(world, row)


def invite_second_round(world: World, run: Run, by: Actor) -> None:
    """Leave invitations lapsed, withdrawn and open."""
    with days_ago(13):
        invite(world, run, ["bihara"], by, days=9)
        invite(world, run, ["lokbatu", "galumbang"], by, days=30)
    with days_ago(12):
        invite(world, run, ["hauwai"], by, days=26)
    with days_ago(5):
        for row in Invitation.objects.filter(run=run, package=world.packages["lokbatu"]):
            if row.state == InvitationState.SENT:
                plans.withdraw_invitation(
                    invitation=row,
                    reason="Desa meminta jalur pipa diukur ulang.",
                    by=by,
                    version=row.version,
                )
    plans.lapse_due()


def voice(world: World, row: Invitation) -> tuple[Actor, plans.Held | None]:
    """Return who speaks for the source: its own person, else the holder of a personal link."""
    keys = {world.offers[key].pk: key for key in world.offers}
    own = OWN_VOICE.get(keys[row.offer_id])
    if own:
        return world.actor(*own), None
    link, raw = plans.create_answer_link(
        invitation=row, for_name="Narahubung (simulasi)", by=world.actor("nur", "pokja")
    )
    secret = f"demo-{link.pk}"
    held = links.hold_link(raw=raw, secret=secret, by=ANONYMOUS)
    speaker = Actor(name=held.for_name, link_organisation_id=row.organisation_id)
    return speaker, plans.Held(link=held, secret=secret)


def pledge(world: World, row: Invitation) -> None:
    """Accept with a simulated letter."""
    row.refresh_from_db()
    by, held = voice(world, row)
    number = f"{row.pk:03d}/SIM/X/2026"
    letter = plans.Letter(file=paper(f"SURAT KESANGGUPAN {number}"), number=number)
    plans.accept_invitation(
        invitation=row, letter=letter, by=by, version=row.version, held_link=held
    )


def propose_less(world: World, row: Invitation) -> None:
    """Propose two thirds of the amount, with a reason."""
    row.refresh_from_db()
    by, held = voice(world, row)
    plans.change_invitation(
        invitation=row,
        amount_rp=row.amount_rp * 2 // 3 // 1_000_000 * 1_000_000,
        reason="Sisa anggaran kami tahun 2027 hanya sebesar ini.",
        by=by,
        version=row.version,
        held_link=held,
    )


def decline(world: World, row: Invitation) -> None:
    """Say that it cannot, with a reason."""
    row.refresh_from_db()
    if row.state != InvitationState.SENT:
        return
    by, held = voice(world, row)
    plans.decline_invitation(
        invitation=row,
        reason="Di luar sasaran program kami tahun ini.",
        by=by,
        version=row.version,
        held_link=held,
    )


def paper(words: str) -> "SimpleUploadedFile":
    """Return a picture of a letter, marked SIMULASI."""
    sheet = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(sheet)
    pen.text((60, 60), words, fill="black")
    pen.text((60, 100), "SIMULASI: surat contoh, bukan dokumen nyata.", fill="#8A5A00")
    kept = BytesIO()
    sheet.save(kept, "PNG")
    return SimpleUploadedFile("surat.png", kept.getvalue(), content_type="image/png")
