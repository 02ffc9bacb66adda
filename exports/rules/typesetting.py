"""How much room a text takes, from its letters alone: widths in millimetres, type sizes in points.

A text that is thought too long costs white space, one that is thought too short costs a second layout: the widths are
a little more than those of the face.
"""

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ui.typefaces import INTER, VOLLKORN, Typeface, letter_widths

MM_PER_POINT = 25.4 / 72
ALLOWANCE = 1.02
# Of letters that our faces have not, in em.
UNKNOWN_WIDTH, FULL_WIDTH, EMOJI_WIDTH = 0.75, 1.0, 1.4


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a weight."""

    face: Typeface
    weight: int


TEXT, TITLE, STATEMENT = Type(INTER, 500), Type(VOLLKORN, 600), Type(VOLLKORN, 400)


def letter_width(letter: str, type: Type) -> float:
    """Return a letter's width in em."""
    if unicodedata.combining(letter):
        return 0.0
    width = letter_widths(type.face, type.weight).get(letter)
    if width is not None:
        return width * ALLOWANCE
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL_WIDTH if ord(letter) < 0x1F000 else EMOJI_WIDTH
    return UNKNOWN_WIDTH


def text_width(text: str, size: float, type: Type = TEXT) -> float:
    """Return the width of a line of text in millimetres."""
    return _em_width(text, type) * size * MM_PER_POINT


@lru_cache(maxsize=8192)
def _em_width(text: str, type: Type) -> float:
    return sum(letter_width(letter, type) for letter in text)


@lru_cache(maxsize=8192)
def line_count(text: str, *, size: float, width: float, type: Type = TEXT) -> int:
    """Return how many lines `text` takes when it is broken at spaces, and inside words that are too long."""
    return sum(_lines_of(paragraph, size, width, type) for paragraph in text.split("\n")) or 1


def _lines_of(paragraph: str, size: float, width: float, type: Type) -> int:
    lines, filled = 1, 0.0
    space = text_width(" ", size, type)
    for word in paragraph.split(" "):
        length = text_width(word, size, type)
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
