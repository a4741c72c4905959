"""The matrix behind the plain list: letters per stage and party, and one slot of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sambung.core import tokens
from sambung.partnerships import actions, lifecycle, queries, rules
from sambung.partnerships.forms import ALL_STAGES, GroundForm, LetterForm, MatrixFilter, ReasonForm
from sambung.partnerships.models import Letter, Partnership, Party, RaciCell, Responsibility, Stage
from sambung.partnerships.queries import Board, Held
from sambung.partnerships.views.asking import (
    ActorRequest,
    crumbs_of,
    duty_of,
    once,
    partnership_of,
)

LETTERS = (Letter.ACCOUNTABLE, Letter.RESPONSIBLE, Letter.CONSULTED, Letter.INFORMED)


@dataclass(frozen=True)
class Holder:
    """One party in a cell of the table: its name and how far it agreed."""

    name: str
    state: str  # ok | recorded | open


@dataclass(frozen=True)
class MatrixRow:
    """One duty at one stage: who holds each of the four letters."""

    duty: Responsibility
    question: str
    is_critical: bool
    stage: str
    stage_label: str
    cells: tuple[tuple[str, list[Holder]], ...]
    is_empty: bool


def matrix(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the letters of one stage, of one party, or of all."""
    partnership = partnership_of(request, pk)
    board = queries.matrix_of(partnership)
    stage, party = narrowed(request, board)
    initial = {"tahap": stage or ALL_STAGES, "pihak": party.pk if party else ""}
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Rincian peran")),
        "form": MatrixFilter(initial=initial, stages=board.stages, parties=board.parties),
        "rows": rows_of(board, stage, party),
        "letters": [letter.label for letter in LETTERS],
        "stage": Stage(stage).label if stage else "",
        "party": party,
        "simulated": partnership.is_simulated,
    }
    return render(request, "partnerships/matrix.html", context)


def narrowed(request: ActorRequest, board: Board) -> tuple[str, Party | None]:
    """Return the stage and party asked for; at first the stage the partnership is at."""
    party = next((p for p in board.parties if str(p.pk) == request.GET.get("pihak")), None)
    usual = ALL_STAGES if party else board.partnership.stage
    asked = request.GET.get("tahap", usual)
    return (asked if asked in board.stages else ""), party


def rows_of(board: Board, stage: str = "", party: Party | None = None) -> list[MatrixRow]:
    """Return the slots of the stage, or of all, in which the party holds a letter, or all."""
    names = {party.pk: str(party) for party in board.parties}
    return [
        matrix_row(duty, place, board.slots[(duty.pk, place)], names)
        for duty in board.needed
        for place in board.stages_of(duty)
        if stage in ("", place)
        and (party is None or any(h.party_id == party.pk for h in board.slots[(duty.pk, place)]))
    ]


def matrix_row(
    duty: Responsibility, stage: Stage, held: tuple[Held, ...], names: dict[int, str]
) -> MatrixRow:
    """Return one row with the names under their letters."""
    return MatrixRow(
        duty=duty,
        question=lifecycle.question_of(duty),
        is_critical=lifecycle.is_critical(duty),
        stage=stage.value,
        stage_label=str(stage.label),
        cells=tuple(
            (
                str(letter.label),
                [Holder(names[h.party_id], state_of(h)) for h in held if h.letter == letter],
            )
            for letter in LETTERS
        ),
        is_empty=all(h.letter != Letter.ACCOUNTABLE for h in held),
    )


def state_of(held: Held | RaciCell) -> str:
    """Return how far the party agreed: itself, as written down for it, or not yet."""
    if not held.is_proposed:
        return "ok"
    return "recorded" if held.recorded_at is not None else "open"


@dataclass(frozen=True)
class SlotLine:
    """One letter of a slot and what the actor may do about it; inherited ones have no cell."""

    party: Party
    letter: str
    state: str
    ground: str
    cell: RaciCell | None
    may_answer: bool = False
    may_record: bool = False


def slot(request: ActorRequest, pk: int, duty_pk: int, stage: str) -> HttpResponse:
    """Show who holds what for one duty at one stage, and propose another letter."""
    partnership = partnership_of(request, pk)
    duty = duty_of(partnership, duty_pk)
    if stage not in queries.road_stages(partnership):
        raise Http404
    cells, ids = queries.slot_cells(duty, stage), queries.organisation_ids_of(partnership)
    may_propose = bool(rules.can_propose_responsible(request.actor, partnership, ids))
    parties = partnership.parties.filter(left_at__isnull=True).select_related("organisation")
    initial = {"token": tokens.new_token(), "seen": queries.seen_of(duty, cells)}
    form = LetterForm(request.POST or None, parties=parties, initial=initial)
    if request.method == "POST" and form.is_valid():
        cell = actions.propose_letter(
            responsibility=duty, stage=stage, by=request.actor, **form.cleaned_data
        )
        messages.success(request, words_of(cell))
        return redirect(slot_url(duty, stage))
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Rincian peran")),
        "row": queries.duty_row(duty, request.actor, ids),
        "stage": Stage(stage),
        "lines": lines_of(request, duty, stage, cells, ids),
        "is_inherited": not cells,
        "form": form if may_propose and duty.is_needed else None,
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/slot.html", context, status=status)


def lines_of(
    request: ActorRequest, duty: Responsibility, stage: str, cells: list[RaciCell], ids: list[int]
) -> list[SlotLine]:
    """Return the letters of the slot, A first; what it inherits when nothing is written down."""
    order = {letter.value: place for place, letter in enumerate(LETTERS)}
    if not cells and duty.party is not None:
        return [
            SlotLine(duty.party, str(Letter(held.letter).label), state_of(held), duty.ground, None)
            for held in queries.inherited(duty, stage)
        ]
    return [
        line_of(request, duty.partnership, cell, ids)
        for cell in sorted(cells, key=lambda cell: (order[cell.letter], cell.pk))
    ]


def line_of(
    request: ActorRequest, partnership: Partnership, cell: RaciCell, ids: list[int]
) -> SlotLine:
    """Return one written letter and what the actor may do about it."""
    actor, organisation = request.actor, cell.party.organisation
    state = state_of(cell)
    return SlotLine(
        party=cell.party,
        letter=str(Letter(cell.letter).label),
        state=state,
        ground=cell.ground,
        cell=cell,
        may_answer=bool(purposes_of(request, partnership, cell)),
        may_record=state == "open"
        and bool(
            rules.can_record_answer(
                actor, partnership, organisation, ids, is_proposed=cell.is_proposed
            )
        ),
    )


def purposes_of(request: ActorRequest, partnership: Partnership, cell: RaciCell) -> list[str]:
    """Return what the actor may do about a letter: answer it, take it back, release it."""
    actor, holder = request.actor, cell.party.organisation_id
    verdicts = {
        "answer": rules.can_answer_letter(actor, partnership, holder, is_proposed=cell.is_proposed),
        "withdraw": rules.can_withdraw_proposal(
            actor, partnership, cell.proposed_by_id, is_proposed=cell.is_proposed
        ),
        "release": rules.can_release_letter(
            actor, partnership, holder, is_proposed=cell.is_proposed
        ),
    }
    return [purpose for purpose, verdict in verdicts.items() if verdict]


@login_required
def letter(request: ActorRequest, pk: int, cell_pk: int) -> HttpResponse:
    """Let the party a letter burdens answer or release it, and its proposer take it back."""
    partnership = partnership_of(request, pk)
    cell = cell_of(partnership, cell_pk)
    purposes = purposes_of(request, partnership, cell)
    if not purposes:
        rules.can_answer_letter(
            request.actor, partnership, cell.party.organisation_id, is_proposed=cell.is_proposed
        ).or_raise()
    form = ReasonForm(request.POST or None, initial=once(cell.version))
    answer = request.POST.get("answer", "")
    form.fields["reason"].required = answer != "accept"
    if request.method == "POST" and form.is_valid():
        return answered(request, cell, answer, form)
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Rincian peran")),
        "cell": cell,
        "question": lifecycle.question_of(cell.responsibility),
        "purposes": purposes,
        "form": form,
        "back": slot_url(cell.responsibility, cell.stage),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/letter_form.html", context, status=status)


def answered(request: ActorRequest, cell: RaciCell, answer: str, form: ReasonForm) -> HttpResponse:
    """Do what was asked about a letter, say so, and lead back to its slot."""
    data = form.cleaned_data
    same = {"version": data["version"], "token": data["token"]}
    if answer == "accept":
        actions.accept_letter(cell=cell, by=request.actor, **same)
        messages.success(request, words_of(cell))
    else:
        acts = {
            "refuse": actions.refuse_letter,
            "withdraw": actions.withdraw_letter,
            "release": actions.release_letter,
        }
        if answer not in acts:
            raise Http404
        acts[answer](cell=cell, reason=data["reason"], by=request.actor, **same)
        messages.success(request, _("Tercatat. Alasannya tampak di riwayat."))
    return redirect(slot_url(cell.responsibility, cell.stage))


@login_required
def letter_record(request: ActorRequest, pk: int, cell_pk: int) -> HttpResponse:
    """Let a desk or a facilitator write down that a party said yes to a letter."""
    partnership = partnership_of(request, pk)
    cell = cell_of(partnership, cell_pk)
    rules.can_record_answer(
        request.actor,
        partnership,
        cell.party.organisation,
        queries.organisation_ids_of(partnership),
        is_proposed=cell.is_proposed,
    ).or_raise()
    form = GroundForm(request.POST or None, initial=once(cell.version))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.record_letter(
            cell=cell,
            ground=form.given(),
            by=request.actor,
            version=data["version"],
            token=data["token"],
        )
        messages.success(request, _("Tercatat atas nama %s.") % cell.party)
        return redirect(slot_url(cell.responsibility, cell.stage))
    context = {
        "partnership": partnership,
        "crumbs": crumbs_of(partnership, _("Rincian peran")),
        "title": lifecycle.question_of(cell.responsibility),
        "party": cell.party,
        "form": form,
        "back": slot_url(cell.responsibility, cell.stage),
        "simulated": partnership.is_simulated,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/ground_form.html", context, status=status)


def cell_of(partnership: Partnership, pk: int) -> RaciCell:
    """Return a letter of this partnership; 404 for one of another."""
    cell = queries.cell_of(partnership, pk)
    if cell is None:
        raise Http404
    return cell


def slot_url(duty: Responsibility, stage: str) -> str:
    """Return the page of one duty at one stage."""
    return reverse("partnerships:slot", args=[duty.partnership_id, duty.pk, stage])


def words_of(cell: RaciCell) -> str:
    """Return who now stands there as what, in words."""
    words = _("%(party)s: %(letter)s di tahap %(stage)s")
    if cell.is_proposed:
        words = _("%(party)s diusulkan: %(letter)s di tahap %(stage)s")
    return words % {
        "party": cell.party,
        "letter": str(Letter(cell.letter).label).lower(),
        "stage": str(Stage(cell.stage).label).lower(),
    }
