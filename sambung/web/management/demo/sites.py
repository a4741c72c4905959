"""The works of Hauwai: goods on their way, troubles, and what waits to be looked at."""

from datetime import timedelta

from django.utils import timezone

from sambung.core.access import Actor
from sambung.delivery import actions as delivery
from sambung.delivery import queries as delivery_queries
from sambung.delivery.actions import TroubleFacts
from sambung.delivery.models import Condition, GoodsStep, Milestone, Tranche, TroubleKind
from sambung.partnerships.models import Contribution, DocumentKind, Partnership, Party
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.deliver import evidence
from sambung.web.management.demo.story import World

# days ago, step, how many, who states
COUNTS = (
    (40, GoodsStep.DELIVERED, 60, ("bima", "bank")),
    (38, GoodsStep.RECEIVED, 58, ("gani", "desa_hauwai")),
    (5, GoodsStep.IN_USE, 25, ("rudi", "pupr")),
)
# kind, title, note, likelihood, impact, whose, days from now
TROUBLES = (
    (TroubleKind.RISK, "Musim hujan menunda galian", "Jalan masuk licin.", 2, 2, "desa_hauwai", 21),
    (TroubleKind.ISSUE, "Dua meter air pecah waktu dikirim", "Menunggu pengganti dari bank.")
    + (None, 2, "bank", -4),
    (TroubleKind.ISSUE, "Izin melintasi jalan belum terbit", "", None, 3, "pupr", -30),
)


def see_to_works(world: World, running: dict[str, Partnership]) -> None:
    """Bring the goods, write the troubles down, leave a milestone and a paper to be verified."""
    partnership = running["hauwai"]
    bring_goods(world, partnership)
    with days_ago(45):
        troubles(world, partnership)
    with days_ago(95):
        ask_for_paper(world, partnership)
    with days_ago(3):
        state_milestone(world, partnership)
        hold_ceremony(world, partnership)


def bring_goods(world: World, partnership: Partnership) -> None:
    """Let the bank deliver sixty meters, the village receive fewer, and the works office count."""
    given = Contribution.objects.get(
        partnership=partnership, party__organisation=world.bodies["bank"]
    )
    with days_ago(60):
        goods = delivery.add_goods(
            contribution=given,
            name="Meter air ½ inci (simulasi)",
            unit="buah",
            promised=60,
            by=world.actor("nur", "bappeda"),
        )
    for ago, step, quantity, (person, body) in COUNTS:
        with days_ago(ago):
            delivery.state_goods(
                goods=goods,
                step=step,
                quantity=quantity,
                on=timezone.localdate(),
                organisation=world.bodies[body],
                note="Dua pecah waktu dikirim." if step == GoodsStep.RECEIVED else "",
                by=world.actor(person, body),
            )


def troubles(world: World, partnership: Partnership) -> None:
    """Write a risk, an issue that is late, and an issue that was solved."""
    by = world.actor("nur", "bappeda")
    rows = [
        delivery.add_trouble(
            partnership=partnership,
            facts=TroubleFacts(
                kind=kind,
                title=f"{title} (simulasi)",
                note=note,
                likelihood=likelihood,
                impact=impact,
                owner=Party.objects.get(partnership=partnership, organisation=world.bodies[body]),
                due_on=timezone.localdate() + timedelta(days=45 + days),
            ),
            by=by,
        )
        for kind, title, note, likelihood, impact, body, days in TROUBLES
    ]
    with days_ago(-15):
        delivery.close_trouble(trouble=rows[-1], outcome="Izin terbit (simulasi).", by=by)


def ask_for_paper(world: World, partnership: Partnership) -> Condition:
    """Let the last tranche wait for the report of the works as well."""
    rows = Tranche.objects.filter(contribution__partnership=partnership)
    return delivery.add_condition(
        circle=delivery_queries.circle_of(partnership),
        tranche=rows.latest("due_on"),
        kind="document",
        document_kind=DocumentKind.PROGRESS,
        title="Laporan kemajuan terakhir",
        by=world.actor("citra", "energi"),
    )


def state_milestone(world: World, partnership: Partnership) -> None:
    """State one more milestone as done, which nobody has verified yet."""
    waiting = Milestone.objects.filter(
        partnership=partnership, done_on__isnull=True, dropped_at__isnull=True
    )
    village, gani = world.bodies["desa_hauwai"], gani_of(world)
    delivery.finish_milestone(
        milestone=waiting.earliest("due_on", "id"),
        on=timezone.localdate(),
        organisation=village,
        evidence=evidence(world, partnership, "Foto setengah jadi"),
        by=gani,
    )


def gani_of(world: World) -> Actor:
    """Return the head of the village of Hauwai."""
    return world.actor("gani", "desa_hauwai")


def hold_ceremony(world: World, partnership: Partnership) -> None:
    """Write a ceremony down: it opens nothing and closes nothing."""
    delivery.add_ceremony(
        partnership=partnership,
        title="Peletakan batu pertama (simulasi)",
        on=timezone.localdate() - timedelta(days=60),
        by=gani_of(world),
    )
