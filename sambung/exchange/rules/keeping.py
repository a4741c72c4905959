"""How long what came in is kept with the names in it."""

from django.utils.translation import gettext_lazy

from sambung.exchange.rules.paper import NAME_KEPT
from sambung.parties.rules import Keeping

TABLES_KEPT, IDLE_KEPT = 365, 90  # days

KEEPING = (
    Keeping(
        "tables",
        TABLES_KEPT,
        gettext_lazy("Berkas Excel dan isi barisnya, sejak dimasukkan atau dibatalkan"),
        gettext_lazy("dihapus; yang sudah menjadi catatan tetap"),
    ),
    Keeping(
        "idle_tables",
        IDLE_KEPT,
        gettext_lazy("Berkas Excel yang tidak jadi dimasukkan, sejak dibawa"),
        gettext_lazy("dihapus"),
    ),
    Keeping(
        "senders",
        NAME_KEPT.days,
        gettext_lazy("Nama pengirim foto kertas tanpa akun, sejak kertasnya selesai"),
        gettext_lazy("dihapus; nomornya dihapus begitu kertas diketik"),
    ),
)
