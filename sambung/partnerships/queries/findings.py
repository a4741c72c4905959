"""What a matrix lacks, in words: each finding says where it is mended."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambung.parties.models import Side
from sambung.partnerships import lifecycle
from sambung.partnerships.models import Letter, Partnership, Party, PartyPart, Responsibility, Stage
from sambung.partnerships.queries.matrix import Board, Held, matrix_of
from sambung.ui import formats


class FindingKind(StrEnum):
    """What may be wrong with a division of duties, gravest first."""

    ORPHAN = "orphan"  # nobody after the handover for one of the four that keep it alive
    NOBODY = "nobody"  # no A
    FUNDER_VERIFIES = "funder_verifies"  # the funder verifies itself
    TWO = "two"  # two A
    NO_DOER = "no_doer"  # A without R
    NOT_AGREED = "not_agreed"  # burdened, and has not said yes
    OVERLOADED = "overloaded"  # one party over half of all A
    COMPANY_OPERATES = "company_operates"  # company accountable in operation
    COMMUNITY_NOWHERE = "community_nowhere"  # community accountable nowhere


ORDER = {kind: place for place, kind in enumerate(FindingKind)}


@dataclass(frozen=True)
class Finding:
    """One thing to mend: what, in words; of which duty, at which stage first, and where."""

    kind: FindingKind
    words: str
    duty_key: str = ""
    stage: str = ""
    url: str = ""
    is_critical: bool = False

    @property
    def is_grave(self) -> bool:
        """Return whether nobody answers for something that decides."""
        return self.kind == FindingKind.ORPHAN or (
            self.kind == FindingKind.NOBODY and self.is_critical
        )


def findings_of(partnership: Partnership, board: Board | None = None) -> list[Finding]:
    """Return what the matrix lacks, gravest first; duties done without are silent."""
    board = board or matrix_of(partnership)
    found = [finding for duty in board.needed for finding in _of_duty(board, duty)]
    found += [*_of_whole(board), *_self_verified(board)]
    return sorted(found, key=lambda row: (not row.is_grave, ORDER[row.kind]))


def _of_duty(board: Board, duty: Responsibility) -> Iterator[Finding]:
    """Yield what one duty lacks, its stages named together."""
    stages = board.stages_of(duty)
    holders = {stage: board.marks(duty, stage, Letter.ACCOUNTABLE) for stage in stages}
    yield from _nobody(board, duty, [stage for stage in stages if not holders[stage]])
    many = [stage for stage in stages if len(holders[stage]) > 1]
    if many:
        words = _("%(question)s Lebih dari satu penanggung jawab di tahap %(stages)s: %(who)s.")
        marks = [mark for stage in many for mark in holders[stage]]
        yield _about(board, duty, FindingKind.TWO, words, many, marks)
    idle = [
        stage
        for stage in stages
        if holders[stage] and not board.marks(duty, stage, Letter.RESPONSIBLE)
    ]
    if idle:
        words = _("%(question)s Ada penanggung jawab, belum ada pelaksana di tahap %(stages)s.")
        yield _about(board, duty, FindingKind.NO_DOER, words, idle)
    yield from _not_agreed(board, duty, stages)
    if duty.key == "supervision":
        yield from _funder_supervises(board, duty, stages)
    yield from _company_operates(board, duty, holders.get(Stage.OPERATION, []))


def _nobody(board: Board, duty: Responsibility, empty: list[Stage]) -> Iterator[Finding]:
    """Yield that nobody answers; for the four that keep a facility alive, after the handover."""
    if not empty:
        return
    after = [stage for stage in empty if stage in lifecycle.STAGES_AFTER or duty.key == "asset"]
    if duty.key in lifecycle.LASTING and after:
        words = _("%(question)s Belum ada penanggung jawab sesudah serah terima (%(stages)s).")
        yield _about(board, duty, FindingKind.ORPHAN, words, after)
        return
    words = _("%(question)s Belum ada penanggung jawab di tahap %(stages)s.")
    yield _about(board, duty, FindingKind.NOBODY, words, empty)


def _not_agreed(board: Board, duty: Responsibility, stages: tuple[Stage, ...]) -> Iterator[Finding]:
    """Yield that parties were proposed and have not said yes."""
    burdens = {Letter.ACCOUNTABLE, Letter.RESPONSIBLE}
    waiting = [
        mark
        for stage in stages
        for mark in board.slots[(duty.pk, stage)]
        if mark.is_open and mark.letter in burdens
    ]
    if waiting:
        asked = [stage for stage in stages if stage in {mark.stage for mark in waiting}]
        words = _("%(question)s Belum disetujui %(who)s.")
        yield _about(board, duty, FindingKind.NOT_AGREED, words, asked, waiting)


def _funder_supervises(
    board: Board, duty: Responsibility, stages: tuple[Stage, ...]
) -> Iterator[Finding]:
    """Yield that a source looks after the quality of what it pays for itself."""
    known, burdens = board.by_pk, {Letter.ACCOUNTABLE, Letter.RESPONSIBLE}
    own = [
        mark
        for stage in stages
        for mark in board.slots[(duty.pk, stage)]
        if mark.letter in burdens and is_source(known[mark.party_id])
    ]
    if own:
        asked = [stage for stage in stages if stage in {mark.stage for mark in own}]
        words = _("%(question)s %(who)s, padahal ikut membiayai. Pilih pihak lain yang mengawasi.")
        yield _about(board, duty, FindingKind.FUNDER_VERIFIES, words, asked, own)


def _company_operates(board: Board, duty: Responsibility, holders: list[Held]) -> Iterator[Finding]:
    """Yield that a company answers for something while the facility runs."""
    known = board.by_pk
    own = [mark for mark in holders if known[mark.party_id].organisation.side == Side.BUSINESS]
    if own:
        words = _(
            "%(question)s %(who)s di tahap operasi. Sarana bergantung pada perusahaan sesudah"
            " serah terima."
        )
        kind = FindingKind.COMPANY_OPERATES
        yield _about(board, duty, kind, words, [Stage.OPERATION], own)


def _of_whole(board: Board) -> Iterator[Finding]:
    """Yield what is wrong with the division over all duties and stages."""
    held = accountable(board)
    total = sum(held.values())
    pk, most = max(held.items(), key=lambda item: item[1], default=(0, 0))
    if len(board.parties) > 1 and most * 2 > total:
        words = ngettext(
            "%(party)s memegang %(n)s dari %(total)s tanggung jawab, lebih dari separuhnya.",
            "%(party)s memegang %(n)s dari %(total)s tanggung jawab, lebih dari separuhnya.",
            total,
        ) % {"party": board.by_pk[pk], "n": formats.count(most), "total": formats.count(total)}
        yield Finding(FindingKind.OVERLOADED, words, url=matrix_url(board, party=pk))
    people = [party for party in board.parties if party.organisation.side == Side.COMMUNITY]
    if not any(held[party.pk] for party in people):
        words = (
            _("Warga ikut dalam kemitraan, tetapi belum bertanggung jawab atas satu peran pun.")
            if people
            else _("Belum ada kelompok warga di antara para pihak; tak ada peran yang dipegangnya.")
        )
        url = reverse("partnerships:responsibility-list", args=[board.partnership.pk])
        yield Finding(FindingKind.COMMUNITY_NOWHERE, words, url=url)


def _self_verified(board: Board) -> Iterator[Finding]:
    """Yield that a party verified the contribution it brought itself."""
    pk = next((getattr(duty, "self_verifier", None) for duty in board.duties), None)
    if pk in board.by_pk:
        words = _("%(party)s memeriksa sumbangannya sendiri. Pilih pihak lain yang memeriksa.")
        url = f"{board.partnership.get_absolute_url()}#sumbangan"
        party = board.by_pk[pk]
        yield Finding(FindingKind.FUNDER_VERIFIES, words % {"party": party}, url=url)


def _about(
    board: Board,
    duty: Responsibility,
    kind: FindingKind,
    words: str,
    stages: Iterable[Stage],
    marks: Iterable[Held] = (),
) -> Finding:
    """Return the finding of one duty with its stages and parties named."""
    at, known = list(stages), board.by_pk
    names = dict.fromkeys(str(known[mark.party_id]) for mark in marks)
    return Finding(
        kind=kind,
        words=words
        % {
            "question": lifecycle.question_of(duty),
            "stages": ", ".join(str(stage.label).lower() for stage in at),
            "who": ", ".join(names),
        },
        duty_key=duty.key,
        stage=at[0],
        url=mending_url(board, duty, at[0], kind),
        is_critical=lifecycle.is_critical(duty),
    )


def mending_url(board: Board, duty: Responsibility, stage: str, kind: FindingKind) -> str:
    """Return where it is mended: the duty's own form when nobody stands for it, else its slot."""
    if kind in (FindingKind.ORPHAN, FindingKind.NOBODY) and duty.party_id is None:
        return reverse("partnerships:responsibility-propose", args=[duty.partnership_id, duty.pk])
    return reverse("partnerships:slot", args=[duty.partnership_id, duty.pk, stage])


def matrix_url(board: Board, *, party: int) -> str:
    """Return the matrix of one party."""
    return f"{reverse('partnerships:matrix', args=[board.partnership.pk])}?pihak={party}"


def accountable(board: Board, stages: Iterable[str] | None = None) -> Counter[int]:
    """Return how often each party answers for a duty at a stage; every party is in it."""
    wanted = set(board.stages if stages is None else stages)
    held = Counter({party.pk: 0 for party in board.parties})
    for (_duty_id, stage), marks in board.slots.items():
        if stage in wanted:
            held.update(mark.party_id for mark in marks if mark.letter == Letter.ACCOUNTABLE)
    return held


def is_source(party: Party) -> bool:
    """Return whether the party pays, in its first part or in another of its roles."""
    return PartyPart.SOURCE in {party.part, *party.roles}
