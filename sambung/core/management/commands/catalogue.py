"""Compile the English catalogue, or bring its list of texts up to date; needs no system gettext."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURALS = {"ngettext", "ngettext_lazy", "npgettext"}
TEMPLATES = {".html", ".txt", ".svg"}


class Text(NamedTuple):
    """One translatable text of the source and where it was first seen."""

    id: str | tuple[str, str]
    context: str | None
    path: str
    line: int


def source_of(path: Path) -> str:
    """Return Python that holds the file's translatable texts.

    The indentation of a template means nothing to Python, so it is taken off.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix not in TEMPLATES:
        return text
    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.lstrip() for line in lines) + "\n"


def texts_in(path: Path, *, root: Path) -> Iterator[Text]:
    """Yield every translatable text of one source file."""
    lines = BytesIO(source_of(path).encode())
    for line, function, arguments, _ in extract_python(lines, KEYWORDS, [], {"encoding": "utf-8"}):
        words = [str(word) for word in (arguments if isinstance(arguments, tuple) else [arguments])]
        context = words.pop(0) if "pgettext" in function else None
        message_id = (words[0], words[1]) if function in PLURALS else words[0]
        yield Text(message_id, context, path.relative_to(root).as_posix(), line)


def texts_of(folder: Path) -> list[Text]:
    """Return every translatable text below the folder, each once, in a fixed order."""
    seen: dict[tuple[str | None, str], Text] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in TEMPLATES | {".py"} or "migrations" in path.parts:
            continue
        for text in texts_in(path, root=folder.parent):
            key = (text.context, text.id[0] if isinstance(text.id, tuple) else text.id)
            if key not in seen or isinstance(text.id, tuple):
                seen[key] = text
    return [text for text in seen.values() if text.id and text.id[0]]


def empty() -> Catalog:
    """Return a catalogue with nothing in it and a header that never changes by itself."""
    day = datetime(2026, 11, 23, tzinfo=UTC)
    return Catalog(
        locale="en",
        charset="utf-8",
        project="Sambung",
        version="0.1",
        header_comment="# English of Sambung; the sources are Indonesian.",
        msgid_bugs_address="-",
        last_translator="Sambung",
        language_team="English",
        creation_date=day,
        revision_date=day,
        fuzzy=False,
    )


def read(path: Path) -> Catalog:
    """Read the catalogue, an empty one when there is no file yet."""
    if not path.exists():
        return empty()
    with path.open("rb") as lines:
        return read_po(lines, locale="en", charset="utf-8")


def is_translated(message: Message | None) -> bool:
    """Return whether a message has every string it needs and is not fuzzy."""
    if message is None or message.fuzzy:
        return False
    words = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(words)


def untranslated(folder: Path, catalogue: Catalog) -> list[Text]:
    """Return the texts of the source that the catalogue does not translate."""
    return [
        text
        for text in texts_of(folder)
        if not is_translated(catalogue.get(text.id, context=text.context))
    ]


def update(folder: Path, catalogue: Catalog) -> Catalog:
    """Return the catalogue with exactly the texts of the source, keeping their translations."""
    renewed = empty()
    for text in texts_of(folder):
        known = catalogue.get(text.id, context=text.context)
        blank = ("", "") if isinstance(text.id, tuple) else ""
        string = known.string if known is not None and not known.fuzzy else blank
        renewed.add(text.id, string, locations=[(text.path, 0)], context=text.context)
    return renewed


class Command(BaseCommand):
    """`catalogue` compiles, `--update` brings the list of texts up to date, `--check` compares."""

    help = "Compile the English catalogue; --update it from the sources; --check that it is total."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own spelling

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer --update and --check."""
        parser.add_argument("--update", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, update: bool, check: bool, **options: Any) -> None:
        """Do what was asked and say how many texts lack English."""
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        if update:
            self.update(path)
        missing = untranslated(settings.BASE_DIR, read(path)) if check or update else []
        if check or update:
            self.stdout.write(f"{len(missing)} texts without English")
        if check and missing:
            raise CommandError("\n".join(f"{text.path}: {text.id}" for text in missing))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(path))

    def update(self, path: Path) -> None:
        """Write the catalogue anew with the texts the sources have now."""
        path.parent.mkdir(parents=True, exist_ok=True)
        renewed = update(settings.BASE_DIR, read(path))
        with path.open("wb") as out:
            write_po(out, renewed, width=100, sort_output=True, include_lineno=False)
