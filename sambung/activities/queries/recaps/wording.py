"""What a recap says in words: three sentences, what needs attention, ten lines for WhatsApp.

`*so*` is strong: bold on the page and on paper, and WhatsApp draws it so itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.activities.models import ActivityState, Answer
from sambung.activities.queries.recaps.figures import Figures, Item, Known, Sums
from sambung.parties.models import GivingWay
from sambung.regions.models import Level, Service
from sambung.ui import formats
from sambung.ui.parts import ShareText

MOST_NAMES = 3
LINES_OF_CONCERN = 3


@dataclass(frozen=True)
class Concern:
    """One thing that waits for somebody: in short, who or where, and how to find it."""

    key: str  # bast, works, unseen, empty, silent, amount
    title: str
    names: str = ""

    @property
    def text(self) -> str:
        """Return title and names as one line."""
        return f"*{self.title}:* {self.names}." if self.names else f"*{self.title}.*"


def pieces(sentence: str) -> list[tuple[str, bool]]:
    """Return the parts of a sentence and whether each is strong."""
    parts = sentence.split("*")
    return [(part, at % 2 == 1) for at, part in enumerate(parts) if part]


def place_word(figures: Figures) -> str:
    """Return what the places of this recap are called."""
    return _("kabupaten/kota") if figures.is_province else _("kecamatan")


def sentences(figures: Figures) -> list[str]:
    """Return the three sentences: who is not served, who helped where, what waits."""
    return [gap_sentence(figures), help_sentence(figures), waiting_sentence(figures)]


def gap_sentence(figures: Figures) -> str:
    """Return who is not served by official figures, or that nobody knows."""
    gaps = figures.gaps
    if gaps.water_people is None or gaps.sanitation_people is None:
        return _("Berapa orang belum punya air minum dan sanitasi layak *belum diketahui*.")
    return _(
        "*%(water)s* belum punya air minum layak dan *%(sanitation)s* belum punya sanitasi layak "
        "(perkiraan, %(year)s)."
    ) % {
        "water": formats.count(gaps.water_people, _("orang")),
        "sanitation": formats.count(gaps.sanitation_people, _("orang")),
        "year": gaps.year,
    }


def help_sentence(figures: Figures) -> str:
    """Return who did how much where, each number with what is not known of it."""
    totals = figures.totals
    if not totals.activities:
        return _("Belum ada kegiatan yang tercatat berjalan selama *%(year)s*.") % {
            "year": figures.year
        }
    return _(
        "Selama %(year)s, *%(who)s* menjalankan *%(what)s* di %(where)s; %(people)s, %(amount)s."
    ) % {
        "year": figures.year,
        "who": source_words(len(figures.companies)),
        "what": activity_words(totals.activities),
        "where": where_words(figures),
        "people": people_words(figures),
        "amount": amount_words(figures),
    }


def source_words(number: int) -> str:
    """Return 5 perusahaan dan lembaga."""
    words = ngettext("%(n)s perusahaan atau lembaga", "%(n)s perusahaan dan lembaga", number)
    return words % {"n": formats.count(number)}


def activity_words(number: int) -> str:
    """Return 9 kegiatan."""
    return ngettext("%(n)s kegiatan", "%(n)s kegiatan", number) % {"n": formats.count(number)}


def where_words(figures: Figures) -> str:
    """Return in how many of the places, as far as the place is known."""
    if figures.level == Level.DISTRICT:
        return figures.region_name
    counted = sum(1 for place in figures.places if place.key)
    return _("%(n)s dari %(all)s %(places)s") % {
        "n": len(figures.served_places),
        "all": counted,
        "places": place_word(figures),
    }


def people_words(figures: Figures) -> str:
    """Return how many people were reached by report, and of how many activities nobody knows."""
    totals = figures.totals
    if totals.people is None:
        return _("jumlah orang yang terjangkau belum diketahui")
    words = _("menjangkau *%(n)s* menurut laporan") % {
        "n": formats.count(totals.people, _("orang"))
    }
    return words + unknown_words(totals.people_unknown)


def amount_words(figures: Figures) -> str:
    """Return the stated amount, and of how many activities nobody stated one."""
    totals = figures.totals
    if totals.amount_rp is None:
        return _("nilainya belum diketahui")
    words = _("senilai *%(n)s* menurut laporan") % {"n": formats.rupiah_words(totals.amount_rp)}
    return words + unknown_words(totals.amount_unknown)


def unknown_words(number: int) -> str:
    """Return how many activities do not say, in brackets; "" when all do."""
    if not number:
        return ""
    words = ngettext("%(n)s kegiatan belum diketahui", "%(n)s kegiatan belum diketahui", number)
    return f" ({words % {'n': formats.count(number)}})"


PRESSING = ("works", "bast", "silent")


def waiting_sentence(figures: Figures) -> str:
    """Return what presses most in one strong sentence; without that, the first other concern."""
    waiting = concerns(figures)
    if not waiting:
        return _("Tidak ada yang tercatat menunggu tindak lanjut.")
    found = [each.title for each in waiting if each.key in PRESSING] or [waiting[0].title]
    listed = joined_words([found[0], *(lower_first(each) for each in found[1:])])
    return f"*{listed}.*"


def lower_first(text: str) -> str:
    """Return the text with a small first letter."""
    return text[:1].lower() + text[1:]


def joined_words(words: list[str]) -> str:
    """Return a, b, dan c."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    last = _("dan %(last)s") % {"last": words[-1]}
    comma = "," if len(words) > 2 else ""  # noqa: PLR2004 - a pair takes no comma
    return f"{', '.join(words[:-1])}{comma} {last}"


def concerns(figures: Figures) -> list[Concern]:
    """Return what needs attention, the most pressing first; nothing that is not counted."""
    totals = figures.totals
    faulty = [item for item in figures.concerns if item.works in (Answer.NO, Answer.PARTLY)]
    papers = [item for item in figures.concerns if lacks_bast(item)]
    empty = [place.name for place in figures.empty_places]
    rows = [
        ("works", totals.not_working, places_in(faulty, totals.not_working)),
        ("bast", totals.without_bast, places_in(papers, totals.without_bast)),
        ("silent", len(figures.silent), ""),
        ("empty", len(empty), names_words(empty, len(empty))),
        ("unseen", totals.unseen, ""),
        ("amount", totals.amount_unknown, ""),
    ]
    return [
        Concern(key, concern_title(key, number, figures), names)
        for key, number, names in rows
        if number
    ]


def lacks_bast(item: Item) -> bool:
    """Return whether it is built and nobody took it over yet."""
    return item.state == ActivityState.BUILT


def concern_title(key: str, number: int, figures: Figures) -> str:
    """Return one concern in short."""
    words = {
        "works": ngettext(
            "%(n)s kegiatan tidak berfungsi penuh", "%(n)s kegiatan tidak berfungsi penuh", number
        ),
        "bast": ngettext(
            "%(n)s kegiatan selesai dibangun belum ada BAST",
            "%(n)s kegiatan selesai dibangun belum ada BAST",
            number,
        ),
        "silent": ngettext(
            "%(n)s perusahaan belum melapor", "%(n)s perusahaan belum melapor", number
        ),
        "empty": ngettext(
            "%(n)s %(places)s tanpa kegiatan tercatat",
            "%(n)s %(places)s tanpa kegiatan tercatat",
            number,
        ),
        "unseen": ngettext(
            "%(n)s kegiatan belum diketahui berfungsi atau tidak",
            "%(n)s kegiatan belum diketahui berfungsi atau tidak",
            number,
        ),
        "amount": ngettext(
            "%(n)s kegiatan belum diketahui nilainya",
            "%(n)s kegiatan belum diketahui nilainya",
            number,
        ),
    }
    return words[key] % {"n": formats.count(number), "places": place_word(figures)}


def places_in(items: Iterable[Item], number: int) -> str:
    """Return where the activities are, the first few places by name."""
    names = list(dict.fromkeys(item.place for item in items))
    return names_words(names, number if len(names) < number else len(names))


def names_words(names: list[str], number: int) -> str:
    """Return at most three names and how many more there are."""
    shown = [name.replace("*", "") for name in names[:MOST_NAMES]]
    more = number - len(shown)
    if more > 0 and shown:
        return f"{', '.join(shown)}, " + _("dan %(n)s lainnya") % {"n": formats.count(more)}
    return joined_words(shown)


STEP_NAMES = {
    "reported": lambda: _("Dilaporkan"),
    "built": lambda: _("Selesai dibangun"),
    "handed_over": lambda: _("Serah terima (BAST)"),
    "seen_working": lambda: _("Terlihat berfungsi"),
}


def step_name(key: str) -> str:
    """Return the name of one of the nested amounts."""
    return STEP_NAMES[key]()


def service_name(key: str) -> str:
    """Return a service as the head of a row."""
    return str(Service(key).label).capitalize()


def way_name(key: str) -> str:
    """Return a way of giving, or that it is not known."""
    return str(GivingWay(key).label).capitalize() if key else _("Cara belum diketahui")


def known_name(known: Known) -> str:
    """Return which fact is meant."""
    return {
        "amount": _("Nilai rupiah"),
        "people": _("Jumlah orang"),
        "village": _("Desa / kelurahan"),
        "way": _("Cara memberi"),
        "bast": _("Nomor atau tanggal BAST"),
        "works": _("Berfungsi atau tidak"),
        "confirmed": _("Dilaporkan sumbernya sendiri"),
    }[known.key]


def place_name(name: str, figures: Figures) -> str:
    """Return the name of a place, or that it is not known which one."""
    return name or _("%(place)s belum dicatat") % {"place": place_word(figures).capitalize()}


def share(part: int | None, whole: int | None) -> float | None:
    """Return a percentage, None where either is unknown or there is nothing to share."""
    return None if part is None or not whole else 100 * part / whole


def amount_share(part: Sums, whole: Sums) -> float | None:
    """Return the share of the stated amounts: none done is 0, an amount nobody stated unknown."""
    if not part.activities:
        return share(0, whole.amount_rp)
    return share(part.amount_rp, whole.amount_rp)


def standing_words(item: Item) -> str:
    """Return how an activity stands, as the last column says it."""
    works = {
        Answer.YES: _("berfungsi"),
        Answer.PARTLY: _("berfungsi sebagian"),
        Answer.NO: _("tidak berfungsi"),
    }.get(Answer(item.works))
    states = {
        ActivityState.RUNNING: _("berjalan"),
        ActivityState.BUILT: _("belum serah terima"),
        ActivityState.HANDED_OVER: _("BAST") if item.bast else _("serah terima, BAST belum ada"),
        ActivityState.STOPPED: _("berhenti"),
        ActivityState.PLANNED: _("direncanakan"),
    }
    state = states[ActivityState(item.state)]
    return f"{state}, {works}" if works else state


def age_words(figures: Figures) -> str:
    """Return how old the newest observation is, and what was never seen."""
    if not figures.totals.activities:
        return ""
    if not figures.newest_known_on:
        return _("Belum ada yang dilihat di lapangan.")
    words = _("Terakhir dilihat di lapangan %(day)s") % {
        "day": formats.full_date(date.fromisoformat(figures.newest_known_on))
    }
    if not figures.never_seen:
        return f"{words}."
    return f"{words}; " + _("%(n)s belum pernah dilihat.") % {
        "n": activity_words(figures.never_seen)
    }


def change_rows(figures: Figures) -> list[tuple[str, str, str]]:
    """Return what is counted, then the year before, then now; empty when nothing was recorded."""
    before, now = figures.previous, figures.totals
    if before is None:
        return []
    return [
        (_("Kegiatan"), formats.count(before.activities), formats.count(now.activities)),
        (
            _("Perusahaan dan lembaga"),
            formats.count(figures.previous_companies),
            formats.count(len(figures.companies)),
        ),
        (_("Orang menurut laporan"), people_or_unknown(before), people_or_unknown(now)),
        (_("Nilai menurut laporan"), rupiah_or_unknown(before), rupiah_or_unknown(now)),
        (
            _("Belum diketahui nilainya"),
            activity_words(before.amount_unknown),
            activity_words(now.amount_unknown),
        ),
    ]


def rupiah_or_unknown(sums: Sums) -> str:
    """Return the amount by report, that nobody knows, or that nothing was done."""
    return formats.rupiah_words(sums.amount_rp) if sums.activities else _("belum ada")


def people_or_unknown(sums: Sums) -> str:
    """Return the people by report, that nobody knows, or that nothing was done."""
    if sums.activities and sums.people is None:
        return formats.unknown_amount()
    return formats.count(sums.people or 0) if sums.activities else _("belum ada")


def no_comparison(figures: Figures) -> str:
    """Return that nothing is recorded of the year before."""
    return _("Belum ada catatan tahun %(year)s untuk dibandingkan.") % {"year": figures.year - 1}


def source_note(figures: Figures) -> str:
    """Return where the figures come from and how old they are."""
    parts = [_("Sumber: catatan realisasi di Sambung menurut laporan para pihak")]
    if figures.last_saved_on:
        parts.append(
            _("terakhir diubah %(day)s")
            % {"day": formats.full_date(date.fromisoformat(figures.last_saved_on))}
        )
    if figures.gaps.source:
        parts.append(figures.gaps.source)
    return f"{'; '.join(parts)}. {age_words(figures)}".strip()


def share_text(figures: Figures, path: str) -> ShareText:
    """Return the lines a person sends on: day, two sentences, three concerns, what is unknown."""
    first, second, _third = sentences(figures)
    waiting = [each.text for each in concerns(figures)][:LINES_OF_CONCERN]
    return ShareText.of(
        _("Rekap TJSL %(region)s %(year)s") % {"region": figures.region_name, "year": figures.year},
        _("Keadaan %(day)s") % {"day": formats.full_date(figures.as_of_day)},
        first,
        second,
        _("Perlu perhatian:") if waiting else "",
        *(f"{number}. {line}" for number, line in enumerate(waiting, 1)),
        _("Yang belum diketahui tidak dihitung nol."),
        path=path,
        is_private=True,
        is_simulated=figures.is_simulated,
    )
