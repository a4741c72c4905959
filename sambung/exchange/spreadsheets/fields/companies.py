"""What a table of companies and their contacts can hold; see parties.Organisation, Contact."""

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields import choices
from sambung.exchange.spreadsheets.fields.common import company_field, note_field
from sambung.exchange.spreadsheets.fields.shapes import field, question
from sambung.exchange.spreadsheets.values import email, phone, text_of

FIELDS = (
    company_field(),
    field(
        "short_name",
        _("Nama singkat"),
        "nama singkat|singkatan|alias|akronim",
        text_of(60),
        example="Contoh Sejahtera",
    ),
    question(
        "company_kind",
        _("Jenis lembaga"),
        "jenis|jenis perusahaan|bentuk|jenis lembaga|jenis badan usaha|kategori|bentuk badan usaha",
        choices.COMPANY_KINDS,
        help_text=_("Bila kosong: dibaca dari namanya."),
    ),
    field(
        "about",
        _("Tentang perusahaan"),
        "bidang usaha|tentang|sektor|jenis usaha|usaha|profil|sektor usaha|lapangan usaha",
        text_of(2000),
        example="Perkebunan kelapa sawit",
    ),
    field(
        "contact_name",
        _("Nama kontak"),
        "kontak|nama kontak|pic|contact person|cp|nama pic|penanggung jawab|narahubung|nama"
        "|nama contact person|kontak person|nama narahubung",
        text_of(120),
        example="Rina Contoh",
    ),
    field(
        "contact_title",
        _("Jabatan"),
        "jabatan|posisi|jabatan pic|jabatan kontak",
        text_of(120),
        example="Kepala CSR",
    ),
    field(
        "contact_unit",
        _("Unit"),
        "unit|bagian|divisi|departemen|unit kerja|kantor|site",
        text_of(120),
        example="CSR site Paringin",
    ),
    field(
        "phone",
        _("Telepon"),
        "telepon|no hp|no. hp|hp|wa|whatsapp|no telp|nomor hp|nomor telepon|no wa|telp|no telepon"
        "|no. telp|no. telepon|hp/wa|nomor wa|no hp/wa|kontak hp|telpon",
        phone,
        example="0812 3456 7890",
    ),
    field(
        "email",
        _("Surel"),
        "email|e-mail|surel|alamat email|alamat surel|e mail",
        email,
        example="csr@contoh.example",
    ),
    field(
        "ring_villages",
        _("Desa ring 1"),
        "ring 1|desa ring 1|ring satu|desa sekitar|wilayah ring 1|desa binaan|wilayah operasi",
        text_of(1000),
        help_text=_("Nama desa, dipisahkan koma atau titik koma."),
        example="Hauwai; Kapul",
    ),
    note_field(300),
)
