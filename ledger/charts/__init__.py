"""The figures of a feature as geometry, for whoever draws them; the words stand beside them.

Lengths are whole units of a drawing WIDTH wide and, for a histogram, HEIGHT high.
"""

from ledger.charts.drawing import HEIGHT, WIDTH, Part
from ledger.charts.per_use import HistogramDrawing, WaterfallDrawing, draw_histogram, draw_waterfall

__all__ = ["HEIGHT", "WIDTH", "HistogramDrawing", "Part", "WaterfallDrawing", "draw_histogram", "draw_waterfall"]
