"""The planner's reasons as sentences. Structured facts are stored; words are found at reading."""

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from sambung.ui import formats

Fact = Mapping[str, Any]

WHY_CHOSEN = {
    "most_people": _("Paling banyak orang dari semua kegiatan: {people}."),
    "cheapest": _("Paling banyak orang untuk tiap rupiah: {rp} per orang."),
    "least_served": _("Termasuk seperempat desa yang paling tertinggal."),
    "cheaper_option": _("Cara yang dipilih lebih hemat {rp} daripada pilihan termahalnya."),
    "serves_the_least": _("Terpilih karena rencana menjaga desa yang paling tertinggal."),
    "fits_what_is_left": _("Memakai sisa dana yang tidak cukup untuk kegiatan lain."),
    "lasts": _("Layanannya bertahan paling lama di antara yang terpilih."),
    "only_source": _("Hanya {source} yang boleh mendukungnya, dan dananya cukup."),
    "good_value": _(
        "{rp} untuk tiap orang tiap tahun layanan: urutan ke-{rank} terhemat dari {n}."
    ),
}
WHY_NOT = {
    "no_source": _("Tidak ada sumber dana yang boleh melayani desa atau layanan ini."),
    "no_government": _("Perlu peran pemerintah, dan tidak ada dana pemerintah yang menjangkaunya."),
    "beyond_reach": _("Sumber-sumber yang menjangkaunya bersama-sama kurang {rp}."),
    "places_full": _("Tempat pendampingan di wilayah ini sudah terisi kegiatan lain."),
    "money_gone": _("Kurang {rp}: dana yang menjangkaunya sudah dipakai kegiatan lain."),
    "slots_full": _("Semua sumber yang menjangkaunya sudah penuh jumlah kemitraannya."),
    "dearest": _(
        "{rp} untuk tiap orang tiap tahun layanan, lebih mahal daripada semua yang terpilih."
    ),
    "outbid": _(
        "{rp} untuk tiap orang tiap tahun layanan; uang yang sama melayani lebih banyak atau "
        "lebih lama di tempat lain."
    ),
    "next_in_line": _("Berikutnya dalam antrean; dapat didukung bila ada kesempatan."),
    "no_cost": _("Belum punya rincian biaya, jadi belum ikut dihitung."),
}
WHAT_CHANGES = {
    "no_source": _("Berubah bila satu sumber membuka kesanggupannya untuk desa dan layanan ini."),
    "no_government": _("Berubah bila ada dana APBD atau APBDes untuk desa ini."),
    "beyond_reach": _("Berubah bila ada sumber lain, atau biayanya turun {rp}."),
    "places_full": _("Berubah bila ada tempat pendampingan tambahan."),
    "slots_full": _("Berubah bila satu sumber menerima satu kemitraan lagi."),
    "no_cost": _("Lengkapi rincian biayanya, lalu hitung ulang."),
}
WHY_LEFT = {
    "used_up": _("terpakai seluruhnya"),
    "no_package": _("tidak ada kegiatan dalam jangkauan dan layanannya"),
    "slots_full": _("sudah mencapai batas {n} kemitraan"),
    "slots_none": _("jumlah kemitraannya sudah penuh oleh yang sedang berjalan"),
    "below_ticket": _("sisanya di bawah dukungan terkecilnya, {rp}"),
    "all_funded": _("semua kegiatan yang boleh didukungnya sudah terpilih"),
    "share_cap": _("hanya boleh memikul paling banyak {percent} tiap kegiatan"),
    "others_short": _(
        "{n} kegiatan lain dalam jangkauannya kekurangan sumber kedua atau kalah manfaat"
    ),
}
_FORMAT: dict[str, Callable[[Any], str]] = {
    "rp": formats.rupiah_words,
    "people": lambda n: f"{formats.count(n)} {str(_('orang'))}",
    "percent": lambda n: formats.percent(n, 0),
    "n": formats.count,
    "rank": formats.count,
    "source": str,
}


def sentence(table: Mapping[str, Any], fact: Fact, sources: Mapping[str, str]) -> str:
    """Return a fact in words; a source nobody named to this reader is called one source."""
    if fact["code"] not in table:
        return ""
    values = {key: _FORMAT[key](value) for key, value in fact.items() if key in _FORMAT}
    if "source" in fact:
        values["source"] = sources.get(fact["source"], str(_("satu sumber")))
    words = str(table[fact["code"]]).format(**values)
    return words[:1].upper() + words[1:] if table is not WHY_LEFT else words


def sentences(table: Mapping[str, Any], facts: list[Fact], sources: Mapping[str, str]) -> str:
    """Return facts as one text."""
    found = [sentence(table, fact, sources) for fact in facts]
    return " ".join(words for words in found if words)


def gap_percent(objective: int, bound: int) -> Decimal:
    """Return how much better another plan could be, in percent, rounded up to one decimal."""
    gap = Decimal(max(0, bound - objective)) * 100 / max(1, abs(objective))
    return gap.quantize(Decimal("0.1"), ROUND_CEILING)
