"""What a table of pledges (kesanggupan) can hold; see parties.Offer."""

from functools import partial

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields import choices
from sambung.exchange.spreadsheets.fields.common import company_field, note_field, year_field
from sambung.exchange.spreadsheets.fields.shapes import Field, field, question
from sambung.exchange.spreadsheets.values import (
    count,
    months,
    percent,
    rupiah,
    rupiah_range,
    several,
    text_of,
    yes_no,
)

MONEY: tuple[Field, ...] = (
    field(
        "amount",
        _("Jumlah atau kisaran (Rp)"),
        "jumlah|nilai|anggaran|dana|komitmen|kesanggupan|nilai komitmen|anggaran csr|jumlah dana"
        "|alokasi|alokasi dana|rencana anggaran|anggaran tjsl|nilai kesanggupan|kisaran|pagu",
        rupiah_range,
        help_text=_(
            "Satu jumlah, atau kisaran seperti 500 juta – 1 miliar; kosong: belum diketahui."
        ),
        example="500 juta – 1 miliar",
    ),
    field(
        "in_kind_rp",
        _("Nilai barang/jasa (Rp)"),
        "nilai barang|in kind|inkind|nilai natura|nilai barang/jasa",
        rupiah,
        example="75 juta",
    ),
    field(
        "in_kind_note",
        _("Barang/jasa apa"),
        "barang|jenis barang|bentuk barang|natura|barang/jasa apa",
        text_of(300),
        example="Pipa dan tenaga teknik",
    ),
    field(
        "smallest_ticket_rp",
        _("Bantuan terkecil (Rp)"),
        "bantuan terkecil|minimal per kegiatan|minimum|terkecil",
        rupiah,
    ),
    field(
        "largest_ticket_rp",
        _("Bantuan terbesar (Rp)"),
        "bantuan terbesar|maksimal per kegiatan|maksimum|terbesar",
        rupiah,
    ),
    field(
        "most_partnerships",
        _("Paling banyak kegiatan"),
        "paling banyak kegiatan|jumlah kegiatan|maksimal kegiatan|jumlah desa|jumlah lokasi",
        count,
        example="3",
    ),
    field(
        "most_share_percent",
        _("Paling banyak bagian biaya (%)"),
        "bagian biaya|persen biaya|porsi|paling banyak bagian biaya|maksimal persen",
        percent,
        example="60%",
    ),
)
FIELDS = (
    company_field(),
    year_field(is_required=True, example="2027"),
    field(
        "title",
        _("Nama program"),
        "program|nama program|judul|program csr|program tjsl|rencana program|rencana kegiatan",
        text_of(120),
        example="TJSL air minum 2027",
    ),
    Field(
        "services",
        _("Layanan"),
        ("layanan", "bidang", "jenis layanan", "sektor", "jenis", "fokus", "bidang bantuan"),
        partial(several, choices=choices.SERVICES),
        help=_("Satu atau beberapa; kosong: ketiganya."),
        example="air minum, sanitasi",
        choices=choices.SERVICES,
    ),
    field(
        "regions",
        _("Wilayah"),
        "wilayah|sasaran wilayah|lokasi sasaran|daerah|wilayah sasaran|ring|desa sasaran"
        "|wilayah prioritas",
        text_of(1000),
        help_text=_("Nama desa atau kecamatan, dipisahkan titik koma; kosong: seluruh kabupaten."),
        example="Kec. Halong; Desa Juai",
    ),
    field(
        "is_nationwide",
        _("Boleh di mana saja"),
        "nasional|di mana saja|semua wilayah|boleh di mana saja",
        yes_no,
        example="tidak",
    ),
    *MONEY,
    question(
        "gives_by",
        _("Cara memberi"),
        "cara memberi|bentuk|bentuk bantuan|cara|mekanisme|cara penyaluran|jenis bantuan",
        choices.GIVING_WAYS,
    ),
    field(
        "intake_months",
        _("Bulan menerima usulan"),
        "bulan menerima usulan|musim anggaran|bulan pengajuan|waktu pengajuan|bulan proposal",
        months,
        example="Juli–September",
    ),
    field(
        "reports_needed",
        _("Laporan yang diminta"),
        "laporan|laporan yang diminta|syarat|syarat laporan|persyaratan",
        text_of(300),
        example="Foto 0–50–100% dan BAST",
    ),
    note_field(),
)
