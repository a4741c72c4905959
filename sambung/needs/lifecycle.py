"""The road of a need and of its package: one table each of from -> step -> to, and who takes it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy

from sambung.needs.models import NeedState as N
from sambung.needs.models import PackageState as P


class Who(StrEnum):
    """Who may take a step; rules.py says which hats these are."""

    PROPOSER = "proposer"  # anybody of the organisation that proposes
    VERIFIER = "verifier"  # Bappeda, Pokja or OPD of the district; never the proposer
    PLANNER = "planner"  # Bappeda, Pokja or OPD of the district
    ROAD = "road"  # follows from a step of an invitation or a partnership


@dataclass(frozen=True)
class Step:
    """One step: from which states, to which, who takes it, and whether it needs a reason."""

    name: str
    verb: str  # in the trail, e.g. `need.sent`
    start: frozenset[str]
    to: str
    who: Who
    needs_reason: bool = False


def step(
    name: str, verb: str, start: list[str], to: str, who: Who, *, needs_reason: bool = False
) -> Step:
    """Return a row of the table."""
    return Step(name, verb, frozenset(start), to, who, needs_reason)


OPEN = [N.SENT, N.DESK_VERIFIED, N.FIELD_VERIFIED, N.READY]
EDITABLE = frozenset([N.DRAFT, N.RETURNED])

NEED_STEPS = {
    row.name: row
    for row in [
        step("send", "need.sent", [N.DRAFT], N.SENT, Who.PROPOSER),
        step(
            "return",
            "need.returned",
            [N.SENT, N.DESK_VERIFIED],
            N.RETURNED,
            Who.VERIFIER,
            needs_reason=True,
        ),
        step("resend", "need.resent", [N.RETURNED], N.SENT, Who.PROPOSER),
        step("verify_desk", "need.desk_verified", [N.SENT], N.DESK_VERIFIED, Who.VERIFIER),
        step(
            "verify_field", "need.field_verified", [N.DESK_VERIFIED], N.FIELD_VERIFIED, Who.VERIFIER
        ),
        step("make_ready", "need.made_ready", [N.FIELD_VERIFIED], N.READY, Who.PLANNER),
        step("invite", "need.invited", [N.READY], N.INVITED, Who.ROAD),
        step("join", "need.joined", [N.READY, N.INVITED], N.IN_PARTNERSHIP, Who.ROAD),
        step("back_to_ready", "need.back", [N.INVITED, N.IN_PARTNERSHIP], N.READY, Who.ROAD),
        step("serve", "need.served", [N.IN_PARTNERSHIP], N.SERVED, Who.ROAD),
        step(
            "withdraw",
            "need.withdrawn",
            [N.DRAFT, N.RETURNED, *OPEN],
            N.WITHDRAWN,
            Who.PROPOSER,
            needs_reason=True,
        ),
        step(
            "set_not_now",
            "need.not_now",
            [N.RETURNED, *OPEN],
            N.NOT_NOW,
            Who.VERIFIER,
            needs_reason=True,
        ),
        step("reopen", "need.reopened", [N.NOT_NOW], N.SENT, Who.VERIFIER),
        step("take_up_again", "need.taken_up", [N.WITHDRAWN], N.DRAFT, Who.PROPOSER),
        step("unready", "need.unready", [N.READY], N.FIELD_VERIFIED, Who.PLANNER),
    ]
}

PACKAGE_STEPS = {
    row.name: row
    for row in [
        step("make_ready", "package.made_ready", [P.DRAFT], P.READY, Who.PLANNER),
        step("invite", "package.invited", [P.READY], P.INVITED, Who.ROAD),
        step("join", "package.joined", [P.READY, P.INVITED], P.IN_PARTNERSHIP, Who.ROAD),
        step("back_to_ready", "package.back", [P.INVITED, P.IN_PARTNERSHIP], P.READY, Who.ROAD),
        step("serve", "package.served", [P.IN_PARTNERSHIP], P.SERVED, Who.ROAD),
        step(
            "withdraw",
            "package.withdrawn",
            [P.DRAFT, P.READY],
            P.WITHDRAWN,
            Who.PLANNER,
            needs_reason=True,
        ),
        step("draft_again", "package.drafted_again", [P.WITHDRAWN], P.DRAFT, Who.PLANNER),
    ]
}

# While a package is in these states its options and lines may be changed.
PACKAGE_EDITABLE = frozenset([P.DRAFT, P.READY])
# What anybody may see of the shelf.
PACKAGE_PUBLIC = frozenset([P.READY, P.INVITED, P.IN_PARTNERSHIP, P.SERVED])

# The road as a person sees it: the stages in order, for the rail on the page of a need.
ROAD = (
    N.DRAFT,
    N.SENT,
    N.DESK_VERIFIED,
    N.FIELD_VERIFIED,
    N.READY,
    N.INVITED,
    N.IN_PARTNERSHIP,
    N.SERVED,
)


def steps_from(state: str) -> list[Step]:
    """Return the steps that start at the state of a need, in the order of the table."""
    return [row for row in NEED_STEPS.values() if state in row.start]


# What is looked at in a check, and how it may be answered; paper forms ask the same.
ANSWERS = [
    ("yes", gettext_lazy("Ya")),
    ("no", gettext_lazy("Tidak")),
    ("unknown", gettext_lazy("Belum tahu")),
]
DESK_CHECKS = [
    ("letter", gettext_lazy("Surat pengantar kepala desa ada, atau dijanjikan dengan tanggal")),
    ("musdes", gettext_lazy("Dibicarakan dalam musyawarah desa")),
    ("budget", gettext_lazy("Belum dianggarkan APBD, APBDes, DAK, atau program lain")),
    ("figures", gettext_lazy("Jumlah orang dan KK masuk akal untuk desa ini")),
    ("not_twice", gettext_lazy("Bukan usulan yang sama dengan usulan lain")),
]
FIELD_CHECKS = [
    ("seen", gettext_lazy("Tempat dan keadaannya dilihat sendiri")),
    ("counted", gettext_lazy("Keluarga yang belum terlayani dihitung ulang")),
    (
        "source",
        gettext_lazy("Sumber air cukup pada musim kering, atau tanah cocok untuk sarananya"),
    ),
    ("land", gettext_lazy("Pemilik tanah ditemui dan setuju")),
    ("operator", gettext_lazy("Ada warga yang mau mengelola dan membayar iuran")),
]
