"""Numbers of persons that are never kept: NIK and family card (KK), known by their shape.

Both have 16 digits: region (2+2+2), day of birth or issue (2+2+2, a woman's day is 40 higher), and
a running number of four [Permendagri practice; the shape only, no number is ever looked up].
"""

import re

from django.utils.translation import gettext_lazy as _

GROUPS = [
    r"\d{16}",
    r"\d{4}(?P<a>[ .\-])\d{4}(?P=a)\d{4}(?P=a)\d{4}",
    r"\d{6}(?P<b>[ .\-])\d{6}(?P=b)\d{4}",
    r"\d{2}(?P<c>[ .\-])\d{2}(?P=c)\d{2}(?P=c)\d{6}(?P=c)\d{4}",
    r"\d{2}(?P<d>[ .\-])\d{2}(?P=d)\d{2}(?P=d)\d{2}(?P=d)\d{2}(?P=d)\d{2}(?P=d)\d{4}",
]
CANDIDATE = re.compile(r"(?<![\d.,])(?:" + "|".join(GROUPS) + r")(?![\d]|[.,]\d)")
NAMED = re.compile(r"(?i)\b(?:nik|kk|ktp|kartu keluarga)\b[^0-9]{0,12}(\d{16})(?!\d)")
REFUSAL = _(
    "Di sini tertulis nomor yang tampak seperti NIK atau nomor KK (%(shown)s). Hapus nomor itu: "
    "Sambung tidak menyimpan nomor kependudukan siapa pun; jumlah orang atau KK sudah cukup."
)


def identity_number_in(text: str) -> str | None:
    """Return the first NIK or KK number in a text as 16 digits; None when there is none.

    Amounts with thousand dots, telephone numbers, region codes and shorter numbers are not hit.
    """
    named = NAMED.search(text)
    if named:
        return named[1]
    for match in CANDIDATE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if looks_like_one(digits):
            return digits
    return None


def looks_like_one(digits: str) -> bool:
    """Return whether 16 digits hold a province, a day and a month where a NIK or KK has them."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 97 and 1 <= day % 40 <= 31 and day < 72 and 1 <= month <= 12


def masked(digits: str) -> str:
    """Return the number as it may be shown back: the region, and nothing of the person."""
    return f"{digits[:4]}…{digits[-2:]}"


def refusal(digits: str) -> str:
    """Return why the number is not taken and what to do, in words."""
    return str(REFUSAL % {"shown": masked(digits)})
