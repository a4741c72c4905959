"""What a table of proposals (usulan) can hold; see needs.Need."""

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields import choices
from sambung.exchange.spreadsheets.fields.common import heads_fields, note_field, place_fields
from sambung.exchange.spreadsheets.fields.shapes import Field, field, question
from sambung.exchange.spreadsheets.values import (
    count,
    degrees,
    months,
    rupiah,
    small_rupiah,
    text_of,
    yes_no,
)

WHAT: tuple[Field, ...] = (
    field(
        "hamlet",
        _("Dusun/RT"),
        "dusun|rt|rt/rw|dusun/rt|rw|lingkungan|dusun / rt|nama dusun|rt rw",
        text_of(120),
        example="RT 03",
    ),
    question(
        "service",
        _("Layanan"),
        "layanan|jenis|bidang|sektor|jenis layanan|jenis usulan|kategori|jenis program|sub bidang"
        "|bidang kegiatan|jenis kebutuhan|program|jenis bantuan|aspek",
        choices.SERVICES,
        is_required=True,
        help_text=_("Air minum, sanitasi, atau perilaku higienis."),
    ),
    field(
        "title",
        _("Judul usulan"),
        "usulan|judul|judul usulan|nama usulan|kegiatan|nama kegiatan|usulan kegiatan|uraian usulan"
        "|uraian kegiatan|pekerjaan|nama pekerjaan|kegiatan yang diusulkan|uraian|jenis kegiatan",
        text_of(120),
        is_required=True,
        example="Air minum untuk RT 03",
    ),
    field(
        "problem",
        _("Masalah"),
        "masalah|permasalahan|latar belakang|kondisi|alasan|kondisi saat ini|urgensi|uraian masalah"
        "|kondisi eksisting|alasan usulan",
        text_of(1500),
        help_text=_("Dua atau tiga kalimat. Tanpa nama warga dan tanpa nomor kependudukan."),
        example="Sumur kering empat bulan setiap tahun; warga mengambil air di sungai.",
    ),
)
NOW: tuple[Field, ...] = (
    question(
        "source_now",
        _("Sumber air sekarang"),
        "sumber air|sumber air sekarang|sumber air saat ini|air sekarang|sumber air eksisting",
        choices.WATER_SOURCES,
    ),
    field(
        "distance_m",
        _("Jarak air (meter)"),
        "jarak|jarak air|jarak sumber air|jarak ke sumber|jarak (m)|jarak ke sumber air",
        count,
        example="600",
    ),
    question(
        "sanitation_now",
        _("Sanitasi sekarang"),
        "sanitasi sekarang|kondisi sanitasi|jamban sekarang|sanitasi saat ini",
        choices.SANITATION_NOW,
    ),
    field(
        "dry_months",
        _("Bulan kering"),
        "bulan kering|bulan kekeringan|musim kering|masa kekeringan",
        months,
        example="Juli–Oktober",
    ),
)
CARRIED: tuple[Field, ...] = (
    field(
        "estimate_rp",
        _("Perkiraan biaya (Rp)"),
        "perkiraan biaya|biaya|anggaran|rab|nilai usulan|estimasi biaya|pagu|kebutuhan anggaran"
        "|kebutuhan dana|nilai|jumlah dana|usulan anggaran|total biaya|pagu indikatif|perkiraan rab"
        "|estimasi|jumlah biaya|anggaran yang diusulkan|volume biaya|pagu usulan",
        rupiah,
        help_text=_("Menurut pengusul. M dibaca miliar, jt dibaca juta."),
        example="250 juta",
    ),
    field(
        "labour_person_days",
        _("Gotong royong (hari orang)"),
        "gotong royong|tenaga|hari orang|hok|tenaga gotong royong|swadaya tenaga",
        count,
        example="200",
    ),
    field(
        "cash_per_household_rp",
        _("Uang warga per KK (Rp)"),
        "uang warga|swadaya per kk|kontribusi per kk|incash|in cash|uang tunai warga|swadaya uang",
        small_rupiah,
        example="50.000",
    ),
    field(
        "village_funds_rp",
        _("Dana desa (Rp)"),
        "dana desa|apbdes|dukungan apbdes|kontribusi desa|swadaya desa|sharing desa|dd",
        rupiah,
        example="25 juta",
    ),
    field(
        "monthly_fee_rp",
        _("Iuran per bulan (Rp)"),
        "iuran|iuran bulanan|iuran per bulan|kesediaan iuran|tarif|iuran per kk",
        small_rupiah,
        example="15.000",
    ),
    field(
        "operator_name",
        _("Pengelola"),
        "pengelola|lembaga pengelola|calon pengelola|kpspams|nama pengelola|nama kpspams",
        text_of(120),
        help_text=_("Nama lembaga, bukan nama orang."),
        example="KPSPAMS Tirta Hauwai",
    ),
    field(
        "has_land",
        _("Tanah tersedia"),
        "tanah|lahan|ketersediaan lahan|kesiapan lahan|lahan tersedia|tanah tersedia|status lahan",
        yes_no,
        example="ya",
    ),
    question("land_owner", _("Pemilik tanah"), "pemilik tanah|pemilik lahan", choices.LAND_OWNERS),
    question("land_letter", _("Surat tanah"), "surat tanah|surat lahan", choices.LAND_LETTERS),
    field(
        "counted_by",
        _("Dihitung oleh"),
        "dihitung oleh|pendata|sumber jumlah|didata oleh|sumber data jiwa",
        text_of(120),
        example="Pemerintah desa",
    ),
    field("lat", _("Lintang"), "lintang|latitude|lat|koordinat lintang|koordinat y|ls", degrees),
    field("lon", _("Bujur"), "bujur|longitude|lon|long|koordinat bujur|koordinat x|bt", degrees),
)
FIELDS = (
    *place_fields(is_required=True),
    *WHAT,
    *heads_fields(is_required=False),  # a proposal without counts becomes a draft
    *NOW,
    *CARRIED,
    note_field(500),
)
