"""Who answers for personal data, and how long each kind is kept."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import ALLOWED, Actor, Verdict, refuse

ANSWER_DAYS = 3  # our own promise, in days; the law's text decides where it is stricter
MOST_OPEN_OF_ONE = 3
MOST_OPEN_IN_ALL = 200


@dataclass(frozen=True)
class Keeping:
    """How long one kind of personal data stays, counted from what, and what happens then."""

    kind: str
    days: int
    what: Any
    then: Any


KEEPING = (
    Keeping(
        "links",
        365,
        gettext_lazy("Nama dan nomor pada tautan pribadi, sejak tautannya berakhir"),
        gettext_lazy("dikosongkan"),
    ),
    Keeping(
        "contacts",
        730,
        gettext_lazy("Kontak yang sudah pindah dari jabatannya, sejak hari pindahnya"),
        gettext_lazy("dihapus"),
    ),
    Keeping("notices", 365, gettext_lazy("Pemberitahuan, sejak dibaca"), gettext_lazy("dihapus")),
    Keeping(
        "requests",
        730,
        gettext_lazy("Nama, nomor, dan kalimat pada permintaan data, sejak dijawab"),
        gettext_lazy("dikosongkan"),
    ),
)
DAYS = {keeping.kind: keeping.days for keeping in KEEPING}


def can_answer_requests(actor: Actor) -> Verdict:
    """The operators of the installation answer for personal data."""
    if actor.is_operator:
        return ALLOWED
    return refuse(_("Permintaan tentang data pribadi dijawab oleh pengelola situs."))


def can_ask(open_of_one: int, open_in_all: int) -> Verdict:
    """One person asks a few times, and nobody floods the desk."""
    if open_of_one >= MOST_OPEN_OF_ONE:
        return refuse(_("Permintaan Anda yang sebelumnya masih menunggu jawaban."))
    if open_in_all >= MOST_OPEN_IN_ALL:
        return refuse(_("Terlalu banyak permintaan sekaligus. Coba lagi besok."))
    return ALLOWED
