"""The desk's letterhead and the recap of last year as it was issued."""

from sambung.activities.actions.recaps import issue_recap
from sambung.parties.actions.papers import save_letterhead
from sambung.parties.queries import letterhead_of
from sambung.regions.models import Region
from sambung.web.management.demo.clock import days_ago
from sambung.web.management.demo.story import PILOT, World

LINES = "PEMERINTAH KABUPATEN BALANGAN (SIMULASI)\nBADAN PERENCANAAN PEMBANGUNAN DAERAH"


def issue_last_year(world: World) -> None:
    """Issue the recap of 2025 under the desk's letterhead; the one of 2026 is still open."""
    nur, desk = world.actor("nur", "bappeda"), world.bodies["bappeda"]
    if letterhead_of(desk.pk) is None:
        save_letterhead(
            organisation=desk,
            lines=LINES,
            address="Jalan Contoh Nomor 1, Paringin",
            place="Paringin",
            signatory_name="Nama Contoh, S.T.",
            signatory_title="Kepala Bappeda Kabupaten Balangan (simulasi)",
            version=0,
            by=nur,
        )
    with days_ago(9):
        issue_recap(
            region=Region.objects.get(code=PILOT),
            year=2025,
            letter_number="050/CONTOH/Bappeda/2026",
            by=nur,
        )
