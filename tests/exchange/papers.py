"""Photos of paper forms, and papers that wait, by the actions themselves."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sambung.core.access import ANONYMOUS
from sambung.exchange.actions import paper as actions
from sambung.exchange.models import PaperForm
from tests.cast import Cast

HAUWAI = "63.11.02.2001"
VALUES = {
    "service": "water",
    "problem": "Air diambil dari sungai",
    "source_now": "river",
    "people": 497,
    "households": 142,
    "has_labour": True,
    "labour_person_days": 480,
}
POSTED = {
    "service": "water",
    "problem": "Air diambil dari sungai",
    "source_now": "river",
    "people": "497",
    "households": "142",
    "labour_person_days": "480",
    "monthly_fee_rp": "10.000",
    "aksi": "kirim",
}


def photo(
    name: str = "foto.jpg", size: tuple[int, int] = (60, 80), kind: str = "JPEG"
) -> SimpleUploadedFile:
    """Return a small picture as a phone would send it."""
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return SimpleUploadedFile(name, out.getvalue(), f"image/{kind.lower()}")


def waiting(cast: Cast, kind: str = "proposal", **changes: object) -> PaperForm:
    """Return a paper of Hauwai that its village head sent."""
    given = {"region": cast.regions[HAUWAI], "pages": [photo()], "by": cast.actor(cast.gani)}
    return actions.send_paper(kind=kind, **(given | changes))


def of_a_stranger(cast: Cast, **changes: object) -> PaperForm:
    """Return a paper of Hauwai that somebody without an account sent."""
    given = {"by": ANONYMOUS, "name": "Warga", "phone": "+6281211112222"}
    return waiting(cast, **(given | changes))
