"""Charts drawn on the server: a frozen value in, SVG and its table twin out.

Geometry is written here, in Python, with a point: a template's localised number would break it.
`draw` takes any chart of this package; templates call it as {% chart thing %}.
"""

from sambung.ui.charts import flow, maps
from sambung.ui.charts.amounts import Amount, Amounts
from sambung.ui.charts.bars import Bar, Bars
from sambung.ui.charts.blocks import Block, BlockRow, Blocks
from sambung.ui.charts.curve import Curve, CurveLine
from sambung.ui.charts.drawing import draw
from sambung.ui.charts.flow import Flow, FlowLink, FlowSource, FlowTarget
from sambung.ui.charts.interval import Interval, Intervals
from sambung.ui.charts.legend import CircleLegend, Ramp
from sambung.ui.charts.maps import Outline, Point, Projection, SmallMap, fit, path_of
from sambung.ui.charts.rail import Rail, Stage
from sambung.ui.charts.tails import TailRow, Tails
from sambung.ui.charts.timeline import Due, DueStrip
from sambung.ui.charts.years import Mark, YearRow, Years

__all__ = [
    "Amount",
    "Amounts",
    "Bar",
    "Bars",
    "Block",
    "BlockRow",
    "Blocks",
    "CircleLegend",
    "Curve",
    "CurveLine",
    "Due",
    "DueStrip",
    "Flow",
    "FlowLink",
    "FlowSource",
    "FlowTarget",
    "Interval",
    "Intervals",
    "Mark",
    "Outline",
    "Point",
    "Projection",
    "Rail",
    "Ramp",
    "SmallMap",
    "Stage",
    "TailRow",
    "Tails",
    "YearRow",
    "Years",
    "draw",
    "fit",
    "flow",
    "maps",
    "path_of",
]
