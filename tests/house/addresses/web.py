"""The shell and the design system."""

from sambung.partnerships.models import Partnership
from sambung.web.pages.manual import PICTURES, chapters
from tests.house.addresses.table import POST_ONLY, Address, of


def first_chapter() -> dict[str, str]:
    """Return the first chapter of the manual."""
    return {"chapter": chapters("id")[0].slug}


def first_picture() -> dict[str, str]:
    """Return the first picture of the manual."""
    return {"name": sorted(path.name for path in PICTURES.glob("*.*"))[0]}


CLOSED_PARTNERSHIP = of(Partnership, is_published=False, closed_at=None)

ROWS = [
    Address("web:home"),
    Address("set_language", visitor=302, outsider=302, member=302, kind="data"),
    Address("ui:gallery"),
    Address("web:manual"),
    Address("web:manual-page", first_chapter),
    Address("web:manual-picture", first_picture, kind="file"),
    Address("web:sources"),
    Address("web:manifest", kind="data"),
    Address("web:sw", kind="data"),
    Address("web:offline"),
    Address("web:offline-who", kind="data"),
    Address("web:privacy"),
    Address("web:problem"),
    Address("web:problem-send", **POST_ONLY),
    Address("web:healthz", kind="data"),
    Address("web:health", visitor=404, outsider=404, who="operator"),
    Address(
        "web:partnership",
        of(Partnership, is_published=False, closed_at=None),
        visitor=404,
        outsider=404,
    ),
    Address("web:history", CLOSED_PARTNERSHIP, visitor=404, outsider=404),
    Address("web:history-file", CLOSED_PARTNERSHIP, visitor=404, outsider=404, kind="file"),
    Address("web:dossier", CLOSED_PARTNERSHIP, visitor=404, outsider=404, kind="file"),
]
