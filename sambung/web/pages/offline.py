"""Bad signal: the site on a phone's home screen, its service worker, and what the phone keeps.

The service worker and the outbox are plain scripts; docs/adr/0047 says what they keep, for whom
and for how long.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache

from sambung import __version__
from sambung.core.access import ANONYMOUS, Actor
from sambung.needs import rules as needs_rules

VISITOR = "umum"
SHELL = (
    "ui/sambung.css",
    "ui/vendor/plus-jakarta-sans/plus-jakarta-sans-latin-wght-normal.woff2",
    "ui/mark.svg",
    "ui/ui.js",
    "ui/drafts.js",
    "ui/shrink.js",
    "ui/outbox.js",
    "web/luring.js",
    "django_htmx/htmx-2.min.js",
    "needs/needs.css",
    "needs/needs.js",
)
# Pages a phone never keeps: signing in, the operator's, the language switch.
NEVER_KEPT = ("/akun/", "/operator/", "/bahasa/")
ICONS = (("192", "any"), ("512", "any"), ("maskable-512", "maskable"))


@dataclass(frozen=True)
class Phone:
    """What the scripts of a page know: whose page it is, what to keep, and the words they say."""

    person: str
    keep: str
    words: str

    @property
    def owner(self) -> str:
        """Return the person without the hat: drafts stay when the hat changes."""
        return self.person.partition(".")[0]


def person_key(actor: Actor) -> str:
    """Return a name for person and hat that says nothing to whoever reads it on the phone."""
    if actor.user_id is None:
        return VISITOR
    worn = actor.worn.organisation_id if actor.worn else ""
    hat = salted_hmac("sambung.phone.hat", f"{actor.user_id} {worn}").hexdigest()[:8]
    return f"{salted_hmac('sambung.phone', str(actor.user_id)).hexdigest()[:12]}.{hat}"


def phone_of(actor: Actor) -> Phone:
    """Return what the phone of this person may keep and say."""
    return Phone(person_key(actor), " ".join(kept_pages(actor)), json.dumps(words()))


def kept_pages(actor: Actor) -> list[str]:
    """Return the forms that must open without signal for this person."""
    names = ["needs:need-whole-new"] if needs_rules.can_start(actor) else []
    names += ["activities:activity-new"] if actor.hats else []
    return [url for url in map(address_of, names) if url]


def address_of(name: str) -> str:
    """Return the address of a URL name, '' while no room answers to it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def words() -> dict[str, str]:
    """Return what the outbox says; {} are filled in by the script."""
    return {
        "kept": _("Tersimpan di ponsel, {time}"),
        "waiting": _("Menunggu sinyal"),
        "sending": _("Mengirim…"),
        "sent": _("Terkirim {time}"),
        "refused": _("Belum dapat dikirim. Perbaiki, lalu kirim lagi."),
        "conflict": _("Isian ini berubah di tempat lain. Tidak ada yang ditimpa."),
        "login": _("Anda perlu masuk lagi. Isian tetap di ponsel ini dan dikirim sesudah masuk."),
        "busy": _("Situs sedang sibuk. Dikirim lagi sebentar lagi."),
        "photos": _("{n} foto"),
        "files": _("{n} berkas"),
        "sendNow": _("Kirim sekarang"),
        "change": _("Ubah"),
        "drop": _("Buang"),
        "dropAsk": _("Buang isian ini dari ponsel? Isian yang belum terkirim akan hilang."),
        "dropAll": _("Hapus semua dari ponsel ini"),
        "signIn": _("Masuk"),
        "see": _("Lihat"),
        "another": _("Mulai isian baru"),
        "question": _("Pertanyaan"),
        "mine": _("Di ponsel ini"),
        "theirs": _("Di Sambung"),
        "useMine": _("Pakai yang di ponsel"),
        "useTheirs": _("Pakai yang di Sambung"),
        "asNew": _("Kirim sebagai isian baru"),
        "unsent": _("{n} isian belum terkirim"),
        "noDrafts": _("Tidak ada isian yang menunggu."),
        "noCopies": _("Belum ada halaman yang tersimpan."),
        "noTitle": _("tanpa judul"),
        "shrinking": _("Mengecilkan foto…"),
        "seen": _("dilihat {time}"),
    }


@cache_control(max_age=86400)
def manifest(request: HttpRequest) -> JsonResponse:
    """Answer what a phone needs to put the site on its home screen."""
    told = {
        "name": "Sambung",
        "short_name": "Sambung",
        "description": _("Kemitraan air minum, sanitasi, dan perilaku higienis"),
        "lang": "id",
        "id": "/",
        "start_url": reverse("web:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#FFFFFF",
        "theme_color": "#0B6E8F",
        "icons": [
            {
                "src": static(f"ui/icons/icon-{name}.png"),
                "sizes": f"{name.rpartition('-')[2]}x{name.rpartition('-')[2]}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, purpose in ICONS
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def version_of(source: str) -> str:
    """Return what changes whenever the site or its static files do."""
    hashed = getattr(staticfiles_storage, "manifest_hash", "")
    return hashlib.sha256(f"{__version__} {hashed} {source}".encode()).hexdigest()[:12]


@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker of the whole site, with the shell it keeps."""
    facts: dict[str, Any] = {
        "files": [static(name) for name in SHELL],
        "offline": reverse("web:offline"),
        "static": f"/{settings.STATIC_URL.strip('/')}/",
        "never": NEVER_KEPT,
        "visitor": VISITOR,
    }
    facts["version"] = version_of(render_to_string("web/sw.js", {"facts": "{}"}))
    told = mark_safe(json.dumps(facts))  # noqa: S308 - our own facts, in a script file
    response = render(request, "web/sw.js", {"facts": told}, content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/"
    return response


def offline(request: HttpRequest) -> HttpResponse:
    """List what is kept on this phone; the page itself is the same for everybody."""
    phone = Phone("", "", json.dumps(words()))
    context = {"actor": ANONYMOUS, "phone": phone, "unread": 0, "on_phone_page": True}
    return render(request, "web/offline.html", context)


@never_cache
def who(request: HttpRequest) -> JsonResponse:
    """Tell a phone that is about to send whose session this is, with a fresh token for its form."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = person_key(actor)
    told = {"person": person, "owner": person.partition(".")[0], "csrf": get_token(request)}
    return JsonResponse(told | {"login": reverse(settings.LOGIN_URL)})
