"""Numbers in words: read back they give the number again, and the odd forms are the usual ones."""

import random

import pytest

from sambung.core.text import spelled, spelled_rupiah

WORDS = [
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
]
VALUES = {word: number for number, word in enumerate(WORDS)}
SIZES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read(words: str) -> int:
    """Return the number that a person would understand."""
    total = group = last = 0
    for word in words.replace("seribu", "satu ribu").replace("seratus", "satu ratus").split():
        if word in VALUES:
            last = VALUES[word]
            group += last
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += last * 9
        elif word == "ratus":
            group += last * 99
        else:
            total, group = total + group * SIZES[word], 0
    return total + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (250_000_000, "dua ratus lima puluh juta"),
        (1_000_000_000, "satu miliar"),
        (10**12, "satu triliun"),
        (10**15, "seribu triliun"),
        (2026, "dua ribu dua puluh enam"),
    ],
)
def test_usual_forms(number, words):
    assert spelled(number) == words


def test_every_number_to_a_hundred_thousand_is_its_own_words():
    assert all(read(spelled(number)) == number for number in range(100_001))


def test_large_numbers_read_back():
    chance = random.Random(4)
    for digits in range(6, 16):
        for _ in range(200):
            number = chance.randrange(10 ** (digits - 1), 10**digits)
            assert read(spelled(number)) == number


def test_rupiah_and_what_cannot_be_spelled():
    assert spelled_rupiah(1_500_000) == "satu juta lima ratus ribu rupiah"
    for wrong in (-1, 10**15 + 1):
        with pytest.raises(ValueError, match="is not between"):
            spelled(wrong)
