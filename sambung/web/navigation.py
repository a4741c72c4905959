"""What the shell shows on every page: the word bar, the hat, the language switch."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from sambung.core.access import ANONYMOUS
from sambung.parties.queries import GUEST, Guest, guest_of, unread_count
from sambung.web.pages.offline import phone_of


@dataclass(frozen=True)
class Word:
    """One word of the navigation: where it leads and which rooms stand under it."""

    name: str  # URL name
    label: Any
    icon: str
    short: Any = ""
    rooms: tuple[str, ...] = ()  # app namespaces whose pages light this word
    pages: tuple[str, ...] = ()  # pages of the roof that stand under it as well


HOME = Word("web:home", _("Beranda"), "house", pages=("web:home",))
MAP = Word("regions:map", _("Peta kebutuhan"), "map", _("Peta"), ("regions",), ("web:region",))
SHELF = Word("needs:shelf", _("Kegiatan"), "card-list", rooms=("needs",))
PLANS = Word("plans:scenario-list", _("Rencana"), "diagram-3", rooms=("plans",))
PARTNERSHIPS = Word(
    "partnerships:partnership-list",
    _("Kemitraan"),
    "people",
    rooms=("partnerships",),
    pages=("web:partnership",),
)
FACILITIES = Word("facilities:facility-list", _("Sarana"), "droplet", rooms=("facilities",))
ACTIVITIES = Word("activities:activity-list", _("Realisasi"), "geo-alt", rooms=("activities",))
MANUAL = Word("web:manual", _("Panduan"), "book", pages=("web:manual", "web:manual-page"))

WORD_BAR = (HOME, MAP, SHELF, PLANS, PARTNERSHIPS, FACILITIES, ACTIVITIES)
PHONE_BAR = (HOME, MAP, SHELF, PARTNERSHIPS)
PHONE_MORE = (FACILITIES, ACTIVITIES, PLANS, MANUAL)
FOOTER = (
    Word("web:sources", _("Sumber data"), ""),
    Word("governance:instrument-list", _("Dasar hukum"), ""),
    Word("web:privacy", _("Data pribadi"), ""),
    Word("web:problem", _("Laporkan masalah"), ""),
    MANUAL,
)
PERSONAL = (
    Word("parties:me", _("Tentang Anda"), "person"),
    Word("parties:notice-list", _("Pemberitahuan"), "bell"),
    Word("parties:task-list", _("Tugas"), "check-lg"),
    Word("exchange:paper-forms", _("Formulir kertas"), "file-earmark-text"),
    Word("parties:offer-list", _("Kesanggupan"), "cash-coin"),
    Word("parties:organisation-list", _("Para pihak"), "building"),
    Word("web:offline", _("Di ponsel ini"), "download"),
    Word("mfa_index", _("Keamanan akun"), "shield-check"),
    Word("account_change_password", _("Ganti kata sandi"), "lock"),
)


@dataclass(frozen=True)
class Link:
    """A word with its address, ready to draw."""

    label: str
    short: str
    url: str
    icon: str
    is_current: bool


def address_of(name: str) -> str:
    """Return the address of a URL name, '' while no room answers to it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def is_current(word: Word, request: HttpRequest) -> bool:
    """Return whether the page belongs under the word."""
    match = request.resolver_match
    if match is None:
        return False
    return match.view_name in (word.name, *word.pages) or match.app_name in word.rooms


def links(words: tuple[Word, ...], request: HttpRequest) -> list[Link]:
    """Return the words that have an address; tests/web hold that in the end all have one."""
    found = [(word, address_of(word.name)) for word in words]
    return [
        Link(
            label=str(word.label),
            short=str(word.short or word.label),
            url=url,
            icon=word.icon,
            is_current=is_current(word, request),
        )
        for word, url in found
        if url
    ]


def open_guest(request: HttpRequest) -> Guest | None:
    """Return the guest link this browser may use now; asked only where one was opened."""
    if GUEST not in getattr(request, "session", {}):
        return None
    guest = guest_of(request.session, getattr(request, "actor", ANONYMOUS))
    return guest if guest is not None and guest.verdict else None


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell's variables for every template; links are made only when drawn."""

    def lazily(words: tuple[Word, ...]) -> Any:
        return SimpleLazyObject(lambda: links(words, request))

    actor = getattr(request, "actor", ANONYMOUS)
    return {
        "actor": actor,
        "shell_guest": SimpleLazyObject(lambda: open_guest(request)),
        "unread": SimpleLazyObject(lambda: unread_count(actor) if actor.is_known else 0),
        "notices_url": address_of("parties:notice-list"),
        "nav_words": lazily(WORD_BAR),
        "nav_phone": lazily(PHONE_BAR),
        "nav_more": lazily(PHONE_MORE),
        "nav_footer": lazily(FOOTER),
        "nav_personal": lazily(PERSONAL),
        "search_url": address_of("web:search"),
        "activities_url": address_of("activities:activity-list"),
        "import_url": address_of("exchange:import-new"),
        "hat_switch_url": address_of("parties:hat-switch"),
        "phone": SimpleLazyObject(lambda: phone_of(actor)),
    }
