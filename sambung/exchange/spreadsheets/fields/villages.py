"""What a table of village profiles can hold; see regions.record_village_figures."""

from django.utils.translation import gettext_noop as _

from sambung.exchange.spreadsheets.fields.common import place_fields, source_field, year_field
from sambung.exchange.spreadsheets.fields.shapes import field
from sambung.exchange.spreadsheets.values import count, day, percent

FIELDS = (
    *place_fields(is_required=True),
    year_field(is_required=True),
    source_field(is_required=True),
    field(
        "as_of",
        _("Tanggal data"),
        "tanggal data|per tanggal|tgl data|keadaan per|tanggal|keadaan tanggal",
        day,
        is_required=True,
        example="31/12/2025",
    ),
    field(
        "population",
        _("Jumlah penduduk"),
        "penduduk|jumlah penduduk|jiwa|jumlah jiwa|populasi|jml penduduk|total penduduk|jml jiwa",
        count,
        example="1.240",
    ),
    field(
        "households",
        _("Jumlah KK"),
        "kk|jumlah kk|rumah tangga|kepala keluarga|jml kk|jumlah rumah tangga|jumlah keluarga",
        count,
        example="356",
    ),
    field(
        "water_pct",
        _("KK dengan air minum layak (%)"),
        "air minum layak|akses air minum|air layak|akses air|persen air minum|% air minum"
        "|cakupan air minum|akses air bersih|cakupan air bersih|akses air minum layak",
        percent,
        help_text=_("Persen KK, bukan jumlah KK."),
        example="72,5%",
    ),
    field(
        "sanitation_pct",
        _("KK dengan sanitasi layak (%)"),
        "sanitasi layak|akses sanitasi|jamban sehat|persen sanitasi|% sanitasi|cakupan sanitasi"
        "|akses jamban|cakupan jamban|akses sanitasi layak",
        percent,
        example="64%",
    ),
    field(
        "poverty_pct",
        _("Penduduk miskin (%)"),
        "penduduk miskin|kemiskinan|persen miskin|% miskin|angka kemiskinan|tingkat kemiskinan",
        percent,
        help_text=_("Persen saja; tidak ada daftar nama keluarga miskin."),
        example="8,1%",
    ),
)
