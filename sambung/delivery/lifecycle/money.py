"""The steps of a tranche, who may hold an account, and when people are reminded.

The kinds of organisation, the days and the steps are choices of this project [D] (ADR 0059).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sambung.delivery.models import TrancheAct as A
from sambung.delivery.models import TrancheState as S
from sambung.parties.models import OrganisationKind as K

# State -> act -> state after it. CLOSED and OPEN follow from the conditions; nobody opens by hand.
# A receipt, or a transfer stated anew, that differs from the other's word leads to DISPUTED.
TRANCHE_STEPS: dict[S, dict[A, S]] = {
    S.CLOSED: {A.CANCEL: S.CANCELLED},
    S.OPEN: {A.CLAIM: S.CLAIMED, A.CANCEL: S.CANCELLED},
    S.CLAIMED: {A.VERIFY: S.VERIFIED, A.RETURN: S.OPEN, A.CANCEL: S.CANCELLED},
    S.VERIFIED: {
        A.TRANSFER: S.TRANSFERRED,
        A.VERIFY: S.VERIFIED,  # again, when the evidence was replaced
        A.RETURN: S.OPEN,
        A.CANCEL: S.CANCELLED,
    },
    S.TRANSFERRED: {A.RECEIVE: S.RECEIVED},
    S.DISPUTED: {A.TRANSFER: S.RECEIVED, A.RECEIVE: S.RECEIVED},
    S.RECEIVED: {A.ACCOUNT: S.ACCOUNTED},
    S.ACCOUNTED: {A.SETTLE: S.SETTLED, A.RETURN: S.RECEIVED},
    S.SETTLED: {},
    S.CANCELLED: {},
}

PAYEE_ACTS = frozenset([A.CLAIM, A.RECEIVE, A.ACCOUNT])
PAYER_ACTS = frozenset([A.TRANSFER])
CONDITIONS_COUNT_IN = frozenset([S.CLOSED, S.OPEN, S.CLAIMED, S.VERIFIED])
MONEY_ARRIVED = frozenset([S.RECEIVED, S.ACCOUNTED, S.SETTLED])
ENDED = frozenset([S.SETTLED, S.CANCELLED])

ACT_WORDS: dict[A, Promise] = {
    A.CLAIM: _("Ajukan termin"),
    A.VERIFY: _("Verifikasi pengajuan"),
    A.TRANSFER: _("Nyatakan sudah ditransfer"),
    A.RECEIVE: _("Nyatakan penerimaan"),
    A.ACCOUNT: _("Pertanggungjawabkan"),
    A.SETTLE: _("Verifikasi pertanggungjawaban"),
    A.RETURN: _("Kembalikan"),
    A.CANCEL: _("Batalkan termin"),
}
ACT_HINTS: dict[A, Promise] = {
    A.CLAIM: _("Semua syarat sudah terverifikasi. Penerima mengajukan jumlah termin ini."),
    A.VERIFY: _("Periksa pengajuan dan syaratnya. Pemeriksa bukan pihak yang mengajukan."),
    A.TRANSFER: _("Uang dikirim di luar Sambung. Di sini pembayar menyatakan kapan dan berapa."),
    A.RECEIVE: _("Tulis jumlah yang benar-benar masuk rekening; 0 bila belum ada yang masuk."),
    A.ACCOUNT: _("Tunjukkan untuk apa uang itu dipakai, dengan buktinya."),
    A.SETTLE: _("Periksa bukti pemakaian. Pemeriksa bukan pembayar dan bukan penerima."),
    A.RETURN: _("Tulis apa yang kurang, supaya dapat diperbaiki lalu diajukan lagi."),
    A.CANCEL: _("Termin yang dibatalkan tetap tercatat dengan alasannya."),
}
# What the trail calls each act.
TRANCHE_VERBS: dict[str, str] = {
    A.CLAIM: "tranche.claimed",
    A.VERIFY: "tranche.verified",
    A.TRANSFER: "tranche.transferred",
    A.RECEIVE: "tranche.received",
    A.ACCOUNT: "tranche.accounted",
    A.SETTLE: "tranche.settled",
    A.RETURN: "tranche.returned",
    A.CANCEL: "tranche.cancelled",
}
# Words of the address of each act.
ACT_SLUGS: dict[str, A] = {
    "ajukan": A.CLAIM,
    "verifikasi": A.VERIFY,
    "transfer": A.TRANSFER,
    "terima": A.RECEIVE,
    "pertanggungjawaban": A.ACCOUNT,
    "periksa": A.SETTLE,
    "kembalikan": A.RETURN,
    "batalkan": A.CANCEL,
}
SLUG_OF = {act: slug for slug, act in ACT_SLUGS.items()}

# Regional government is paid into the regional treasury (RKUD) alone, and only by a grant.
TREASURY_KINDS = frozenset([K.REGENCY_GOVERNMENT, K.PROVINCE_GOVERNMENT, K.BAPPEDA, K.OPD])
ACCOUNT_KINDS = TREASURY_KINDS | frozenset(
    [K.VILLAGE_GOVERNMENT, K.WATER_UTILITY, K.UPTD, K.PUSKESMAS, K.COMPANY, K.STATE_COMPANY]
    + [K.BANK, K.FOUNDATION, K.ZAKAT, K.KKM, K.KPSPAMS, K.SPAMS_ASSOCIATION, K.BKM, K.BUMDES]
    + [K.NGO, K.UNIVERSITY, K.DONOR]
)
# Words before a person's name on an account.
PERSONAL_WORDS = frozenset(["bapak", "bpk", "ibu", "sdr", "sdri", "haji", "hj", "qq"])
