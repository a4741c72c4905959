"""The papers that need nothing but the partnership itself."""

from django.utils.translation import gettext_lazy as _

from sambung.partnerships.models import DocumentKind
from sambung.partnerships.queries.papers import letters, meeting, summary
from sambung.partnerships.queries.papers.recipes import Ask, Recipe

AFTER = (
    "Sesudah serah terima, sarana dikelola oleh badan pengelola desa dengan iuran warga. "
    "Pemeliharaan, uji mutu air, dan perbaikan besar dibagi menurut daftar peran kemitraan."
)
COMMITTED = (
    "Dukungan ini kami laksanakan sesuai kesepakatan para pihak dan ketentuan yang berlaku, tanpa "
    "imbalan kepada siapa pun."
)


def own_recipes() -> tuple[Recipe, ...]:
    """Return the papers of this room, in the order of the road."""
    return (
        Recipe(
            "proposal",
            DocumentKind.PROPOSAL,
            _("Proposal"),
            _("Masalah, kegiatan, biaya, sumber, dan pengelolaan sesudahnya."),
            letters.proposal,
            (
                Ask(
                    "problem",
                    _("Latar belakang dan masalah"),
                    _("Kosongkan untuk memakai uraian dari usulan."),
                ),
                Ask("work", _("Kegiatan yang diusulkan"), _("Kosongkan bila sudah tertulis.")),
                Ask("after", _("Pengelolaan sesudah dibangun"), start=AFTER),
            ),
        ),
        Recipe(
            "surat-minat",
            DocumentKind.INTEREST,
            _("Surat minat"),
            _("Pernyataan minat sebuah organisasi; belum mengikat."),
            letters.interest,
            (Ask("words", _("Keterangan tambahan")),),
        ),
        Recipe(
            "surat-kesanggupan",
            DocumentKind.PLEDGE,
            _("Surat kesanggupan"),
            _("Kesanggupan atas satu sumbangan, nilainya juga dengan huruf."),
            letters.pledge,
            (Ask("words", _("Keterangan tambahan"), start=COMMITTED),),
            about=_("Sumbangan yang disanggupi"),
            things=letters.contributions_to_choose,
            subject=letters.contribution_chosen,
        ),
        Recipe(
            "berita-acara",
            DocumentKind.MINUTES,
            _("Berita acara"),
            _("Pertemuan para pihak: pokok bahasan, hasil, dan daftar hadir."),
            meeting.minutes,
            (
                Ask("subject", _("Tentang"), _("Misalnya: musyawarah desa penetapan lokasi.")),
                Ask("spoken", _("Pokok bahasan"), _("Satu baris satu pokok."), is_needed=True),
                Ask("agreed", _("Hasil kesepakatan"), _("Satu baris satu butir."), is_needed=True),
            ),
        ),
        Recipe(
            "rkm",
            DocumentKind.WORKPLAN,
            _("Rencana kerja masyarakat (RKM)"),
            _("Tabel biaya, sumber, sumbangan uang, dan sumbangan selain uang."),
            meeting.workplan,
            (Ask("words", _("Gambaran singkat")),),
        ),
        Recipe(
            "agreement-summary",
            DocumentKind.OTHER,
            _("Ringkasan perjanjian dalam bahasa Inggris"),
            _("Untuk mitra luar negeri; yang mengikat tetap naskah Indonesia."),
            summary.summary,
            (Ask("words", _("Catatan tambahan, dalam bahasa Inggris")),),
            about=_("Perjanjian"),
            things=summary.agreements_to_choose,
            subject=summary.agreement_chosen,
            language="en",
        ),
    )
