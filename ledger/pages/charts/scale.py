"""Monthly profit against volume as geometry: the band, the expected line, zero, today and break-even."""

import math
from dataclasses import dataclass

from economics.advice_model import Scale
from economics.round_numbers import around
from ledger.pages.charts.curves import PARTS, along, area, line, upwards
from ledger.pages.charts.drawing import text

LOG = "log"
MOST_DECADES = 8


@dataclass(frozen=True, slots=True)
class ScaleDrawing:
    """`band` and `expected` are points; `zero` a height; `present` and `break_even` widths, "" where there is none.

    `low` and `high` are the amounts at the two edges of the drawing, `volumes` those along it from left to right.
    """

    band: str
    expected: str
    zero: str
    present: str
    break_even: str
    low: float
    high: float
    volumes: tuple[float, ...]


def draw_scale(scale: Scale) -> ScaleDrawing:
    """Lay out the curve from its lowest volume to its highest."""
    points = scale.points
    first, last = points[0].volume, points[-1].volume
    across = along(first, last, log=scale.spacing == LOG)
    height, low, high = upwards(end for point in points for end in (point.p5, point.mean, point.p95))
    places = [(across(point.volume), point) for point in points]
    return ScaleDrawing(
        band=area([(x, height(point.p95)) for x, point in places], [(x, height(point.p5)) for x, point in places]),
        expected=line((x, height(point.mean)) for x, point in places),
        zero=text(height(0.0)),
        present=text(across(scale.present)),
        break_even=text(across(scale.break_even)) if scale.break_even else "",
        low=low,
        high=high,
        volumes=_ticks(first, last, log=scale.spacing == LOG),
    )


def _ticks(first: float, last: float, *, log: bool) -> tuple[float, ...]:
    """Round numbers, evenly spaced from the first volume to the last."""
    if not log:
        return tuple(around(first, last, PARTS))
    decades = round(math.log10(last / first))
    step = next(step for step in range(1, decades + 1) if decades % step == 0 and decades // step <= MOST_DECADES)
    return tuple(first * 10**decade for decade in range(0, decades + 1, step))
