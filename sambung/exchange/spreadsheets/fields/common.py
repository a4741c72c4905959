"""Fields that several kinds share: where, whose, how many."""

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields.shapes import Field, field
from sambung.exchange.spreadsheets.values import heads, text_of, year

VILLAGE = (
    "desa|kelurahan|desa/kelurahan|nama desa|nama kelurahan|desa / kel|ds/kel|kampung|nagari"
    "|gampong|nama desa/kelurahan|lokasi|lokasi desa|lokasi kegiatan|desa lokasi"
    "|ds|tempat|alamat|desa/kel"
)
DISTRICT = "kecamatan|kec|nama kecamatan|distrik|kec lokasi|wilayah kecamatan"
CODE = (
    "kode desa|kode wilayah|kode kemendagri|kode|kode desa/kelurahan|kode bps|kode wil"
    "|id desa|kode desa kemendagri|kode kel"
)


def place_fields(*, is_required: bool) -> tuple[Field, ...]:
    """Return village, kecamatan and code; a row needs the first or the last of them."""
    return (
        field(
            "village",
            _("Desa/kelurahan"),
            VILLAGE,
            text_of(160),
            is_required=is_required,
            help_text=_("Nama desa seperti pada daftar di lembar “Daftar desa”."),
            example="Hauwai",
        ),
        field(
            "district",
            _("Kecamatan"),
            DISTRICT,
            text_of(160),
            help_text=_("Perlu bila ada dua desa dengan nama yang sama."),
            example="Halong",
        ),
        field(
            "code",
            _("Kode desa"),
            CODE,
            text_of(40),
            help_text=_("Kode Kemendagri. Boleh kosong bila nama desanya jelas."),
            example="63.11.02.2001",
        ),
    )


def company_field(*, is_required: bool = True) -> Field:
    """Return the source of money or goods."""
    return field(
        "company",
        _("Perusahaan"),
        "nama perusahaan|perusahaan|pelaksana|sumber dana|pemberi|perusahaan/lembaga|badan usaha"
        "|perusahaan pemberi|penyalur|nama pt|instansi|lembaga|nama badan usaha|donatur|pemberi csr"
        "|perusahaan pelaksana|mitra|sumber|pihak pemberi|pemberi bantuan|nama perusahaan/lembaga",
        text_of(160),
        is_required=is_required,
        help_text=_("Nama perusahaan, bank, yayasan, atau program."),
        example="PT Contoh Sejahtera",
    )


def heads_fields(*, is_required: bool) -> tuple[Field, ...]:
    """Return households and people; a cell may say both: `45 KK / 180 jiwa`."""
    return (
        field(
            "households",
            _("Jumlah KK"),
            "kk|jumlah kk|rumah tangga|penerima manfaat kk|jml kk|kepala keluarga|jumlah keluarga"
            "|kk penerima|penerima manfaat (kk)|jumlah rumah tangga|jumlah sr|jumlah rumah|keluarga"
            "|rt|kk penerima manfaat|jumlah penerima manfaat kk|sasaran kk",
            heads,
            is_required=is_required,
            help_text=_("Jumlah keluarga saja; tidak ada daftar nama."),
            example="45",
        ),
        field(
            "people",
            _("Jumlah jiwa"),
            "jiwa|jumlah jiwa|orang|penerima manfaat jiwa|jml jiwa|penerima manfaat|jumlah orang"
            "|penerima|jumlah penerima manfaat|jumlah penerima|warga|penduduk"
            "|penerima manfaat (jiwa)|masyarakat terlayani|jumlah warga|sasaran"
            "|jumlah penduduk|pemanfaat|jumlah pemanfaat"
            "|jiwa terlayani|sasaran jiwa",
            heads,
            is_required=is_required,
            help_text=_("Jumlah orang semuanya."),
            example="180",
        ),
    )


def year_field(*, is_required: bool, example: str = "2025") -> Field:
    """Return the year."""
    return field(
        "year",
        _("Tahun"),
        "tahun|thn|th|tahun anggaran|ta|tahun kegiatan|tahun pelaksanaan|tahun realisasi|tahun data"
        "|periode|tahun usulan|tahun program|tahun rencana",
        year,
        is_required=is_required,
        help_text=_("Empat angka."),
        example=example,
    )


def note_field(most: int = 1000) -> Field:
    """Return free words."""
    return field(
        "note",
        _("Keterangan"),
        "keterangan|ket|catatan|ket.|informasi lain|penjelasan|komentar|keterangan lain",
        text_of(most),
        help_text=_("Tanpa nama warga dan tanpa nomor kependudukan."),
    )


def source_field(*, is_required: bool = False) -> Field:
    """Return where it is written."""
    return field(
        "source",
        _("Sumber data"),
        "sumber data|asal data|dokumen|bukti|sumber informasi|dasar|referensi|dokumen sumber"
        "|bukti dukung|data dukung|eviden|evidence|sumber laporan",
        text_of(200),
        is_required=is_required,
        help_text=_("Surat, laporan, atau pertemuan tempat data ini berasal."),
        example="Laporan Forum TJSL 2025",
    )
