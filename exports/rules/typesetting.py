"""How much room a text takes, from its length alone: widths in millimetres, type sizes in points.

The widths are rounded up a little: a text that is thought too long costs white space, one that is
thought too short costs a second layout.
"""

import math
import unicodedata
from functools import lru_cache

MM_PER_POINT = 25.4 / 72

# Inter at weight 500, in em.
WIDTHS = {
    character: width
    for characters, width in (
        ("ijlI \u00a0", 0.27),
        (".,:;!·’'", 0.32),
        ("tfr()/1", 0.39),
        ('-–“”?"s', 0.54),
        ("akxzcyvJL7eF", 0.58),
        ("hnouE5bdgpq23689PZ", 0.63),
        ("RST04B$€&+×K", 0.68),
        ("XYAVDCHUG", 0.75),
        ("NOQw", 0.82),
        ("mM", 0.91),
        ("@%W—…", 1.0),
    )
    for character in characters
}
OTHER_WIDTH, UNKNOWN_WIDTH, FULL_WIDTH, EMOJI_WIDTH = 0.66, 0.75, 1.0, 1.4


@lru_cache(maxsize=4096)
def character_width(character: str) -> float:
    """Return a character's width in em."""
    if character in WIDTHS:
        return WIDTHS[character]
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return FULL_WIDTH if ord(character) < 0x1F000 else EMOJI_WIDTH
    return OTHER_WIDTH if ord(character) < 0x2FF else UNKNOWN_WIDTH


def text_width(text: str, size: float) -> float:
    """Return the width of a line of text in millimetres."""
    return sum(map(character_width, text)) * size * MM_PER_POINT


def line_count(text: str, *, size: float, width: float) -> int:
    """Return how many lines `text` takes when it is broken at spaces, and inside words that are too long."""
    return sum(_lines_of(paragraph, size, width) for paragraph in text.split("\n")) or 1


def _lines_of(paragraph: str, size: float, width: float) -> int:
    lines, filled = 1, 0.0
    space = character_width(" ") * size * MM_PER_POINT
    for word in paragraph.split(" "):
        length = text_width(word, size)
        if filled and filled + space + length > width:
            lines, filled = lines + 1, 0.0
        if length > width:
            more = math.ceil(length / width) - 1
            lines, length = lines + more, length - more * width
        filled += (space if filled else 0.0) + length
    return lines


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter of `text` belongs to a script that is written from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"
