"""Agreements signed, works under way, tranches and handovers of the demo's partnerships."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from sambung.delivery import actions as delivery
from sambung.delivery import queries as delivery_queries
from sambung.delivery.actions import PhotosTaken, Said, Step
from sambung.delivery.models import Milestone, Progress, Tranche
from sambung.partnerships import actions
from sambung.partnerships.actions import Signed
from sambung.partnerships.models import (
    Agreement,
    AgreementKind,
    Contribution,
    Document,
    DocumentKind,
    Grade,
    Partnership,
    Party,
    Signatory,
    Way,
)
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.road import paper
from sambung.web.management.demo.running import MILLION
from sambung.web.management.demo.story import World

# Who signs for whom; the last one has no account, so Bappeda records it with the scan.
SIGNING = (
    ("energi", "Citra Lestari", "Manajer TJSL", ("citra", "energi")),
    ("desa_hauwai", "Gani Hauwai", "Kepala Desa Hauwai", ("gani", "desa_hauwai")),
    ("kkm_hauwai", "Ketua KKM (simulasi)", "Ketua KKM Contoh Hauwai", ("nur", "bappeda")),
)
# The bank signs first; the company has still to record its own.
WAITING = (
    ("bank", "Bima Saputra", "Kepala cabang"),
    ("energi", "Citra Lestari", "Manajer TJSL"),
)
UNDER_REVIEW = (
    ("tambang", "Hendra Gunawan", "Kepala bagian TJSL"),
    ("pupr", "Rudi Pratama", "Kuasa Dinas PUPR"),
)


def deliver(world: World, running: dict[str, Partnership]) -> None:
    """Carry the partnership of Hauwai from its agreement to the second of three tranches."""
    partnership = running["hauwai"]
    with days_ago(110):
        sign(world, agree(world, partnership, AgreementKind.AGREEMENT, 40, 700))
    with days_ago(100):
        plan(world, partnership)
    work(world, partnership)
    pay(world, partnership)
    wait_for_signatures(world, running)


def agree(world: World, partnership: Partnership, kind: str, starts: int, days: int) -> Agreement:
    """Draft an agreement from the partnership's facts, name who signs, and share it."""
    by, today = world.actor("nur", "bappeda"), timezone.localdate()
    agreement = actions.draft_agreement(
        partnership=partnership,
        kind=kind,
        place="Paringin",
        planned_on=today,
        starts_on=today,
        ends_on=today + timedelta(days=days),
        by=by,
    )
    actions.share_agreement(agreement=agreement, by=by)
    return agreement


def name_signatories(world: World, agreement: Agreement, keys: tuple[str, ...]) -> list[Signatory]:
    """Name who signs for each of the parties, in their order."""
    return [
        name_one(world, agreement, key, name, title)
        for key, name, title, _speaker in SIGNING
        if key in keys
    ]


def name_one(world: World, agreement: Agreement, key: str, name: str, title: str) -> Signatory:
    """Name who signs for one party, by the office held."""
    body = world.bodies[key]
    return actions.set_signatory(
        agreement=agreement,
        party=Party.objects.get(partnership=agreement.partnership, organisation=body),
        name=name,
        title=title,
        mandate=f"jabatannya sebagai {title}",
        by=world.actor("nur", "bappeda"),
    )


def sign(world: World, agreement: Agreement) -> None:
    """Freeze the text and record each signing; the last one puts it in force."""
    rows = name_signatories(world, agreement, tuple(key for key, *_rest in SIGNING))
    freeze_and_start(world, agreement)
    for number, (row, (key, _name, _title, speaker)) in enumerate(
        zip(rows, SIGNING, strict=True), start=1
    ):
        actions.record_signing(
            signatory=row,
            signed=signed(number, key),
            by=world.actor(*speaker),
        )


def freeze_and_start(world: World, agreement: Agreement) -> None:
    """Freeze the text and ask for signatures."""
    by = world.actor("nur", "bappeda")
    actions.freeze_text(agreement=agreement, by=by)
    agreement.refresh_from_db()
    actions.start_signing(agreement=agreement, by=by)


def signed(number: int, key: str) -> Signed:
    """Return what is written down of one signing, with the scan of its original."""
    return Signed(
        signed_on=timezone.localdate(),
        letter_number=f"{number:02d}/PKS/{key.upper()}/2026",
        scan=paper(f"ASLI BERMETERAI {key}"),
        ground_note="Asli diantar ke Bappeda (simulasi)",
    )


def plan(world: World, partnership: Partnership) -> None:
    """Put the usual milestones on the plan."""
    today = timezone.localdate()
    delivery.add_usual_plan(
        partnership=partnership,
        starts_on=today,
        due_on=today + timedelta(days=170),
        by=world.actor("nur", "bappeda"),
    )


def work(world: World, partnership: Partnership) -> None:
    """Finish the first milestones with evidence and photos, and report how far it is."""
    steps = list(Milestone.objects.filter(partnership=partnership).order_by("due_on", "id"))
    village, gani = world.bodies["desa_hauwai"], world.actor("gani", "desa_hauwai")
    for step, percent, ago in zip(steps, (0, 25), (98, 52), strict=False):
        with days_ago(ago):
            delivery.finish_milestone(
                milestone=step,
                on=timezone.localdate(),
                organisation=village,
                evidence=evidence(world, partnership, f"Foto {percent} persen"),
                by=gani,
            )
            report(world, partnership, percent)
        with days_ago(ago - 2):
            step.refresh_from_db()
            delivery.verify_milestone(
                milestone=step, grade=Grade.FIELD, by=world.actor("rudi", "pupr")
            )
            newest = Progress.objects.filter(partnership=partnership).latest("pk")
            delivery.verify_progress(
                progress=newest, grade=Grade.FIELD, by=world.actor("rudi", "pupr")
            )
    with days_ago(6):
        report(world, partnership, 42)


def report(world: World, partnership: Partnership, percent: int) -> None:
    """State how far the work is, with one photo at the mark it has passed."""
    delivery.state_progress(
        partnership=partnership,
        percent=percent,
        on=timezone.localdate(),
        organisation=world.bodies["desa_hauwai"],
        note="Pipa induk dan bak penampung (simulasi)" if percent else "Lokasi sebelum pekerjaan",
        photos=PhotosTaken(files=[photo(percent)], mark=percent // 25 * 25, caption="Simulasi"),
        by=world.actor("gani", "desa_hauwai"),
    )


def photo(percent: int) -> SimpleUploadedFile:
    """Return a drawn picture of the works, marked SIMULASI."""
    sheet = Image.new("RGB", (640, 420), "#DCECF2")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((60, 300, 60 + percent * 5, 330), fill="#0B6E8F")
    pen.text((60, 60), f"SIMULASI: pekerjaan {percent} persen", fill="#14212B")
    kept = BytesIO()
    sheet.save(kept, "JPEG")
    return SimpleUploadedFile(f"foto-{percent}.jpg", kept.getvalue(), content_type="image/jpeg")


def evidence(world: World, partnership: Partnership, title: str, kind: str = "") -> Document:
    """Keep a drawn paper as evidence of the village."""
    return actions.add_document(
        partnership=partnership,
        kind=kind or DocumentKind.EVIDENCE,
        title=title,
        upload=paper(title),
        organisation=world.bodies["desa_hauwai"],
        dated_on=timezone.localdate(),
        by=world.actor("gani", "desa_hauwai"),
    )


def pay(world: World, partnership: Partnership) -> None:
    """Plan three tranches; the first is paid and accounted for, the second waits, the third too."""
    circle = delivery_queries.circle_of(partnership)
    given = Contribution.objects.get(partnership=partnership, way=Way.MONEY)
    payee = world.bodies["desa_hauwai"]
    with days_ago(96):
        account = delivery.add_account(
            circle=circle,
            organisation=payee,
            bank="Bank Contoh Banua",
            number="0011223344",
            name_on_account=payee.name,
            by=world.actor("nur", "bappeda"),
        )
        tranches = [
            delivery.plan_tranche(
                circle=circle,
                contribution=given,
                payee=payee,
                amount_rp=amount * MILLION,
                title=title,
                due_on=timezone.localdate() + timedelta(days=due),
                account=account,
                by=world.actor("citra", "energi"),
            )
            for title, amount, due in (
                ("uang muka", 114, 10),
                ("pipa induk", 152, 90),
                ("selesai", 114, 170),
            )
        ]
        conditions(world, partnership, tranches)
    first(world, partnership, tranches[0])


def conditions(world: World, partnership: Partnership, tranches: list[Tranche]) -> None:
    """Let each tranche wait for a milestone, and the second for the people's own share as well."""
    circle = delivery_queries.circle_of(partnership)
    steps = list(Milestone.objects.filter(partnership=partnership).order_by("due_on", "id"))
    by = world.actor("citra", "energi")
    for tranche, step in zip(tranches, (steps[0], steps[1], steps[4]), strict=True):
        delivery.add_condition(
            circle=circle, tranche=tranche, kind="milestone", milestone=step, by=by
        )
    labour = Contribution.objects.get(partnership=partnership, kind="labour")
    delivery.add_condition(
        circle=circle, tranche=tranches[1], kind="contribution", contribution=labour, by=by
    )


def first(world: World, partnership: Partnership, tranche: Tranche) -> None:
    """Claim, verify, transfer, receive and account for the first tranche."""
    amount, gani = tranche.amount_rp, ("gani", "desa_hauwai")
    road = (
        (94, delivery.claim_tranche, gani, ""),
        (92, delivery.verify_tranche, ("rudi", "pupr"), Grade.DESK),
        (90, delivery.state_transfer, ("citra", "energi"), ""),
        (89, delivery.state_receipt, gani, ""),
        (54, delivery.account_for_tranche, gani, ""),
    )
    for ago, act, speaker, grade in road:
        with days_ago(ago):
            tranche.refresh_from_db()
            said = Said(
                amount_rp=amount,
                note="nomor rujukan SIM-01",
                grade=grade,
                evidence=evidence(world, partnership, f"Bukti termin 1, {ago}")
                if speaker == gani
                else None,
            )
            step = Step(
                circle=delivery_queries.circle_of(partnership),
                tranche=tranche,
                by=world.actor(*speaker),
            )
            act(step=step, said=said)


def wait_for_signatures(world: World, running: dict[str, Partnership]) -> None:
    """Leave one agreement that waits for the company, one under review, one as a shared draft."""
    with days_ago(12):
        wait_for_company(world, running["mesjid"])
    with days_ago(9):
        review(world, agree(world, running["mundar"], AgreementKind.MOU, 0, 730))
    with days_ago(8):
        draft = agree(world, running["halubau"], AgreementKind.MOU, 0, 730)
        name_signatories(world, draft, ("energi",))


def wait_for_company(world: World, partnership: Partnership) -> None:
    """Let the bank sign first; the company has still to record its own signing."""
    waiting = agree(world, partnership, AgreementKind.AGREEMENT, 0, 365)
    for key, name, title in WAITING:
        name_one(world, waiting, key, name, title)
    freeze_and_start(world, waiting)
    actions.record_signing(
        signatory=waiting.signatories.earliest("position"),
        signed=signed(1, "bank"),
        by=world.actor("bima", "bank"),
    )


def review(world: World, agreement: Agreement) -> None:
    """Freeze the text and send it to the legal section, which has not answered yet."""
    by = world.actor("nur", "bappeda")
    for key, name, title in UNDER_REVIEW:
        name_one(world, agreement, key, name, title)
    agreement.refresh_from_db()
    actions.freeze_text(agreement=agreement, by=by)
    agreement.refresh_from_db()
    actions.send_for_review(
        agreement=agreement,
        desk="Bagian Hukum Sekretariat Daerah (simulasi)",
        organisation=world.bodies["pemkab"],
        due_on=timezone.localdate() + timedelta(days=7),
        by=by,
    )
