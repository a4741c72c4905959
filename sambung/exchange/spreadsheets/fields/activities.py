"""What a table of realisation (realisasi TJSL) can hold; see activities.Activity."""

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields import choices
from sambung.exchange.spreadsheets.fields.common import (
    company_field,
    heads_fields,
    note_field,
    place_fields,
    source_field,
    year_field,
)
from sambung.exchange.spreadsheets.fields.shapes import Field, field, question
from sambung.exchange.spreadsheets.values import day, last_day, rupiah, text_of

WHAT: tuple[Field, ...] = (
    question(
        "service",
        _("Layanan"),
        "layanan|bidang|sektor|jenis layanan|kategori|bidang csr|program|bidang program|pilar"
        "|bidang kegiatan|sub bidang|aspek|jenis program",
        choices.SERVICES,
        help_text=_("Bila kosong: dibaca dari jenis atau nama kegiatan."),
    ),
    question(
        "kind",
        _("Jenis kegiatan"),
        "jenis|jenis kegiatan|jenis bantuan|bentuk kegiatan|tipe|jenis sarana|jenis pekerjaan"
        "|bentuk program|sarana",
        choices.ACTIVITY_KINDS,
        example="sumur bor",
        help_text=_("Bila kosong: dibaca dari nama kegiatan."),
    ),
    field(
        "title",
        _("Nama kegiatan"),
        "kegiatan|nama kegiatan|uraian kegiatan|judul|uraian|program/kegiatan|kegiatan csr"
        "|pekerjaan|nama program|program kegiatan|kegiatan tjsl|deskripsi|nama program/kegiatan"
        "|realisasi kegiatan|kegiatan yang dilaksanakan|bantuan|uraian bantuan|nama bantuan",
        text_of(200),
        is_required=True,
        example="Sumur bor dan tandon RT 03",
    ),
    field(
        "amount_rp",
        _("Nilai (Rp)"),
        "realisasi|nilai realisasi|realisasi anggaran|realisasi dana|nilai|jumlah|nilai bantuan"
        "|jumlah dana|anggaran|biaya|dana|nominal|total|jumlah bantuan|besaran|nilai kegiatan"
        "|rupiah|jumlah anggaran|nilai csr|total biaya|realisasi biaya|anggaran realisasi",
        rupiah,
        help_text=_("M dibaca miliar, jt dibaca juta; kosongkan bila belum diketahui."),
        example="185 juta",
    ),
    question(
        "gives_by",
        _("Cara memberi"),
        "cara memberi|bentuk bantuan|bentuk|cara penyaluran|mekanisme|cara|jenis penyaluran"
        "|bentuk penyaluran|metode penyaluran|skema",
        choices.GIVING_WAYS,
    ),
)
ROAD: tuple[Field, ...] = (
    question(
        "state",
        _("Keadaan"),
        "keadaan|status|progres|progress|status kegiatan|tahap|keadaan kegiatan|status pelaksanaan"
        "|kemajuan|status pekerjaan|realisasi fisik|capaian",
        choices.ACTIVITY_STATES,
        example="serah terima (BAST)",
        help_text=_("Serah terima hanya bila ada BAST."),
    ),
    field(
        "started_on",
        _("Tanggal mulai"),
        "mulai|tanggal mulai|tgl mulai|waktu mulai|tanggal|tgl|waktu pelaksanaan|waktu|bulan",
        day,
        example="12/03/2025",
    ),
    field(
        "finished_on",
        _("Tanggal selesai"),
        "selesai|tanggal selesai|tgl selesai|tanggal akhir|waktu selesai",
        last_day,
        example="30/06/2025",
    ),
    field(
        "bast_number",
        _("Nomor BAST"),
        "bast|nomor bast|no bast|no. bast|nomor berita acara|no ba|berita acara serah terima",
        text_of(80),
        example="012/BAST/VII/2025",
    ),
    field(
        "bast_on",
        _("Tanggal BAST"),
        "tanggal bast|tgl bast|tanggal serah terima|tgl serah terima|tgl. bast",
        last_day,
        example="08/07/2025",
    ),
)
SEEN: tuple[Field, ...] = (
    question(
        "works",
        _("Berfungsi"),
        "berfungsi|fungsi|kondisi|masih berfungsi|keberfungsian|kondisi sekarang|kondisi sarana"
        "|kondisi saat ini|status fungsi|keberfungsian sarana",
        choices.ANSWERS,
    ),
    question(
        "is_used",
        _("Dimanfaatkan"),
        "dimanfaatkan|pemanfaatan|dipakai|digunakan",
        choices.ANSWERS,
    ),
    field(
        "known_on",
        _("Dilihat pada"),
        "dilihat pada|tanggal cek|tanggal kunjungan|per tanggal|tanggal pemantauan|tanggal data",
        day,
        example="15/09/2026",
    ),
    field(
        "programme",
        _("Program"),
        "nama program csr|program csr|program perusahaan",
        text_of(160),
    ),
    field(
        "place_note",
        _("Tempat tepatnya"),
        "dusun|rt|rt/rw|titik|tempat tepatnya|lokasi detail|alamat lengkap|detail lokasi"
        "|titik lokasi|lokasi tepat|keterangan lokasi",
        text_of(200),
        example="RT 03, dekat balai desa",
    ),
)
FIELDS = (
    year_field(is_required=True),
    company_field(),
    *place_fields(is_required=False),
    *WHAT,
    *ROAD,
    *heads_fields(is_required=False),
    *SEEN,
    source_field(),
    note_field(),
)
