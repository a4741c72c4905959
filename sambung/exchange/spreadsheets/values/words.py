"""Texts, closed questions, yes and no, telephone numbers and addresses."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from sambung.core.text import plain
from sambung.exchange.spreadsheets.values.shapes import Choice, Parser, Wrong, is_nothing, shown

ALL = re.compile(r"\b(?:semua|seluruh|ketiganya)", re.I)
Spellings = dict[str, list[tuple[str, str]]]
CLOSE = 80.0  # from which likeness a choice is offered

YES = frozenset(
    ["ya", "y", "iya", "ada", "sudah", "sdh", "true", "1", "v", "✓", "√", "✔"]
    + ["benar", "bersedia", "siap", "yes"]
)
NO = frozenset(
    ["tidak", "tdk", "t", "belum", "blm", "tidak ada", "tdk ada", "belum ada", "blm ada"]
    + ["false", "0", "tak ada", "no", "nihil"]
)


def text_of(most: int) -> Parser:
    """Return a parser of one line of at most so many characters."""
    return partial(line, most=most)


def line(text: str, *, most: int) -> str | None | Wrong:
    """Return the text on one line; one that is too long is offered cut at a word."""
    clean = " ".join(text.split())
    if is_nothing(clean):
        return None
    if len(clean) <= most:
        return clean
    return Wrong(
        _("Terlalu panjang: %(length)d huruf, paling banyak %(most)d. Ringkas isinya.")
        % {"length": len(clean), "most": most},
        (clean[: most - 1].rsplit(" ", 1)[0] + "…",),
    )


def yes_no(text: str) -> bool | None | Wrong:
    """Return yes, no, or None when nobody knows."""
    if is_nothing(text):
        return None
    word = " ".join(text.casefold().split()).strip(".")
    if word in YES or word.split(",")[0] in YES:
        return True
    if word in NO or word.split(",")[0] in NO:
        return False
    return Wrong(
        _("“%(text)s” belum terbaca. Tulis “ya” atau “tidak”; kosongkan bila belum diketahui.")
        % {"text": shown(text)},
        ("ya", "tidak"),
    )


def choice_of(choices: tuple[Choice, ...]) -> Parser:
    """Return a parser of a closed question."""
    return partial(chosen, choices=choices)


def chosen(text: str, *, choices: tuple[Choice, ...]) -> str | None | Wrong:
    """Return the one answer a text means; two meant or none are asked about."""
    if is_nothing(text):
        return None
    found = meant(text, choices)
    if len(found) == 1:
        return found[0]
    labels = {choice.value: choice.label for choice in choices}
    if found:
        return Wrong(
            _("“%(text)s” dapat berarti %(choices)s. Pilih salah satu, atau pisahkan barisnya.")
            % {"text": shown(text), "choices": " / ".join(labels[value] for value in found)},
            tuple(labels[value] for value in found),
        )
    return Wrong(
        _("“%(text)s” tidak ada dalam pilihan. Tulis salah satu: %(choices)s.")
        % {"text": shown(text), "choices": "; ".join(labels.values())},
        tuple(labels[value] for value in close(text, choices)) or tuple(labels.values())[:6],
    )


def several(text: str, *, choices: tuple[Choice, ...]) -> list[str] | None | Wrong:
    """Return every answer a text names, for questions that take more than one."""
    if is_nothing(text):
        return None
    if ALL.search(text):
        return [choice.value for choice in choices]
    found = meant(text, choices)
    return found or Wrong(
        _("“%(text)s” tidak ada dalam pilihan. Tulis satu atau beberapa dari: %(choices)s.")
        % {"text": shown(text), "choices": "; ".join(choice.label for choice in choices)},
        tuple(choice.label for choice in choices),
    )


def meant(text: str, choices: tuple[Choice, ...]) -> list[str]:
    """Return the values a text is or holds; a longer word hides the shorter ones inside it."""
    exact, by_word = index_of(choices)
    spoken = words_in(text)
    if spoken in exact:
        return [exact[spoken]]
    possible = [each for word in set(spoken.split()) for each in by_word.get(word, ())]
    found: list[str] = []
    rest = f" {spoken} "
    for words, value in sorted(possible, key=lambda pair: (-len(pair[0]), pair[0])):
        if f" {words} " in rest:
            rest = rest.replace(f" {words} ", "  ")
            found.append(value)
    return list(dict.fromkeys(found))


def words_in(text: str) -> str:
    """Return the words of a text in plain spelling, points taken as blanks."""
    return " ".join(plain(text).replace(".", " ").split())


@lru_cache(maxsize=64)
def index_of(choices: tuple[Choice, ...]) -> tuple[dict[str, str], Spellings]:
    """Return spelling -> value, and the same by the first word of the spelling."""
    exact: dict[str, str] = {}
    by_word: Spellings = {}
    for choice in choices:
        for word in (choice.label, choice.value, *choice.words):
            exact.setdefault(words_in(word.replace("_", " ")), choice.value)
    for words, value in exact.items():
        by_word.setdefault(words.split()[0], []).append((words, value))
    return exact, by_word


def close(text: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """Return the values spelt nearly like the text, the likeliest first."""
    exact, _by_word = index_of(choices)
    near = process.extract(words_in(text), list(exact), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return list(dict.fromkeys(exact[word] for word, _score, _place in near))


def phone(text: str) -> str | None | Wrong:
    """Return +628…; a number that lost its zero in Excel is taken too; two are asked about."""
    if is_nothing(text):
        return None
    numbers = [
        normal(piece) for piece in re.split(r"[/;,]|\batau\b|\bdan\b|\n", text) if piece.strip()
    ]
    if len(numbers) == 1 and numbers[0]:
        return numbers[0]
    if len(numbers) > 1 and all(numbers):
        return Wrong(
            _("“%(text)s” memuat lebih dari satu nomor. Pilih satu.") % {"text": shown(text)},
            tuple(numbers),
        )
    return Wrong(
        _("“%(text)s” belum terbaca sebagai nomor telepon. Tulis misalnya 0812 3456 7890.")
        % {"text": shown(text)}
    )


def normal(text: str) -> str:
    """Return one telephone number in its international form, "" when the text is none."""
    try:
        number = phonenumbers.parse(
            re.sub(r"(?i)^(?:hp|wa|telp?|tlp)[.: ]*", "", text.strip()), "ID"
        )
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def email(text: str) -> str | None | Wrong:
    """Return the address in lower case."""
    if is_nothing(text):
        return None
    address = re.sub(r"^mailto:", "", text.strip().casefold())
    try:
        validate_email(address)
    except ValidationError:
        return Wrong(
            _("“%(text)s” bukan alamat surel. Tulis misalnya nama@perusahaan.co.id.")
            % {"text": shown(text)}
        )
    return address
