"""Where each feature sits: contribution per use against uses a month, as geometry.

Volume is spaced by how many times it is another, between round ends; contribution by its distance from nought,
stretched near it. The size of a mark is what the feature earns or loses a month. A name that would lie on another is
cut, or left out: the table has them all.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from economics.round_numbers import ladder
from ledger.pages.charts.drawing import text

MAP_WIDTH, MAP_HEIGHT = 336, 288
LEFT, RIGHT, TOP, BOTTOM = 20, 316, 22, 250
SMALLEST, LARGEST = 5.0, 14.0
LETTER, LETTER_HEIGHT = 6.4, 12
FINEST = 1e-12
# A name is cut only where it has no room as a whole.
NAME_LENGTHS = (36, 18)


@dataclass(frozen=True, slots=True)
class Spot:
    """One feature to be put on the map; `shape` is that of its verdict: circle, diamond, square or triangle."""

    name: str
    margin: float
    uses: float
    profit: float
    shape: str
    tone: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A feature on the map: a path, and its name where there is room for it, at a place with an anchor."""

    path: str
    tone: str
    title: str
    label: str = ""
    x: str = ""
    y: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The marks, the largest first; the height of nought; and the ends of both scales, margin and volume."""

    marks: tuple[Mark, ...]
    zero: str
    lowest: float
    highest: float
    fewest: float
    most: float


type Box = tuple[float, float, float, float]


def draw_map(spots: Iterable[Spot]) -> MapDrawing | None:
    """Lay out the features that have uses; None where there is none."""
    found = sorted((spot for spot in spots if spot.uses > 0), key=lambda spot: -abs(spot.profit))
    if not found:
        return None
    margins, volumes = [spot.margin for spot in found], [spot.uses for spot in found]
    ends = _round_ends(volumes)
    across, upwards = _across(*ends), _upwards(margins)
    greatest = abs(found[0].profit) or 1.0
    placed = [(spot, across(spot.uses), upwards(spot.margin), _radius(abs(spot.profit) / greatest)) for spot in found]
    return MapDrawing(tuple(_marks(placed)), text(upwards(0.0)), min(margins), max(margins), *ends)


def _round_ends(volumes: Sequence[float]) -> tuple[float, float]:
    """The nearest of 1, 2 and 5 times a power of ten around all of them."""
    low, high = min(volumes), max(volumes)
    rungs = ladder(low, high)
    fewest = max((rung for rung in rungs if rung <= low), default=low)
    return fewest, min((rung for rung in rungs if rung >= high), default=high)


def _across(fewest: float, most: float):
    low, high = math.log(fewest), math.log(most)
    middle = (LEFT + RIGHT) / 2
    return lambda uses: middle if low == high else LEFT + (RIGHT - LEFT) * (math.log(uses) - low) / (high - low)


def _upwards(margins: Sequence[float]):
    sizes = sorted(abs(margin) for margin in margins if margin)
    # At least a part of the largest, since a margin divided by next to nothing is past all numbers.
    scale = max(sizes[len(sizes) // 2], sizes[-1] * FINEST) if sizes else 1.0
    stretched = [0.0, *(math.asinh(margin / scale) for margin in margins)]
    low, high = min(stretched), max(stretched)
    reach = (high - low) or 1.0
    return lambda margin: TOP + (BOTTOM - TOP) * (high - math.asinh(margin / scale)) / reach


def _radius(part: float) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * math.sqrt(part)


def _marks(placed: Sequence[tuple[Spot, float, float, float]]) -> Iterator[Mark]:
    taken = [_around(x, y, radius) for _, x, y, radius in placed]
    for place, (spot, x, y, radius) in enumerate(placed):
        mark = Mark(_path(spot.shape, x, y, radius), spot.tone, spot.title)
        others = taken[:place] + taken[place + 1 :]
        found = next(_free(_labels(spot.name, x, y, radius), others), None)
        if found is None:
            yield mark
            continue
        label, left, base, anchor, box = found
        taken.append(box)
        yield Mark(mark.path, mark.tone, mark.title, label, text(left), text(base), anchor)


def _labels(name: str, x: float, y: float, radius: float) -> Iterator[tuple[str, float, float, str, Box]]:
    """A name at the right of a mark, at its left, above and beneath it, each with the box that it takes."""
    gap = radius + 4
    for length in NAME_LENGTHS:
        label = name if len(name) <= length else f"{name[: length - 1].rstrip()}…"
        width = LETTER * len(label)
        yield label, x + gap, y + 4, "start", _box(x + gap, y + 4, width)
        yield label, x - gap, y + 4, "end", _box(x - gap - width, y + 4, width)
        yield label, x, y - gap, "middle", _box(x - width / 2, y - gap, width)
        yield label, x, y + gap + 9, "middle", _box(x - width / 2, y + gap + 9, width)


def _box(left: float, base: float, width: float) -> Box:
    return left, base - LETTER_HEIGHT + 2, left + width, base + 2


def _around(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _free(labels, taken: Sequence[Box]) -> Iterator:
    """Those that lie inside the map and on nothing else."""
    for label in labels:
        left, top, right, bottom = label[-1]
        inside = left >= 0 and right <= MAP_WIDTH and top >= 0 and bottom <= BOTTOM + 18
        if inside and not any(_overlap(label[-1], other) for other in taken):
            yield label


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _path(shape: str, x: float, y: float, radius: float) -> str:
    """The outline of a mark around its middle."""
    r = radius
    if shape == "circle":
        half = f"a{text(r)} {text(r)} 0 1 0"
        return f"M{text(x - r)} {text(y)}{half} {text(2 * r)} 0{half} {text(-2 * r)} 0z"
    corners = {
        "diamond": ((0, -r), (r, 0), (0, r), (-r, 0)),
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "triangle": ((-r, -r * 0.8), (r, -r * 0.8), (0, r)),
    }[shape]
    return "M" + "L".join(f"{text(x + right)} {text(y + down)}" for right, down in corners) + "z"
