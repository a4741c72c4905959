"""The whole matrix of a partnership as a workbook, with its findings and its balance."""

from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sambung.partnerships import lifecycle, queries
from sambung.partnerships.queries import Board, Held
from sambung.partnerships.views.asking import ActorRequest, partnership_of


def matrix_export(request: ActorRequest, pk: int) -> HttpResponse:
    """Answer with the whole matrix, its findings and its balance as XLSX."""
    partnership = partnership_of(request, pk)
    board = queries.matrix_of(partnership)
    response = HttpResponse(
        book_of(board),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="peran-{partnership.pk}.xlsx"'
    return response


def book_of(board: Board) -> bytes:
    """Return the workbook: one line per duty and stage, one column per party."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        sheets = [
            (_("Rincian peran"), matrix_lines(board)),
            (_("Temuan"), finding_lines(board)),
            (_("Keseimbangan"), balance_lines(board)),
        ]
        for name, lines in sheets:
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line, bold if number == 0 else None)
            sheet.set_column(0, 0, 44)
            sheet.set_column(1, 20, 18)
            sheet.freeze_panes(1, 1)
    return out.getvalue()


def matrix_lines(board: Board) -> list[list[object]]:
    """Return the matrix; an asterisk marks a letter nobody has said yes to."""
    note = _("SIMULASI") if board.partnership.is_simulated else ""
    head: list[object] = [_("Peran"), _("Kelompok"), _("Menentukan"), _("Tahap")]
    head += [*map(str, board.parties), _("Sifat data")]
    return [head] + [
        [
            *(lifecycle.question_of(duty), lifecycle.group_label_of(duty)),
            *(_("ya") if lifecycle.is_critical(duty) else _("tidak"), str(stage.label)),
            *(letters_in(board.slots[(duty.pk, stage)], party.pk) for party in board.parties),
            note,
        ]
        for duty in board.needed
        for stage in board.stages_of(duty)
    ]


def letters_in(held: tuple[Held, ...], party_pk: int) -> str:
    """Return the letters of one party in one slot."""
    own = [row for row in held if row.party_id == party_pk]
    return " ".join(f"{row.letter}{'*' if row.is_open else ''}" for row in own)


def finding_lines(board: Board) -> list[list[object]]:
    """Return the findings in words."""
    found = queries.findings_of(board.partnership, board)
    lines: list[list[object]] = [[finding.words] for finding in found]
    return [[_("Temuan")], *lines]


def balance_lines(board: Board) -> list[list[object]]:
    """Return the indices of each stage, of before and after the handover, and of all."""
    report = queries.balance_of(board.partnership, board)
    sums = [
        (_("Sebelum serah terima"), report.before),
        (_("Sesudah serah terima"), report.after),
        (_("Seluruhnya"), report.whole),
    ]
    head: list[object] = [_("Tahap"), _("Tanggung jawab"), _("Belum ada"), _("Kemerataan (J)")]
    head += [_("Pihak setara"), _("Gini"), _("Gini terkoreksi"), _("Sesuai sasaran")]
    lines = [(line.label, line) for line in report.lines] + sums
    return [head] + [
        [
            *(label, line.balance.total, line.empty, line.balance.evenness),
            *(line.balance.effective, line.balance.gini, line.balance.gini_corrected, line.fit),
        ]
        for label, line in lines
    ]
