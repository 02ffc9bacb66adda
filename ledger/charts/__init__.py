"""The figures of a feature as geometry, for whoever draws them; the words stand beside them.

Lengths are whole units of a drawing WIDTH wide and, for a histogram, HEIGHT high.
"""

from ledger.charts.compared import ComparedDrawing, draw_compared
from ledger.charts.curves import CURVE_HEIGHT
from ledger.charts.drawing import HEIGHT, WIDTH, Part
from ledger.charts.per_use import HistogramDrawing, WaterfallDrawing, draw_histogram, draw_waterfall
from ledger.charts.portfolio_map import MapDrawing, Spot, draw_map
from ledger.charts.scale import ScaleDrawing, draw_scale
from ledger.charts.stick import StickDrawing, draw_stick
from ledger.charts.tail import TailDrawing, draw_tail
from ledger.charts.tornado import TornadoDrawing, draw_tornado

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
