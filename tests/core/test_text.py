import pytest

from sambung.core.text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Regapu’u", "regapuu"),
        ("  Kab.  BALANGAN ", "kab balangan"),
        ("Café-Élan", "cafe elan"),
        ("63.11", "63.11"),
        ("", ""),
    ],
)
def test_plain_meets_in_one_spelling(text, expected):
    assert plain(text) == expected
