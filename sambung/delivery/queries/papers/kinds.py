"""The papers of this room, offered beside those of the partnership."""

from django.utils.translation import gettext_lazy as _

from sambung.delivery.queries.papers import ending, payments, works
from sambung.partnerships.models import DocumentKind
from sambung.partnerships.queries.papers import Ask, Recipe


def own_recipes() -> tuple[Recipe, ...]:
    """Return the papers of the delivery, in the order of the road."""
    return (
        Recipe(
            "laporan-kemajuan",
            DocumentKind.PROGRESS,
            _("Laporan kemajuan"),
            _("Tonggak, kemajuan menurut siapa, masalah terbuka, dan foto."),
            works.progress_report,
            (Ask("words", _("Ringkasan"), _("Kosongkan untuk memakai kalimat dari data.")),),
        ),
        Recipe(
            "permintaan-pembayaran",
            DocumentKind.PAYMENT_REQUEST,
            _("Permintaan pembayaran"),
            _("Satu termin dengan syarat-syaratnya dan rekening lembaga penerima."),
            payments.payment_request,
            (Ask("words", _("Keterangan tambahan")),),
            about=_("Termin"),
            things=payments.tranches_to_choose,
            subject=payments.tranche_chosen,
        ),
        Recipe(
            "tanda-terima",
            DocumentKind.RECEIPT,
            _("Tanda terima"),
            _("Jumlah yang dinyatakan diterima, juga dengan huruf."),
            payments.receipt,
            (Ask("words", _("Keterangan tambahan")),),
            about=_("Termin"),
            things=payments.tranches_to_choose,
            subject=payments.tranche_chosen,
        ),
        Recipe(
            "bast",
            DocumentKind.HANDOVER,
            _("Berita acara serah terima (BAST)"),
            _("Sarana, hasil uji, pengelolaan, masa pemeliharaan, dan daftar aset."),
            ending.bast,
            (Ask("words", _("Hal lain yang disepakati")),),
            about=_("Serah terima"),
            things=ending.handovers_to_choose,
            subject=ending.handover_chosen,
        ),
        Recipe(
            "laporan-penutup",
            DocumentKind.CLOSING,
            _("Laporan penutup"),
            _("Yang disepakati, terlaksana, terverifikasi, dan siapa yang bertanggung jawab."),
            ending.closing_report,
            (Ask("lessons", _("Pelajaran")),),
        ),
    )
