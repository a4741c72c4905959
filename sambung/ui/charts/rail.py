"""The rail of stages: done, now, next, late; twelve columns wide, one sentence on a phone."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sambung.ui import formats
from sambung.ui.charts.drawing import NOTHING, draw, joined, pct, rect, strip

LETTERS = {"done": "d", "now": "n", "next": "x"}


@dataclass(frozen=True)
class Stage:
    """One stage: state is done, now or next; percent fills the line of the one now."""

    name: str
    state: str
    when: str = ""
    percent: float | None = None
    late: str = ""


@dataclass(frozen=True)
class Rail:
    """The stages from first to last."""

    label: str
    stages: tuple[Stage, ...]


@draw.register
def draw_rail(rail: Rail) -> SafeString:
    """Return the rail for a wide screen, and the sentence with all stages behind it for a phone."""
    return format_html("{}{}", wide_rail(rail), phone_rail(rail))


def wide_rail(rail: Rail) -> SafeString:
    """Return the ordered list of stages with the line filled as far as it has come."""
    items = joined(
        format_html(
            '<li class="{}"{}>{}<span class="dot"></span><b>{}</b><small>{}</small>{}</li>',
            LETTERS[stage.state],
            mark_safe(' aria-current="step"') if stage.state == "now" else "",
            strip(3, rail_line(stage), css="line"),
            stage.name,
            stage_words(stage),
            format_html('<span class="lt">{}</span>', stage.late) if stage.late else "",
        )
        for stage in rail.stages
    )
    return format_html('<ol class="rail wide-only" aria-label="{}">{}</ol>', rail.label, items)


def stage_words(stage: Stage) -> str:
    """Return the percent of the stage now, the date of the others."""
    return formats.percent(stage.percent, 0) if stage.percent is not None else stage.when


def rail_line(stage: Stage) -> SafeString:
    """Return the line to the next stage, filled to the percent of this one."""
    done = rect("0", 0, pct(stage.percent or 0), 3, "go") if stage.state == "now" else NOTHING
    return joined([rect("0", 0, "100%", 3, ""), done])


def phone_rail(rail: Rail) -> SafeString:
    """Return segments, one sentence, and the stages behind *Lihat semua tahap*."""
    marks = {"done": "d", "now": "n", "next": ""}
    segments = joined(format_html('<i class="{}"></i>', marks[s.state]) for s in rail.stages)
    number = next((n for n, s in enumerate(rail.stages, 1) if s.state == "now"), len(rail.stages))
    stage = rail.stages[number - 1]
    sentence = _("Tahap %(number)d dari %(total)d: %(name)s") % {
        "number": number,
        "total": len(rail.stages),
        "name": stage.name,
    }
    late = format_html(' <span class="b late">{}</span>', stage.late) if stage.late else ""
    rows = joined(
        format_html("<li><b>{}</b> <small>{}</small></li>", one.name, stage_words(one))
        for one in rail.stages
    )
    return format_html(
        '<div class="railp phone-only"><div class="prog" aria-hidden="true">{}</div>'
        "<div><b>{}</b>{}</div>"
        '<details><summary>{}</summary><ol class="history">{}</ol></details></div>',
        segments,
        sentence,
        late,
        _("Lihat semua tahap"),
        rows,
    )
