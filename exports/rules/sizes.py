"""The sizes of type on paper, in points, and the height of the band at the head of a page, in millimetres."""

import math
from collections.abc import Sequence

from exports.rules.typesetting import MM_PER_POINT, TITLE, line_count, text_width

SMALLEST_META = 6.5
BAND_KIND_WIDTH = 48.0


def meta_size(size: float) -> float:
    return max(SMALLEST_META, round(size * 0.87, 2))


def statement_size(statement: str, size: float) -> float:
    """Return the type size of a statement: the shorter, the larger."""
    return size * (2.0 if len(statement) <= 110 else 1.55 if len(statement) <= 240 else 1.2)


def band_height(title: str, right: Sequence[str], *, title_size: float, width: float) -> float:
    """Return the height of the band at the head of a page: the title and its kind at left, a few lines at right."""
    lines = math.ceil((text_width(title, title_size, TITLE) + BAND_KIND_WIDTH) / (width * 0.62))
    small = sum(line_count(text, size=8, width=width * 0.38) for text in right)
    return max(lines * title_size * 1.08, small * 8 * 1.36) * MM_PER_POINT + 3.2


def title_size(title: str, *, width: float) -> float:
    """Return the type size of a page's title: the longer, the smaller."""
    room = width * 0.62 - BAND_KIND_WIDTH
    if text_width(title, 25, TITLE) < room:
        return 25.0
    return 18.0 if text_width(title, 18, TITLE) < 2 * room else 14.0
