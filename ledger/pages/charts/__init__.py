"""The figures of a feature as geometry, for whoever draws them; the words stand beside them.

Lengths are whole units of a drawing WIDTH wide and, for a histogram, HEIGHT high.
"""

from ledger.pages.charts.compared import ComparedDrawing, draw_compared
from ledger.pages.charts.curves import CURVE_HEIGHT
from ledger.pages.charts.drawing import HEIGHT, WIDTH, Part
from ledger.pages.charts.per_use import HistogramDrawing, WaterfallDrawing, draw_histogram, draw_waterfall
from ledger.pages.charts.portfolio_map import MapDrawing, Spot, draw_map
from ledger.pages.charts.scale import ScaleDrawing, draw_scale
from ledger.pages.charts.stick import StickDrawing, draw_stick
from ledger.pages.charts.tail import TailDrawing, draw_tail
from ledger.pages.charts.tornado import TornadoDrawing, draw_tornado

__all__ = [
    "CURVE_HEIGHT",
    "HEIGHT",
    "WIDTH",
    "ComparedDrawing",
    "HistogramDrawing",
    "MapDrawing",
    "Part",
    "ScaleDrawing",
    "Spot",
    "StickDrawing",
    "TailDrawing",
    "TornadoDrawing",
    "WaterfallDrawing",
    "draw_compared",
    "draw_histogram",
    "draw_map",
    "draw_scale",
    "draw_stick",
    "draw_tail",
    "draw_tornado",
    "draw_waterfall",
]
