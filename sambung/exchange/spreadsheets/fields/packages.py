"""What a table of work ready for support (kegiatan siap didukung) can hold; see needs.Package."""

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields import choices
from sambung.exchange.spreadsheets.fields.common import (
    heads_fields,
    note_field,
    place_fields,
    source_field,
    year_field,
)
from sambung.exchange.spreadsheets.fields.shapes import Field, field, question
from sambung.exchange.spreadsheets.values import (
    count,
    decimal,
    percent,
    rupiah,
    small_rupiah,
    text_of,
    year,
)

WORK: tuple[Field, ...] = (
    question(
        "service",
        _("Layanan"),
        "layanan|jenis layanan|bidang|sektor|kategori|jenis",
        choices.SERVICES,
        is_required=True,
    ),
    field(
        "title",
        _("Nama kegiatan"),
        "kegiatan|nama kegiatan|nama paket|judul|paket|paket kegiatan|pekerjaan|uraian kegiatan",
        text_of(120),
        is_required=True,
        example="SPAM perdesaan Hauwai",
    ),
    question(
        "option_kind",
        _("Jenis pekerjaan"),
        "jenis pekerjaan|jenis kegiatan|opsi|jenis opsi|tipe|tipe kegiatan",
        choices.OPTION_KINDS,
        is_required=True,
    ),
    year_field(is_required=True, example="2027"),
    field(
        "total_rp",
        _("Biaya seluruhnya (Rp)"),
        "biaya|rab|total biaya|nilai rab|anggaran|biaya seluruhnya|jumlah biaya|nilai|total rab"
        "|nilai pekerjaan|pagu|jumlah anggaran|total anggaran|hps",
        rupiah,
        is_required=True,
        help_text=_("Jumlah RAB. M dibaca miliar, jt dibaca juta."),
        example="412.500.000",
    ),
)
MORE: tuple[Field, ...] = (
    field(
        "people_served",
        _("Jiwa yang akan dilayani"),
        "jiwa dilayani|akan dilayani|jiwa yang akan dilayani|target jiwa|target pelayanan",
        count,
        help_text=_("Bila kosong: sama dengan jumlah jiwa."),
        example="180",
    ),
    field(
        "expected_years",
        _("Perkiraan umur (tahun)"),
        "umur|umur layanan|umur rencana|perkiraan umur|lama layanan|umur teknis|umur konstruksi",
        decimal,
        example="10",
    ),
    field(
        "years_basis",
        _("Dasar perkiraan umur"),
        "dasar umur|dasar perkiraan umur|alasan umur",
        text_of(300),
        example="Umur rencana pada DED",
    ),
    field(
        "operation_yearly_rp",
        _("Biaya operasi per tahun (Rp)"),
        "biaya operasi|operasi per tahun|biaya o&m|biaya operasional|biaya operasi per tahun",
        small_rupiah,
        example="18.000.000",
    ),
    field(
        "price_year", _("Tahun harga"), "tahun harga|tahun rab|harga tahun", year, example="2026"
    ),
    field(
        "community_percent",
        _("Bagian masyarakat (%)"),
        "bagian masyarakat|kontribusi masyarakat|swadaya|persen masyarakat|swadaya masyarakat",
        percent,
        example="20%",
    ),
)
FIELDS = (
    *place_fields(is_required=True),
    *WORK,
    *heads_fields(is_required=True),
    *MORE,
    source_field(),
    note_field(),
)
